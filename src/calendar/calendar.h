// calendar/calendar.h: when a calendar is active.
//
// Turns what users wrote (model/calendar.h) into half-open spans of absolute time: days and hours,
// dates, recurrence rules (RFC 5545), working days, periods, iCalendar files; their union, cut by
// `within`, less `except`. Spans that touch are merged across days, so that "every day 00:00-24:00"
// has no seams. Knows nothing of components or of YAML.
//
// Listing nothing but `within` or `except` starts from always. `hours` apply to days, dates,
// working days and to rules that choose days; of a rule with times of its own (BYHOUR, FREQ=HOURLY,
// …) they give the length. Rules are checked, working days counted and COUNT worked out when
// compiling; everything else is laid out per question, over the days it asks for and a few more.
//
//   zone.h        time zones
//   spans.h       union, intersection, difference; weighted overlap
//   recurrence.h  one RRULE → local dates and times
//   ical.h        iCalendar text → rules and dates (ical_text.h its form, ical_zone.h its zones)
//   timetable.h   what one calendar lists, laid out over a stretch of time
//   plan.h        all calendars compiled, references resolved
//   month.h       a month as people draw it
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "base/time.h"
#include "calendar/zone.h"
#include "model/calendar.h"

namespace knockon {

/// Years a calendar is worked out for; outside them is an error at the place that asks.
inline constexpr int first_year = 1970, last_year = 2200;
inline constexpr std::chrono::local_days years_begin{std::chrono::year{first_year} / std::chrono::January / 1};
inline constexpr std::chrono::local_days years_end{std::chrono::year{last_year + 1} / std::chrono::January / 1};

/// The calendars of a landscape, ready to be asked. Cheap to copy; answers are the same whatever
/// was asked before; safe to use from several threads.
class Calendars {
  public:
    Calendars();
    /// Reports, at their places: unknown zones, references to calendars that do not exist or that
    /// go round in a circle, rules with a typo or that can never match, impossible dates, iCalendar
    /// files cut off, and what goes beyond `budget`; the rest is then not worked out.
    static Calendars compile(const std::map<Id, Calendar>& definitions, const Zone& landscape_zone,
                             Diagnostics& out, const CalendarBudget& budget = {});

    bool has(const Id& id) const;
    const Zone& zone(const Id& id) const;
    const Zone& landscape_zone() const;

    /// Every maximal span that shares a moment with [from, to), in order, *not* clipped to it: a
    /// span that began before `from` keeps its true start (semantics, section 4). A span is
    /// followed at most 400 days beyond either end of the question.
    Spans spans(const Id& id, Instant from, Instant to) const;

    /// The first moment at or after `t` at which the calendar is active; empty within 10 years:
    /// never.
    std::optional<Instant> next_active(const Id& id, Instant t) const;

  private:
    struct Impl;
    std::shared_ptr<const Impl> impl_;
};

}  // namespace knockon
