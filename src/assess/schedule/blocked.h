// assess/schedule/blocked.h: what stands against a start, whatever it risks.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assess/schedule/collisions.h"
#include "assess/schedule/schedule.h"
#include "assess/study/study.h"

namespace knockon {

/// Asked for many starts of one change.
class Blocks {
  public:
    /// For starts in [from, to]. All but `out` must outlive this; in it, planned changes that
    /// cannot be placed are named.
    Blocks(const Study& study, const Policy& policy, const AssessOptions& options, Instant from,
           Instant to, Diagnostics& out);
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;

    /// The codes, in order: what judge_start (schedule.h) finds, where that is an error; T08, it
    /// has passed; T03, it collides with a planned change, where that is more than a note; K219, a
    /// change that it comes after is not finished by then. What the policy accepts or turns off is
    /// none.
    std::vector<std::string> at(Instant start, Duration watched_end);

  private:
    Footprint parts_;
    const Policy& policy_;
    Schedule schedule_;
    std::vector<Change> others_;  // planned, or asked about at the same time
    OtherStarts planned_;
    std::optional<Instant> not_before_;
};

}  // namespace knockon
