#include "assess/advice/break_even.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "asked.h"
#include "assess/study/study.h"

using namespace knockon;
using namespace knockon::test;

namespace {

struct Example {
    Sources sources;
    Diagnostics problems;
    Landscape landscape;
    Change change;
    AssessOptions options;

    explicit Example(const std::string& name) {
        const std::string at = KNOCKON_SOURCE_DIR "/examples/van-rijn/";
        const std::string folder = at + "landscape";
        landscape = read_landscape({&folder, 1}, {}, sources, problems);
        change = read_change(at + "changes/" + name + ".yaml", {}, sources, problems);
        REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
        options.advice = false;
        options.jobs = 2;
        options.today = *parse_date("2026-11-24");
    }
};

/// How much of its tightest limit a department uses when the change is simulated as it is, and the
/// standard error of that. The 95 % points of a loss move in jumps and are no limit in the example.
std::pair<double, double> used(Example& of, const Id& who) {
    const auto study = make_study(of.landscape, of.change, of.options, of.problems);
    REQUIRE(study);
    const auto played =
        play(*study, make_scoring(study->board, study->transition), of.options, of.problems);
    REQUIRE(played);
    const auto& all = study->board.departments;
    const auto place =
        static_cast<std::size_t>(std::find(all.begin(), all.end(), who) - all.begin());
    REQUIRE(place < all.size());
    const Appetite& a = of.landscape.departments.at(who).appetite;
    REQUIRE_FALSE(a.p95_loss);
    std::pair<double, double> worst;
    const auto limit = [&](const auto& stated, double value, Scored f) {
        const auto mean = played->tally.mean(study->board.department(place, f));
        if (stated) worst = std::max(worst, {mean.value / value, mean.error / value});
    };
    limit(a.probability, *a.probability, Scored::disruption);
    limit(a.loss, *a.loss, Scored::loss);
    limit(a.downtime, seconds(*a.downtime), Scored::downtime);
    return worst;
}

}  // namespace

TEST_CASE("the break-even values of the example hold when it is assessed with them") {
    std::size_t tried = 0;
    for (const char* name : {"personalised-campaign", "warehouse-to-cloud"}) {
        Example now(name);
        const auto a =
            assess(now.landscape, now.change, {}, {}, now.options, now.sources, now.problems);
        REQUIRE_MESSAGE(a, render(now.problems, now.sources));
        REQUIRE(a->transition.engine == "simulate");
        for (const BreakEven& b : a->break_even) {
            CAPTURE(b.path);
            CAPTURE(b.flips_at);
            Example then(name);
            set_value(b.path + "=" + b.flips_at, then.landscape, &then.change, then.sources,
                      then.problems);
            const auto [share, error] = used(then, b.department);
            // A sixth of the runs found it, so the two differ by 2.7 times this play's error; and
            // it was rounded to two digits, to the accepted side.
            const double error_of_both = 2 * 2.7 * error;
            const auto& shown_share = share;
            CAPTURE(shown_share);
            CHECK(share <= 1 + error_of_both);
            CHECK(share >= 0.9 - error_of_both);
            ++tried;
        }
    }
    CHECK(tried >= 8);
}

TEST_CASE(
    "of thousands of departments the worst are looked at, and the report says how many were not") {
    const auto of = [](int departments) {
        std::string l = "departments:\n";
        for (int i = 0; i < departments; ++i)
            l += "  d" + std::to_string(i) + ": {appetite: {probability: 5%}}\n";
        l += "components: {shop: {availability: 100%}}\nprocesses:\n";
        for (int i = 0; i < departments; ++i) {
            const std::string n = std::to_string(i);
            l += "  p" + n + ": {department: d" + n + ", needs: [shop], mtpd: 0s}\n";
        }
        Asked a(l, R"(
id: CHG-1
window: {start: 2027-01-12T20:00, length: 1h}
steps: [{update: shop, fails: 10%, recovery: 2h}]
)");
        a.run();
        return *a.answer;
    };
    const auto cut = [](const Assessment& a) {
        return std::any_of(a.limits_hit.begin(), a.limits_hit.end(), [](const std::string& limit) {
            return limit.find("break-even: of 203 departments") == 0;
        });
    };
    const Assessment all = of(20), most = of(203);
    CHECK_FALSE(cut(all));
    CHECK(cut(most));
    const auto helped = [](const Assessment& a) {
        std::set<Id> out;
        for (const BreakEven& b : a.break_even) out.insert(b.department);
        return out.size();
    };
    CHECK(helped(all) == 20);
    CHECK(helped(most) == 200);
}

TEST_CASE("nobody is told that a worse value would bring a department within its limits") {
    // The longer the recovery, the longer is watched; and db, which fails every 100 h, disrupts nearly every
    // long period without the change. What comes anyway at other times hides nothing of the 10 %.
    const std::string l = R"(
departments: {sales: {appetite: {probability: 1%}}}
components:
  shop: {kind: application, availability: 100%}
  db: {kind: database, availability: 99%, recovery: 1h}
processes:
  orders: {department: sales, needs: [shop, db], mtpd: 0s}
)";
    const auto with_recovery = [&](const std::string& recovery) {
        Asked a(l, R"(
id: CHG-1
window: {start: 2027-01-12T20:00, length: 1h}
steps: [{update: shop, fails: 10%, recovery: )" +
                       recovery + "}]\n");
        a.run();
        return *a.answer;
    };
    const Assessment now = with_recovery("12h");
    REQUIRE(now.departments.front().verdict == Verdict::exceeds);
    CHECK(with_recovery("20d").departments.front().disruption.value > 0.09);
    bool any = false;
    for (const BreakEven& b : now.break_even) {
        CAPTURE(b.path);
        CAPTURE(b.flips_at);
        CHECK(b.verdict == Verdict::within);
        CHECK(b.above == (b.path.find("availability") != std::string::npos));
        any = any || b.path == "steps.1.fails";
    }
    CHECK(any);
}

TEST_CASE("what a load may grow to, and what must carry it, is found in closed form") {
    // A peak brings 200/s, spread by 10 %, to a shop that carries 150/s: too much in nearly all peaks. In one
    // of 20 it is, as sales accepts, where exp(0.1 x 1.645) times the load is the capacity: at 1.27 times the
    // load as usual, or with 235.8/s.
    Asked now(R"(
timezone: UTC
currency: EUR
departments: {sales: {appetite: {probability: 5%}}, it: {}}
components:
  shop: {owner: it, availability: 100%, load: 100/s, capacity: 150/s}
processes:
  orders: {department: sales, needs: [shop], loss: {hour: 1k}}
)",
              R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 1h}
hypercare: 24h
steps: [{load: shop, times: 2}]
)");
    now.options.advice = false;
    now.run();
    std::map<std::string, const BreakEven*> by_path;
    for (const BreakEven& b : now.answer->break_even) by_path[b.path] = &b;
    REQUIRE(by_path.contains("steps.1.times"));
    CHECK(by_path["steps.1.times"]->input == "factor on the load in step 1 (load shop)");
    CHECK(by_path["steps.1.times"]->value == "2");
    CHECK(by_path["steps.1.times"]->flips_at == "1.2");
    CHECK_FALSE(by_path["steps.1.times"]->above);
    REQUIRE(by_path.contains("components.shop.capacity"));
    CHECK(by_path["components.shop.capacity"]->value == "150/s");
    CHECK(by_path["components.shop.capacity"]->flips_at == "240/s");
    CHECK(by_path["components.shop.capacity"]->above);
    CHECK(by_path["components.shop.capacity"]->ask == "it");
}
