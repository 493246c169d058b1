// base/portable.h: logarithms, exponentials and the normal distribution in plain IEEE arithmetic,
// so that the last digit does not depend on the machine's library.
#pragma once

namespace knockon {

/// Natural logarithm and exponential to within one unit in the last place, the same everywhere.
double portable_log(double x);
double portable_exp(double x);
/// ln(1 + x) and exp(x) - 1 to a few units in the last place, also for small x.
double portable_log1p(double x);
double portable_expm1(double x);

/// Inverse of the standard normal distribution, relative accuracy 1e-15; p in (0, 1).
/// Wichura, Applied Statistics 37 (1988) 477-484, algorithm AS 241.
double normal_quantile(double p);
/// Standard normal distribution function.
double normal_distribution(double z);

}  // namespace knockon
