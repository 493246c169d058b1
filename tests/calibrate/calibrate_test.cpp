#include "calibrate/calibrate.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "luck.h"
#include "model/base_rates.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;
using namespace std::chrono;

namespace {

Outcome outcome(const Id& change, year_month_day day, std::optional<bool> failed,
                std::optional<double> forecast = {}) {
    Outcome o;
    o.change = change;
    o.date = day;
    o.team = std::string("web");
    o.component = Id("shop");
    if (failed) o.failed = *failed;
    if (forecast) {
        o.forecast_fails = *forecast;
        o.made = year_month_day(sys_days(day) - days{3});
    }
    return o;
}

History drawn(std::uint64_t seed, int n, const Truth& truth, bool recorded) {
    Luck luck(seed);
    History h;
    for (int i = 0; i < n; ++i) {
        const double p = luck.forecast();
        const year_month_day day = sys_days(2025y / 1 / 1) + days{i / 2};
        Outcome o = outcome("C" + std::to_string(i), day, luck.happens(truth(p, i, n)));
        if (recorded) o = outcome(o.change, day, *o.failed, p);
        o.team = std::string(i % 3 == 0 ? "web" : "erp");
        h.outcomes.push_back(o);
    }
    return h;
}

}  // namespace

TEST_CASE("what became of four changes, by hand") {
    History h;
    h.outcomes = {outcome("A", 2026y / 1 / 5, true, 0.5), outcome("B", 2026y / 1 / 6, false, 0.1),
                  outcome("C", 2026y / 1 / 7, false, 0.2), outcome("D", 2026y / 7 / 8, true, 0.1)};
    const Calibration c = calibrate(h, {});
    CHECK_FALSE(c.replayed);
    CHECK(c.changes == 4);
    CHECK(c.failures.expected == near(0.9));
    CHECK(c.failures.seen == 2);
    // P(0) = 0.5 × 0.9 × 0.8 × 0.9 = 0.324, P(1) = 0.324 + 0.036 + 0.081 + 0.036 = 0.477.
    CHECK(c.failures.low90 == 0);
    CHECK(c.failures.high90 == 2);
    REQUIRE(c.groups.size() == 1);
    CHECK(c.groups[0].ratio == near(6 / 4.9));
    CHECK(c.groups[0].brier == near((0.25 + 0.01 + 0.04 + 0.81) / 4));
    REQUIRE(c.periods.size() == 2);
    CHECK(c.periods[1].id == "2026, second half");
    CHECK_FALSE(c.reliability.has_value());
    CHECK_FALSE(c.least_excess.has_value());
    CHECK_FALSE(c.alarmed);
}

TEST_CASE("hindsight, silence and what is no outcome are not scored, and are counted") {
    History h;
    for (int i = 0; i < 9; ++i)
        h.outcomes.push_back(outcome("C" + std::to_string(i), 2026y / 3 / 1, false, 0.1));
    h.outcomes[1].made = year_month_day(2026y / 3 / 2);
    h.outcomes[2].made = {};
    h.outcomes[3].failed = {};
    h.outcomes[4].failed = {}, h.outcomes[4].result = ChangeResult::cancelled;
    h.outcomes[5].failed = {}, h.outcomes[5].result = ChangeResult::with_issues;
    h.outcomes[6].source = OutcomeSource::inferred;
    h.outcomes[7].forecast_fails = {};
    h.outcomes[8].made = year_month_day(2026y / 3 / 1);
    const Calibration c = calibrate(h, {});
    CHECK(c.failures.steps == 2);
    CHECK(c.made_on_the_day == 1);
    CHECK(c.left_out.too_late == 1);
    CHECK(c.left_out.undated == 1);
    CHECK(c.left_out.open == 1);
    CHECK(c.left_out.cancelled == 1);
    CHECK(c.left_out.issues == 1);
    CHECK(c.left_out.inferred == 1);
    CHECK(c.left_out.no_forecast == 1);
    CHECK(c.most_if_unknown_failed == 3);  // open, with issues, inferred
    CHECK(c.expected_with_unknown == near(0.5));
    CalibrateOptions options;
    options.cases.inferred = true;
    CHECK(calibrate(h, options).failures.steps == 3);
    options.cases.from = 2026y / 4 / 1;
    CHECK(calibrate(h, options).failures.steps == 0);
    CHECK(calibrate(h, options).left_out.other_dates == 9);
}

