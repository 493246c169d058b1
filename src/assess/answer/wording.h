// assess/answer/wording.h: how the messages of findings speak of ids, moments and stretches of time.
#pragma once

#include <string>
#include <vector>

#include "base/figures.h"
#include "base/time.h"
#include "calendar/zone.h"
#include "model/landscape.h"

namespace knockon {

/// "erp", "erp and crm", "erp, crm, shop and 4 more".
std::string ids_text(const std::vector<Id>& ids);

/// "Thu 25 Feb 2027 20:00", on the clock of `zone`; seconds are cut.
std::string moment_text(Instant t, const Zone& zone);

/// " (Thu night)" of a moment before 06:00, which belongs to the night of the day before; else empty.
std::string night_text(Instant t, const Zone& zone);

/// "Thu 25 Feb 2027 20:00 to 22:30", "Thu 25 Feb 2027 20:00 to Fri 26 Feb 2027 02:00". An end at
/// midnight is the 24:00 of the day before.
std::string period_text(const Span& s, const Zone& zone);

/// "survives 15 min without it", "needs 2 of 3", "in 30 % of the cases"; empty for a plain need.
std::string need_text(const Need& need);

/// "1 h 30 min", "2 d"; never more than two units.
std::string duration_text(Duration d);

/// "1 h", "1 h on average", "1 h in half of the cases, 4 h in 9 of 10".
std::string recovery_text(const Recovery& r);
/// "2.5 %": a chance in [0, 1], to eight significant digits.
std::string percent_text(double probability);

}  // namespace knockon
