#include "calibrate/reliability.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "luck.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

TEST_CASE("the rising curve is that of the formula of maxima of minima of means") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        Luck luck(seed);
        std::vector<double> values(1 + seed % 12), weights(values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = luck.uniform(), weights[i] = 1 + luck.uniform();
        const auto mean = [&](std::size_t from, std::size_t to) {
            double sum = 0, weight = 0;
            for (std::size_t i = from; i <= to; ++i)
                sum += values[i] * weights[i], weight += weights[i];
            return sum / weight;
        };
        const std::vector<double> fitted = isotonic(values, weights);
        REQUIRE(fitted.size() == values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            double best = -1;
            for (std::size_t a = 0; a <= i; ++a) {
                double least = 2;
                for (std::size_t b = i; b < values.size(); ++b) least = std::min(least, mean(a, b));
                best = std::max(best, least);
            }
            CHECK(fitted[i] == near(best, 1e-12));
        }
    }
}

TEST_CASE("the Brier score falls into its three parts, as by hand") {
    // 10 % four times, one of them failed; 50 % twice, none failed: pooled, 1 of 6.
    const std::vector<Forecasted> all = {{0.1, true},  {0.1, false}, {0.1, false},
                                         {0.1, false}, {0.5, false}, {0.5, false}};
    const Reliability r = reliability(all, 1);
    CHECK(r.brier == near((0.81 + 3 * 0.01 + 2 * 0.25) / 6));
    CHECK(r.uncertainty == near(5.0 / 36));
    CHECK(std::abs(r.discrimination) < 1e-12);
    CHECK(r.miscalibration == near(r.brier - 5.0 / 36));
    REQUIRE(r.curve.size() == 1);
    CHECK(r.curve[0].steps == 6);
    CHECK(r.curve[0].failed == 1);
    CHECK(r.curve[0].rate == near(1.0 / 6));
}

TEST_CASE("the parts add up, and the band holds right forecasts nine times of ten") {
    int inside = 0, stretches = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Luck luck(seed);
        std::vector<Forecasted> all;
        for (int i = 0; i < 200; ++i) {
            const double p = luck.forecast();
            all.push_back({p, luck.happens(p)});
        }
        const Reliability r = reliability(all, seed, 200);
        CHECK(r.miscalibration - r.discrimination + r.uncertainty == near(r.brier, 1e-12));
        CHECK(r.miscalibration > -1e-12);
        CHECK(r.discrimination > -1e-12);
        for (const ReliabilityStep& s : r.curve) {
            ++stretches;
            inside += s.low <= s.rate && s.rate <= s.high ? 1 : 0;
        }
        std::reverse(all.begin(), all.end());
        CHECK(reliability(all, seed, 200).brier == near(r.brier, 1e-12));
    }
    CHECK(inside >= 0.85 * stretches);
    CHECK(inside < stretches);
}
