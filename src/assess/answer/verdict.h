// assess/answer/verdict.h: does a department accept this? (semantics, section 8)
#pragma once

#include <map>
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

/// The order of verdicts: `exceeds` 3, `undetermined` 2, `not_modelled` 1, `within` 0.
int gravity(Verdict v);
inline Verdict worse(Verdict a, Verdict b) { return gravity(b) > gravity(a) ? b : a; }

/// Where each of them stands; they have to outlive it.
std::map<Id, const DepartmentFigures*> by_id(std::span<const DepartmentFigures> departments);

/// The worst of any department; what is accepted is passed over.
Verdict worst_verdict(std::span<const DepartmentFigures> departments);

/// Whether a limit is open though no uncertain input holds it: more runs would settle it.
bool open_by_sampling(std::span<const DepartmentFigures> departments);

/// What may be done, in a word (semantics, section 8); what findings say against it comes on top.
enum class Headline { within, not_yet, not_as_proposed, undetermined, not_modelled };
Headline headline(const Assessment& a);

/// The start at which everybody accepts what they do not accept as proposed; null: none was found.
const WindowOption* instead(const Assessment& a);

}  // namespace knockon
