// calendar/ical.h: iCalendar text (RFC 5545) to stretches of time and rules that give them.
//
// Events count whether they are transparent or not; cancelled ones, and older revisions
// (ical_revision.h), do not. What the events are about is not read. TZID is the calendar object's
// own VTIMEZONE of that name, else one that the system or Windows knows (ical_zone.h). Times
// without a zone ("floating") and days are the calendar's own zone's. What is left out is a problem
// of severity warning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "calendar/timetable.h"

namespace knockon {

/// A mistake, with the line of the text (from 1) at which it stands.
struct IcalProblem {
    Severity severity = Severity::error;
    std::string_view code;
    std::uint32_t line = 0;
    std::string message;
    std::string help;
};

struct Ical {
    std::vector<EventRule> rules;
    Spans fixed;                  // unordered
    std::size_t occurrences = 0;  // as counted against `max_occurrences`
    std::vector<IcalProblem> problems;
};

/// Everything in the text. More than `max_occurrences` (events and dates written out, what each
/// rule gives in its first year, and what is taken out of each) is a problem, after which nothing
/// more is read; so is the end of `steps`, which the caller then reports.
Ical read_ical(std::string_view text, const Zone& floating, std::size_t max_occurrences,
               Steps* steps = nullptr);

}  // namespace knockon
