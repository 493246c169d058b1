// calendar/plan.h: calendars compiled, by number instead of by id.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "calendar/timetable.h"
#include "model/calendar.h"

namespace knockon {

struct PlannedCalendar {
    Timetable lists;
    std::vector<std::size_t> within, except;  // places in Plan::calendars; each once, in order
};

/// What `Calendars` asks. No calendar refers to itself, directly or not, or further than
/// `deepest_reference` steps away.
struct Plan {
    Zone landscape_zone;
    std::map<Id, std::size_t, std::less<>> places;
    std::vector<PlannedCalendar> calendars;

    /// The active times of a calendar within [from, to), cut off there; with `steps`, a part of
    /// them where those are used up.
    Spans active(std::size_t calendar, Instant from, Instant to, Steps* steps = nullptr) const;
};

inline constexpr std::size_t deepest_reference = 32;

/// First and last moment that is worked out: the years 1970 to 2200, in any zone.
Instant first_moment();
Instant last_moment();

Plan make_plan(const std::map<Id, Calendar>& definitions, const Zone& landscape_zone,
               Diagnostics& out, const CalendarBudget& budget);

/// One calendar without its references: what its rules, dates and files say.
/// @param holidays  active times of the calendar whose days are no working days
Timetable make_timetable(const Calendar& c, const Zone& zone, const Spans& holidays,
                         const Zone& holidays_zone, std::size_t max_occurrences, Steps& steps,
                         Diagnostics& out);

}  // namespace knockon
