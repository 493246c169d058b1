// calendar/timetable.h: what one calendar lists, ready to be laid out over any stretch of time,
// before `within` and `except` cut it.
#pragma once

#include <bitset>
#include <optional>
#include <vector>

#include "base/time.h"
#include "calendar/recurrence.h"
#include "calendar/skipped.h"
#include "calendar/zone.h"
#include "model/calendar.h"

namespace knockon {

/// How long an occurrence lasts: first on the clock (a day may have 23 hours), then elapsed time
/// (RFC 5545 sections 3.3.6 and 3.8.5.3: days and weeks of DURATION are the clock's, DTEND is
/// exact).
struct Lasting {
    std::chrono::seconds clock{0};
    std::chrono::seconds exact{0};
};

Span span_of(std::chrono::local_seconds start, const Lasting& lasting, const Zone& zone,
             Skipped skipped);

/// Days that a rule chooses; the hours of the timetable apply to them.
struct DayRule {
    Recurrence rule;
    std::optional<Instant> until;  // the last start, where UNTIL is in UTC
};

/// Stretches that begin at the rule's own times, in a zone of their own.
struct EventRule {
    Recurrence rule;
    std::optional<Instant> until;
    Zone zone;
    Lasting lasting;
    std::vector<Instant> except;                       // starts that are left out, in order
    std::vector<std::chrono::local_days> except_days;  // days on which nothing starts, in order
    Skipped skipped = Skipped::at_the_change;
    bool leaves_out(std::chrono::local_seconds start) const;
};

/// Days from `first` up to, not including, `end`.
struct DayStretch {
    std::chrono::local_days first, end;
};

/// The union of all its parts.
struct Timetable {
    Zone zone;
    bool always = false;
    std::vector<HourRange> hours{HourRange{}};  // of each day that the next three give
    std::bitset<7> week;                        // by weekday::c_encoding
    std::vector<DayStretch> dates;              // in order, disjoint
    std::vector<DayRule> day_rules;
    std::vector<EventRule> event_rules;
    Spans fixed;
    std::size_t a_year = 0;  // occurrences of its rules in their first year, and of its file
};

/// Adds everything that shares a moment with [from, to), unordered and unclipped, to `out`; with
/// `steps`, only until they are used up.
void lay_out(const Timetable& t, Instant from, Instant to, Spans& out, Steps* steps = nullptr);

/// In order, disjoint and not touching.
std::vector<DayStretch> normalised(std::vector<DayStretch> any);

}  // namespace knockon
