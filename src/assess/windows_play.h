// assess/windows_play.h: the runs of all starts at once.
#pragma once

#include "assess/windows_starts.h"
#include "risk/strata.h"

namespace knockon {

/// What is summed per start and bearer (the total, then each department of the board).
enum class WindowFigure { loss, disruption, downtime, over_p95, count };

/// Means with their standard errors, by (start, bearer, figure).
class WindowTally {
  public:
    WindowTally(std::size_t starts, std::size_t bearers)
        : bearers_(bearers), value_(starts * bearers * figures), variance_(value_.size()) {}
    Mean mean(std::size_t start, std::size_t bearer, WindowFigure f) const;
    void add_stratum(double weight, std::uint64_t runs, std::uint64_t blocks,
                     const std::vector<double>& sum, const std::vector<double>& square,
                     const std::vector<double>& block_square);
    std::size_t place(std::size_t start, std::size_t bearer, WindowFigure f) const {
        return (start * bearers_ + bearer) * figures + static_cast<std::size_t>(f);
    }
    std::size_t size() const { return value_.size(); }
    std::uint64_t runs() const { return runs_; }  // played at every start, in all strata

  private:
    static constexpr std::size_t figures = static_cast<std::size_t>(WindowFigure::count);
    std::size_t bearers_;
    std::vector<double> value_, variance_;
    std::uint64_t runs_ = 0;
};

/// Plays about `runs` runs, shared out over the strata, at every start; more where there are so many
/// strata that each would get too few to know its spread.
WindowTally play_windows(const Study& study, const StartPlans& plans, std::uint64_t runs,
                         const AssessOptions& options);

}  // namespace knockon
