#include "assess/study/settled.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "asked.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

namespace {

constexpr double exactly = 0.1;

/// An outage of db lasts longer than 1 h in half of the cases: 20 % × 50 % = 10 % disrupt finance.
Assessment at_limit(double limit, std::uint64_t seed, std::uint64_t max_runs,
                    std::uint64_t max_work = 100'000'000) {
    const std::string landscape = replaced(
        replaced(works, "departments: {finance: {}, it: {}}",
                 fmt::format("departments: {{finance: {{appetite: {{probability: {:.9f}%}}}}, it: {{}}}}",
                             100 * limit)),
        "active: office}", "mtpd: 1h, loss: {hour: 1k}}");
    Asked asked(landscape,
                replaced(on_db, "fails: 0%", "fails: 20%, recovery: {p50: 1h, p90: 4h}"));
    asked.options.engine = Engine::simulate;
    asked.options.seed = seed;
    asked.options.max_runs = max_runs;
    asked.options.max_work = max_work;
    asked.options.max_error = 0.2;
    asked.options.advice = false;
    asked.run();
    return *asked.answer;
}

const Estimate& disruption(const Assessment& a) {
    return std::find_if(a.departments.begin(), a.departments.end(), [](const auto& d) {
               return d.id == "finance";
           })->disruption;
}

}  // namespace

TEST_CASE("a limit one standard error from the figure is settled by more runs, and rightly") {
    int open = 0, wrong = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Estimate first = disruption(at_limit(0.9, seed, 200'000));  // far from its limit
        const double error = (first.high - first.low) / 2 / t95;
        REQUIRE(error > 0);
        const Assessment above = at_limit(exactly + error, seed, 200'000);
        const Assessment below = at_limit(exactly - error, seed, 200'000);
        open += above.verdict == Verdict::undetermined;
        open += below.verdict == Verdict::undetermined;
        wrong += above.verdict == Verdict::exceeds;
        wrong += below.verdict == Verdict::within;
    }
    // In 99 of 100, on either side; a 95 % interval is wrong in 2.5 of 100 where it is asked but once.
    CHECK(open <= 2);
    CHECK(wrong <= 5);
}

TEST_CASE("where the runs do not suffice, the limit that was met is named") {
    int open = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Assessment a = at_limit(exactly, seed, 4000);
        open += a.verdict == Verdict::undetermined;
        CHECK((a.verdict == Verdict::undetermined) ==
              std::any_of(a.limits_hit.begin(), a.limits_hit.end(), [](const std::string& l) {
                  return has(l, "max-runs: a limit lies within");
              }));
    }
    CHECK(open >= 16);  // the figure is the limit: a 95 % interval, looked at a few times, holds it
}

TEST_CASE("a play stops at its budget, and says so") {
    const auto named = [](const Assessment& a) {
        return std::any_of(a.limits_hit.begin(), a.limits_hit.end(),
                           [](const std::string& l) { return l.starts_with("work: "); });
    };
    const Assessment all = at_limit(0.103, 1, 200'000), some = at_limit(0.103, 1, 200'000, 1);
    CHECK_FALSE(named(all));
    CHECK(named(some));
    CHECK(some.transition.runs < all.transition.runs / 4);
    CHECK(some.verdict == Verdict::undetermined);
}

TEST_CASE("what is drawn, sorted and looked through counts for the budget, not the runs alone") {
    const auto runs = [](std::string_view db, std::string_view process, std::string_view calendar) {
        std::string l = replaced(works, "supplier: nordhost, availability: 100%", db);
        l = replaced(l, "active: office}", process);
        l = replaced(l, "  nights:", std::string("  often: ") + std::string(calendar) + "\n  nights:");
        Asked asked(l, replaced(on_db, "24h\nsteps: [{update: db, fails: 0%}]",
                                "30d\nsteps: [{update: db, fails: 20%, recovery: {p50: 1h, p90: 4h}}]"));
        asked.options.engine = Engine::simulate;
        asked.options.advice = false;
        asked.options.max_error = 1e-6;
        asked.options.max_runs = 20'000;
        asked.options.max_work = 4'000'000;
        asked.run();
        return asked.answer->transition.runs;
    };
    constexpr std::string_view loss = "mtpd: 1h, loss: {hour: 1k}", seldom = "{days: sat}";
    const std::string plain = std::string(loss) + "}";
    const auto few = runs("availability: 99%, recovery: 1h", plain, seldom);
    CHECK(few > 10'000);
    // 720 failures in 30 days, each of a minute; 12 deadlines an hour; 12 stretches of active time an hour.
    CHECK(runs("availability: 98%, recovery: 1m", plain, seldom) < few / 2);
    const std::string_view every = "{rrule: \"FREQ=MINUTELY;INTERVAL=5\", from: 2027-01-01, hours: 00:00-00:01}";
    CHECK(runs("availability: 99%, recovery: 1h",
               std::string(loss) + ", deadlines: [{calendar: often, work: 1m, penalty: 1}]}", every) < few / 2);
}

TEST_CASE("of many steps, as many fail as they say") {
    // 60 steps that fail in 2 % each: one of them does in 1 - 0.98^60 = 70.2 %, after an hour of planned work.
    std::string components = "  db: {availability: 100%}\n", needs = "db", steps = "{update: db, fails: 0%}";
    for (int i = 0; i < 60; ++i) {
        components += fmt::format("  s{}: {{availability: 100%}}\n", i);
        needs += fmt::format(", s{}", i);
        steps += fmt::format(", {{update: s{}, fails: 2%, recovery: 2h}}", i);
    }
    std::string l = replaced(works, "  db: {kind: database, owner: it, supplier: nordhost, availability: 100%}\n", components);
    l = replaced(l, "needs: [db]", "needs: [" + needs + "]");
    l = replaced(l, "active: office}", "mtpd: 90m, loss: {hour: 1k}}");
    Asked asked(l, replaced(on_db, "{update: db, fails: 0%}", steps));
    asked.options.engine = Engine::simulate;
    asked.options.advice = false;
    asked.run();
    const Estimate& disruption = asked.answer->departments.front().disruption;
    const double error = (disruption.high - disruption.low) / 2 / t95;
    CHECK(std::abs(disruption.value - (1 - std::pow(0.98, 60))) < 4 * error);
    CHECK(error < 0.01);
}

TEST_CASE("what no run has shown is not known to be nothing") {
    // An outage in the evening would have to last ten hours to meet the office; of 12 h on Wednesday each costs 1k.
    Asked asked(replaced(works, "active: office}", "active: office, loss: {hour: 1k}}"),
                replaced(on_db, "fails: 0%", "fails: 20%, recovery: {p50: 1m, p90: 2m}"));
    asked.options.engine = Engine::simulate;
    asked.options.advice = false;
    asked.run();
    const DepartmentFigures& finance = asked.answer->departments.front();
    REQUIRE(finance.id == "finance");
    CHECK(finance.disruption.high > 0);
    CHECK(finance.disruption.high < 0.01);
    CHECK(finance.loss.mean.value == 0);
    CHECK(finance.loss.mean.low == 0);
    CHECK(finance.loss.mean.high == near(12'000 * finance.disruption.high));
    CHECK(finance.downtime_s.mean.high == near(12 * 3600 * finance.disruption.high));
    CHECK(finance.loss.tail_mean.high == near(100 * finance.loss.mean.high));
    CHECK(finance.loss.p95.high == 0);  // in so few cases it can be said for sure
    REQUIRE(!asked.answer->causes.empty());
    CHECK(asked.answer->causes.front().loss.high == near(finance.loss.mean.high));
}
