// risk/outage.h: sets of stretches of time in which something is down (semantics, section 1).
//
// An outage is a finite union of half-open intervals [start, end), in order, disjoint and not
// touching. Times count from the start of the change window and may lie before it. All operators are
// monotone: more down going in never means less down coming out.
#pragma once

#include <span>
#include <vector>

#include "base/time.h"

namespace knockon {

struct Interval {
    Duration start{0};
    Duration end{0};
    friend bool operator==(const Interval&, const Interval&) = default;
};

using Outage = std::vector<Interval>;

/// Puts intervals of any order and overlap into an outage; touching ones merge, empty ones vanish.
void normalise(Outage& any);

/// Whether all of `b` lies in `a`.
bool covers(const Outage& a, const Outage& b);
/// a ∪ b, in linear time. Written to `out`, which is neither, where it is given.
Outage either_down(const Outage& a, const Outage& b);
void either_down(const Outage& a, const Outage& b, Outage& out);
/// Adds `b` to `a`.
void add(Outage& a, const Outage& b);
/// a ∩ b. Written to `out`, which is neither, where it is given.
Outage both_down(const Outage& a, const Outage& b);
void both_down(const Outage& a, const Outage& b, Outage& out);
/// a \ b: down in `a` and up in `b`.
Outage only_down(const Outage& a, const Outage& b);
/// The same, added behind what is in `out`.
void add_only_down(const Outage& a, const Outage& b, Outage& out);
/// The times at which at least `m` (1 or more) of the sets are down.
Outage at_least_down(std::size_t m, std::span<const Outage* const> sets);

/// A buffer of `tolerance`, full again after each recovery: [a, b) becomes [a + tolerance, b) if
/// b - a > tolerance, else vanishes.
void erode(Outage& outage, Duration tolerance);
/// Each [a, b) becomes [a, b + delay); then merge.
void restart(Outage& outage, Duration delay);

/// Length of the outage within [from, to).
Duration length(const Outage& outage, Duration from, Duration to);

}  // namespace knockon
