#include "risk/distribution.h"

#include <doctest/doctest.h>

#include <cmath>

#include "near.h"
#include "seeded.h"

using namespace knockon;
using knockon::test::Seeded;

namespace {

/// An exact tally of one figure that takes these values with these probabilities.
Tally tally_of(const std::vector<std::pair<double, double>>& values) {
    Tally t;
    Stratum& s = t.strata.emplace_back();
    s.weight = 1;
    s.exact = true;
    s.sums.runs = 1;
    s.sums.values.resize(1);
    for (const auto& [value, probability] : values) {
        s.sums.values[0].push_back({value, static_cast<std::uint32_t>(s.sums.weights.size())});
        s.sums.weights.push_back(probability);
    }
    return t;
}

/// P(X >= y) as a reader of the thinned curve takes it: that of the next point.
double read_off(const std::vector<std::pair<double, double>>& curve, double y) {
    for (const auto& [x, p] : curve)
        if (x >= y) return p;
    return 0;
}

}  // namespace

TEST_CASE("a short exceedance curve has every point") {
    const Tally t = tally_of({{10, 0.25}, {20, 0.125}});
    const std::vector<std::pair<double, double>> expected = {{10, 0.375}, {20, 0.125}};
    CHECK(Distribution(t, 0).exceedance(40) == expected);
}

TEST_CASE("a thinned exceedance curve keeps what is lost in one piece") {
    // Half of all cases cost 1,000 exactly; before and after them are many small probabilities.
    std::vector<std::pair<double, double>> values;
    for (int i = 1; i <= 300; ++i) values.emplace_back(i, 0.0001);
    values.emplace_back(1000, 0.5);
    for (int i = 1; i <= 300; ++i) values.emplace_back(1000 + i, 0.00001);
    const auto curve = Distribution(tally_of(values), 0).exceedance(40);
    CHECK(curve.size() <= 80);
    const double step = std::log(0.533 / 0.00001) / 39;  // from P(X > 0) to the last value
    double above = 0;
    for (std::size_t i = values.size(); i-- > 0;) {
        above += values[i].second;
        CAPTURE(values[i].first);
        CHECK(std::abs(std::log(read_off(curve, values[i].first) / above)) <= step + 1e-9);
    }
}

TEST_CASE("a distribution over some of the cases") {
    // 20 cases, of which 4 count: they come to 0, 10, 20 and -5.
    Tally t;
    Stratum& s = t.strata.emplace_back();
    s.weight = 0.5;
    s.sums.runs = 20;
    s.sums.values.resize(2);
    s.sums.weights.assign(20, 1);
    s.sums.values[0] = {{7, 0}, {10, 3}, {3, 4}, {20, 8}, {-5, 19}};
    s.sums.values[1] = {{1, 2}, {1, 3}, {-1, 4}, {1, 8}, {1, 19}};
    const Distribution some(t, 0, 1);
    CHECK(some.mass() == doctest::Approx(0.5 * 4 / 20));
    CHECK(some.mean().value == doctest::Approx(25.0 / 4));
    CHECK(some.quantile(0.25).value == -5);
    CHECK(some.quantile(0.5).value == 0);
    CHECK(some.quantile(0.75).value == 10);
    CHECK(some.quantile(0.95).value == 20);
    CHECK(some.quantile(0.95, 50).high == 50);  // four cases do not tell how bad one in 20 is
    CHECK(some.quantile(0.95).high == 20);
    CHECK(Distribution(t, 0).mass() == 1);
}

TEST_CASE("what both worlds meet alike leaves no difference unseen") {
    Tally t;
    for (const bool alike : {true, false}) {
        Stratum& s = t.strata.emplace_back();
        s.weight = alike ? 0.9 : 0.1;
        s.sums.runs = 100;
        s.alike = alike;
    }
    CHECK(t.unseen(false) == doctest::Approx(3 * 0.9 / 100));
    CHECK(t.unseen(true) == doctest::Approx(3 * 0.1 / 100));
}

namespace {

/// A stratum of one figure that was played; runs of 0 are not kept, as in a real one.
Stratum stratum(std::uint64_t key, double weight, const std::vector<double>& runs) {
    Scoring scoring;
    scoring.figures = 1;
    scoring.kept = {true};
    Stratum s;
    s.key = key;
    s.weight = weight;
    s.sums.resize(scoring, 0);
    s.sums.weights.assign(runs.size(), 1);
    for (std::uint32_t r = 0; r < runs.size(); ++r) {
        ++s.sums.runs;
        if (runs[r] == 0) continue;
        s.sums.figures.add(0, r, 1, runs[r]);
        s.sums.values[0].push_back({runs[r], r});
    }
    return s;
}

Tally tally(std::vector<Stratum> strata) {
    Tally t;
    t.strata = std::move(strata);
    return t;
}

std::vector<double> drawn(Seeded& r, std::size_t n) {
    std::vector<double> runs(n);
    for (double& x : runs) x = r.chance(0.3) ? 0 : r.unit() * 10;
    return runs;
}

Mean difference(const Tally& a, const Tally& b) {
    const MeanTerm terms[] = {{&a, 0, 1}, {&b, 0, -1}};
    return combined(terms);
}

}  // namespace

