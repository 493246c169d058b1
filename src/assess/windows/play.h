// assess/windows/play.h: the runs of all starts at once.
//
// One propagation serves every start at which a run does the same to the landscape: repairs take as
// long there, and what stands at a date does not meet what the run does. Where it does meet, starts
// share a propagation that see it in the same places.
#pragma once

#include <functional>

#include "assess/windows/starts.h"
#include "assess/windows/tally.h"

namespace knockon {

/// Plays about `runs` runs at every start, shared out over the strata: some of each, so that its
/// spread is known, and the others where they lessen the error of the total most; more where there
/// are so many strata that each would get too few; fewer where those would take more than `max_work`
/// (`WindowPlayer::work`), or where a part of them is enough (`settled`); none where what the spread is known
/// from takes more than `most_work`.
struct WindowsPlayed {
    WindowTally tally;
    bool hit_max_work = false, hit_most_work = false;
};
WindowsPlayed play_windows(const Study& study, const StartPlans& plans, std::uint64_t runs,
                           std::uint64_t max_work, std::uint64_t most_work, const AssessOptions& options,
                           const std::function<bool(const WindowTally&)>& settled = {});

/// How many starts can be played at once, so that their sums take no more than `bytes`.
std::size_t most_starts_at_once(const Study& study, std::uint64_t seed, std::uint64_t runs,
                                std::size_t bytes);

}  // namespace knockon
