// base/tie.h: whether one computed figure is more than another.
//
// 1.1 has no exact double, so that 100 × 1.1 comes out a little above 110. What differs by no more
// than a relative 1e-9 is a tie, and a tie survives (semantics, section 1). Moments and lengths of
// time are whole microseconds and compare exactly.
#pragma once

#include <algorithm>
#include <cmath>

namespace knockon {

/// The part of the larger figure up to which a difference is rounding.
inline constexpr double relative_tie = 1e-9;

inline bool tied(double a, double b) {
    return a == b || std::abs(a - b) <= relative_tie * std::max(std::abs(a), std::abs(b));
}

/// `a` is more than `b`, beyond a tie.
inline bool exceeds(double a, double b) { return a > b && !tied(a, b); }

}  // namespace knockon
