// assess/answer/wording.h: how the messages of findings speak of ids, moments and stretches of time.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "calendar/zone.h"
#include "model/landscape.h"

namespace knockon {

/// "erp", "erp and crm", "erp, crm, shop and 4 more".
std::string ids_text(const std::vector<Id>& ids);

/// "€", "$", "£"; any other currency as it was written.
std::string_view currency_sign(std::string_view currency);

/// "€ 1.2k", "900" without a currency; two significant digits, with its sign where negative. The
/// blank within a figure is a no-break one, here and below.
std::string money_text(double amount, const std::string& currency);

/// "€ 40.5k": an amount as somebody stated it, to six significant digits.
std::string stated_money_text(double amount, const std::string& currency);

/// "2.4 %": a chance or share in [0, 1], to two significant digits.
std::string share_text(double share);

/// "5 %", "12.5 %": a chance as somebody stated it, to three significant digits.
std::string stated_share_text(double share);

/// "Thu 25 Feb 2027".
std::string date_text(std::chrono::year_month_day date);

/// "Thu 25 Feb 2027 20:00", on the clock of `zone`; seconds are cut.
std::string moment_text(Instant t, const Zone& zone);

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
