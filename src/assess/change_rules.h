// assess/change_rules.h: what is said of a change besides what it leaves in the landscape
// (landscape_findings.h): of carrying it out, and of what figures say has changed.
//
//   availability_of_change.cpp   A01 new single points of failure, A02 more
//   hours or loss per year,
//                                A03 overload
//   continuity_of_change.cpp     C01 recoveries too long, C02 deadlines and
//   peaks, C03 no way back
#pragma once

#include "assess/assessment.h"
#include "assess/finding_list.h"
#include "assess/study.h"

namespace knockon {

/// Figures and structure must have been added to `a` before.
void availability_of_change(const Study& study, const Assessment& a, FindingList& out);
void continuity_of_change(const Study& study, const Assessment& a, FindingList& out);

/// "step 2 (update auth)".
std::string step_text(const Change& change, std::size_t step);

}  // namespace knockon
