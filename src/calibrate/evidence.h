// calibrate/evidence.h: what speaks against forecasts, however often one looks.
//
// People look after every change, so a test that is right for one look gives false alarm_from sooner or
// later. Instead, somebody bets against the forecasts, step by step, at the odds that these give.
// If they are right, what he holds on average never grows, and the chance that he ever has 20 times
// his stake is at most 5 % (Ville, 1939; Ramdas, Grünwald, Vovk, Shafer, Statistical Science 38
// (2023) 576-601). So `alarm_from` is raised falsely in at most 5 % of all records, at whatever moments
// they are looked at. No approximation for large numbers is in it: it holds for the first step too.
//
// The stake is divided beforehand, half over odds of failure that are all too low or too high by
// one factor, half over forecasts that are too bold or too timid as well. The first half depends on
// nothing but how many failed: the counts that raise no alarm_from are known without waiting for them.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace knockon {

/// Times the stake at which forecasts are said not to hold; falsely in at most 1 record of 20.
inline constexpr double alarm_from = 20;

/// Chances are taken between these: who says never must not go bankrupt at the first exception.
inline constexpr double least_chance = 1e-6;

/// Each step's odds of failure times `factor`, in [0, 1].
double tilted(double chance, double factor);

/// The bets so far.
class Evidence {
  public:
    Evidence();
    void add(double forecast, bool failed);
    /// Times the stake; above 1 speaks against the forecasts. The order of the steps does not
    /// matter.
    double value() const;

  private:
    std::vector<double> level_, shape_;  // logarithms of what each part has become
};

/// Counts of failures among the forecasts that raise no alarm_from by themselves.
struct CountRange {
    int low = 0, high = 0;
};
CountRange unalarming(std::span<const double> forecasts);

/// How many times as many failures as foretold (fewer: as foretold through so many) would have been
/// seen as an alarm_from by now in 80 of 100 records. Empty: none.
std::optional<double> least_excess_shown(std::span<const double> forecasts);

}  // namespace knockon
