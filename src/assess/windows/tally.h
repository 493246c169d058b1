// assess/windows/tally.h: sums over runs, per start.
#pragma once

#include <cstdint>
#include <vector>

#include "risk/tally.h"

namespace knockon {

/// What is summed per start and bearer (the total, then each department of the board).
/// `saving`, of the total alone: the loss at the first start less the one here.
enum class WindowFigure { loss, disruption, downtime, over_p95, saving, count };

/// Means with their standard errors, by (start, bearer, figure).
class WindowTally {
  public:
    /// @param asked  per bearer and figure: whether it is summed; the others are 0
    WindowTally(std::size_t starts, const std::vector<bool>& asked);
    Mean mean(std::size_t start, std::size_t bearer, WindowFigure f) const {
        return has(bearer, f) ? mean_of(value_[place(start, bearer, f)]) : Mean{};
    }
    /// @param sum  per place and replicate, over as many runs
    void add_stratum(double weight, std::uint64_t runs, bool exact,
                     const std::vector<Replicated>& sum);
    bool has(std::size_t bearer, WindowFigure f) const { return row(bearer, f) != none; }
    /// The starts of one figure of one bearer stand side by side.
    std::size_t place(std::size_t start, std::size_t bearer, WindowFigure f) const {
        return row(bearer, f) * starts_ + start;
    }
    std::size_t size() const { return value_.size(); }
    std::size_t starts() const { return starts_; }
    std::size_t bearers() const { return row_.size() / figures; }
    std::uint64_t runs() const { return runs_; }  // played at every start, in all strata

    static constexpr std::size_t figures = static_cast<std::size_t>(WindowFigure::count);

  private:
    std::uint32_t row(std::size_t bearer, WindowFigure f) const {
        return row_[bearer * figures + static_cast<std::size_t>(f)];
    }
    std::size_t starts_;
    std::vector<std::uint32_t> row_;  // by bearer and figure
    std::vector<Replicated> value_;
    std::uint64_t runs_ = 0;
};

}  // namespace knockon
