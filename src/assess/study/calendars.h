// assess/study/calendars.h: the calendars of a landscape, and what only they can tell about it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "calendar/calendar.h"
#include "model/landscape.h"

namespace knockon {

/// The zone of the landscape, UTC where it names none; one that does not exist is an error.
Zone landscape_zone(const Landscape& l, Diagnostics& out);

/// All calendars of the landscape; what is wrong with them (calendar/calendar.h) and with its zone
/// is in `out`.
Calendars compile_calendars(const Landscape& l, Diagnostics& out);

/// Calendars that were compiled, and what of, so that it needs to be done only once.
struct KnownCalendars {
    std::map<Id, Calendar> definitions;
    Stated<std::string> timezone;
    Calendars compiled;
    std::vector<Diagnostic> said;  // of them
};
/// Compiled once for many changes, with what is said of them each time.
std::shared_ptr<const KnownCalendars> known_calendars(const Landscape& l);
/// As `compile_calendars`; those known, which may be null, where the landscape's are the same.
Calendars calendars_of(const Landscape& l, const KnownCalendars* known, Diagnostics& out);

/// Deadlines with more work than their calendar can hold: such a deadline is missed whatever
/// happens, so no change would ever be blamed for it (semantics, section 4). An error where none of
/// the stretches of the two years from `from` on is long enough, a warning where some are not; work
/// as long as the stretch leaves no slack and is neither. An error, too, where all fall due more than ten times as
/// often as calendars may occur (CalendarBudget). References must have been checked.
void check_deadlines(const Landscape& l, const Calendars& calendars, Instant from,
                     Diagnostics& out);

}  // namespace knockon
