// assess/advice/break_even.h: at which other value of an input a department's verdict would be another
// (semantics, section 9).
//
// Asked only where a verdict is not clear: it is exceeded or open, or the figure is at least half
// of its limit. The inputs tried are the uncertain ones that the figure depends on most, and the
// estimates behind the largest causes, stated or assumed. Each is set to one value after the other
// and the study is played again, coarsely and on the same luck, until the value is found at which
// the figure meets its limit.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// Fills `break_even`, the nearest first, and `settle` of departments whose verdict the inputs
/// leave open. Figures and causes must have been added before.
void add_break_even(const Study& study, const Played& played, const Scoring& scoring,
                    const AssessOptions& options, Assessment& out);

}  // namespace knockon
