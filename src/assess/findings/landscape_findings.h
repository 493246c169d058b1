// assess/findings/landscape_findings.h: what can be said of a landscape as it is, without a change.
//
// The same rules are asked of the landscape before a change and of the one after it: what is found
// only after it was brought about by the change (findings.h), what was found before is the past.
//
//   inspected.h                 what every rule is given
//   findings_availability.cpp   and so on: one file per quality, one function
//   per rule
#pragma once

#include <chrono>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/findings/inspected.h"
#include "calendar/calendar.h"
#include "model/landscape.h"
#include "model/policy.h"

namespace knockon {

/// Every finding about the landscape, with severities and thresholds of the policy; each lies at a
/// place in the landscape and is `brought_about` by nothing. Two findings never have the same
/// fingerprint. The landscape must be free of errors (model/check.h); the calendars are its own.
/// @param today  not ok(): not known, so nothing is old
std::vector<Finding> landscape_findings(const Landscape& l, const Calendars& calendars,
                                        const Policy& policy, std::chrono::year_month_day today);

/// The same of one that has been inspected already, and what is to be said of the difference from
/// another one: new ways in from the internet, new third parties, more data where there was too
/// much. Those are `brought_about`. Without `before`, only of the one.
std::vector<Finding> landscape_findings(const Inspected& in, const Inspected* before);

/// What the change brings about first, then errors first, then by code and subjects.
void sort_findings(std::vector<Finding>& findings);

}  // namespace knockon
