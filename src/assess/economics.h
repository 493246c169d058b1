// assess/economics.h: who benefits, who pays, who bears the risk (semantics, section 8).
#pragma once

#include "assess/assessment.h"
#include "assess/study.h"

namespace knockon {

/// Fills `economics`: a row for each department with a benefit, a cost or a risk; net is benefit less
/// cost less expected extra loss. Nothing where neither benefit nor cost was stated. Figures must have
/// been added before.
void add_economics(const Study& study, Assessment& out);

}  // namespace knockon
