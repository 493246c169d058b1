#include "calibrate/poisson_binomial.h"

#include <doctest/doctest.h>

#include <cmath>

#include "luck.h"
#include "near.h"

using namespace knockon;
using knockon::test::Luck;

namespace {

/// P(X = k) for every k, by all combinations of what may happen.
std::vector<double> by_all_combinations(const std::vector<double>& p) {
    std::vector<double> mass(p.size() + 1, 0);
    for (std::size_t set = 0; set < std::size_t{1} << p.size(); ++set) {
        double chance = 1;
        std::size_t count = 0;
        for (std::size_t i = 0; i < p.size(); ++i) {
            const bool happens = (set >> i & 1) != 0;
            chance *= happens ? p[i] : 1 - p[i];
            count += happens ? 1 : 0;
        }
        mass[count] += chance;
    }
    return mass;
}

double binomial_at_least(int k, int n, double p) {
    double sum = 0;
    for (int i = k; i <= n; ++i)
        sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) +
                        i * std::log(p) + (n - i) * std::log1p(-p));
    return sum;
}

}  // namespace

TEST_CASE("the number of failures is distributed as all combinations say") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        Luck luck(seed);
        std::vector<double> p(1 + seed % 11);
        for (double& x : p)
            x = luck.uniform() < 0.1 ? 0 : luck.uniform() < 0.1 ? 1 : luck.uniform();
        const std::vector<double> mass = by_all_combinations(p);
        const PoissonBinomial counts(p);
        double below = 0;
        for (std::size_t k = 0; k <= p.size(); ++k) {
            CAPTURE(k);
            const int count = static_cast<int>(k);
            CHECK(std::abs(counts.mass(count) - mass[k]) < 1e-13);
            CHECK(std::abs(counts.below(count) - below) < 1e-13);
            CHECK(std::abs(counts.above(count) - (1 - below - mass[k])) < 1e-13);
            below += mass[k];
        }
        int quantile = 0;
        for (double sum = mass[0]; sum < 0.9; sum += mass[static_cast<std::size_t>(quantile)])
            ++quantile;
        CHECK(counts.quantile(0.9) == quantile);
    }
}

TEST_CASE("a count in the middle has a p-value near 1, one far out a small one") {
    const std::vector<double> p(20, 0.5);
    const PoissonBinomial counts(p);
    CHECK(counts.mid_p(10) == near(1, 1e-9));
    // 2 (P(X < 3) + P(X = 3) / 2) of a binomial: (2 (1 + 20 + 190) + 1140) / 2^20.
    CHECK(counts.mid_p(3) == near((2.0 * 211 + 1140) / 1048576, 1e-9));
    CHECK(counts.mid_p(17) == near(counts.mid_p(3), 1e-9));
}

TEST_CASE("many events keep their mass, their mean and their tails") {
    Luck luck(7);
    std::vector<double> p(5000);
    double mean = 0, variance = 0;
    for (double& x : p) x = luck.forecast(), mean += x, variance += x * (1 - x);
    const PoissonBinomial counts(p);
    double sum = 0, first = 0, second = 0;
    for (int k = 0; k <= 5000; ++k) {
        sum += counts.mass(k);
        first += k * counts.mass(k);
        second += (k - mean) * (k - mean) * counts.mass(k);
    }
    CHECK(sum == near(1, 1e-12));
    CHECK(first == near(mean, 1e-12));
    CHECK(second == near(variance, 1e-9));
}

TEST_CASE("shares of few are bounded so that either tail has 2.5 %") {
    for (const int n : {1, 5, 20, 400})
        for (int k = 0; k <= n; k += std::max(1, n / 7)) {
            CAPTURE(n);
            CAPTURE(k);
            const ShareBounds b = clopper_pearson(k, n, 0.95);
            if (k > 0) CHECK(binomial_at_least(k, n, b.low) == near(0.025, 1e-6));
            if (k < n) CHECK(1 - binomial_at_least(k + 1, n, b.high) == near(0.025, 1e-6));
            if (k == 0) CHECK(b.low == 0);
            if (k == n) CHECK(b.high == 1);
        }
    CHECK(clopper_pearson(0, 0, 0.95).high == 1);
    // The rule of three, made exact: none of 20 is at most 1 - 0.025^(1/20).
    CHECK(clopper_pearson(0, 20, 0.95).high == near(1 - std::pow(0.025, 0.05), 1e-9));
}
