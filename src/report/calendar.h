// report/calendar.h: what a calendar means, drawn.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"
#include "report/words/calendar_sheet.h"

namespace knockon {

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
