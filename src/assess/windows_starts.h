// assess/windows_starts.h: what is known of every start before anything is drawn.
#pragma once

#include <vector>

#include "assess/study.h"
#include "assess/windows.h"

namespace knockon {

/// One start, and what stands around it.
struct StartPlan {
    Instant start;
    Duration horizon{0};
    std::uint32_t timed = 0;             // which of the distinct `Timed` applies
    std::vector<std::uint32_t> terms;    // per process of the board: which of its distinct terms
};

struct StartPlans {
    std::vector<StartPlan> starts;
    std::vector<Timed> timed;                          // distinct
    std::vector<std::vector<ProcessTerms>> terms;      // per process, distinct
    std::vector<std::vector<std::uint32_t>> by_timed;  // starts of each
};

/// `study` is at the requested start and watched for the longest period of all starts.
StartPlans plan_starts(Study& study, const std::vector<Instant>& starts,
                       const std::vector<Duration>& horizons, const TransitionInput& input);

}  // namespace knockon
