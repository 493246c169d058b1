// assess/study/acceptance.h: what the policy accepts, until when, and which of that is of no use.
//
// An acceptance changes no figure and no severity: what it matches is marked, counted apart, and
// stops nothing. Its last day still counts; from the day after, what it matched counts again.
#pragma once

#include <chrono>
#include <vector>

#include "assess/answer/assessment.h"
#include "base/diagnostic.h"
#include "model/change.h"
#include "model/policy.h"

namespace knockon {

/// Whether it still holds on `today`; always where no day is given.
bool holds(const Acceptance& a, std::chrono::year_month_day today);

/// What the policy says of the excess of a department, wherever there is one.
const Acceptance* excess_accepted(const Policy& policy, const Change& change,
                                  std::chrono::year_month_day today, const Id& department);

/// Marks the departments whose excess is accepted, open ones too, and has the verdict count the
/// others alone. `for` limits an acceptance to the change of that id, or to changes with a step on
/// that component.
void accept_excess(const Policy& policy, const Change& change, std::chrono::year_month_day today,
                   Assessment& out);

/// Marks the findings that are accepted: the code is the same, and `for`, if there is one, is one
/// of their subjects. Where several match, the first in the file that still holds is shown.
void accept_findings(const Policy& policy, std::chrono::year_month_day today,
                     std::vector<Finding>& findings);

/// Warns of acceptances that are over, here and in the `notes`, and of those that match nothing.
void judge_acceptances(const Policy& policy, const Change& change,
                       std::chrono::year_month_day today, Assessment& out, Diagnostics& problems);

}  // namespace knockon
