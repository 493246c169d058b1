// assess/windows/play.h: the runs of all starts at once.
//
// One propagation serves every start at which a run does the same to the landscape: repairs take as
// long there, and what stands at a date does not meet what the run does. Where it does meet, starts
// share a propagation that see it in the same places.
#pragma once

#include "assess/windows/starts.h"
#include "assess/windows/tally.h"

namespace knockon {

/// Plays about `runs` runs at every start, shared out over the strata: some of each, so that its
/// spread is known, and the others where they lessen the error of the total most; more where there
/// are so many strata that each would get too few.
WindowTally play_windows(const Study& study, const StartPlans& plans, std::uint64_t runs,
                         const AssessOptions& options);

}  // namespace knockon
