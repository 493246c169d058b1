#include "assess/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assess/collisions.h"
#include "assess/finding_list.h"
#include "assess/schedule.h"
#include "assess/turn_back.h"
#include "base/codes.h"
#include "graph/reach.h"
#include "model/defaults.h"
#include "risk/background.h"

namespace knockon {
namespace {

void reaches_nothing(const Study& study, FindingList& findings) {
    const Change& change = *study.change;
    const Graph& g = *study.transition.graph_with;
    if (study.transition.kernel.empty()) {
        findings.add({.code = code::change_reaches_nothing,
                      .quality = "manageability",
                      .at = change.at,
                      .message = "the change reaches no process: no chain of needs leads from what "
                                 "it touches to any process",
                      .subjects = {change.id}});
    }
    std::set<Id> said;
    for (const Step& step : change.steps) {
        const auto target = outage_target(step);
        if (!target || !said.insert(*target).second) continue;
        const auto v = g.find(*target);
        if (!v) continue;
        const Distances d = reached_from(g, {&*v, 1});
        const bool reaches = std::any_of(d.depth.begin() + g.components, d.depth.end(),
                                         [](std::uint32_t depth) { return depth != not_reached; });
        if (!reaches)
            findings.add(
                {.code = code::step_reaches_nothing,
                 .quality = "manageability",
                 .at = step.at,
                 .message = fmt::format(
                     "{} reaches no process: nothing that the model knows needs it", *target),
                 .subjects = {*target}});
    }
}

void departments_without_process(const Study& study, FindingList& findings) {
    for (const auto& [id, d] : study.after->departments) {
        const bool any = std::any_of(study.after->processes.begin(), study.after->processes.end(),
                                     [&](const auto& p) { return *p.second.department == id; });
        if (!any)
            findings.add({.code = code::department_not_modelled,
                          .quality = "manageability",
                          .at = d.at,
                          .message = fmt::format(
                              "{} has no process in the model, so its risk is not known", id),
                          .subjects = {id},
                          .brought_about = false});
    }
}

/// Ids of the places of one component of a world, in order.
std::vector<Id> members_of(const World& w, std::size_t k) {
    std::vector<Id> members;
    for (std::uint32_t place = w.scc_first[k]; place < w.scc_first[k + 1]; ++place)
        members.push_back(w.graph->names[w.node[place]]);
    std::sort(members.begin(), members.end());
    return members;
}

/// Circles whose members take time to restart.
void cold_start(const Study& study, FindingList& findings) {
    const World& w = study.transition.with;
    const World& before = study.transition.without;
    std::set<std::vector<Id>> old;
    for (std::size_t k = 0; k < before.cyclic.size(); ++k)
        if (before.cyclic[k]) old.insert(members_of(before, k));
    for (std::size_t k = 0; k < w.cyclic.size(); ++k) {
        if (!w.cyclic[k]) continue;
        const std::vector<Id> members = members_of(w, k);
        bool delayed = false;
        for (std::uint32_t place = w.scc_first[k]; place < w.scc_first[k + 1]; ++place)
            delayed |= w.restart[place] > Duration{0};
        if (!delayed) continue;
        const auto c = study.after->components.find(members.front());
        findings.add({.code = code::cold_start_cycle,
                      .quality = "manageability",
                      .at = c == study.after->components.end() ? Position{} : c->second.at,
                      .message = fmt::format("{} need each other to start, and it takes time: the "
                                             "order of a cold start is not said",
                                             fmt::join(members, ", ")),
                      .subjects = members,
                      .brought_about = !old.contains(members)});
    }
}

void better_than_supplier(const Study& study, FindingList& findings) {
    for (const BackgroundSource& b : study.transition.background) {
        if (!b.counts || study.transition.sources[b.source].kind != Source::Kind::supplier)
            continue;
        for (const std::uint32_t place : b.with_places) {
            const World& w = study.transition.with;
            const auto c = study.after->components.find(w.graph->names[w.node[place]]);
            if (c == study.after->components.end() || never_fails(c->second)) continue;
            const double whole = unavailability_of(c->second, *study.after).value.value;
            const double shared = unavailability_split(c->second, *study.after).shared;
            if (whole < shared)
                findings.add(
                    {.code = code::better_than_supplier,
                     .quality = "availability",
                     .at = c->second.unavailability.at,
                     .message = fmt::format(
                         "{} is said to be down less often than what it shares with {}; it "
                         "is taken at the supplier's part",
                         c->first, *c->second.supplier),
                     .subjects = {c->first},
                     .brought_about = false});
        }
    }
}

void on_the_calendar(const Study& study, const AssessOptions& options, FindingList& findings,
                     Diagnostics& problems) {
    const Footprint parts = footprint(*study.before, *study.after, *study.change);
    Schedule schedule;
    schedule.landscape = study.before;
    schedule.change = study.change;
    schedule.calendars = &study.calendars;
    schedule.footprint = &parts;
    schedule.length = study.watched.window_end;
    schedule.today = options.today;
    judge_start(schedule, study.transition.start, findings);
    const Placed ours{study.change, study.after.get(), study.transition.start,
                      study.watched.window_end, study.watched.end};
    add_collisions(collisions(*study.before, ours, options.planned, study.calendars, problems),
                   *study.change, study.calendars.landscape_zone(), findings);
}

}  // namespace

void add_findings(const Study& study, const Policy& policy, const AssessOptions& options,
                  Assessment& out, Diagnostics& problems) {
    FindingList findings(policy, out.findings);
    reaches_nothing(study, findings);
    departments_without_process(study, findings);
    cold_start(study, findings);
    better_than_supplier(study, findings);
    on_the_calendar(study, options, findings, problems);
    judge_way_back(*study.change, *study.after, study.calendars, out, findings);
    std::stable_sort(out.findings.begin(), out.findings.end(),
                     [](const Finding& a, const Finding& b) {
                         if (a.severity != b.severity) return a.severity > b.severity;
                         if (a.code != b.code) return a.code < b.code;
                         return a.subjects < b.subjects;
                     });
}

}  // namespace knockon