TEST_CASE("without recorded forecasts each step meets what was known before its day") {
    const History h = drawn(3, 120, as_foretold, false);
    const Cases cases = cases_of(h, {});
    CHECK(cases.replayed);
    REQUIRE(cases.all.size() == 120);
    for (const std::size_t i :
         {std::size_t{0}, std::size_t{1}, std::size_t{57}, std::size_t{119}}) {
        CAPTURE(i);
        const Outcome& o = *cases.all[i].outcome;
        Change c;  // the same question, asked as `assess` asks it
        c.id = o.change;
        c.team = o.team;
        c.window.start = Moment{local_days(o.date) + 12h, {}};
        Step s;
        s.target = Ref("shop");
        c.steps.push_back(s);
        c.record = track_records(c, h);
        CHECK(cases.all[i].forecast == near(base_rate(c.steps[0], c).fails, 1e-9));
    }
    CHECK(cases.all[0].forecast == near(0.05));
    CHECK(cases.all[0].pooled == near(0.05));
    double failed = 0, steps = 0;
    for (const Case& c : cases.all)
        if (sys_days(c.outcome->date) < sys_days(cases.all[119].outcome->date))
            ++steps, failed += c.failed ? 1 : 0;
    CHECK(cases.all[119].pooled == near((20 * 0.05 + failed) / (20 + steps)));
}

TEST_CASE("the order of a history says nothing, nor that of changes of one day") {
    History h = drawn(5, 240, third_more, true);
    const Calibration first = calibrate(h, {});
    std::reverse(h.outcomes.begin(), h.outcomes.end());
    std::swap(h.outcomes[10], h.outcomes[90]);
    const Calibration second = calibrate(h, {});
    CHECK(first.evidence == second.evidence);
    CHECK(first.comparisons[3].advantage.low == second.comparisons[3].advantage.low);
    CHECK(first.reliability->miscalibration == second.reliability->miscalibration);
    REQUIRE(first.memories.size() == 6);
    CHECK(first.memories[2].logarithmic == near(second.memories[2].logarithmic, 1e-9));
}

TEST_CASE("a failure rate that moves is foretold best by a memory that fades") {
    const auto moving = [](double, int i, int n) { return i < 2 * n / 3 ? 0.3 : 0.03; };
    const Calibration c = calibrate(drawn(1, 600, moving, false), {});
    const auto best = std::find_if(c.memories.begin(), c.memories.end(),
                                   [](const MemoryScore& m) { return m.best; });
    REQUIRE(best != c.memories.end());
    CHECK(best->half_life.has_value());
    CHECK(std::any_of(c.advice.begin(), c.advice.end(),
                      [](const Advice& a) { return a.line.starts_with("half_life: "); }));
    CHECK(calibrate(drawn(1, 150, moving, false), {}).memories.empty());
}

TEST_CASE("departments: disruptions and quantiles, each by itself, once a change") {
    History h;
    for (int i = 0; i < 20; ++i) {
        Outcome o = outcome("C" + std::to_string(i), 2026y / 3 / 1, i == 0, 0.1);
        DepartmentForecast& f = o.forecast_departments["finance"];
        f.probability = 0.1;
        f.downtime.p95 = Duration(1h);
        f.loss.p99 = 1000.0;
        DepartmentOutcome& d = o.departments["finance"];
        d.disrupted = i < 2;
        d.downtime = Duration(i == 0 ? 2h : i == 1 ? 1h : 0h);
        if (i < 10) d.loss = i == 0 ? 3000.0 : 0.0;
        h.outcomes.push_back(o);
    }
    const Calibration c = calibrate(h, {});
    REQUIRE(c.departments.size() == 1);
    CHECK(c.departments[0].failures.steps == 20);
    CHECK(c.departments[0].failures.expected == near(2));
    CHECK(c.departments[0].failures.seen == 2);
    REQUIRE(c.exceeded.size() == 2);
    CHECK(c.exceeded[0].what == "downtime");
    CHECK(c.exceeded[0].cases == 20);
    CHECK(c.exceeded[0].above == 1);  // as long as foretold is not above it
    // Pinball: 0.95 × 3600, 0, and 18 times 0.05 × 3600, over 20.
    CHECK(c.exceeded[0].score == near((0.95 * 3600 + 18 * 0.05 * 3600) / 20));
    CHECK(c.exceeded[1].cases == 10);
    CHECK(c.exceeded[1].score == near((0.99 * 2000 + 9 * 0.01 * 1000) / 10));
}

TEST_CASE("a history that says nothing gives no figures and no alarm") {
    const Calibration c = calibrate({}, {});
    CHECK(c.failures.steps == 0);
    CHECK(c.evidence == 1);
    CHECK_FALSE(c.alarmed);
    CHECK(c.comparisons.empty());
}
