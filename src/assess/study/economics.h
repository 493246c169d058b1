// assess/study/economics.h: who benefits, who pays, who bears the risk (semantics, section 8).
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// Fills `economics`: a row for each department with a benefit, a cost or a risk (net is benefit
/// less cost less expected extra loss) and their sum; what the sponsor would pay the others so that
/// nobody is worse off, where its net allows that; what waiting costs; the budget of the
/// realisation and the departments' yearly ones; what leaving a new supplier takes. Nothing where
/// nothing was stated of any of it. Figures and structure must have been added before.
void add_economics(const Study& study, Assessment& out);

}  // namespace knockon
