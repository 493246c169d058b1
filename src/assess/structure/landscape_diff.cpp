#include "assess/structure/landscape_diff.h"

#include <algorithm>
#include <map>
#include <set>

#include "assess/study/acceptance.h"
#include "assess/findings/attribution.h"
#include "assess/study/calendars.h"
#include "assess/findings/landscape_findings.h"
#include "assess/structure/renames.h"
#include "base/text.h"
#include "graph/reach.h"
#include "model/sections.h"
#include "read/said.h"

namespace knockon {
namespace {

using Form = Said::Form;
using What = RecordChange::What;

/// What only one of two lists says, each entry as often as it stands there.
void compare_lists(const std::string& key, const Said* before, const Said* after,
                   std::vector<FieldChange>& out) {
    std::map<std::string, int> left;
    if (before != nullptr)
        for (const Said::Entry& e : before->entries) ++left[flow_text(e.value)];
    std::vector<std::string> added;
    if (after != nullptr)
        for (const Said::Entry& e : after->entries) {
            const std::string text = flow_text(e.value);
            if (const auto same = left.find(text); same != left.end() && same->second > 0)
                --same->second;
            else
                added.push_back(text);
        }
    for (const auto& [text, count] : left)
        for (int i = 0; i < count; ++i) out.push_back({key, text, std::nullopt});
    for (const std::string& text : added) out.push_back({key, std::nullopt, text});
}

std::string joined(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
}

bool both_or_one(const Said* a, const Said* b, Form form) {
    return (a == nullptr || a->form == form) && (b == nullptr || b->form == form);
}

/// Nested mappings only as deep as the model.
void compare(const std::string& path, const Said* before,
             const Said* after,  // NOLINT(misc-no-recursion)
             std::vector<FieldChange>& out) {
    if (before != nullptr && after != nullptr && *before == *after) return;
    if (before == nullptr && after == nullptr) return;
    if (both_or_one(before, after, Form::list)) return compare_lists(path, before, after, out);
    if (!both_or_one(before, after, Form::map)) {
        const auto text = [](const Said* s) {
            return s == nullptr ? std::nullopt
                                : std::optional(s->form == Form::text ? s->text : flow_text(*s));
        };
        out.push_back({path, text(before), text(after)});
        return;
    }
    if (before != nullptr)
        for (const Said::Entry& e : before->entries)
            compare(joined(path, e.key), &e.value, after == nullptr ? nullptr : after->find(e.key),
                    out);
    if (after != nullptr)
        for (const Said::Entry& e : after->entries)
            if (before == nullptr || before->find(e.key) == nullptr)
                compare(joined(path, e.key), nullptr, &e.value, out);
}

std::string name_in(const Said& record) {
    const Said* name = record.find("name");
    return name == nullptr ? std::string() : name->text;
}

class Comparing {
  public:
    /// @param names  what had another id before; `before` has the new one
    Comparing(const Landscape& before, const Landscape& after, const std::vector<Rename>& names,
              LandscapeDiff& out)
        : before_(before), after_(after), out_(out) {
        for (const Rename& r : names) older_[{r.section, r.is}] = r.was;
    }

    void run() {
        RecordChange head;
        head.section = "landscape";
        const Said was = said(before_, section_names), is = said(after_, section_names);
        compare({}, &was, &is, head.fields);
        if (!head.fields.empty()) out_.records.push_back(std::move(head));
        each_section([&](std::string_view section, auto records) {
            compare_records(std::string(section), before_.*records, after_.*records);
        });
    }

  private:
    /// Both by id. What a record says is held for as long as it is compared, and no longer.
    template <class Records>
    void compare_records(const std::string& section, const Records& before, const Records& after) {
        auto was = before.begin(), is = after.begin();
        while (was != before.end() || is != after.end()) {
            const bool only_was =
                is == after.end() || (was != before.end() && was->first < is->first);
            const bool only_is =
                was == before.end() || (is != after.end() && is->first < was->first);
            std::optional<Said> old, fresh;
            if (!only_is) old = said(was->second);
            if (!only_was) fresh = said(is->second);
            const auto& shown = only_was ? *was : *is;
            Position at;
            if constexpr (requires { shown.second.at; }) at = shown.second.at;
            record(section, shown.first, old ? &*old : nullptr, fresh ? &*fresh : nullptr, at);
            if (!only_is) ++was;
            if (!only_was) ++is;
        }
    }

    void record(const std::string& section, const Id& id, const Said* was, const Said* is,
                Position at) {
        RecordChange change;
        compare({}, was, is, change.fields);
        if (section == "calendars") compare_contents(id, change.fields);
        const auto older = older_.find({section, id});
        const bool renamed = older != older_.end();
        if (was != nullptr && is != nullptr && change.fields.empty() && !renamed) return;
        change.what = was == nullptr  ? What::added
                      : is == nullptr ? What::removed
                      : renamed       ? What::renamed
                                      : What::changed;
        if (renamed) change.was = older->second;
        change.section = section;
        change.id = id;
        change.name = name_in(is != nullptr ? *is : *was);
        change.at = at;
        out_.records.push_back(std::move(change));
    }

