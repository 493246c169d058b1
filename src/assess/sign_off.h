// assess/sign_off.h: who must agree to a change, who has, and who must be told (semantics, section
// 8).
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"
#include "base/diagnostic.h"
#include "model/policy.h"

namespace knockon {

/// Fills `sign_off`: the sponsor; owners of what the change touches; departments that exceed their
/// appetite, are undetermined or bear a material loss (the policy's `material_loss`); suppliers
/// touched or newly depended on; roles whose rule in the policy holds. Those still open come first,
/// then departments as in `departments`.
///
/// An approval holds up to the figures it names: beyond them, or where their interval holds one of
/// them, it is open again. It lowers no risk. Figures and verdicts must have been added before. An
/// approval by nobody known, or dated after today, is a warning in `out`.
void add_sign_off(const Study& study, const Policy& policy, std::chrono::year_month_day today,
                  Assessment& a, Diagnostics& out);

/// Fills `inform`: a text for every department that would notice.
void add_inform(const Study& study, Assessment& a);

/// Signatures that are missing, or hold no more.
std::size_t open_sign_offs(const Assessment& a);

}  // namespace knockon
