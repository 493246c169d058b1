#include "model/check.h"

#include <doctest/doctest.h>

#include "base/codes.h"
#include "build.h"

using namespace knockon;
using namespace knockon::test;
using namespace std::chrono_literals;

namespace {

Diagnostics checked(const Landscape& l) {
    Diagnostics out;
    check(l, out);
    return out;
}

/// What a change to the shop adds to what is said of it anyway.
template <class F>
Diagnostics checked_with(F change) {
    Landscape l = shop();
    change(l);
    return checked(l);
}

/// The codes of errors and warnings that a change to the shop causes.
template <class F>
std::string wrong(F change) {
    return codes_of(checked_with(change), Severity::warning);
}

const Diagnostic& only(const Diagnostics& ds, std::string_view code) {
    for (const Diagnostic& d : ds.all)
        if (d.code == code) return d;
    REQUIRE_MESSAGE(false, "no such diagnostic");
    return ds.all.front();
}

Recovery lognormal(Duration p50, Duration p90) {
    return {Recovery::Shape::lognormal, {p50, p50, p50}, {p90, p90, p90}};
}
Probability certain(double p) { return {p, p, p, 0, 0}; }

Component& web(Landscape& l) { return l.components.at("web"); }
Process& selling(Landscape& l) { return l.processes.at("selling"); }

}  // namespace

TEST_CASE("a sound landscape has no errors or warnings, only a note on what does nothing") {
    CHECK(codes_of(checked(shop()), Severity::warning).empty());
    CHECK(codes_of(checked(shop())) == code::department_without_process);  // it
}

TEST_CASE("an empty landscape can harm nobody, which is said") {
    CHECK(codes_of(checked(Landscape{})) == code::no_process);
}

