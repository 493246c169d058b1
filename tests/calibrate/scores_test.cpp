#include "calibrate/scores.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "luck.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

TEST_CASE("scores are what they are by hand") {
    CHECK(score_of(ScoringRule::brier, 0.2, true) == near(0.64));
    CHECK(score_of(ScoringRule::brier, 0.2, false) == near(0.04));
    CHECK(score_of(ScoringRule::logarithmic, 0.2, true) == near(-std::log(0.2)));
    CHECK(score_of(ScoringRule::logarithmic, 0.2, false) == near(-std::log(0.8)));
    CHECK(std::isfinite(score_of(ScoringRule::logarithmic, 0, true)));
}

TEST_CASE("the bounds hold the true advantage at every moment, in at least 95 of 100 histories") {
    for (const ScoringRule score : {ScoringRule::brier, ScoringRule::logarithmic}) {
        int missed = 0;
        constexpr int histories = 300;
        for (int h = 0; h < histories; ++h) {
            Luck luck(static_cast<std::uint64_t>(h) + 1);
            std::vector<Duel> duels;
            double expected = 0;
            bool out = false;
            for (int i = 1; i <= 500; ++i) {
                const double truth = luck.forecast(), forecast = 0.8 * truth, reference = 0.134;
                for (const bool failed : {true, false})
                    expected += (failed ? truth : 1 - truth) * (score_of(score, reference, failed) -
                                                                score_of(score, forecast, failed));
                duels.push_back({forecast, reference, luck.happens(truth)});
                if (i != 5 && i != 10 && i != 20 && i != 50 && i != 100 && i != 200 && i != 500)
                    continue;
                const Advantage a = advantage(score, duels);
                const double meant = expected / i;
                out = out || meant < a.low || meant > a.high;
            }
            missed += out ? 1 : 0;
        }
        CHECK(missed <= 0.05 * histories);
    }
}

TEST_CASE("a better forecast is told from a worse one when there is enough to go by") {
    Luck luck(1);
    std::vector<Duel> duels;
    for (int i = 0; i < 5000; ++i) {
        const double truth = luck.happens(0.5) ? 0.02 : 0.4;
        duels.push_back({truth, 0.21, luck.happens(truth)});
    }
    const Advantage all = advantage(ScoringRule::brier, duels);
    CHECK(all.low > 0);
    CHECK_FALSE(all.more_needed.has_value());
    const Advantage few =
        advantage(ScoringRule::brier, std::vector<Duel>(duels.begin(), duels.begin() + 20));
    CHECK(few.low < 0);
    CHECK(few.high > 0);
    REQUIRE(few.more_needed.has_value());
    CHECK(*few.more_needed > 0);
    for (Duel& d : duels) std::swap(d.forecast, d.reference);
    CHECK(advantage(ScoringRule::brier, duels).mean == near(-all.mean));
    CHECK(advantage(ScoringRule::brier, duels).high < 0);
}

TEST_CASE("two who said the same have nothing between them") {
    const std::vector<Duel> same(50, Duel{0.1, 0.1, false});
    const Advantage a = advantage(ScoringRule::logarithmic, same);
    CHECK(a.mean == 0);
    CHECK(a.low == 0);
    CHECK(a.high == 0);
    CHECK_FALSE(a.more_needed.has_value());
}
