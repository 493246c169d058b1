// base/beta.h: what an uncertain quantity may be (semantics, section 9).
//
//   range of a probability  the Beta distribution whose 5 % and 95 % points are its ends
//   evidence, k of n        Beta(k + 1/2, n - k + 1/2): Jeffreys' prior after n trials. It is never
//                           0 or 1, and its intervals hold the truth about as often as they say also
//                           for k = 0 (Brown, Cai, DasGupta, Statistical Science 16 (2001) 101-133)
//   range of a duration     the lognormal distribution whose 5 % and 95 % points are its ends
//
// In portable arithmetic: the same bytes everywhere.
#pragma once

#include <vector>

#include "base/quantity.h"

namespace knockon {

/// Mean of the Beta distribution whose 5 % and 95 % points are `low` and `high`, 0 < low < high < 1
/// (assert); to about 1e-8, by Newton's method, some 10 microseconds.
double beta_mean_of_interval(double low, double high);

/// Mean of what evidence of `hits` in `trials` allows: (hits + 1/2) / (trials + 1).
double evidence_mean(int hits, int trials);

/// The point that Beta(a, b), a and b above 0, stays below with probability `u` in (0, 1); to a
/// relative 1e-10.
double beta_quantile(double a, double b, double u);

/// The value that an uncertain probability stays below with probability `u` in (0, 1); a certain
/// one is what it is.
double quantile(const Probability& p, double u);

/// The same of an uncertain duration.
Duration quantile(const Length& length, double u);

/// What an uncertain quantity may be, cut into `cells` parts of equal probability: the mean of each,
/// ascending. Their mean is that of the distribution. Lengths of time are in seconds.
std::vector<double> even_points(const Probability& p, int cells);
std::vector<double> even_points(const Length& length, int cells);

}  // namespace knockon