TEST_CASE("every reference that leads nowhere is an error") {
    const auto dangling = std::string{code::dangling_reference};
    const Ref nowhere{"qqqqqqqq"};
    CHECK(wrong([&](Landscape& l) { web(l).owner = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { web(l).supplier = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { web(l).more.set().support = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { web(l).more.set().maintenance = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { web(l).more.set().changes_in = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { web(l).needs.push_back(need({"qqqqqqqq"})); }) == dangling);
    CHECK(wrong([&](Landscape& l) { l.suppliers.at("nordhost").support = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { l.suppliers.at("nordhost").changes_in = nowhere; }) ==
          dangling);
    CHECK(wrong([&](Landscape& l) { l.suppliers.at("nordhost").owner = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { selling(l).department = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { selling(l).active = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { selling(l).needs.push_back(need({"qqqqqqqq"})); }) == dangling);
    CHECK(wrong([&](Landscape& l) { selling(l).peaks.push_back({nowhere, 2, {}}); }) == dangling);
    CHECK(wrong([&](Landscape& l) {
              selling(l).deadlines.push_back({nowhere, 1h, 0, false});
          }) == dangling);
    CHECK(wrong([&](Landscape& l) { l.freezes.at("sale").during = nowhere; }) == dangling);
    CHECK(wrong([&](Landscape& l) { l.freezes.at("sale").scope.push_back(nowhere); }) == dangling);
    CHECK(wrong([&](Landscape& l) {
              l.outages.emplace_back();
              l.outages.back().component = nowhere;
              l.outages.back().to.local += 1h;
          }) == dangling);
}

TEST_CASE("the id that was meant is of the right kind") {
    Landscape l = shop();
    l.departments["nordhos"].id = "nordhos";
    web(l).supplier = Ref{"nordhosf", {1, 2, 3, 4}};
    const Diagnostics out = checked(l);
    const Diagnostic& d = only(out, code::dangling_reference);
    CHECK(d.help == "write `nordhost`");
    CHECK(d.message == "`nordhosf` is the supplier of `web`, but is defined nowhere");
    CHECK(d.at == Position{1, 2, 3, 4});
}

TEST_CASE("a reference to something of the wrong kind says what it is") {
    const Diagnostics out =
        checked_with([](Landscape& l) { web(l).needs.push_back(need({"nordhost"})); });
    CHECK(only(out, code::wrong_reference).message ==
          "`nordhost` is needed by `web`, but it is a supplier; expected a component or process");
}

TEST_CASE("only so many suggestions are looked for, and every mistake is still reported") {
    Landscape l = shop();
    for (int i = 0; i < 2000; ++i) web(l).needs.push_back(need({"nod" + std::to_string(i)}));
    CHECK(count(checked(l), code::dangling_reference) == 2000);
}

TEST_CASE("groups that cannot be are errors") {
    CHECK(wrong([](Landscape& l) { web(l).needs.push_back(need({"web"})); }) ==
          code::need_of_itself);
    CHECK(wrong([](Landscape& l) {
              web(l).needs.push_back(need({"node1", "node2", "node1"}, Need::Kind::any));
          }) == code::duplicate_member);
    CHECK(wrong([](Landscape& l) { web(l).needs.push_back(need({})); }) == code::group_size);
    CHECK(wrong([](Landscape& l) {
              web(l).needs.push_back(need({"node1", "node2"}, Need::Kind::atleast, 3));
          }) == code::group_size);
    CHECK(wrong([](Landscape& l) {
              web(l).needs.push_back(need({"node1", "node2"}, Need::Kind::atleast, 0));
          }) == code::group_size);
    CHECK(wrong([](Landscape& l) {
              web(l).needs.push_back(need({"node1", "node2"}, Need::Kind::atleast, 2));
          }).empty());
}

TEST_CASE("two needs of the same member are fine, and so is a circle") {
    CHECK(wrong([](Landscape& l) { web(l).needs.push_back(need({"payments"})); }).empty());
    CHECK(wrong([](Landscape& l) {
              l.components.at("node1").needs.push_back(need({"web"}));
          }).empty());
}

TEST_CASE("impact belongs to processes, failover to groups with something to switch to") {
    CHECK(wrong([](Landscape& l) { web(l).needs[0].terms.set().impact = 0.2; }) == code::impact_on_component);
    CHECK(wrong([](Landscape& l) { selling(l).needs[0].terms.set().impact = 0.2; }).empty());
    CHECK(wrong([](Landscape& l) { selling(l).needs[0].terms.set().impact = 0.0; }) == code::out_of_range);
    CHECK(wrong([](Landscape& l) { web(l).needs[0].terms.set().failover = 0.9; }) ==
          code::failover_without_spare);
    CHECK(wrong([](Landscape& l) { l.components.at("payments").needs[0].terms.set().failover = 0.9; }).empty());
    CHECK(wrong([](Landscape& l) { l.components.at("payments").needs[0].terms.set().failover = 1.1; }) ==
          code::out_of_range);
    CHECK(wrong([](Landscape& l) { web(l).needs[0].terms.set().chance = -0.1; }) == code::out_of_range);
}

TEST_CASE("a recovery must have its p90 beyond its p50") {
    CHECK(wrong([](Landscape& l) { web(l).recovery = lognormal(1h, 4h); }).empty());
    CHECK(wrong([](Landscape& l) { web(l).recovery = lognormal(1h, 1h); }) == code::recovery_order);
    CHECK(wrong([](Landscape& l) { l.suppliers.at("nordhost").recovery = lognormal(2h, 1h); }) ==
          code::recovery_order);
    CHECK(wrong([](Landscape& l) { l.defaults["application"].recovery = lognormal(2h, 1h); }) ==
          code::recovery_order);
}

TEST_CASE("what is down for a part of the time cannot recover in no time") {
    const Recovery none{Recovery::Shape::constant, {}, {}};
    CHECK(wrong([&](Landscape& l) { web(l).recovery = none; }) == code::out_of_range);
    CHECK(wrong([&](Landscape& l) {
              web(l).recovery = none;
              web(l).unavailability = certain(0);
          }).empty());
    CHECK(wrong([](Landscape& l) { web(l).unavailability = certain(1); }) == code::out_of_range);
}

TEST_CASE(
    "a recovery target beyond the tolerable period is an error, one that leaves nothing a "
    "warning") {
    const auto targets = [](Duration rto, Duration mtpd) {
        return checked_with([&](Landscape& l) {
            selling(l).rto = rto;
            selling(l).mtpd = mtpd;
        });
    };
    CHECK(targets(30min, 1h).has_errors() == false);
    CHECK(codes_of(targets(30min, 1h), Severity::warning).empty());
    CHECK(codes_of(targets(1h, 1h), Severity::warning) == code::rto_beyond_mtpd);
    CHECK_FALSE(targets(1h, 1h).has_errors());
    CHECK(targets(61min, 1h).has_errors());
    CHECK(wrong([](Landscape& l) { selling(l).rto = Duration{1h}; }) == code::rto_beyond_mtpd);
    CHECK(wrong([](Landscape& l) {
              selling(l).rto = Duration{1h};
              selling(l).mtpd = Duration{4h};
              selling(l).peaks.push_back({Ref{"office"}, 2, Stated<Duration>{30min}});
          }) == code::rto_beyond_mtpd);
}

TEST_CASE("bands of loss begin at 0 and rise") {
    const auto bands = [](std::vector<LossBand> hour) {
        return wrong([&](Landscape& l) { selling(l).loss.hour = hour; });
    };
    CHECK(bands({{0h, 1}, {8h, 2}}).empty());
    CHECK(bands({{1h, 1}}) == code::loss_bands);
    CHECK(bands({{0h, 1}, {0h, 2}}) == code::loss_bands);
    CHECK(bands({{0h, 1}, {8h, 2}, {4h, 3}}) == code::loss_bands);
}

TEST_CASE("a peak must do something") {
    const auto peak = [](double factor, Stated<Duration> mtpd = {}) {
        return wrong([&](Landscape& l) {
            selling(l).peaks.push_back({Ref{"office"}, factor, mtpd});
        });
    };
    CHECK(peak(3).empty());
    CHECK(peak(1, Duration{30min}).empty());
    CHECK(peak(1) == code::without_effect);
    CHECK(peak(0.5) == code::out_of_range);
    CHECK(peak(0) == code::out_of_range);
}

TEST_CASE("an outage ends after it begins") {
    const auto outage = [](std::string_view from, std::string_view to) {
        return wrong([&](Landscape& l) {
            l.outages.emplace_back();
            l.outages.back().component = Id{"web"};
            l.outages.back().from = *parse_moment(from);
            l.outages.back().to = *parse_moment(to);
        });
    };
    CHECK(outage("2026-12-30T18:00", "2026-12-31T06:00").empty());
    CHECK(outage("2026-12-31T06:00", "2026-12-30T18:00") == code::outage_order);
    CHECK(outage("2026-12-31T06:00", "2026-12-31T06:00") == code::outage_order);
    CHECK(outage("2026-12-31T06:00+02:00", "2026-12-31T05:00Z").empty());
    CHECK(outage("2026-12-31T06:00", "2026-12-31T05:00Z").empty());  // the zone decides
}

TEST_CASE(
    "a freeze may name components, departments, suppliers and kinds, and change types that exist") {
    CHECK(wrong([](Landscape& l) {
              web(l).kind = std::string{"robot"};
              for (const char* id : {"web", "sales", "nordhost", "database", "robot"})
                  l.freezes.at("sale").scope.emplace_back(id);
          }).empty());
    CHECK(wrong([](Landscape& l) { l.freezes.at("sale").scope.emplace_back("selling"); }) ==
          code::wrong_reference);
    CHECK(wrong([](Landscape& l) {
              l.freezes.at("sale").scope = {Ref{"web"}, Ref{"web"}};
          }) == code::named_twice);
    CHECK(wrong([](Landscape& l) { l.freezes.at("sale").except = {"emergency"}; }).empty());
    const Diagnostics out =
        checked_with([](Landscape& l) { l.freezes.at("sale").except = {"emergancy"}; });
    CHECK(only(out, code::wrong_value).help == "write `emergency`");
}

TEST_CASE("what can never be seen to happen is named") {
    CHECK(wrong([](Landscape& l) { l.departments.at("it").appetite.loss = 5000.0; }) ==
          code::appetite_without_process);
    CHECK(wrong([](Landscape& l) { l.departments.at("it").appetite.loss_per_year = 5000.0; }) ==
          code::appetite_without_process);
    CHECK(wrong([](Landscape& l) { l.departments.at("sales").appetite.loss = 5000.0; }).empty());
    CHECK(wrong([](Landscape& l) { process(l, "idle"); }) == code::process_without_needs);
    CHECK(count(checked_with([](Landscape& l) { component(l, "lonely"); }),
                code::component_nothing_needs) == 1);
    CHECK(count(checked_with([](Landscape& l) { l.suppliers["idle"].id = "idle"; }),
                code::unused_supplier) == 1);
}

TEST_CASE("load and capacity are compared") {
    CHECK(wrong([](Landscape& l) { web(l).more.set().load = 10.0, web(l).more.set().capacity = 5.0; }) ==
          code::load_beyond_capacity);
    CHECK(wrong([](Landscape& l) { web(l).more.set().load = 5.0, web(l).more.set().capacity = 5.0; }).empty());
    CHECK(count(checked_with([](Landscape& l) { web(l).more.set().capacity = 5.0; }),
                code::capacity_without_load) == 1);
}

TEST_CASE("settings without effect are named") {
    CHECK(wrong([](Landscape& l) { web(l).more.set().on_call = 0.5; }) == code::without_effect);
    CHECK(wrong([](Landscape& l) { web(l).more.set().on_call = 0.5, web(l).more.set().support = Id{"office"}; }).empty());
    CHECK(wrong([](Landscape& l) {
              web(l).more.set().on_call = 0.5;
              web(l).supplier = Id{"nordhost"};
              l.suppliers.at("nordhost").support = Id{"office"};
          }).empty());
    CHECK(wrong([](Landscape& l) {
              web(l).kind = std::string{"capability"};
              web(l).unavailability = certain(0.01);
          }) == code::without_effect);
    CHECK(wrong([](Landscape& l) { l.defaults["sas"].unavailability = certain(0.01); }) ==
          code::without_effect);
}

TEST_CASE("a kind that is nearly a known one is doubted, free text is not") {
    const auto kind = [](std::string k) {
        return count(checked_with([&](Landscape& l) { web(l).kind = k; }), code::doubtful_kind);
    };
    CHECK(kind("databse") == 1);
    CHECK(kind("database") == 0);
    CHECK(kind("robot") == 0);
}

TEST_CASE("an amount may name the currency of the landscape, and no other") {
    const auto wrong = [](std::string_view of_all, std::string_view of_amount) {
        return count(checked_with([&](Landscape& l) {
                         l.currency = {};
                         if (!of_all.empty()) l.currency = std::string(of_all);
                         l.currencies = {Ref(Id(of_amount))};
                     }),
                     code::other_currency);
    };
    CHECK(wrong("EUR", "€") == 0);
    CHECK(wrong("EUR", "EUR") == 0);
    CHECK(wrong("CHF", "CHF") == 0);
    CHECK(wrong("EUR", "$") == 1);
    CHECK(wrong("CHF", "chf") == 1);
    CHECK(wrong("", "€") == 1);
}

TEST_CASE("losses without a currency are noted") {
    CHECK(count(checked_with([](Landscape& l) {
                    l.currency = {};
                    selling(l).loss.each = 500.0;
                }),
                code::no_currency) == 1);
}
