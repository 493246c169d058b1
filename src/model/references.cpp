#include "model/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/codes.h"
#include "base/text.h"

namespace knockon {
namespace {

constexpr std::array<std::pair<Sort, std::string_view>, 6> sorts = {{{Sort::component, "component"},
                                                                    {Sort::process, "process"},
                                                                    {Sort::department, "department"},
                                                                    {Sort::supplier, "supplier"},
                                                                    {Sort::calendar, "calendar"},
                                                                    {Sort::freeze, "freeze"}}};

bool includes(unsigned set, Sort s) { return (set & static_cast<unsigned>(s)) != 0; }

std::vector<std::string_view> names_of(unsigned set) {
    std::vector<std::string_view> names;
    for (const auto& [sort, word] : sorts)
        if (includes(set, sort)) names.push_back(word);
    return names;
}

}  // namespace

std::string_view name(Sort s) {
    return std::find_if(sorts.begin(), sorts.end(), [&](const auto& of) { return of.first == s; })->second;
}

std::string alternatives(std::span<const std::string_view> words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += words[i];
    }
    return out;
}

References::References(const Landscape& l) : landscape_(l) {}

bool References::has(Sort sort, const Id& id) const {
    switch (sort) {
        case Sort::department:
            return landscape_.departments.contains(id);
        case Sort::supplier:
            return landscape_.suppliers.contains(id);
        case Sort::calendar:
            return landscape_.calendars.contains(id);
        case Sort::freeze:
            return landscape_.freezes.contains(id);
        case Sort::component:
            return landscape_.components.contains(id);
        case Sort::process:
            return landscape_.processes.contains(id);
    }
    return false;
}

bool References::check(const Ref& ref, Sort wanted, std::string_view role, Diagnostics& out) {
    return check(ref, static_cast<unsigned>(wanted), role, out);
}

bool References::check(const Ref& ref, unsigned wanted, std::string_view role, Diagnostics& out) {
    if (!ref) return true;
    const auto is = [&](const auto& s) { return has(s.first, *ref); };
    if (std::any_of(sorts.begin(), sorts.end(), [&](const auto& s) { return includes(wanted, s.first) && is(s); }))
        return true;
    const auto other = std::find_if(sorts.begin(), sorts.end(), is);
    const std::string expected = alternatives(names_of(wanted));
    if (other != sorts.end()) {
        out.error(code::wrong_reference, ref.at,
                  fmt::format("`{}` {}, but it is a {}; expected a {}", *ref, role, other->second,
                              expected),
                  meant(*ref, wanted));
        return false;
    }
    std::string help = meant(*ref, wanted);
    if (help.empty()) help = fmt::format("define the {} `{}`, or correct the id", expected, *ref);
    out.error(code::dangling_reference, ref.at,
              fmt::format("`{}` {}, but is defined nowhere", *ref, role), std::move(help));
    return false;
}

std::string References::meant(std::string_view id, unsigned wanted) {
    if (looks_left_ <= 0) return {};
    --looks_left_;
    std::vector<std::string_view> known;
    const auto take = [&](Sort s, const auto& entries) {
        if (!includes(wanted, s)) return;
        for (const auto& [key, entry] : entries)
            if (key != id) known.push_back(key);
    };
    take(Sort::component, landscape_.components);
    take(Sort::process, landscape_.processes);
    take(Sort::department, landscape_.departments);
    take(Sort::supplier, landscape_.suppliers);
    take(Sort::calendar, landscape_.calendars);
    take(Sort::freeze, landscape_.freezes);
    return write_instead(id, known);
}

}  // namespace knockon
