#include "base/beta.h"

#include <doctest/doctest.h>

#include <cmath>

#include "near.h"
#include "seeded.h"

using namespace knockon;
using namespace std::chrono_literals;
using knockon::test::Seeded;

TEST_CASE(
    "the mean of a range of probabilities is that of the Beta distribution with these 5 % and 95 % "
    "points") {
    CHECK(beta_mean_of_interval(0.05, 0.95) == near(0.5));  // the uniform distribution
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {  // Beta(1, b) has its points in closed form
        CAPTURE(seed);
        const double b = std::exp(Seeded{seed}.unit() * 14 - 2);
        CAPTURE(b);
        const double low = -std::expm1(std::log(0.95) / b), high = -std::expm1(std::log(0.05) / b);
        if (!(high < 1)) continue;
        CHECK(beta_mean_of_interval(low, high) == near(1 / (1 + b), 1e-8));
    }
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        const double low = 0.5 * draws.unit() + 1e-6,
                     high = low + (0.99 - low) * (draws.unit() + 1e-3) / 1.001;
        const double mean = beta_mean_of_interval(low, high);
        CHECK(mean == near(1 - beta_mean_of_interval(1 - high, 1 - low), 1e-7));
        CHECK(mean > low);
        CHECK(mean < high);
    }
}

TEST_CASE("the mean of a range agrees with the points found by adding up the density") {
    // Beta(2, 5): F(x) = 1 - (1 - x)^5 (1 + 5 x), solved by bisection.
    const auto cdf = [](double x) { return 1 - std::pow(1 - x, 5) * (1 + 5 * x); };
    const auto point = [&](double p) {
        double low = 0, high = 1;
        for (int i = 0; i < 200; ++i) (cdf((low + high) / 2) < p ? low : high) = (low + high) / 2;
        return low;
    };
    CHECK(beta_mean_of_interval(point(0.05), point(0.95)) == near(2.0 / 7, 1e-9));
}

TEST_CASE(
    "the mean of a narrow range leaves its middle with the square of the width, whichever method "
    "finds it") {
    // To first order mean = middle - (1 - 2 m) var / (m (1 - m)) (z^2 - 1) / 3: Cornish and Fisher.
    const double z = 1.6448536269514722, m = 0.1;
    const double slope = (1 - 2 * m) / (m * (1 - m)) * (z * z - 1) / 3 / (4 * z * z);
    for (double width = 1e-5; width < 0.02; width *= 1.1) {
        CAPTURE(width);
        const double mean = beta_mean_of_interval(m - width / 2, m + width / 2);
        CHECK((m - mean) / (width * width) == near(slope, 0.01));
    }
}

TEST_CASE("an extreme range still has a mean within it or near it") {
    for (const auto& [low, high] : {std::pair{1e-12, 0.5},
                                    {1e-12, 1e-11},
                                    {1e-300, 1e-3},
                                    {1e-6, 1 - 1e-6},
                                    {0.999, 0.999999}}) {
        const auto& shown_low = low;
        CAPTURE(shown_low);
        const auto& shown_high = high;
        CAPTURE(shown_high);
        const double mean = beta_mean_of_interval(low, high);
        CHECK(mean > 0);
        CHECK(mean < 1);
        CHECK(std::isfinite(mean));
    }
}

TEST_CASE("the points of Beta distributions that have them in closed form") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        const double u = draws.unit(), b = std::exp(draws.unit() * 8 - 2);
        CAPTURE(u);
        CAPTURE(b);
        CHECK(beta_quantile(1, b, u) == near(-std::expm1(std::log1p(-u) / b), 1e-9));
        CHECK(beta_quantile(b, 1, u) == near(std::pow(u, 1 / b), 1e-9));
        const double arc = std::sin(std::acos(-1.0) / 2 * u);  // the arcsine law
        CHECK(beta_quantile(0.5, 0.5, u) == near(arc * arc, 1e-8));
    }
}

TEST_CASE("the points of a Beta with whole parameters agree with counting binomial successes") {
    // Beta(k, n - k + 1) is below x with the probability of k or more successes in n trials.
    for (const auto& [k, n] : {std::pair{2, 6}, {3, 30}, {9, 10}, {1, 50}})
        for (const double u : {0.01, 0.05, 0.3, 0.5, 0.95, 0.999}) {
            const auto& shown_k = k;
            CAPTURE(shown_k);
            CAPTURE(u);
            const double x = beta_quantile(k, n - k + 1, u);
            double below = 0;
            for (int i = k; i <= n; ++i)
                below +=
                    std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) -
                             std::lgamma(n - i + 1.0) + i * std::log(x) + (n - i) * std::log1p(-x));
            CHECK(below == near(u, 1e-9));
        }
}

