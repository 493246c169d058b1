// assess/study/input_values.h: what stands at the place of an estimate (inputs.h), and how it is written.
#pragma once

#include <string>

#include "assess/study/inputs.h"
#include "assess/study/study.h"

namespace knockon {

/// The value in use, stated or assumed.
Probability probability_now(const InputPlace& place, const Study& study);
Recovery recovery_now(const InputPlace& place, const Study& study);

/// The mean of a range, as the outer draws (outer_draws.h) have it.
Length mean_of(const Length& l);
/// Puts an uncertain input at its mean.
void put_at_mean(const InputSlot& where);

/// To some significant digits, unless it is such a number already to a relative 1e-5.
double rounded(double x, int digits, bool up);
/// As users write it, in whole seconds or, from ten minutes on, minutes: "1h30m", "{mean: 4h}".
std::string written(const Recovery& r, bool up);

}  // namespace knockon
