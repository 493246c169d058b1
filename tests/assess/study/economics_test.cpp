#include "assess/study/economics.h"

#include <algorithm>
#include <cmath>

#include "asked.h"
#include "near.h"
#include "random_landscape.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// Equal to a relative 1e-9; near() takes no two zeros for equal.
bool same(double x, double y) {
    return std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y)) + 1e-9;
}

/// Exact: finance loses 10 % of 2 h at 1,000 = 200.
std::string costly() {
    return replaced(
        replaced(works, "departments: {finance: {}, it: {}}",
                 "departments: {finance: {appetite: {loss_per_year: 1k}}, it: {}, sales: {}}"),
        "active: office}", "mtpd: 1h, loss: {hour: 1k}}");
}

Economics of(const std::string& change, const std::string& landscape = costly()) {
    Asked asked(landscape, replaced(on_db, "fails: 0%", "fails: 10%, recovery: 2h") + change);
    asked.run();
    REQUIRE(asked.answer->economics);
    return *asked.answer->economics;
}

}  // namespace

TEST_CASE("net is benefit less cost less expected loss, for each and for all together") {
    const Economics e = of("sponsor: sales\nbenefit: {sales: 900}\ncost: {sales: 100, it: 50}\n");
    CHECK(same(e.total.benefit, 900));
    CHECK(same(e.total.cost, 150));
    CHECK(same(e.total.risk.value, 200));
    CHECK(same(e.total.net.value, 550));
    CHECK(e.externality_share == 1.0);
    CHECK(e.flag.empty());
}

namespace {

void adds_up(const EconomicsRow& r, double rest) {
    CHECK(same(r.net.value,
               r.benefit + rest * r.benefit_per_year - r.cost - r.risk.value - r.releases.value -
                   r.left_behind.value));
    CHECK(same(r.left_behind.value, rest * r.per_year.value));
}

/// Every sum, from what stands beside it.
void all_adds_up(const Economics& e) {
    EconomicsRow sum;
    for (const EconomicsRow& r : e.departments) {
        adds_up(r, e.rest_of_year);
        sum.benefit += r.benefit;
        sum.benefit_per_year += r.benefit_per_year;
        sum.cost += r.cost;
        for (const auto part :
             {&EconomicsRow::risk, &EconomicsRow::releases, &EconomicsRow::per_year,
              &EconomicsRow::left_behind, &EconomicsRow::net})
            (sum.*part).value += (r.*part).value;
    }
    adds_up(e.total, e.rest_of_year);
    CHECK(same(e.total.benefit, sum.benefit));
    CHECK(same(e.total.benefit_per_year, sum.benefit_per_year));
    CHECK(same(e.total.cost, sum.cost));
    for (const auto part : {&EconomicsRow::risk, &EconomicsRow::releases, &EconomicsRow::per_year,
                            &EconomicsRow::left_behind, &EconomicsRow::net})
        CHECK((e.total.*part).value == doctest::Approx((sum.*part).value).epsilon(1e-9));
}

}  // namespace

