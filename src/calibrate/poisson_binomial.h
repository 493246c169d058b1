// calibrate/poisson_binomial.h: how many of several events happen, each with a chance of its own.
#pragma once

#include <span>
#include <vector>

namespace knockon {

/// Distribution of the number of events that happen, those independent.
class PoissonBinomial {
  public:
    /// @param chances  in [0, 1]
    ///
    /// Convolution, one event after the other; exact to about 1e-15 absolutely, as tails below
    /// 1e-20 are cut. Time O(n times the spread that is left), memory O(n).
    explicit PoissonBinomial(std::span<const double> chances);

    double mass(int count) const;   // P(X = count)
    double below(int count) const;  // P(X < count)
    double above(int count) const;  // P(X > count)
    /// Smallest count with P(X <= count) >= `share`, in (0, 1).
    int quantile(double share) const;
    /// Two-sided p-value of `count`, half of its own mass counted (mid-p; Lancaster, J. Am. Stat.
    /// Assoc. 56 (1961) 223-234).
    double mid_p(int count) const;

  private:
    int first_ = 0;             // count that mass_[0] belongs to
    std::vector<double> mass_;  // P(X = first_ + i)
};

/// Bounds on the share behind `hits` in `trials` that hold it in at least `level` of the cases
/// (Clopper and Pearson, Biometrika 26 (1934) 404-413). Without trials: 0 and 1.
struct ShareBounds {
    double low = 0, high = 1;
};
ShareBounds clopper_pearson(int hits, int trials, double level);

}  // namespace knockon
