// assess/sign_off.h: who must agree to a change, who has, and who must be told (semantics, section
// 8).
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"
#include "base/diagnostic.h"
#include "model/policy.h"

namespace knockon {

/// The sponsor; owners of what the change touches; departments that exceed their appetite, are
/// undetermined or bear a material loss (the policy's `material_loss`); suppliers touched or newly
/// depended on; roles whose rule in the policy holds. Those still open come first, then departments
/// as in `departments`, whose verdicts say what was accepted already.
///
/// An approval holds up to the figures it names: beyond them, or where their interval holds one of
/// them, it is open again. It lowers no risk. An approval by nobody known, or dated after today, is
/// a warning in `out`.
std::vector<SignOff> sign_offs(const Study& study, const Policy& policy,
                               std::chrono::year_month_day today,
                               const std::vector<DepartmentFigures>& departments,
                               Diagnostics& out);

/// A text for every department that would notice; most people first.
std::vector<Inform> informed(const Study& study, const std::vector<DepartmentFigures>& departments,
                             const std::vector<Figures>& processes);

/// Signatures that are missing, or hold no more.
std::size_t open_sign_offs(const Assessment& a);

}  // namespace knockon
