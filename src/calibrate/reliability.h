// calibrate/reliability.h: are ten per cent really ten per cent?
//
// The curve of failure rates against forecasts that only has to rise: isotonic regression, by
// pooling adjacent violators. Nobody chooses bins. With it the Brier score falls into
// miscalibration less discrimination plus the uncertainty that nobody can help. Dimitriadis,
// Gneiting, Jordan, PNAS 118 (2021) e2016191118 (CORP).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace knockon {

struct Forecasted {
    double forecast = 0;
    bool failed = false;
};

/// A stretch of the curve: all forecasts in it are met with one rate.
struct ReliabilityStep {
    double from = 0, to = 0;  // forecasts
    int steps = 0, failed = 0;
    double rate = 0;
    /// Where 90 % of the curves run at the middle of these forecasts if the forecasts are right.
    double low = 0, high = 0;
};

struct Reliability {
    double brier = 0, miscalibration = 0, discrimination = 0, uncertainty = 0;
    std::vector<ReliabilityStep> curve;  // forecasts ascending
};

/// Of at least one step. The band comes from `runs` records drawn from the forecasts, with the same
/// luck for the same seed. Time O(n log n + runs n).
Reliability reliability(std::span<const Forecasted> all, std::uint64_t seed, int runs = 400);

/// The rising sequence nearest to `values` in squares, each counting `weights[i]` times. O(n).
std::vector<double> isotonic(std::span<const double> values, std::span<const double> weights);

}  // namespace knockon
