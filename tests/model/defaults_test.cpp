#include "model/defaults.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "build.h"
#include "near.h"

using namespace knockon;
using namespace std::chrono_literals;
using knockon::test::component;
using knockon::test::step;

namespace {

Probability certain(double p) { return {p, p, p, 0, 0}; }
Recovery constant(Duration d) { return {Recovery::Shape::constant, {d, d, d}, {}}; }

}  // namespace

TEST_CASE("what is stated is taken, and is no assumption") {
    Landscape l;
    Component& c = component(l, "erp");
    c.unavailability = certain(0.02);
    c.recovery = constant(3h);
    CHECK(unavailability_of(c, l).value.value == 0.02);
    CHECK_FALSE(unavailability_of(c, l).assumed());
    CHECK(recovery_of(c, l).value == constant(3h));
    CHECK_FALSE(recovery_of(c, l).assumed());
}

TEST_CASE("the landscape's defaults come before the built-in ones, and say where they are from") {
    Landscape l;
    Component& c = component(l, "erp");
    c.kind = std::string{"saas"};
    l.defaults["saas"].unavailability = certain(0.03);
    CHECK(unavailability_of(c, l).value.value == 0.03);
    CHECK(unavailability_of(c, l).source == "defaults.saas in the landscape");
    CHECK(recovery_of(c, l).source.starts_with("built-in, saas"));
}

TEST_CASE(
    "every known kind has defaults within what surveys found, and free text those of an "
    "application") {
    Landscape l;
    for (const std::string_view kind : known_kinds()) {
        CAPTURE(kind);
        Component& c = component(l, "x");
        c.kind = std::string{kind};
        const auto u = unavailability_of(c, l);
        CHECK(u.value.value <= 0.01);
        CHECK((u.value.value > 0) == (kind != "capability"));
        CHECK(u.assumed() == (kind != "capability"));
        CHECK(recovery_of(c, l).value.mean_seconds() > 0);
        CHECK(recovery_of(c, l).value.p90.value > recovery_of(c, l).value.p50.value);
    }
    Component& free = component(l, "robot");
    free.kind = std::string{"robot"};
    Component& plain = component(l, "plain");
    CHECK(unavailability_of(free, l).value == unavailability_of(plain, l).value);
    l.defaults["robot"].unavailability = certain(0.04);
    l.defaults["application"].unavailability = certain(0.05);
    CHECK(unavailability_of(free, l).value.value == 0.04);
    CHECK(unavailability_of(plain, l).value.value == 0.05);
}

TEST_CASE("a capability never fails, whatever is said of it") {
    Landscape l;
    Component& c = component(l, "advice");
    c.kind = std::string{"capability"};
    c.unavailability = certain(0.5);
    CHECK(never_fails(c));
    CHECK(unavailability_of(c, l).value.value == 0);
}

TEST_CASE("who has to repair decides how long it takes") {
    Landscape l;
    const auto p90 = [&](auto set) {
        Component& c = l.components["x"] = Component{};
        set(c);
        return recovery_of(c, l).value.p90.value;
    };
    CHECK(p90([](Component&) {}) == 8h);
    CHECK(p90([](Component& c) { c.more.set().sourcing = Sourcing::bought; }) == 24h);
    CHECK(p90([](Component& c) { c.more.set().sourcing = Sourcing::outsourced; }) == 16h);
    CHECK(p90([](Component& c) { c.supplier = Id{"s"}; }) == 16h);
    CHECK(p90([](Component& c) { c.kind = std::string{"saas"}; }) == 6h);
}

TEST_CASE("a component that says nothing is as good as its supplier says, before its kind is asked") {
    Landscape l;
    l.suppliers["host"].id = "host";
    Component& c = component(l, "chat");
    c.kind = std::string{"saas"};
    c.supplier = Id{"host"};
    l.defaults["saas"].unavailability = certain(0.03);
    CHECK(unavailability_of(c, l).value.value == 0.03);  // the supplier says nothing either
    l.suppliers["host"].unavailability = certain(0.05);
    CHECK(unavailability_of(c, l).value.value == 0.05);
    CHECK(unavailability_of(c, l).source == "as its supplier, host");
    c.unavailability = certain(0.001);
    CHECK_FALSE(unavailability_of(c, l).assumed());
}

