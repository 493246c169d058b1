// assess/modelled.h: does the landscape know enough to say yes? (semantics, section 8)
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"
#include "model/policy.h"

namespace knockon {

/// Departments that own what the change touches and none of whose processes is in the landscape are
/// `not_modelled`; not the IT department, which runs things for others.
void judge_unmodelled(const Study& study, const Policy& policy, Assessment& out);

/// The verdict is `not_modelled` where it would be `within` and what the change touches reaches no
/// process at all.
void judge_reach(const Study& study, Assessment& out);

}  // namespace knockon
