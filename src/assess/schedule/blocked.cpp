#include "assess/schedule/blocked.h"

#include <algorithm>
#include <set>

#include "assess/schedule/planned.h"
#include "assess/study/acceptance.h"
#include "base/codes.h"

namespace knockon {
namespace {

/// Whether the findings of a start stop it; an error always does.
bool stops(const Finding& f) {
    if (f.accepted) return false;
    if (f.severity == Severity::error || f.code == code::window_in_past) return true;
    return f.code == code::collision && f.severity == Severity::warning;
}

/// The forward schedule, and what is asked about together with this change.
std::vector<Change> with_those_beside(const AssessOptions& options) {
    std::vector<Change> all = options.planned;
    for (const Change* c : options.beside) {
        const bool known = std::any_of(all.begin(), all.end(),
                                       [&](const Change& planned) { return planned.id == c->id; });
        if (!known) all.push_back(*c);
    }
    return all;
}

}  // namespace

Blocks::Blocks(const Study& study, const Policy& policy, const AssessOptions& options, Instant from,
               Instant to, Diagnostics& out)
    : parts_(footprint(*study.before, *study.after, *study.change)),
      policy_(policy),
      schedule_{study.before, study.change,             &study.calendars,
                &parts_,      study.watched.window_end, options.today},
      others_(with_those_beside(options)),
      planned_(*study.before,
               {study.change, study.after.get(), study.transition.start, study.watched.window_end,
                study.watched.end},
               others_, study.calendars, from, to, out),
      not_before_(
          all_before_done(*study.change, options.planned, study.calendars.landscape_zone())) {}

std::vector<std::string> Blocks::at(Instant start, Duration watched_end) {
    std::vector<Finding> found;
    const Names names;  // of nothing: only the codes are looked at
    FindingList list(policy_, names, found);
    judge_start(schedule_, start, list);
    for (const auto& [other, kind] : planned_.at(start, watched_end))
        list.add({.code = code::collision,
                  .subjects = {schedule_.change->id, other, std::string(name(kind))}});
    accept_findings(policy_, schedule_.today, found);
    std::set<std::string> codes;
    for (const Finding& f : found)
        if (stops(f)) codes.insert(f.code);
    if (not_before_ && start < *not_before_) codes.insert(std::string(code::planned_later));
    return {codes.begin(), codes.end()};
}

}  // namespace knockon