TEST_CASE("the error of a mean is what replicates differ by") {
    // Replicate k has k / 2 in the first stratum and nothing in the second.
    std::vector<double> runs;
    for (std::size_t r = 0; r < 400 * replicates; ++r) runs.push_back(double(r % replicates));
    const Tally t = tally({stratum(5, 0.5, runs), stratum(6, 0.5, std::vector<double>(runs.size()))});
    CHECK(t.mean(0).value == near(3.5 / 2));
    // The sample variance of 0 … 7 is 6; a quarter of it, over 8 replicates.
    CHECK(t.mean(0).error == near(std::sqrt(6.0 / 4 / 8), 1e-3));
}

TEST_CASE("of few runs the error is told from the runs themselves, and the interval is lopsided") {
    // Rare events, as many as chance will, of sizes that vary: eight replicates alone hold 85 %.
    for (const double expected : {6.0, 25.0, 200.0}) {
        CAPTURE(expected);
        std::size_t held = 0, below = 0, above = 0;
        for (std::size_t seed = 1; seed <= 800; ++seed) {
            Seeded r(seed);
            std::vector<double> runs(4096);
            for (double& x : runs) x = r.unit() < expected / 4096 ? -std::log(1 - r.unit()) : 0;
            const Mean m = tally({stratum(5, 1, runs)}).mean(0);
            const double truth = expected / 4096;
            below += truth < m.low();
            above += truth > m.high();
            held += m.low() <= truth && truth <= m.high();
        }
        CHECK(held >= 800 * 92 / 100);
        CHECK(below <= 800 * 5 / 100);
        CHECK(above <= 800 * 6 / 100);
    }
    const Mean one = tally({stratum(5, 1, [] {
                               std::vector<double> runs(4096);
                               runs[9] = 1;
                               return runs;
                           }())}).mean(0);
    CHECK(one.low() < 0.025 / 4096);  // where 1 was seen the mean is 0.025 to 5.57 with 95 % (Poisson)
    CHECK(one.high() > 5.57 / 4096);
}

TEST_CASE("a cause that may not have been met at its worst is not told apart from a run of it") {
    // Of 1,024 runs that lose 1 on average one in 10 shows a trace of the cause, one in 1,000 is all its doing.
    std::size_t held = 0;
    for (std::size_t seed = 1; seed <= 600; ++seed) {
        Seeded r(seed);
        std::vector<double> runs(1024);
        for (double& x : runs) x = -std::log(1 - r.unit());
        Scoring scoring;
        scoring.figures = 1;
        Stratum s = stratum(5, 0.5, runs);
        s.sums.shares.resize(2);
        s.sums.shared = runs.size();
        for (std::uint32_t i = 0; i < runs.size(); ++i) {
            const double share = r.chance(0.001) ? runs[i] : r.chance(0.1) ? -0.01 * r.unit() : 0;
            if (share != 0) s.sums.shares[0].add(i, 1, {&share, 1});
        }
        const Tally t = tally({std::move(s)});
        const Mean m = t.share(0, 0, 0), never = t.share(1, 0, 0);
        const double truth = 0.5 * (0.001 - 0.999 * 0.1 * 0.005);
        held += m.low() <= truth && truth <= m.high();
        CHECK(never.value == 0);
        CHECK(never.high() > 0.5 / 1024);  // one run of them all
        CHECK(never.high() < 0.5 * 5.57 / 1024);
    }
    CHECK(held >= 600 * 93 / 100);
}

TEST_CASE("a stratum of few runs may have shown nothing for want of luck") {
    // One hour in each of the runs of a rare stratum; a common one shows it once in 20 runs, and has 8.
    const auto one = [](std::uint64_t seed) {
        Seeded r(seed);
        std::vector<double> few(8);
        for (double& x : few) x = r.chance(0.05);
        return tally({stratum(1, 0.01, std::vector<double>(64, 1)), stratum(2, 0.9, few)});
    };
    std::size_t held = 0;
    for (std::size_t seed = 1; seed <= 600; ++seed) {
        const Mean m = one(seed).mean(0);
        held += m.low() <= 0.055 && 0.055 <= m.high();
    }
    CHECK(held >= 600 * 95 / 100);
    // Where both worlds are alike nothing was missed, but of the world without the change.
    Tally t = tally({stratum(1, 0.01, std::vector<double>(64, 1)), stratum(2, 0.9, std::vector<double>(8))});
    CHECK(t.mean(0).high() > 0.9 / 8);
    t.strata[1].alike = true;
    CHECK(t.mean(0).high() < 0.011);
    // What all runs show alike the next one may not.
    CHECK(t.mean(0).low() < 0.01 - 0.01 / 64);
    t.strata[1].sums.figures.shape[0].without = true;
    CHECK(t.mean(0).high() > 0.9 / 8);
}

