// base/quantity.h: the grammar of quantities that users write (knockon-model(5), "Units").
//
//   durations      90s 15m 4h 2d 1w 1h30m          whole units, largest first, each at most once
//   probabilities  5%  0.05  1 in 20
//   evidence       3 of 120                          an estimate with its own uncertainty
//   ranges         2%..8%  30m..4h                   a 90 % interval
//   money          500  12k  1.5M  € 1.2k            in the landscape's currency
//   recovery       2h (constant); the mappings {p50, p90} and {mean} are put together in `read/`
//   moments        2026-11-30T20:00 (local), 2026-11-30T20:00+01:00, 2026-11-30T20:00Z
//   dates          2026-11-30
//   days           mon-fri   mon,wed                 hours  08:00-18:00  22:00-06:00
//
// Numbers are those of base/decimal.h; what reports print (5 %, 1 h 30 min, 1.2bn) and programs
// write (1e-05) is read. A quantity that is not exactly one of these, or could be meant in two ways
// (1.200), is an error that says what was expected; nothing is guessed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace knockon {

/// A quantity or the reason why the text is none ("expected a duration such as 90s, 15m or 1h30m").
template <class T>
struct Parsed {
    std::optional<T> value;
    std::string expected;
    explicit operator bool() const { return value.has_value(); }
    const T& operator*() const { return *value; }
    const T* operator->() const { return &*value; }
};

/// A probability in [0, 1], perhaps uncertain (semantics, section 9).
struct Probability {
    /// The best estimate, and the mean of what it may be: as stated; of a range the mean of the
    /// fitted Beta; of evidence k of n that of Beta(k + 1/2, n - k + 1/2), (k + 1/2) / (n + 1).
    double value = 0;
    double low = 0, high = 0;  // 90 % interval of a range; both equal `value` when certain
    int hits = 0, trials = 0;  // "3 of 120"; trials == 0 where it is no evidence
    bool is_range() const { return low != high; }
    bool is_uncertain() const { return low != high || trials > 0; }
    friend bool operator==(const Probability&, const Probability&) = default;
};

/// A length of time, perhaps uncertain: a range is the 90 % interval of a lognormal.
struct Length {
    Duration value{0};  // the median of a range: the geometric mean of its ends
    Duration low{0}, high{0};
    bool is_range() const { return low != high; }
    friend bool operator==(const Length&, const Length&) = default;
};

/// How long a recovery takes (semantics, section 2.2). Constant: p50 alone. Lognormal: p50 and p90,
/// mu = ln p50, sigma = ln(p90 / p50) / 1.2815515655446004. Exponential: the mean, in p50.
struct Recovery {
    enum class Shape { constant, lognormal, exponential };
    Shape shape = Shape::constant;
    Length p50;  // the constant, the median, or the mean of an exponential
    Length p90;  // lognormal only; longer than p50
    double mean_seconds() const;
    /// Smallest length that is not exceeded with probability `p`; used for default hypercare (p99).
    Duration quantile(double p) const;
    friend bool operator==(const Recovery&, const Recovery&) = default;
};

/// A wall-clock moment, and the offset if one was written. Without it the zone decides later.
struct Moment {
    std::chrono::local_seconds local{};
    std::optional<std::chrono::seconds> utc_offset;
    friend bool operator==(const Moment&, const Moment&) = default;
};

Parsed<Duration> parse_duration(std::string_view text);
/// A duration, or a range of two.
Parsed<Length> parse_length(std::string_view text);
/// 5%, 0.05, 1 in 20, 3 of 120, 2%..8%.
Parsed<Probability> parse_probability(std::string_view text);
Parsed<double> parse_fraction(std::string_view text);  // a certain probability
Parsed<double> parse_money(std::string_view text);     // 500, 12k, € 1.5M; at most 1e15
/// The currency that stands before an amount, as reports write it: "€" of "€ 1.2k", "CHF" of
/// "CHF 500"; empty where there is none. Whether it is the right one is for who knows the landscape.
std::string_view currency_of(std::string_view amount);
Parsed<double> parse_rate(std::string_view text);    // 500/s 200/m 1k/h, per second
Parsed<double> parse_number(std::string_view text);  // a plain decimal number >= 0
Parsed<Moment> parse_moment(std::string_view text);  // 1970 to 2200; seconds may be added
Parsed<std::chrono::year_month_day> parse_date(std::string_view text);
std::string write_date(const std::chrono::year_month_day& date);  // the way back: 2026-11-30
Parsed<bool> parse_bool(std::string_view text);  // true, false; nothing else

/// An availability, as the unavailability it means: 99.9% gives exactly what 0.1% gives, with all
/// its digits; of `99%..99.9%` the ends change places, `119 of 120` is 1 hit in 120 trials.
Parsed<Probability> parse_availability(std::string_view text);

/// Hours of a day: from `start` after local midnight for as long as the clock needs to reach `end`.
/// `end <= start` runs over midnight and belongs to the day on which it begins; 24:00 is allowed.
struct HourRange {
    std::chrono::minutes start{0};
    std::chrono::minutes end{24 * 60};
    friend bool operator==(const HourRange&, const HourRange&) = default;
};

/// mon-fri, fri-mon, mon,wed; each at most once, given back from Monday on.
Parsed<std::vector<std::chrono::weekday>> parse_days(std::string_view text);
Parsed<HourRange> parse_hours(std::string_view text);  // 22:00-06:00
Parsed<int> parse_ordinal(std::string_view text);      // first, last, 3, -2: -366 to 366, never 0

/// One date or `first..last`, both included and in order.
Parsed<std::pair<std::chrono::year_month_day, std::chrono::year_month_day>> parse_dates(
    std::string_view text);

/// `from..to`; whether `from` comes first is known only where both have an offset or neither has.
Parsed<std::pair<Moment, Moment>> parse_period(std::string_view text);

}  // namespace knockon
