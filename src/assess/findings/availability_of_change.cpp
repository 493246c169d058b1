#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assess/findings/change_rules.h"
#include "assess/answer/wording.h"
#include "base/codes.h"
#include "base/text.h"
#include "base/tie.h"

namespace knockon {
namespace {

/// A supplier of which a component already stops all of these says nothing more.
bool said_by_component(const Id& id, const std::vector<Id>& processes, const Landscape& after,
                       const std::map<Id, std::vector<Id>>& stops) {
    return after.suppliers.contains(id) &&
           std::any_of(stops.begin(), stops.end(), [&](const auto& other) {
               const auto c = after.components.find(other.first);
               return c != after.components.end() && c->second.supplier &&
                      *c->second.supplier == id && other.second == processes;
           });
}

/// A01: what alone stops a process, and did not before.
void new_single_points(const Study& study, const StructureReport& structure, FindingList& out) {
    std::map<Id, std::vector<Id>> stops;  // processes by what stops them
    for (const SinglePoint& s : structure.new_single_points_of_failure)
        stops[s.component].push_back(s.process);
    for (auto& [id, processes] : stops) std::sort(processes.begin(), processes.end());
    for (const auto& [id, processes] : stops) {
        if (said_by_component(id, processes, *study.after, stops)) continue;
        std::vector<Id> subjects{id};
        subjects.insert(subjects.end(), processes.begin(), processes.end());
        const auto c = study.after->components.find(id);
        std::vector<Related> related;
        if (c != study.after->components.end()) related.push_back({c->second.at, out.names()(id)});
        out.add({.code = code::new_single_point,
                 .at = step_naming(*study.change, id),
                 .message = fmt::format("{} alone stops {} from then on", out.names()(id),
                                        out.names()(processes)),
                 .subjects = std::move(subjects),
                 .related = std::move(related)});
    }
}

struct Growth {
    const StructureChange* change = nullptr;
    double hours = 0, loss = 0;
    bool exact = true;
};

std::string growth_text(const Growth& g, const Study& study, const Names& names) {
    const SteadyState &before = *g.change->before, &after = *g.change->after;
    const std::string_view about = g.exact ? "" : "about ";
    int digits = 2;  // or as many as tell the two apart
    const auto down = [&](const SteadyState& s) { return decimal(s.downtime_h_per_year.value, digits); };
    while (digits < 5 && down(after) == down(before)) ++digits;
    std::string text = fmt::format("{} is down {}{} h a year instead of {} h", names(g.change->id), about,
                                   down(after), down(before));
    if (g.loss > 0)
        text += fmt::format(" and loses {}{} more", about,
                            money_text(g.loss, study.before->currency.value_or("")));
    return text;
}

/// A02: processes that are down or lose more than the policy lets pass, by department.
void worse_for_good(const Study& study, const StructureReport& structure, FindingList& out) {
    const Thresholds& limits = out.policy().thresholds;
    std::map<Id, std::vector<Growth>> by_department;
    for (const StructureChange& p : structure.processes) {
        if (!p.before || !p.after) continue;
        Growth g{&p};
        g.hours = p.after->downtime_h_per_year.value - p.before->downtime_h_per_year.value;
        g.loss = p.after->loss_per_year.value - p.before->loss_per_year.value;
        g.exact =
            p.before->downtime_h_per_year.is_exact() && p.after->downtime_h_per_year.is_exact();
        if (exceeds(g.hours, limits.hours_per_year) || exceeds(g.loss, limits.loss_per_year))
            by_department[*study.after->processes.at(p.id).department].push_back(g);
    }
    for (auto& [department, worse] : by_department) {
        std::stable_sort(worse.begin(), worse.end(),
                         [](const Growth& x, const Growth& y) { return x.hours > y.hours; });
        std::vector<Id> subjects{department}, others;
        for (const Growth& g : worse) subjects.push_back(g.change->id);
        for (std::size_t i = 1; i < worse.size(); ++i) others.push_back(worse[i].change->id);
        std::sort(subjects.begin() + 1, subjects.end());
        out.add({.code = code::worse_for_good,
                 .at = study.change->at,
                 .message = growth_text(worse.front(), study, out.names()) +
                            (others.empty() ? "" : "; more also for " + out.names()(others)) +
                            fmt::format(" ({})", out.names()(department)),
                 .subjects = std::move(subjects)});
    }
}

}  // namespace

Position step_naming(const Change& change, const Id& id) {
    const auto brings = [&](const std::vector<Need>& needs) {
        return std::any_of(needs.begin(), needs.end(), [&](const Need& need) {
            return std::any_of(need.members.begin(), need.members.end(),
                               [&](const Ref& m) { return *m == id; });
        });
    };
    for (const Step& s : change.steps)
        if (*s.target == id || (s.component.supplier && *s.component.supplier == id) ||
            brings(s.needs) || brings(s.component.needs))
            return s.at;
    return change.at;
}

void availability_of_change(const Study& study, const std::optional<StructureReport>& structure,
                            FindingList& out) {
    if (!structure) return;
    new_single_points(study, *structure, out);
    worse_for_good(study, *structure, out);
}

}  // namespace knockon
