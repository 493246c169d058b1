// calendar/timetable.h: what one calendar lists, ready to be laid out over any stretch of time,
// before `within` and `except` cut it.
#pragma once

#include <bitset>
#include <memory>
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

/// What becomes of the starts of a series from one of them on.
struct Phase {
    Instant from = Instant::min();  // as the rule has it
    Zone zone;
    Lasting lasting;
    std::chrono::seconds shift{0};  // on the clock
    bool cancelled = false;
};

/// What the rules of one series have in common.
struct Series {
    Zone zone;                                         // of the rules' starts
    std::vector<Phase> phases;                         // in order; the first from the beginning
    std::vector<Recurrence> except_rules;              // starts that are left out
    std::vector<Instant> except;                       // the same, in order
    std::vector<std::chrono::local_days> except_days;  // days on which nothing starts, in order
    Skipped skipped = Skipped::at_the_change;
    bool leaves_out(Instant start) const;  // whatever `except_rules` say
    const Phase& phase(Instant start) const;
};

/// Stretches that begin at a rule's own times; local times that are skipped are as in RFC 5545.
struct EventRule {
    Recurrence rule;
    std::optional<Instant> until;
    std::shared_ptr<const Series> series;
    /// What begins in [from, to) by the rules alone.
    std::vector<std::chrono::local_seconds> starts(std::chrono::local_seconds from,
                                                   std::chrono::local_seconds to,
                                                   Steps* steps) const;
    /// What a start of the rule comes to; nothing if it is left out.
    std::optional<Span> span(std::chrono::local_seconds start) const;
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
