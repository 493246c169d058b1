#include "assess/study/economics.h"

#include "asked.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

namespace {

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
    CHECK(e.total.benefit == near(900));
    CHECK(e.total.cost == near(150));
    CHECK(e.total.risk.value == near(200));
    CHECK(e.total.net.value == near(550));
    CHECK(e.externality_share == 1.0);
    CHECK(e.flag.empty());
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
