// report/words/calendar_sheet.h: what a calendar means, as values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "calendar/zone.h"
#include "model/calendar.h"

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

}  // namespace knockon
