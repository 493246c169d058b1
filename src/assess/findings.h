// assess/findings.h: what is worth saying besides the figures.
#pragma once

#include "assess/assessment.h"
#include "assess/study.h"
#include "model/policy.h"

namespace knockon {

/// Fills `findings`, most severe first. Figures must have been added before.
void add_findings(const Study& study, const Policy& policy, Assessment& out);

}  // namespace knockon
