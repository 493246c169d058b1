#include "assess/study/values.h"

#include <algorithm>
#include <array>
#include <map>
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

/// What takes part: of what the kernel does not need, nothing is said. Components and processes are named alone,
/// since they can be as many as memory holds.
struct Part {
    Landscape rest;
    std::set<Id> components, processes;
};

Part part_of(const Study& study) {
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
    Part part;
    Landscape& rest = part.rest;
    rest.currency = l.currency;
    rest.timezone = l.timezone;
    rest.departments = l.departments;
    rest.calendars = l.calendars;
    rest.freezes = l.freezes;
    rest.defaults = l.defaults;
    const auto take_supplier = [&](const Id& id) {
        if (const auto s = l.suppliers.find(id); s != l.suppliers.end()) rest.suppliers.insert(*s);
    };
    for (const Id& id : ids) {
        if (const auto c = l.components.find(id); c != l.components.end()) {
            part.components.insert(id);
            take_supplier(*c->second.supplier);
        }
        if (l.processes.contains(id)) part.processes.insert(id);
    }
    for (const Step& s : study.change->steps) take_supplier(*s.component.supplier);
    for (const KnownOutage& o : l.outages)
        if (ids.contains(*o.component)) rest.outages.push_back(o);
    return part;
}

/// One record after the other.
template <class T>
void flatten_section(const std::string& name, const std::map<Id, T>& section, const std::set<Id>& ids,
                     std::size_t depth, Values& out) {
    if (ids.empty()) return;
    std::string all;
    for (const Id& id : ids) {
        if (out.size() > most_values) return;
        const Said one = said(section.at(id));
        if (depth > 1)
            flatten(name + "." + id, id, one, depth - 2, out);
        else
            all += id + ": " + flow_text(one) + "\n";
    }
    if (depth <= 1) out[name] = digest(all);
}

}  // namespace

bool is_digest(const std::string& value) { return value.starts_with(digest_mark); }

Values values_of(const Study& study) {
    const Said change = said(*study.change);
    const Part part = part_of(study);
    const Said rest = said(part.rest);
    Values values;
    for (const std::size_t depth : {std::size_t{100}, std::size_t{2}, std::size_t{1}}) {
        values.clear();
        flatten({}, {}, rest, depth, values);
        flatten_section("components", study.before->components, part.components, depth, values);
        flatten_section("processes", study.before->processes, part.processes, depth, values);
        flatten({}, {}, change, std::max(depth, std::size_t{2}), values);
        if (values.size() <= most_values) break;
    }
    for (const auto& [id, calendar] : part.rest.calendars)
        if (calendar.ics_text)
            values["calendars." + id + ".ics contents"] = digest(*calendar.ics_text);
    return values;
}

}  // namespace knockon