TEST_CASE("a supplier is as good as the best of its components, where nobody says more") {
    Landscape l;
    Supplier& s = l.suppliers["host"];
    s.id = "host";
    CHECK(unavailability_of(s, l).value == 0);
    for (const auto& [id, u] : {std::pair{"a", 0.02}, {"b", 0.01}, {"c", 0.03}}) {
        component(l, id).supplier = Id{"host"};
        l.components.at(id).unavailability = certain(u);
    }
    component(l, "other").unavailability = certain(0.001);
    Component& advice = component(l, "advice");
    advice.kind = std::string{"capability"};
    advice.supplier = Id{"host"};
    CHECK(unavailability_of(s, l).value == 0.01);
    CHECK(unavailability_of(s, l).source == "as the best of its components, b");
    CHECK(share_of(s).value == 0.10);
    CHECK(share_of(s).assumed());
    s.unavailability = certain(0.005);
    s.share = 0.2;
    CHECK(unavailability_of(s, l).value == 0.005);
    CHECK_FALSE(unavailability_of(s, l).assumed());
    CHECK(share_of(s).value == 0.2);
}

TEST_CASE("of a range or of evidence the best estimate counts") {
    Landscape l;
    Supplier& s = l.suppliers["host"];
    s.unavailability = *parse_probability("3 of 120");
    CHECK(unavailability_of(s, l).value == near(3.5 / 121));
}

TEST_CASE(
    "a base rate grows with emergency and no way back, and falls with tests and standard changes") {
    Change normal, standard, emergency;
    standard.type = ChangeType::standard;
    emergency.type = ChangeType::emergency;
    for (const Verb v :
         {Verb::update, Verb::migrate, Verb::replace, Verb::add, Verb::connect, Verb::disconnect}) {
        CAPTURE(name(v));
        const Step plain = step(v, "x");
        Step tested = plain, one_way = plain;
        tested.tested = std::chrono::year_month_day{};
        one_way.reversible = false;
        const double p = fails_of(plain, normal).value.value;
        CHECK(p > 0);
        CHECK(p <= 0.2);
        CHECK(fails_of(tested, normal).value.value < p);
        CHECK(fails_of(plain, standard).value.value < p);
        CHECK(fails_of(plain, emergency).value.value > p);
        CHECK(fails_of(one_way, normal).value.value > p);
        CHECK(fails_of(one_way, emergency).value.value <= 0.5);
        CHECK(fails_of(plain, normal).assumed());
    }
    CHECK(fails_of(step(Verb::load, "x"), emergency).value.value == 0);
    CHECK(fails_of(step(Verb::remove, "x"), emergency).value.value == 0);
}

TEST_CASE("a stated probability of failure is taken as it is") {
    Step s = step(Verb::migrate, "x");
    s.fails = certain(0.07);
    s.reversible = false;
    CHECK(fails_of(s, Change{}).value.value == 0.07);
    CHECK_FALSE(fails_of(s, Change{}).assumed());
}

TEST_CASE("a base rate says how it came about") {
    Step s = step(Verb::update, "x");
    s.tested = std::chrono::year_month_day{};
    CHECK(fails_of(s, Change{}).source ==
          "base rate, update: 5 %, tested × 0.7 (a judgement; surveys 2 to 40 %)");
    CHECK(fails_of(s, Change{}).value.value == near(0.035));
}

TEST_CASE(
    "a failed step recovers as stated, else as its component does, else by how it can be undone") {
    Landscape l;
    Component& c = component(l, "mail");
    Step s = step(Verb::migrate, "mail");
    CHECK(recovery_of(s, c, l).value.p90.value == 8h);
    s.reversible = false;
    CHECK(recovery_of(s, c, l).value.p90.value == 48h);
    CHECK(recovery_of(s, c, l).source.starts_with("built-in, no way back"));
    l.defaults["application"].recovery = constant(5h);
    CHECK(recovery_of(s, c, l).value == constant(5h));
    c.recovery = constant(1h);
    CHECK(recovery_of(s, c, l).value == constant(1h));
    CHECK_FALSE(recovery_of(s, c, l).assumed());
    s.recovery = constant(2h);
    CHECK(recovery_of(s, c, l).value == constant(2h));
}

TEST_CASE("a rollback that was rehearsed works more often") {
    Rollback r;
    const double never = works_of(r).value.value;
    CHECK(works_of(r).assumed());
    r.rehearsed = std::chrono::year_month_day{};
    CHECK(works_of(r).value.value > never);
    r.works = certain(0.95);
    CHECK(works_of(r).value.value == 0.95);
    CHECK_FALSE(works_of(r).assumed());
}
