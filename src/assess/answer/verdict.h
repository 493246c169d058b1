// assess/answer/verdict.h: does a department accept this? (semantics, section 8)
#pragma once

#include <span>

#include "assess/answer/assessment.h"

namespace knockon {

/// `within` up to and including the limit (a tie, to a relative 1e-9), `exceeds` beyond it, and
/// `undetermined` where the interval of the sampling error, or of the inputs, holds the limit.
Verdict judge(const Estimate& figure, double limit);

/// Whether a limit is open because of what uncertain inputs leave open, and not of sampling alone.
bool inputs_hold(const DepartmentFigures& f);

/// All limits of the department's appetite: fills `verdict`, `over` and `settle`.
void judge(DepartmentFigures& f);

/// `exceeds` if any does, else `undetermined` if any is; what is accepted is passed over.
Verdict worst_verdict(std::span<const DepartmentFigures> departments);

}  // namespace knockon
