// report/calendar.h: what a calendar means, drawn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "calendar/zone.h"
#include "model/calendar.h"
#include "report/report.h"

namespace knockon {

/// One calendar over a stretch of time.
struct CalendarSheet {
    Id id;
    std::string name, note;
    Zone zone;  // the calendar's own
    Instant from, to;
    Spans intervals;                               // cut to [from, to)
    std::vector<std::vector<std::string>> months;  // as calendar/month.h draws them
};

/// One line in the list of calendars.
struct CalendarRow {
    Id id;
    std::string name;
    Zone zone;
    std::optional<Span> next;  // active now or next; empty: not within ten years
};

/// The months, and how much of the stretch is active.
std::string calendar_text(const CalendarSheet& sheet, const TextOptions& options);
/// `calendar/1`.
std::string calendar_json(const CalendarSheet& sheet);
/// Its intervals as events.
std::string calendar_ics(const CalendarSheet& sheet);

std::string calendars_text(const std::vector<CalendarRow>& rows, const TextOptions& options);
/// `calendar/1` with `calendars[]` in place of `intervals[]`.
std::string calendars_json(const std::vector<CalendarRow>& rows);

}  // namespace knockon
