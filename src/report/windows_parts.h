// report/windows_parts.h: the two halves of the text about start times.
#pragma once

#include "calendar/zone.h"
#include "report/report.h"
#include "report/shown.h"

namespace knockon {

/// What stands against a start; of several, the last in this order counts.
enum class Hold { none, undetermined, forbidden, blocked };
Hold hold_of(const WindowOption& option);
/// Style and sign of a hold: "x", "?", "!"; nothing for none.
Style hold_style(Hold h);
Shown hold_sign(Hold h);

/// Every start by local date (rows) and local time of day (columns), dark where much is lost, with
/// the scale and the signs explained below. More than ten weeks of days are summed up by weekday,
/// unless everything was asked for.
void draw_start_map(const WindowsReport& report, const Zone& zone, const TextOptions& options,
                    Page& page);

}  // namespace knockon
