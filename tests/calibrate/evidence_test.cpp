#include "calibrate/evidence.h"

#include <doctest/doctest.h>

#include "luck.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

TEST_CASE("who bets against right forecasts wins nothing on average, whatever they are") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Luck luck(seed);
        std::vector<double> p(9);
        for (double& x : p) x = luck.uniform();
        double mean = 0;
        for (std::size_t set = 0; set < std::size_t{1} << p.size(); ++set) {
            double chance = 1;
            Evidence evidence;
            for (std::size_t i = 0; i < p.size(); ++i) {
                const bool failed = (set >> i & 1) != 0;
                chance *= failed ? p[i] : 1 - p[i];
                evidence.add(p[i], failed);
            }
            mean += chance * evidence.value();
        }
        CHECK(mean == near(1, 1e-9));
    }
}

TEST_CASE(
    "right forecasts raise an alarm in at most one history of twenty, however often one looks") {
    const double share = alarmed(as_foretold, 1000, 1000);
    CHECK(share <= 0.05);
    CHECK(share > 0);  // it can be raised
    CHECK(alarmed(as_foretold, 10, 1000) <= share);
}

TEST_CASE("wrong forecasts are found out, the sooner the wronger they are") {
    // Of 1,000 histories each: tests/bench/power_bench.cpp, and the table in knockon-calibrate(1).
    const struct {
        Truth truth;
        int size;
        double share;
    } all[] = {{third_more, 500, 0.46},   {too_bold, 500, 0.69},     {drifting, 500, 0.87},
               {times<2, 1>, 100, 0.82},  {times<1, 2>, 200, 0.67},  {times<3, 2>, 200, 0.52}};
    for (const auto& [truth, size, share] : all) {
        const auto& shown_share = share;
        CAPTURE(shown_share);
        const double measured = alarmed(truth, size, 100);
        CHECK(std::abs(measured - share) < 0.15);  // three standard deviations
        CHECK(alarmed(truth, size / 4, 100) < measured);
    }
}

TEST_CASE("counts beside the quiet range raise an alarm by themselves, whichever steps failed") {
    Luck luck(3);
    std::vector<double> p(200);
    for (double& x : p) x = luck.forecast();
    const CountRange quiet = unalarming(p);
    for (const int failed : {quiet.low - 1, quiet.high + 1}) {
        if (failed < 0) continue;
        CAPTURE(failed);
        for (const bool first : {true, false}) {
            Evidence evidence;
            for (std::size_t i = 0; i < p.size(); ++i) {
                const auto place = static_cast<int>(first ? i : p.size() - 1 - i);
                evidence.add(p[i], place < failed);
            }
            CHECK(evidence.value() >= alarm_from);
        }
    }
    double expected = 0;
    for (const double x : p) expected += x;
    CHECK(quiet.low < expected);
    CHECK(expected < quiet.high);
}

TEST_CASE("a bias that few steps could not have shown is called that") {
    CHECK_FALSE(least_excess_shown(std::vector<double>{0.05}).has_value());
    const std::vector<double> p(150, 0.1), more(1500, 0.1);
    const auto few = least_excess_shown(p), many = least_excess_shown(more);
    REQUIRE(few.has_value());
    REQUIRE(many.has_value());
    CHECK(*many < *few);
    CHECK(*many > 1);
    // Played: with that many more failures, four records of five raise the alarm in the end.
    int shown = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Luck luck(seed);
        int failed = 0;
        for (std::size_t i = 0; i < p.size(); ++i) failed += luck.happens(0.1 * *few) ? 1 : 0;
        shown += failed > unalarming(p).high ? 1 : 0;
    }
    CHECK(shown > 0.72 * 400);
    CHECK(shown < 0.88 * 400);
}

TEST_CASE("never, and it happened, is evidence, but does not end all reckoning") {
    Evidence evidence;
    evidence.add(0, true);
    CHECK(evidence.value() > 1);
    evidence.add(1, true);
    evidence.add(0, false);
    CHECK(evidence.value() < 1e300);
    CHECK(tilted(0.5, 3) == near(0.75));
    CHECK(tilted(0, 3) == 0);
}
