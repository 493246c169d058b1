#include "calibrate/reliability.h"

#include <algorithm>
#include <cmath>

#include "risk/draws.h"

namespace knockon {
namespace {

/// Steps with one forecast, taken together.
struct SameForecast {
    double forecast = 0;
    int steps = 0, failed = 0;
};

std::vector<SameForecast> levels_of(std::span<const Forecasted> all) {
    std::vector<Forecasted> sorted(all.begin(), all.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const Forecasted& a, const Forecasted& b) { return a.forecast < b.forecast; });
    std::vector<SameForecast> levels;
    for (const Forecasted& f : sorted) {
        if (levels.empty() || levels.back().forecast != f.forecast)
            levels.push_back({f.forecast, 0, 0});
        levels.back().steps += 1;
        levels.back().failed += f.failed ? 1 : 0;
    }
    return levels;
}

std::vector<double> curve_through(std::span<const SameForecast> levels) {
    std::vector<double> rates, weights;
    for (const SameForecast& l : levels) {
        rates.push_back(static_cast<double>(l.failed) / l.steps);
        weights.push_back(l.steps);
    }
    return isotonic(rates, weights);
}

/// Curves of records that the forecasts themselves make, level by level.
std::vector<std::vector<double>> curves_if_right(std::vector<SameForecast> levels,
                                                 std::uint64_t seed, int runs) {
    std::vector<std::vector<double>> at(levels.size());
    const std::uint64_t key = stream_key(seed, "reliability");
    for (int run = 0; run < runs; ++run) {
        Stream luck(key, static_cast<std::uint64_t>(run));
        for (SameForecast& l : levels) {
            l.failed = 0;
            for (int i = 0; i < l.steps; ++i) l.failed += luck.uniform() < l.forecast ? 1 : 0;
        }
        const std::vector<double> curve = curve_through(levels);
        for (std::size_t i = 0; i < curve.size(); ++i) at[i].push_back(curve[i]);
    }
    for (auto& values : at) std::sort(values.begin(), values.end());
    return at;
}

double brier_sum(double rate, double n, double failed) {
    return failed * (1 - rate) * (1 - rate) + (n - failed) * rate * rate;
}

}  // namespace

std::vector<double> isotonic(std::span<const double> values, std::span<const double> weights) {
    struct Pool {
        double sum, weight;
        std::size_t size;
        double mean() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    for (std::size_t i = 0; i < values.size(); ++i) {
        pools.push_back({values[i] * weights[i], weights[i], 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() >= pools.back().mean()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().weight += last.weight;
            pools.back().size += last.size;
        }
    }
    std::vector<double> fitted;
    for (const Pool& p : pools) fitted.insert(fitted.end(), p.size, p.mean());
    return fitted;
}

Reliability reliability(std::span<const Forecasted> all, std::uint64_t seed, int runs) {
    const std::vector<SameForecast> levels = levels_of(all);
    const std::vector<double> curve = curve_through(levels);
    const auto band = curves_if_right(levels, seed, runs);
    Reliability r;
    double recalibrated = 0, failed = 0;
    const double n = static_cast<double>(all.size());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const SameForecast& l = levels[i];
        r.brier += brier_sum(l.forecast, l.steps, l.failed) / n;
        recalibrated += brier_sum(curve[i], l.steps, l.failed) / n;
        failed += l.failed;
        if (r.curve.empty() || r.curve.back().rate != curve[i])
            r.curve.push_back({l.forecast, l.forecast, 0, 0, curve[i], 0, 0});
        ReliabilityStep& step = r.curve.back();
        step.to = l.forecast;
        step.steps += l.steps;
        step.failed += l.failed;
    }
    r.uncertainty = failed / n * (1 - failed / n);
    // Neither is below 0, but for the last digits.
    const auto none_below = [](double x) { return x < 1e-12 ? 0 : x; };
    r.miscalibration = none_below(r.brier - recalibrated);
    r.discrimination = none_below(r.uncertainty - recalibrated);
    for (ReliabilityStep& step : r.curve) {
        std::size_t nearest = 0;
        const double middle = (step.from + step.to) / 2;
        for (std::size_t i = 0; i < levels.size(); ++i)
            if (std::abs(levels[i].forecast - middle) < std::abs(levels[nearest].forecast - middle))
                nearest = i;
        const auto& drawn = band[nearest];
        const auto share = [&](double of) {
            return drawn[static_cast<std::size_t>(of * static_cast<double>(drawn.size() - 1))];
        };
        step.low = share(0.05);
        step.high = share(0.95);
    }
    return r;
}

}  // namespace knockon
