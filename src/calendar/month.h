// calendar/month.h: a month of a calendar as people draw it, so that nobody has to trust a rule
// unread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "calendar/calendar.h"

namespace knockon {

/// A stretch of a day on its own clock, from midnight; `end` is at most 24 hours.
struct DayPart {
    std::chrono::minutes start, end;
    friend bool operator==(const DayPart&, const DayPart&) = default;
};

struct MonthDay {
    std::chrono::year_month_day date;
    Duration length{0};          // 23, 24 or 25 hours, or what else the zone does
    Duration active{0};          // how much of it the calendar is active
    std::vector<DayPart> parts;  // as the clock shows them; seconds are cut
    bool whole() const { return active == length; }
};

/// Every day of a month in the calendar's own zone.
std::vector<MonthDay> month_days(const Calendars& calendars, const Id& id,
                                 std::chrono::year_month month);

/// Lines of text: the month, the days of the week from Monday, and seven columns of days. Each day
/// has its number, its length where that is not 24 hours ("23 h"), and below it when the calendar
/// is active: "08-18", "20-24", "6:30-17:15", "all day". At most 77 columns, plain ASCII, no line
/// ends.
std::vector<std::string> month_lines(const Calendars& calendars, const Id& id,
                                     std::chrono::year_month month);

}  // namespace knockon
