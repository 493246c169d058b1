// risk/paired.h: how sure we are of a difference.
//
// Two changes that were played on the same seed meet the same luck: a stratum has the same key, run
// n of it the same draws. What they differ by is known better than either of them, and its error is
// that of the differences run by run (common random numbers; Glasserman and Yao, Management Science
// 38 (1992) 884-908), not of two independent means.
#pragma once

#include <span>

#include "risk/tally.h"

namespace knockon {

/// `times` the mean of one figure of a tally; the figure must be one that the scoring keeps.
struct PairedTerm {
    const Tally* tally = nullptr;
    std::size_t figure = 0;
    double times = 1;
};

/// The sum of the terms and its standard error. Strata that tallies share are paired run by run as
/// far as all of them were played; what only some have counts as independent, exact ones add no
/// error. A few blocks may agree by luck, so the error is no less than even draws could have
/// brought it down to (as in Sums::variance_of_mean). Time O(runs × terms), memory O(runs of one
/// stratum).
Mean combined(std::span<const PairedTerm> terms);

}  // namespace knockon
