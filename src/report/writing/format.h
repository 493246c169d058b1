// report/writing/format.h: figures as people read them.
//
// Two significant digits, percent with a natural frequency beside it, money and lengths of time in
// the unit that needs the fewest digits (semantics, section 6). A `Figure` can only be made here,
// out of digits, units and a currency that has been looked at, so that every format may show one
// without escaping it. Its inner blanks are no-break spaces (but for the one between hours and
// minutes); a terminal shows them as plain ones.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "calendar/zone.h"

namespace knockon {

/// A number with its unit, ready for any format.
class Figure {
  public:
    const std::string& text() const { return text_; }

  private:
    friend struct FigureMaker;
    explicit Figure(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// "13 %", "1.1 %", "under 0.01 %"; never "100 %" or "0 %" for what is not; "−2.0 %" for less than
/// before.
Figure percent(double share);
/// Leading nines of an availability, 2 for 99 % up to 99.9 %; nothing counts beyond nine of them.
int nines(double unavailability);
/// "99.68 %", from the unavailability in [0, 1] because that alone has digits: two of them, or as
/// many more (to six) as it takes not to be rounded up to another nine; "over 99.9999999 %" beyond
/// nine nines, "100 %" only for 0.
Figure availability(double unavailability);

/// A limit as stated: "1 %", "0.5 %", "12.5 %", as many digits as it needs.
Figure stated_percent(double share);

/// The base that a table of probabilities has in common: 100 if the smallest of them that is not 0
/// then counts at least 1, else 1000.
int frequency_base(std::span<const double> shares);
/// "13 in 100", "<1 in 1000".
Figure frequency(double share, int base);

/// "€ 7.6k"; EUR, USD, GBP have a sign, any other currency its code; 0 is "–", less than 1 is "under € 1".
Figure money(double amount, std::string_view currency, int digits = 2);
/// With its sign: "+ € 215k", "− € 7.6k".
Figure signed_money(double amount, std::string_view currency, int digits = 2);
/// "€ 7.63k", "− € 630": `units` of a rounding that figures share so that they can be added up
/// (base/figures.h).
Figure rounded_money(std::int64_t units, double rounding, std::string_view currency);
/// A limit as stated: "€ 5k", "€ 12.5k".
Figure stated_money(double amount, std::string_view currency);

/// "12 s", "36 min", "3 h 35 min" (to 5 minutes), "21 h", "4 d 6 h"; 0 is "–".
Figure duration(double seconds);
/// The same in one unit, for a narrow column: "36 min", "5.1 h", "4.2 d"; of what is less than a minute
/// "< 1 min".
Figure short_length(double seconds);
/// Not rounded, for what is stated or planned: "45 min", "1 h 30 min", "90 s" as "1 min 30 s"; no
/// seconds of what takes a day.
Figure exact_duration(double seconds);

/// "38,000"; of nothing less than none.
Figure count(std::uint64_t n);
template <std::integral N>
Figure count(N n) {
    return count(static_cast<std::uint64_t>(n));
}
/// `digits` significant digits, without an exponent: "0.0013", "7.0", "120".
Figure number(double x, int digits = 2);
/// A difference in percent with its sign: "−89 %", "+12 %".
Figure signed_percent(double share);

/// "Wed 30 Dec 2026 20:00"; without `year` "Wed 30 Dec 20:00".
Figure moment(Instant t, const Zone& zone, bool year = true);
/// "Wed 30 Dec 2026"; without `year` "Wed 30 Dec".
Figure date(std::chrono::local_days day, bool year = true);
/// "Wed 30 Dec 2026 20:00–22:30", "Wed 30 Dec 2026 20:00 – Thu 31 Dec 02:30".
Figure period(Instant from, Instant to, const Zone& zone, bool year = true);

}  // namespace knockon
