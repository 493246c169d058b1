#include "read/landscape.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/unassigned.h"
#include "read/fields.h"

namespace knockon {
namespace {

/// Says no more than that it is not known.
template <class R>
bool is_placeholder(const Field<R>& f, const R& r) {
    if constexpr (std::is_same_v<R, Process>) return f.key == "department" && r.department && *r.department == unassigned;
    return false;
}

template <class R>
void annotate_record(Reading& in, Value v, R& r) {
    const Table<R>& t = table<R>();
    if (!expect_map(in, v)) return;
    for (const Value entry : v) {
        const Field<R>* f = find_field<R>(entry.key());
        if (f == nullptr) {
            unknown_key(in, entry, t.what, keys_of<R>());
        } else if (entry.is_null()) {
            no_value(in, entry);
        } else if (f->append != nullptr) {
            R more;
            f->load(in, entry, more);
            f->append(r, std::move(more));
        } else if (const auto at = is_placeholder(*f, r) ? std::nullopt : f->where(r)) {
            in.out
                .error(code::set_twice, entry.key_at(),
                       fmt::format("{} of {} is set a second time", in_quotes(entry.key()),
                                   in_quotes(r.id)),
                       "remove one of the two")
                .related.push_back({*at ? *at : r.at, "it is set here"});
        } else {
            f->load(in, entry, r);
        }
    }
}

void unknown_id(Reading& in, Value entry, const Landscape& l) {
    // Comparing with ten thousand ids takes its time: enough for the mistakes that are shown.
    constexpr std::size_t most_suggestions = 50;
    std::vector<std::string_view> known;
    const auto add = [&](const auto& map) {
        if (in.out.all.size() > most_suggestions) return;
        for (const auto& [id, record] : map) known.push_back(id);
    };
    add(l.components);
    add(l.processes);
    add(l.departments);
    add(l.suppliers);
    const auto meant = closest(entry.key(), known);
    in.out.error(code::dangling_reference, entry.key_at(),
                 fmt::format("{} is annotated here but defined nowhere", in_quotes(entry.key())),
                 meant ? fmt::format("write `{}`", *meant)
                       : "define it as a component, process, department or supplier");
}

}  // namespace

void annotate(Reading& in, Landscape& l) {
    for (const Value v : in.annotations) {
        if (!expect_map(in, v)) continue;
        for (const Value entry : v) {
            if (!in.goes_on(entry, 0)) return;
            const Id id(entry.key());
            const auto in_map = [&](auto& map) {
                const auto found = map.find(id);
                if (found == map.end()) return false;
                if (!entry.is_null() || no_value(in, entry))
                    annotate_record(in, entry, found->second);
                return true;
            };
            if (!in_map(l.components) && !in_map(l.processes) && !in_map(l.departments) &&
                !in_map(l.suppliers))
                unknown_id(in, entry, l);
        }
    }
    in.annotations.clear();
}

}  // namespace knockon
