// calendar/spans.h: sets of stretches of time. All inputs and results are in order, disjoint and
// not touching (base/time.h); all operations are linear.
#pragma once

#include "base/time.h"

namespace knockon {

Spans common(const Spans& a, const Spans& b);
Spans without(const Spans& a, const Spans& b);
Spans clipped(const Spans& a, Instant from, Instant to);
/// Puts spans of any order and overlap into order and merges them; empty ones vanish.
Spans normalised(Spans any);
/// Length of `a` within [from, to).
Duration overlap(const Spans& a, Instant from, Instant to);

}  // namespace knockon