TEST_CASE("a yes or no that falls alike in every replicate is not known better than a point of each") {
    // A border somewhere within a point: each replicate has 37 of 128, or one more. The weights differ a little.
    std::size_t held = 0;
    for (std::size_t seed = 1; seed <= 600; ++seed) {
        Seeded r(seed);
        const double within = r.unit();
        Tally t = tally({stratum(5, 0.2, std::vector<double>(128 * replicates))});
        for (std::uint32_t k = 0; k < replicates; ++k)
            for (std::uint32_t i = 0; i < 37u + r.chance(within); ++i)
                t.strata[0].sums.figures.add(0, i * replicates + k, 1 + (r.unit() - 0.5) / 1000, 1);
        const Mean m = t.mean(0);
        const double truth = 0.2 * (37 + within) / 128;
        held += m.low() <= truth && truth <= m.high();
    }
    CHECK(held >= 600 * 92 / 100);
}

TEST_CASE("a tally differs from itself by nothing, and that is certain") {
    Seeded r(1);
    const Tally t = tally({stratum(5, 0.25, drawn(r, 256))});
    CHECK(difference(t, t).value == 0);
    CHECK(difference(t, t).error == 0);
}

TEST_CASE("on the same draws the error is that of the differences") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Seeded r(seed);
        const std::vector<double> x = drawn(r, 512);
        std::vector<double> y = x, gap(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (r.chance(0.2)) y[i] = r.unit();
            gap[i] = x[i] - y[i];
        }
        const Tally a = tally({stratum(5, 0.4, x)}), b = tally({stratum(5, 0.4, y)}),
                    d = tally({stratum(5, 0.4, gap)});
        CHECK(difference(a, b).value == near(d.mean(0).value, 1e-9));
        CHECK(difference(a, b).error == near(mean_of(d.replicated(0)).error, 1e-9));
    }
}

TEST_CASE("a variant is held against the first of the runs, and these against all of them") {
    Seeded r(8);
    const std::vector<double> runs = drawn(r, 32 * replicates), other = drawn(r, 32 * replicates);
    std::vector<double> spared;  // the variant loses 2 less, in a quarter of the runs
    for (std::size_t i = 0; i < 8 * replicates; ++i) spared.push_back(runs[i] - 2);
    const Tally all = tally({stratum(5, 0.5, runs), stratum(6, 0.25, other)});
    const Tally variant = tally({stratum(5, 0.5, spared), stratum(6, 0.25, other)});
    const MeanTerm terms[] = {{&variant, 0}};
    const Mean m = saved({&all, 0}, terms);
    CHECK(m.value == near(0.5 * 2));
    CHECK(m.error < 1e-12);
    // With other chances the first runs count for that much more or less.
    const Tally rarer = tally({stratum(5, 0.1, spared), stratum(6, 0.25, other)});
    const MeanTerm rare[] = {{&rarer, 0}};
    double mean = 0;
    for (const double x : runs) mean += x / double(runs.size());
    CHECK(saved({&all, 0}, rare).value == near(0.5 * mean - 0.1 * (mean - 2)));
    // All of the runs: the plain difference.
    const MeanTerm same[] = {{&all, 0}};
    CHECK(std::abs(saved({&all, 0}, same).value) < 1e-12);
}

TEST_CASE("what is exact adds no error") {
    Seeded r(9);
    Tally exact = tally({stratum(5, 1, {3})});
    exact.strata[0].exact = true;
    const Tally drawn_one = tally({stratum(5, 0.5, drawn(r, 256))});
    CHECK(difference(exact, drawn_one).error == near(mean_of(drawn_one.replicated(0)).error));
    CHECK(difference(exact, drawn_one).value == near(3 - drawn_one.mean(0).value));
}

TEST_CASE("intervals of figures that are told from runs hold the truth as often as they say") {
    // Two strata of which one has a long tail, on plain draws: the rule does not ask for nets.
    std::size_t held[4] = {}, times = 600;
    for (std::size_t seed = 1; seed <= times; ++seed) {
        Seeded r(seed);
        std::vector<double> often(1024), rare(512);
        for (double& x : often) x = r.unit() < 0.25 ? 0 : r.unit();
        for (double& x : rare) x = -2 * std::log(1 - r.unit());
        const Tally t = tally({stratum(1, 0.9, often), stratum(2, 0.1, rare)});
        const Distribution d(t, 0);
        const auto holds = [&](std::size_t i, const Mean& m, double truth) {
            held[i] += m.low() <= truth && truth <= m.high();
        };
        holds(0, t.mean(0), 0.9 * 0.375 + 0.1 * 2);
        holds(1, d.given_any().mean, (0.9 * 0.375 + 0.1 * 2) / (0.9 * 0.75 + 0.1));
        // P(X > x) = 0.1 exp(-x / 2) beyond 1: the worst hundredth begins at 2 ln 10.
        holds(2, d.worst(0.01), 2 * std::log(10.0) + 2);
        const auto q = d.quantile(0.99);
        held[3] += q.low <= 2 * std::log(10.0) && 2 * std::log(10.0) <= q.high;
    }
    for (const std::size_t h : held) {
        CHECK(h >= times * 92 / 100);
        CHECK(h <= times * 99 / 100);
    }
}
