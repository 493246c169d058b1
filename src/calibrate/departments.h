// calibrate/departments.h: what departments were told, held against what they met.
//
// One failure hits several departments at once, so what became of them is not independent: each is
// judged by itself, over the changes, which are.
#pragma once

#include "calibrate/calibration.h"
#include "calibrate/cases.h"

namespace knockon {

/// Failures among forecasts of which `seen` came true, and how many are to be expected.
Failures failures_among(const std::vector<double>& forecasts, int seen);

/// (seen + 4) / (expected + 4): what is known of few stays near 1 (a gamma prior with mean 1 and
/// standard deviation 1/2; Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202, on funnels).
double shrunken_ratio(const Failures& f);

/// `departments` and `exceeded` of the calibration.
void add_departments(const History& history, const CaseOptions& options, Calibration& out);

}  // namespace knockon
