#include "risk/tally.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace knockon;

namespace {

/// An exact tally of one figure that takes these values with these probabilities.
Tally tally_of(const std::vector<std::pair<double, double>>& values) {
    Tally t;
    Stratum& s = t.strata.emplace_back();
    s.weight = 1;
    s.exact = true;
    s.sums.runs = 1;
    s.sums.values.resize(1);
    for (const auto& [value, probability] : values)
        s.sums.values[0].push_back({value, probability});
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
    s.sums.values[0] = {{7, 1, 0}, {10, 1, 3}, {3, 1, 4}, {20, 1, 8}, {-5, 1, 19}};
    s.sums.values[1] = {{1, 1, 2}, {1, 1, 3}, {-1, 1, 4}, {1, 1, 8}, {1, 1, 19}};
    const Distribution some(t, 0, 1);
    CHECK(some.mass() == doctest::Approx(0.5 * 4 / 20));
    CHECK(some.mean().value == doctest::Approx(25.0 / 4));
    CHECK(some.quantile(0.25).value == -5);
    CHECK(some.quantile(0.5).value == 0);
    CHECK(some.quantile(0.75).value == 10);
    CHECK(some.quantile(0.95).value == 20);
    // Y = (X - 25/4) where it counts: its mean is 0, its square 1/20 of the sum of squares.
    const double squares = 6.25 * 6.25 + 3.75 * 3.75 + 13.75 * 13.75 + 11.25 * 11.25;
    CHECK(some.mean().error == doctest::Approx(0.5 * std::sqrt(squares / 20 / 20) / (0.5 * 4 / 20)));
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
