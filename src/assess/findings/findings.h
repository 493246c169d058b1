// assess/findings/findings.h: what is worth saying besides the figures.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/schedule/turn_back.h"
#include "assess/study/study.h"
#include "base/diagnostic.h"
#include "model/history.h"
#include "model/policy.h"

namespace knockon {

struct Found {
    std::vector<Finding> all;  // most severe first
    WayBack way_back;
    std::vector<std::string> limits_hit;
};
/// Planned changes that cannot be placed are reported in `problems`.
Found findings(const Study& study, const Policy& policy, const History& history,
               const AssessOptions& options, const Assessment& figures,
               const std::optional<StructureReport>& structure,
               const std::optional<Economics>& economics, Diagnostics& problems);

}  // namespace knockon
