// base/decimal.h: numbers as people and programs write them.
//
// Decimal digits, at most one point between two of them, perhaps an exponent ("1e-05", as programs
// write 0.00001): no signs, hex, inf or nan, no zero before another digit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace knockon {

/// `text` times ten to the power of `exponent`, rounded once: 5% is the same double as 0.05.
std::optional<double> decimal_value(std::string_view text, int exponent = 0);

/// A whole number from 0 to `limit`. Digits alone; with `any_spelling` also 3.0 and 1e2.
std::optional<std::int64_t> whole_value(std::string_view text, std::int64_t limit,
                                        bool any_spelling = false);

/// The same number without an exponent; `text` must be one.
std::string without_exponent(std::string_view text);

/// 1.200 is 1200 in one half of Europe and 1.2 in the other; nobody shall guess. How an amount that
/// could be meant in another way, or has separators between thousands or a decimal comma, is
/// written so that it has one reading: "1200 or 1.2", "1.5k or 15k", "1200.50". Empty for what has
/// one reading, or none.
std::string ways_to_write(std::string_view amount);

/// Of a number that a program wrote, and which has one reading: 1.200 becomes 1.2000.
std::string unmistakable(std::string_view number);

/// Of a length of time with a fraction of a unit, with a point or a comma ("1.5h", "0,5 d"), the same
/// in whole units: "90m", "12h". Empty for what is none.
std::string in_whole_units(std::string_view duration);

/// Takes one blank, which may be one at which lines do not break, from the front or the back.
bool take_blank(std::string_view& text);
bool drop_blank(std::string_view& text);

}  // namespace knockon
