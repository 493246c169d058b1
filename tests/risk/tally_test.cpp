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
