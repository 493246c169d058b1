// risk/distribution.h: what a figure comes to over all runs: quantiles, tails, means under a condition.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "risk/tally.h"

namespace knockon {

/// Distribution of a kept figure over all strata, zero included; `given`: over the runs alone in which
/// that other kept figure is above zero.
class Distribution {
  public:
    Distribution(const Tally& tally, std::size_t figure,
                 std::optional<std::size_t> given = std::nullopt);
    /// Probability of the runs it is about.
    double mass() const { return mass_; }
    /// Mean over these runs; the error is that of a ratio.
    Mean mean() const;
    /// Smallest x with P(X <= x) >= alpha, and the 95 % interval of the sampling error.
    struct Quantile {
        double value, low, high;
    };
    /// @param most  that a run can come to, for where too few runs tell; else the largest that one did
    Quantile quantile(double alpha, double most = 0) const;
    /// Mean of the worst `share` of cases, the boundary taken in part.
    Mean worst(double share) const;
    /// E[X | X > 0]; `positive` is P(X > 0), 0 where there is none.
    struct Given {
        Mean mean;
        double positive;
    };
    Given given_any() const;
    /// (x, P(X >= x)) at every positive value there is. More than `points` are thinned to at most
    /// twice as many; P(X >= y) of a y between two of them is then that of the next, but for one of
    /// `points` equal steps in the logarithm of the probability.
    std::vector<std::pair<double, double>> exceedance(std::size_t points) const;

  private:
    struct Entry {
        double value, weight;
        std::uint32_t replicate;  // none: of every one
    };
    double smallest_reaching(double probability) const;
    Mean beyond(double value, double alpha) const;
    Mean ratio(double sum, double of, bool positive_only) const;
    using Place = std::vector<Entry>::const_iterator;
    template <class Value>
    Spread spread(Place first, Place last, Value value, Replicated start = {}) const;
    Place after(double value) const;
    bool exact_;
    double mass_ = 1;
    std::vector<Entry> entries_;  // ascending by value
    Replicated about_{};          // probability of the runs it is about
};

}  // namespace knockon
