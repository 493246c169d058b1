#include "risk/paired.h"

#include <doctest/doctest.h>

#include <cmath>

#include "near.h"
#include "seeded.h"

using namespace knockon;
using knockon::test::Seeded;

namespace {

constexpr std::uint64_t block = 64;

/// A stratum of one figure that was played; runs of 0 are not kept, as in a real one.
Stratum stratum(std::uint64_t key, double weight, const std::vector<double>& runs) {
    Scoring scoring;
    scoring.figures = 1;
    scoring.kept = {true};
    Stratum s;
    s.key = key;
    s.weight = weight;
    s.sums.resize(scoring, 0);
    for (std::uint64_t first = 0; first < runs.size(); first += block) {
        Sums one;
        one.resize(scoring, 0);
        for (std::uint64_t r = first; r < std::min(first + block, runs.size()); ++r) {
            ++one.runs;
            if (runs[r] == 0) continue;
            one.figures.add(0, runs[r], 1);
            one.values[0].push_back({runs[r], 1, r});
        }
        one.close_block();
        s.sums.add(one);
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
    const PairedTerm terms[] = {{&a, 0, 1}, {&b, 0, -1}};
    return combined(terms);
}

}  // namespace

TEST_CASE("a tally differs from itself by nothing, and that is certain") {
    Seeded r(1);
    const Tally t = tally({stratum(5, 0.25, drawn(r, 4 * block))});
    CHECK(difference(t, t).value == 0);
    CHECK(difference(t, t).error == 0);
}

TEST_CASE("one term alone has the mean and the error of its tally") {
    Seeded r(2);
    const Tally t =
        tally({stratum(5, 0.25, drawn(r, 6 * block)), stratum(8, 0.5, drawn(r, 3 * block))});
    const PairedTerm term[] = {{&t, 0, 1}};
    CHECK(combined(term).value == near(t.mean(0).value));
    CHECK(combined(term).error == near(t.mean(0).error));
}

TEST_CASE("strata that do not share their draws count as independent") {
    Seeded r(3);
    const Tally a = tally({stratum(5, 0.25, drawn(r, 6 * block))});
    const Tally b = tally({stratum(6, 0.75, drawn(r, 9 * block))});
    const double error = std::hypot(a.mean(0).error, b.mean(0).error);
    CHECK(difference(a, b).value == near(a.mean(0).value - b.mean(0).value));
    CHECK(difference(a, b).error == near(error));
}

TEST_CASE("on the same draws the error is that of the differences run by run") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Seeded r(seed);
        const std::vector<double> x = drawn(r, 8 * block);
        std::vector<double> y = x, gap(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (r.chance(0.2)) y[i] = r.unit();
            gap[i] = x[i] - y[i];
        }
        const Tally a = tally({stratum(5, 0.4, x)}), b = tally({stratum(5, 0.4, y)}),
                    d = tally({stratum(5, 0.4, gap)});
        CHECK(difference(a, b).value == near(d.mean(0).value, 1e-9));
        CHECK(difference(a, b).error == near(d.mean(0).error, 1e-9));
        CHECK(difference(a, b).error < std::hypot(a.mean(0).error, b.mean(0).error));
    }
}

TEST_CASE("runs that only one of them has count as independent of those they share") {
    Seeded r(7);
    const std::vector<double> x = drawn(r, 8 * block);
    const std::vector<double> y(x.begin(), x.begin() + 4 * block);
    const Tally a = tally({stratum(5, 1, x)}), b = tally({stratum(5, 1, y)});
    // a - b = (sum of the first half / 8 - the same / 4 + sum of the rest / 8) / block
    std::vector<double> first, rest;
    for (std::size_t i = 0; i < x.size(); ++i)
        (i < 4 * block ? first : rest).push_back(i < 4 * block ? -x[i] / 2 : x[i] / 2);
    const Tally one = tally({stratum(1, 1, first)}), two = tally({stratum(2, 1, rest)});
    CHECK(difference(a, b).value == near(a.mean(0).value - b.mean(0).value));
    CHECK(difference(a, b).error == near(std::hypot(one.mean(0).error, two.mean(0).error), 1e-9));
}

TEST_CASE("what is exact adds no error") {
    Seeded r(9);
    Tally exact = tally({stratum(5, 1, {3})});
    exact.strata[0].exact = true;
    const Tally drawn_one = tally({stratum(5, 0.5, drawn(r, 4 * block))});
    CHECK(difference(exact, drawn_one).error == near(drawn_one.mean(0).error));
    CHECK(difference(exact, drawn_one).value == near(3 - drawn_one.mean(0).value));
}
