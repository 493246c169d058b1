// assess/findings/findings.h: what is worth saying besides the figures.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"
#include "base/diagnostic.h"
#include "model/history.h"
#include "model/policy.h"

namespace knockon {

/// Fills `findings`, most severe first, and `last_turn_back`. Figures, structure and economics must
/// have been added before.
/// Planned changes that cannot be placed are reported in `problems`.
void add_findings(const Study& study, const Policy& policy, const History& history,
                  const AssessOptions& options, Assessment& out, Diagnostics& problems);

}  // namespace knockon
