// model/calendar.h: what a user says about time, before anyone works it out (`calendar/` does
// that).
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/quantity.h"
#include "base/source.h"
#include "base/words.h"

namespace knockon {

using Id = std::string;

/// An id as written, with its place: every reference to something defined elsewhere.
using Ref = Stated<Id>;

struct DateRange {
    std::chrono::year_month_day first, last;  // both included
    Position at;
    friend bool operator==(const DateRange& a, const DateRange& b) {
        return a.first == b.first && a.last == b.last;
    }
};

/// "The 3rd working day of the month": counted over Monday to Friday without the holidays.
struct WorkingDay {
    int ordinal = 1;  // 1, 2, … from the start; -1, -2, … from the end; never 0
    enum class Of { month, quarter, year } of = Of::month;
    Ref holidays;  // a calendar whose days do not count; may be empty
    friend bool operator==(const WorkingDay&, const WorkingDay&) = default;
};
template <>
struct WordsOf<WorkingDay::Of> {
    static constexpr std::string_view all[] = {"month", "quarter", "year"};
};

struct MomentRange {
    Moment from, to;
    Position at;
    friend bool operator==(const MomentRange& a, const MomentRange& b) {
        return a.from == b.from && a.to == b.to;
    }
};

/// How much calendars may cost to work out, all of a landscape together.
struct CalendarBudget {
    std::size_t occurrences = 1'000'000;  // in a year
    std::size_t steps = 50'000'000;       // days and times looked at when they are checked
    friend bool operator==(const CalendarBudget&, const CalendarBudget&) = default;
};

/// A calendar as defined: the union of everything it lists, cut by `within`, less `except`.
struct Calendar {
    Id id;
    Position at;
    Stated<std::string> name, note;
    std::vector<std::string> tags, links;

    Stated<std::vector<std::chrono::weekday>> days;  // mon-fri; alone or with hours
    Stated<std::vector<HourRange>> hours;            // alone: every day; default the whole day
    std::vector<DateRange> dates;                    // 2026-12-25 or 2026-12-24..2026-12-26
    std::vector<Stated<std::string>> rrules;         // RFC 5545 recurrence rules
    Stated<std::chrono::year_month_day> from;        // first day of a rule (its DTSTART)
    Stated<WorkingDay> working_day;
    std::vector<MomentRange> periods;  // stretches written out
    Stated<std::string> ics;           // path of an iCalendar file, relative to the landscape's
    Stated<std::string> ics_text;      // its contents, as `read/` found them
    std::vector<Ref> except, within;   // calendars
    Stated<std::string> timezone;      // IANA name; default the landscape's
    friend bool operator==(const Calendar&, const Calendar&) = default;
};

}  // namespace knockon
