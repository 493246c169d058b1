// assess/windows/starts.h: what is known of every start before anything is drawn.
//
// Times count from the earliest start; what a run does to the change counts from the start looked
// at.
#pragma once

#include <vector>

#include "assess/study/study.h"
#include "assess/windows/windows.h"

namespace knockon {

/// One start, and what stands around it.
struct StartPlan {
    Duration at{0};
    Duration horizon{0};
    std::uint32_t timed = 0;  // which of the distinct `Timed` applies
    bool open = true;  // nobody forbids it: worth its share of the runs
    Interval watched() const { return {at, at + horizon}; }
};

/// Known outages and maintenance that may meet one another: no outage outside it reaches into it.
struct DatedBlock {
    Interval when;        // with the longest restart delay at its end
    std::uint32_t shape;  // blocks of one shape are the same but for when they begin
    std::vector<FixedOutage> outages;
};

struct StartPlans {
    std::vector<StartPlan> starts;        // as asked for
    std::vector<std::uint32_t> in_order;  // places in `starts`, by time
    std::vector<Timed> timed;             // distinct; without what stands at a date
    std::vector<bool> repair_varies;      // per step: not the same in all of `timed`
    bool overloads_vary = false, fixed_varies = false;
    std::vector<DatedBlock> blocks;       // by time
    std::vector<ProcessTerms> terms;      // per process of the board
};

/// `study` is at the requested start and watched for the longest period of all starts.
StartPlans plan_starts(Study& study, const std::vector<Instant>& starts,
                       const std::vector<Duration>& horizons, const AssessOptions& options);

}  // namespace knockon
