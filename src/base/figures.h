// base/figures.h: amounts, shares, lengths of time and dates as people read them, for findings and
// tables alike.
//
// Two significant digits, in the unit that needs the fewest. What nobody would notice is not spelled
// out: "under € 1", "under 0.01 %". The blank within a figure is a no-break one. A minus is a minus
// (U+2212).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace knockon {

/// "12,345.6": the digits before the point in threes.
std::string grouped(std::string digits);

/// "€", "$", "£"; of any other currency its letters, the rest shown as ?.
std::string currency_sign(std::string_view currency);

/// "€ 7.6k", "− € 330", "€ 0", "under € 1"; without a currency "7.6k".
std::string money_text(double amount, std::string_view currency, int digits = 2);
/// "€ 40.5k": an amount as somebody stated it, to six significant digits.
std::string stated_money_text(double amount, std::string_view currency);

/// The power of ten, at least 1, to which figures that are to be added up are rounded when the
/// largest of them is `largest`, so that one or two decimals of its unit are told: 10 below € 10k,
/// 100 below € 1M.
double rounding_of_sums(double largest);
/// The same where the largest is to have `digits` digits: 100 for two digits of € 8,900.
double rounding_to(double largest, int digits);
/// "€ 7.63k", "− € 630", "€ 0": `units` times that rounding, with the digits that it has.
std::string rounded_money_text(std::int64_t units, double rounding, std::string_view currency);

/// "13 %", "1.1 %"; "under 0.0001 %" for less than `least`; never "100 %" or "0 %" for what is not;
/// "−2.0 %".
std::string share_text(double share, double least = 1e-6);
/// "5 %", "12.5 %": as somebody stated it.
std::string stated_share_text(double share);

/// From the largest unit (days) down to seconds, at most `parts` of them, the rest cut off.
std::string in_units(std::int64_t seconds, int parts, std::string_view blank,
                     std::string_view between);
/// "12 s", "36 min", "3 h 35 min" (to 5 minutes), "21 h", "4 d 6 h"; of what is not 0.
std::string length_text(double seconds);

/// "Thu 25 Feb 2027"; without `year` "Thu 25 Feb".
std::string date_text(std::chrono::year_month_day date, std::string_view blank = " ",
                      bool year = true);

}  // namespace knockon
