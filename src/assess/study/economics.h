// assess/study/economics.h: who benefits, who pays, who bears the risk (semantics, section 8).
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// A row for each department with a benefit, a cost, a risk or a loss that stays behind, and their
/// sum, of the first year; what the sponsor would pay the others so that nobody is worse off, where
/// its net allows that; what waiting costs; the budget of the realisation and the departments'
/// yearly ones; what leaving a new supplier takes. Empty where nothing was stated of any of it and
/// nothing stays behind.
std::optional<Economics> economics(const Study& study,
                                   const std::vector<DepartmentFigures>& departments,
                                   const Figures& total,
                                   const std::optional<StructureReport>& structure);

}  // namespace knockon