TEST_CASE("what stays behind is part of the first year, of the flag and of who bears it") {
    // Sales loses 1 - 0.99 ^ 2 - 0.01 = 0.99 % of its hours more, at 1,000 an hour.
    Asked asked(
        "timezone: UTC\ncurrency: EUR\n"
        "departments: {sales: {}, marketing: {}}\n"
        "components: {shop: {availability: 99%, recovery: 1h, owner: sales}}\n"
        "processes: {orders: {department: sales, needs: [shop], loss: {hour: 1000}}}\n",
        "id: widget\nsponsor: marketing\n"
        "window: {start: 2027-01-01T00:00, length: 1h}\nhypercare: 0h\n"
        "benefit: {marketing: {value: 50k, per: year}}\nreleases_per_year: 2\n"
        "steps:\n"
        "  - {add: {widget: {kind: saas, owner: marketing, availability: 99%, recovery: 1h}},"
        " fails: 0%}\n"
        "  - {connect: shop, to: [widget], fails: 0%}\n");
    asked.run();
    REQUIRE(asked.answer->economics);
    const Economics& e = *asked.answer->economics;
    all_adds_up(e);
    REQUIRE(e.departments.size() == 2);
    const EconomicsRow &gains = e.departments[0], &bears = e.departments[1];
    CHECK(e.rest_of_year == near(8759.0 / 8760));
    CHECK(gains.department == "marketing");
    CHECK(gains.benefit == 0);
    CHECK(gains.net.value == near(50'000 * 8759.0 / 8760));
    CHECK(bears.per_year.value == near(86'724));
    CHECK(bears.left_behind.value == near(8759 * 9.9));
    CHECK(bears.risk.value == doctest::Approx(9.9).epsilon(0.1));
    CHECK(bears.releases.value == near(2 * bears.risk.value));
    CHECK(e.externality_share == 1.0);
    CHECK(e.flag == "privately attractive, collectively harmful");
    CHECK(e.compensation.empty());
}

TEST_CASE("every sum adds up, whatever the landscape") {
    int with = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        Diagnostics problems;
        Change change = c.change;
        change.releases_per_year = {static_cast<double>(seed % 3), {}};
        AssessOptions options;
        options.max_runs = 2000;
        options.advice = false;
        const auto a = assess(c.landscape, change, {}, {}, options, {}, problems);
        if (!a || !a->economics) continue;
        ++with;
        all_adds_up(*a->economics);
        double more = 0;
        if (a->structure)
            for (const StructureChange& s : a->structure->processes) more += s.more_per_year.value;
        CHECK(a->economics->total.per_year.value == doctest::Approx(more).epsilon(1e-9));
    }
    CHECK(with > 20);
}

TEST_CASE("the sponsor makes up what the others lose, where its net allows that") {
    const Economics e = of("sponsor: sales\nbenefit: {sales: 900}\ncost: {sales: 100, it: 50}\n");
    REQUIRE(e.compensation.size() == 2);
    CHECK(e.compensation[0].department == "finance");
    CHECK(e.compensation[0].amount.value == near(200));
    CHECK(e.compensation[1].amount.value == near(50));
    // 250 are due: exactly that is enough, a little less is not.
    CHECK(of("sponsor: sales\nbenefit: {sales: 250}\ncost: {it: 50}\n").compensation.size() == 2);
    const Economics poor = of("sponsor: sales\nbenefit: {sales: 249}\ncost: {it: 50}\n");
    CHECK(poor.compensation.empty());
    CHECK(poor.flag == "privately attractive, collectively harmful");
}

TEST_CASE("a year's budget is held against the change, its releases and what stays behind") {
    const Economics e = of("sponsor: sales\nbenefit: {sales: 900}\nreleases_per_year: 3\n");
    REQUIRE(e.year_budgets.size() == 1);
    CHECK(e.year_budgets[0].department == "finance");
    CHECK(e.year_budgets[0].budget == near(1000));
    CHECK(e.year_budgets[0].used.value == near(800));  // once and three releases
}

TEST_CASE("waiting and the budget are said as they were stated") {
    const Economics e =
        of("sponsor: sales\nbenefit: {sales: {value: 900, per_week_late: 40}}\nbudget: 80\n");
    REQUIRE(e.waiting.size() == 1);
    CHECK(e.waiting[0].per_week == near(40));
    CHECK(e.budget == 80.0);
}

TEST_CASE("leaving is asked of suppliers that the change brings, not of those that were there") {
    const std::string known =
        replaced(costly(), "bigdata: {}", "bigdata: {exit: 26w, exit_cost: 30k}");
    CHECK(of("budget: 80\n", known).exits.empty());
    const std::string adds =
        "steps: [{add: {radar: {kind: saas, supplier: bigdata, availability: 100%}}}]\n";
    Asked asked(known, replaced(on_db, "steps: [{update: db, fails: 0%}]\n", adds));
    asked.run();
    REQUIRE(asked.answer->economics);
    const std::vector<Exit>& exits = asked.answer->economics->exits;
    REQUIRE(exits.size() == 1);
    CHECK(exits[0].supplier == "bigdata");
    CHECK(exits[0].takes_s == 26.0 * 7 * 86400);
    CHECK(exits[0].cost == 30'000.0);
}