    /// A calendar file may change though its name stays.
    void compare_contents(const Id& id, std::vector<FieldChange>& fields) const {
        const auto was = before_.calendars.find(id), is = after_.calendars.find(id);
        if (was == before_.calendars.end() || is == after_.calendars.end()) return;
        const Stated<std::string>&old = was->second.ics_text, &fresh = is->second.ics_text;
        if (!old || !fresh || *old == *fresh) return;
        const auto digest = [](const std::string& text) { return sha256(text).substr(0, 12); };
        fields.push_back({"contents of ics", digest(*old), digest(*fresh)});
    }

    const Landscape& before_;
    const Landscape& after_;
    std::map<std::pair<std::string, Id>, Id> older_;  // section and id
    LandscapeDiff& out_;
};

/// Processes of one landscape that stand on something that changed, themselves included.
std::vector<Id> affected(const Landscape& l, const std::vector<RecordChange>& records) {
    std::set<Id> changed;
    bool everything = false;
    for (const RecordChange& r : records) {
        if (r.what == What::renamed && r.fields.empty()) continue;  // it says the same
        if (r.section == "components" || r.section == "processes") changed.insert(r.id);
        if (r.section == "suppliers")
            for (const auto& [id, c] : l.components)
                if (c.supplier && *c.supplier == r.id) changed.insert(id);
        // Who works when, what a kind is taken to be: nearly everything may rest on it.
        everything |=
            r.section == "calendars" || r.section == "defaults" || r.section == "landscape";
    }
    const Graph g = compile(l);
    std::vector<Node> from;
    for (const Id& id : changed)
        if (const auto v = g.find(id)) from.push_back(*v);
    const Distances d = reached_from(g, from);
    std::vector<Id> ids;
    for (Node v = g.components; v < g.size(); ++v)
        if (everything || d.depth[v] != not_reached) ids.push_back(g.names[v]);
    return ids;
}

bool same(const Estimate& a, const Estimate& b) {
    return a.value == b.value && a.low == b.low && a.high == b.high;
}

bool fares_as_before(const ProcessDiff& p) {
    return p.before && p.after && p.new_single_points.empty() && p.gone_single_points.empty() &&
           same(p.before->unavailability, p.after->unavailability) &&
           same(p.before->loss_per_year, p.after->loss_per_year) &&
           same(p.before->episodes_per_year, p.after->episodes_per_year);
}

std::vector<Id> only_in_first(std::vector<Id> a, std::vector<Id> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<Id> out;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

/// @param from, to  what share of the whole it is
StructureOptions options_of(const DiffOptions& options, double from, double to) {
    StructureOptions o;
    o.seed = options.seed;
    o.jobs = options.jobs;
    o.max_years = options.max_years;
    o.max_work = options.max_work;
    o.most_parts = options.most_parts;
    o.explained = false;
    o.progress = part_of(options.progress, from, to);
    return o;
}

Structure structure_of(const Landscape& l, const std::set<Id>& ids, StructureOptions options,
                       Diagnostics& out) {
    for (const Id& id : ids)
        if (l.processes.contains(id)) options.processes.push_back(id);
    if (options.processes.empty()) return {};
    return structure(l, options, out);
}

/// Replaces differences of what was simulated apart by those on the same draws.
void pair_up(const Landscape& before, const Landscape& after, const DiffOptions& options,
             LandscapeDiff& diff) {
    std::vector<Id> ids;
    for (const ProcessDiff& p : diff.processes)
        if (p.simulated && p.before && p.after) ids.push_back(p.id);
    const std::vector<YearMore> more = more_per_year(before, after, ids, options_of(options, 0.8, 1));
    if (more.empty()) return;
    for (ProcessDiff& p : diff.processes)
        if (const auto id = std::find(ids.begin(), ids.end(), p.id); id != ids.end()) {
            const YearMore& m = more[static_cast<std::size_t>(id - ids.begin())];
            p.more_loss = m.loss;
            p.more_downtime_h = m.downtime_h;
        }
}

/// Takes away what stands on too much in one of the two.
void leave_out(const Landscape& l, std::set<Id>& ids, const DiffOptions& options,
               LandscapeDiff& diff) {
    std::vector<Id> here;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(here),
                 [&](const Id& id) { return l.processes.contains(id); });
    const Affordable some = affordable(l, here, options.most_parts);
    if (some.limit_hit.empty()) return;
    diff.limits_hit.push_back(some.limit_hit);
    std::erase_if(ids, [&](const Id& id) {
        return l.processes.contains(id) &&
               !std::binary_search(some.ids.begin(), some.ids.end(), id);
    });
}

void add_processes(const Landscape& before, const Landscape& after, const DiffOptions& options,
                   LandscapeDiff& diff, Diagnostics& out) {
    std::set<Id> ids;
    for (const Landscape* l : {&before, &after})
        for (Id& id : affected(*l, diff.records)) ids.insert(std::move(id));
    const std::size_t reached = ids.size();
    for (const Landscape* l : {&before, &after}) leave_out(*l, ids, options, diff);
    diff.processes_left_out = reached - ids.size();
    const Structure was = structure_of(before, ids, options_of(options, 0, 0.4), out);
    const Structure is = structure_of(after, ids, options_of(options, 0.4, 0.8), out);
    std::map<Id, std::pair<const ProcessStructure*, const ProcessStructure*>> both;
    for (const ProcessStructure& p : was.processes) both[p.id].first = &p;
    for (const ProcessStructure& p : is.processes) both[p.id].second = &p;
    for (const auto& [id, sides] : both) {
        const auto& [old, fresh] = sides;
        const ProcessStructure& shown = fresh != nullptr ? *fresh : *old;
        ProcessDiff p{id, shown.name, shown.department, {}, {}, {}, {}, false, {}, {}};
        for (const ProcessStructure* side : {old, fresh})
            p.simulated |= side != nullptr && (side->simulated || side->loss_simulated);
        if (old != nullptr) p.before = old->state;
        if (fresh != nullptr) p.after = fresh->state;
        if (old != nullptr && fresh != nullptr) {
            p.new_single_points = only_in_first(fresh->single_points, old->single_points);
            p.gone_single_points = only_in_first(old->single_points, fresh->single_points);
        }
        const auto of = [](const std::optional<SteadyState>& s, Estimate SteadyState::*figure) {
            return s ? (*s).*figure : Estimate{};
        };
        for (const auto& [more, figure] :
             {std::pair{&ProcessDiff::more_loss, &SteadyState::loss_per_year},
              std::pair{&ProcessDiff::more_downtime_h, &SteadyState::downtime_h_per_year}})
            p.*more = difference(of(p.after, figure), of(p.before, figure));
        if (!fares_as_before(p)) diff.processes.push_back(std::move(p));
    }
    pair_up(before, after, options, diff);
    std::stable_sort(diff.processes.begin(), diff.processes.end(),
                     [](const ProcessDiff& a, const ProcessDiff& b) {
                         return a.more_loss.value > b.more_loss.value;
                     });
    std::set<Id> all;
    for (const Landscape* l : {&before, &after})
        for (const auto& [id, p] : l->processes) all.insert(id);
    diff.processes_as_before = all.size() - diff.processes.size() - diff.processes_left_out;
    diff.years = std::max(was.years, is.years);
    for (const Structure* s : {&was, &is})
        for (const std::string& limit : s->limits_hit)
            if (std::find(diff.limits_hit.begin(), diff.limits_hit.end(), limit) ==
                diff.limits_hit.end())
                diff.limits_hit.push_back(limit);
}

/// What is found in one of the two only, and what got worse. Each is asked about against the other,
/// so that new ways in and new third parties are seen, and those that are gone.
void add_findings(const Landscape& before, const Landscape& after, const DiffOptions& options,
                  LandscapeDiff& diff, Diagnostics& out) {
    const Calendars old_times = compile_calendars(before, out);
    const Calendars new_times = compile_calendars(after, out);
    const Inspected was(before, old_times, options.policy, options.today);
    const Inspected is(after, new_times, options.policy, options.today);
    diff.new_findings = found_anew(landscape_findings(was, nullptr), landscape_findings(is, &was));
    const std::vector<Finding> left = landscape_findings(is, nullptr);
    std::set<std::string> there;
    for (const Finding& f : left) there.insert(f.fingerprint);
    diff.gone_findings = landscape_findings(was, &is);
    std::erase_if(diff.gone_findings,
                  [&](const Finding& f) { return there.contains(f.fingerprint); });
    for (std::vector<Finding>* list : {&diff.new_findings, &diff.gone_findings}) {
        for (Finding& f : *list) f.brought_about = true;
        accept_findings(options.policy, options.today, *list);
        sort_findings(*list);
    }
}

}  // namespace

bool ProcessDiff::is_worse() const {
    return before && after && (more_loss.low > 0 || more_downtime_h.low > 0);
}

std::size_t LandscapeDiff::count(RecordChange::What w) const {
    return static_cast<std::size_t>(std::count_if(
        records.begin(), records.end(), [&](const RecordChange& r) { return r.what == w; }));
}

LandscapeDiff landscape_diff(const Landscape& older, const Landscape& after,
                             const DiffOptions& options, Diagnostics& out) {
    const std::vector<Rename> names = renames(older, after);
    const std::optional<Landscape> moved =
        names.empty() ? std::nullopt : std::optional(renamed(older, names));
    const Landscape& before = moved ? *moved : older;
    LandscapeDiff diff;
    diff.seed = options.seed;
    diff.currency = after.currency.value_or(before.currency.value_or(""));
    Comparing(before, after, names, diff).run();
    add_processes(before, after, options, diff, out);
    add_findings(before, after, options, diff, out);
    return diff;
}

}  // namespace knockon
