// assess/study/figures.h: from a tally to the figures of processes, departments and the whole.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// A mean and the 95 % interval of its sampling error.
Estimate estimate(const Mean& m);

/// Fills `departments`, `processes` and `total` of the assessment, worst first, verdicts included.
void add_figures(const Study& study, const Played& played, Assessment& out);

}  // namespace knockon
