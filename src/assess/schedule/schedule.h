// assess/schedule/schedule.h: what the calendars of the landscape say against a start of the window.
//
// Knows nothing of probabilities: the same for every draw, cheap enough to be asked for thousands
// of starts. Stretches are half-open, so a window that ends exactly when a freeze begins does not
// touch it; a window without length is the moment at which it starts.
#pragma once

#include <chrono>
#include <set>
#include <vector>

#include "assess/answer/finding_list.h"
#include "calendar/calendar.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// A component or process as a freeze or a change window may name it, in both landscapes together.
struct Part {
    Id id;
    std::set<Id> departments;  // owner, or whose process it is
    std::set<Id> suppliers;
    std::set<std::string> kinds;
};

/// What a change meets in the landscape, the same for every start.
struct Footprint {
    std::vector<Part> touched;  // what a step names, by id
    std::vector<Part> reached;  // what depends on that, directly or not, by id; without `touched`
};

/// What a step of the change names, by id.
std::vector<Part> touched_parts(const Landscape& before, const Landscape& after,
                                const Change& change);

/// O(landscape). The landscapes are those without and with the change.
Footprint footprint(const Landscape& before, const Landscape& after, const Change& change);

/// Everything a start is judged by. What it points to must outlive it.
struct Schedule {
    const Landscape* landscape = nullptr;  // without the change
    const Change* change = nullptr;
    const Calendars* calendars = nullptr;
    const Footprint* footprint = nullptr;
    Duration length{0};                   // of the window
    std::chrono::year_month_day today{};  // not ok(): not known, so nothing is past
};

/// Adds what speaks against `start`:
///
/// - T01, a freeze in force for what is touched (error) or for what depends on it (warning); one
///   that the change overrides is accepted, with the reason and by whom;
/// - T02, shorter notice than the policy's lead time for the type, from the beginning of the day on
///   which the change was requested (else of today) to the start, on the clock of the landscape;
/// - T07, a part of the window outside `changes_in` of what is touched, or of its supplier, or
///   outside the window's own `within` (errors). A component's calendar does not take the place of
///   its supplier's: both must allow it;
/// - T08, a window that begins before today.
void judge_start(const Schedule& schedule, Instant start, FindingList& out);

/// The lead time of a type: the policy's, else 5 days for a normal change and none for others.
Duration lead_time(const Policy& policy, ChangeType type);

/// The stretch of a window; one without length is a microsecond long, so that it is somewhere.
Span window_span(Instant start, Duration length);

}  // namespace knockon
