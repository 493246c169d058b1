#include "assess/findings/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "assess/answer/finding_list.h"
#include "assess/findings/attribution.h"
#include "assess/findings/change_rules.h"
#include "assess/findings/landscape_findings.h"
#include "assess/findings/step_findings.h"
#include "assess/schedule/collisions.h"
#include "assess/schedule/schedule.h"
#include "assess/schedule/turn_back.h"
#include "base/codes.h"
#include "calendar/ical.h"
#include "graph/reach.h"

namespace knockon {
namespace {

void reaches_nothing(const Study& study, FindingList& findings) {
    const Change& change = *study.change;
    const Graph& g = *study.transition.graph_with;
    if (study.transition.kernel.empty()) {
        findings.add({.code = code::change_reaches_nothing,
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
                 .at = step.at,
                 .message = fmt::format(
                     "{} reaches no process: nothing that the model knows needs it",
                     findings.names()(*target)),
                 .subjects = {*target}});
    }
}

constexpr std::size_t most_occurrences = 1'000'000;  // as where the calendars were compiled

/// M14: what the file of a calendar says and has no effect.
void left_out_of_calendars(const Study& study, FindingList& findings) {
    for (const auto& [id, c] : study.before->calendars) {
        if (!c.ics_text) continue;
        const Ical read = read_ical(*c.ics_text, study.calendars.zone(id), most_occurrences);
        const auto is_warning = [](const IcalProblem& p) {
            return p.severity == Severity::warning;
        };
        const auto first = std::find_if(read.problems.begin(), read.problems.end(), is_warning);
        if (first == read.problems.end()) continue;
        const auto more = std::count_if(first + 1, read.problems.end(), is_warning);
        findings.add({.code = code::calendar_left_out,
                      .at = c.ics.at,
                      .message = fmt::format("calendar `{}` reads {} with a loss: line {}: {}{}",
                                             id, *c.ics, first->line, first->message,
                                             more > 0 ? fmt::format("; and {} more", more) : ""),
                      .subjects = {id},
                      .help = first->help});
    }
}

void on_the_calendar(const Study& study, const AssessOptions& options, FindingList& findings,
                     Diagnostics& problems) {
    const Footprint parts = footprint(*study.before, *study.after, *study.change);
    const Schedule schedule{study.before, study.change,             &study.calendars,
                            &parts,       study.watched.window_end, options.today};
    judge_start(schedule, study.transition.start, findings);
    const Placed ours{study.change, study.after.get(), study.transition.start,
                      study.watched.window_end, study.watched.end};
    add_collisions(collisions(*study.before, ours, options.planned, study.calendars, problems),
                   *study.change, study.calendars.landscape_zone(), findings);
}

/// Work for each record of a landscape that is looked at.
constexpr std::uint64_t for_a_record = 100;

/// What is found in the landscape with the change, and whether it was found without.
void about_the_landscape(const Study& study, const Policy& policy, const AssessOptions& options,
                         Found& found) {
    std::vector<Finding>& out = found.all;
    std::optional<Past> own;
    const Past* past = options.past.get();
    if (past == nullptr || &past->before.landscape != study.before)
        past = &own.emplace(*study.before, study.calendars, policy, options.today);
    if (!alters(*study.change) || *study.before == *study.after) {
        out.insert(out.end(), past->found.begin(), past->found.end());
        return;
    }
    const auto found_in = [&](const Landscape& l) {
        return landscape_findings(Inspected(l, study.calendars, policy, options.today), &past->before);
    };
    std::vector<Finding> now = found_in(*study.after);
    const std::size_t records = study.after->components.size() + study.after->processes.size();
    const std::size_t left = attribute(*study.before, *study.change, past->found, found_in,
                                       options.max_work / (for_a_record * (1 + records)), now);
    if (left > 0)
        found.limits_hit.push_back(fmt::format(
            "work: which of the {} steps brings them about is not told of {} of the findings: looking after "
            "each step took all of `--limit work={}`",
            study.change->steps.size(), left, options.max_work));
    std::move(now.begin(), now.end(), std::back_inserter(out));
}

}  // namespace

Found findings(const Study& study, const Policy& policy, const History& history,
               const AssessOptions& options, const Assessment& figures,
               const std::optional<StructureReport>& structure,
               const std::optional<Economics>& economics, Diagnostics& problems) {
    Found out;
    FindingList findings(policy, study.names, out.all);
    reaches_nothing(study, findings);
    left_out_of_calendars(study, findings);
    on_the_calendar(study, options, findings, problems);
    availability_of_change(study, structure, findings);
    load_of_change(study, findings);
    continuity_of_change(study, figures.processes, findings);
    economics_of_change(study, economics, findings);
    judge_steps(*study.change, history, findings);
    judge_model_age(study, options.today, findings);
    out.way_back = judge_way_back(*study.change, *study.after, study.calendars, figures.processes,
                                  study.transition.start, findings);
    about_the_landscape(study, policy, options, out);
    sort_findings(out.all);
    return out;
}

}  // namespace knockon
