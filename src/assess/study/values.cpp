#include "assess/study/values.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "read/said.h"

namespace knockon {
namespace {

using Form = Said::Form;
using Values = std::map<std::string, std::string>;

constexpr std::size_t most_values = 5000, longest_value = 400;
constexpr std::string_view digest_mark = "sha256:";

std::string digest(const std::string& text) {
    return std::string(digest_mark) + sha256(text).substr(0, 16);
}

bool only_shown(std::string_view key) {
    constexpr std::array<std::string_view, 5> keys = {"name", "title", "note", "tags", "links"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// What `--set` sets as a whole: a recovery, a list of anything but the records of a change.
bool is_whole(const std::string& path, std::string_view key, const Said& s) {
    if (s.form == Form::map) return key == "recovery" || s.entries.empty();
    return s.form != Form::list || (path != "steps" && path != "approvals" && path != "overrides");
}

void keep(const std::string& path, const Said& s, Values& out) {
    const std::string text = flow_text(s);
    out[path] = text.size() > longest_value ? digest(text) : text;
}

/// Nested only as deep as the model.
void flatten(const std::string& path, std::string_view key,
             const Said& s,  // NOLINT(misc-no-recursion)
             std::size_t depth, Values& out) {
    if (depth == 0 && (s.form == Form::map || s.form == Form::list)) {
        out[path] = digest(flow_text(s));
        return;
    }
    if (!path.empty() && is_whole(path, key, s)) return keep(path, s, out);
    std::size_t n = 0;
    for (const Said::Entry& e : s.entries) {
        const std::string part = s.form == Form::list ? std::to_string(++n) : e.key;
        // Directly below a section there are ids, and one may be called `note`.
        const bool id = path.find('.') == path.npos && !path.empty();
        if (!id && only_shown(part)) continue;
        if (path.empty() && (part == "knockon" || part == "id")) continue;
        flatten(path.empty() ? part : path + "." + part, part, e.value, depth - 1, out);
    }
}

/// What takes part: of what the kernel does not need, nothing is copied.
Landscape part_of(const Study& study) {
    const Landscape& l = *study.before;
    const Transition& t = study.transition;
    std::set<Id> ids;
    const auto take = [&](const Graph& g, const std::vector<bool>& kernel) {
        for (Node v = 0; v < g.size(); ++v)
            if (kernel[v]) ids.insert(g.names[v]);
    };
    take(*t.graph_without, t.kernel_without);
    take(*t.graph_with, t.kernel_with);
    for (const Step& s : study.change->steps) ids.insert(*s.target);
    Landscape part;
    part.currency = l.currency;
    part.timezone = l.timezone;
    part.departments = l.departments;
    part.calendars = l.calendars;
    part.freezes = l.freezes;
    part.defaults = l.defaults;
    for (const Id& id : ids) {
        if (const auto c = l.components.find(id); c != l.components.end()) {
            part.components.insert(*c);
            if (const auto s = l.suppliers.find(*c->second.supplier); s != l.suppliers.end())
                part.suppliers.insert(*s);
        }
        if (const auto p = l.processes.find(id); p != l.processes.end()) part.processes.insert(*p);
    }
    for (const Step& s : study.change->steps)
        if (const auto found = l.suppliers.find(*s.component.supplier); found != l.suppliers.end())
            part.suppliers.insert(*found);
    for (const KnownOutage& o : l.outages)
        if (ids.contains(*o.component)) part.outages.push_back(o);
    return part;
}

}  // namespace

bool is_digest(const std::string& value) { return value.starts_with(digest_mark); }

Values values_of(const Study& study) {
    const Said change = said(*study.change);
    const Landscape part = part_of(study);
    const Said landscape = said(part);
    Values values;
    for (const std::size_t depth : {std::size_t{100}, std::size_t{2}, std::size_t{1}}) {
        values.clear();
        flatten({}, {}, landscape, depth, values);
        flatten({}, {}, change, std::max(depth, std::size_t{2}), values);
        if (values.size() <= most_values) break;
    }
    for (const auto& [id, calendar] : part.calendars)
        if (calendar.ics_text)
            values["calendars." + id + ".ics contents"] = digest(*calendar.ics_text);
    return values;
}

}  // namespace knockon