TEST_CASE("a range has its ends at 5 % and 95 %, whichever method finds the points between") {
    for (const auto& [low, high] : {std::pair{0.02, 0.08},
                                    {0.015, 0.1829},
                                    {0.9, 0.99},
                                    {0.4, 0.6},
                                    {0.05, 0.0500001},
                                    {1e-9, 3e-9},
                                    {0.001, 0.5},
                                    {0.01, 0.999}}) {
        const auto& shown_low = low;
        CAPTURE(shown_low);
        const auto& shown_high = high;
        CAPTURE(shown_high);
        const Probability p{beta_mean_of_interval(low, high), low, high, 0, 0};
        CHECK(quantile(p, 0.05) == near(low, 1e-8));
        CHECK(quantile(p, 0.95) == near(high, 1e-8));
        double sum = 0, before = 0;
        constexpr int points = 4000;
        for (int i = 0; i < points; ++i) {
            const double x = quantile(p, (i + 0.5) / points);
            CHECK(x > before);
            CHECK(x < 1);
            sum += x;
            before = x;
        }
        CHECK(sum / points == near(p.value, 2e-3));
    }
}

TEST_CASE(
    "evidence allows what Jeffreys' prior leaves after it, and its mean is the best estimate") {
    // Brown, Cai, DasGupta (2001): the 90 % interval of 0 in 20 ends at the 95 % point of
    // Beta(1/2, 20 1/2), here by adding up the density with x = t^2.
    const auto below = [](double x, double b) {
        const double end = std::sqrt(x), n = 200000;
        double sum = 0;
        for (int i = 0; i < n; ++i) {
            const double t = end * (i + 0.5) / n;
            sum += 2 * std::pow(1 - t * t, b - 1) * end / n;
        }
        return sum * std::exp(std::lgamma(b + 0.5) - std::lgamma(0.5) - std::lgamma(b));
    };
    const Probability never{evidence_mean(0, 20), 0, 0, 0, 20};
    CHECK(never.value == near(0.5 / 21));
    CHECK(below(quantile(never, 0.95), 20.5) == near(0.95, 1e-6));
    CHECK(below(quantile(never, 0.05), 20.5) == near(0.05, 1e-6));
    const Probability always{evidence_mean(20, 20), 0, 0, 20, 20};
    CHECK(quantile(always, 0.95) == near(1 - quantile(never, 0.05), 1e-12));
    for (const auto& [hits, trials] : {std::pair{3, 120}, {0, 5}, {40, 40}, {30000, 100000}}) {
        const auto& shown_trials = trials;
        CAPTURE(shown_trials);
        const double mean = evidence_mean(hits, trials);
        const Probability p{mean, mean, mean, hits, trials};
        double sum = 0;
        constexpr int points = 2000;
        for (int i = 0; i < points; ++i) sum += quantile(p, (i + 0.5) / points);
        CHECK(sum / points == near(mean, 1e-3));
    }
    // Either side of where the normal approximation takes over.
    const Probability fewer{0, 0, 0, 9999, 199980}, more{0, 0, 0, 10000, 200000};
    for (const double u : {0.01, 0.05, 0.5, 0.95})
        CHECK(quantile(fewer, u) == near(quantile(more, u), 5e-6));
}

TEST_CASE("a certain probability and a plain duration are what they are") {
    CHECK(quantile(Probability{0.05, 0.05, 0.05, 0, 0}, 0.99) == 0.05);
    CHECK(quantile(Length{2h, 2h, 2h}, 0.01) == 2h);
}

TEST_CASE(
    "a range of durations has its ends at 5 % and 95 % and its geometric mean in the middle") {
    const Length length{1h, 30min, 2h};
    CHECK(seconds(quantile(length, 0.05)) == near(1800, 1e-9));
    CHECK(seconds(quantile(length, 0.5)) == near(3600, 1e-9));
    CHECK(seconds(quantile(length, 0.95)) == near(7200, 1e-9));
}
