#include <doctest/doctest.h>

#include "base/codes.h"
#include "build.h"
#include "model/check.h"

using namespace knockon;
using namespace knockon::test;
using namespace std::chrono_literals;

namespace {

/// An update of the web shop, by sales.
Change update() {
    Change c;
    c.id = "CHG";
    c.sponsor = Id{"sales"};
    c.steps.push_back(step(Verb::update, "web"));
    return c;
}

template <class F>
Diagnostics checked_with(F change) {
    Change c = update();
    change(c);
    Diagnostics out;
    check(c, shop(), out);
    return out;
}
template <class F>
std::string wrong(F change) {
    return codes_of(checked_with(change));
}

Stated<Moment> moment(std::string_view text) { return *parse_moment(text); }
Probability certain(double p) { return {p, p, p, 0, 0}; }

}  // namespace

TEST_CASE("a sound change has nothing to complain about") {
    CHECK(wrong([](Change&) {}).empty());
}

TEST_CASE("every reference of a change that leads nowhere is an error") {
    const auto dangling = std::string{code::dangling_reference};
    const Ref nowhere{"qqqqqqqq"};
    CHECK(wrong([&](Change& c) { c.sponsor = nowhere; }) == dangling);
    CHECK(wrong([&](Change& c) { c.benefit[*nowhere] = {}; }) == dangling);
    CHECK(wrong([&](Change& c) { c.cost[*nowhere] = 5.0; }) == dangling);
    CHECK(wrong([&](Change& c) { c.window.within.push_back(nowhere); }) == dangling);
    CHECK(wrong([&](Change& c) {
              c.overrides.push_back({nowhere, {}, Ref{"it"}, {}});
          }) == dangling);
    CHECK(wrong([&](Change& c) {
              c.overrides.push_back({Ref{"sale"}, {}, nowhere, {}});
          }) == dangling);
    CHECK(wrong([&](Change& c) {
              c.steps[0].verb = Verb::add;
              c.steps[0].component.owner = nowhere;
          }) == dangling);
    CHECK(wrong([&](Change& c) {
              c.steps[0].verb = Verb::migrate;
              c.steps[0].component.supplier = nowhere;
          }) == dangling);
}

TEST_CASE("the moments of a window are in order") {
    const auto window = [](std::string_view earliest, std::string_view start,
                           std::string_view latest) {
        return checked_with([&](Change& c) {
            c.window.earliest = moment(earliest), c.window.start = moment(start),
            c.window.latest = moment(latest);
        });
    };
    CHECK(window("2026-12-01T00:00", "2026-12-10T00:00", "2027-01-31T00:00").all.empty());
    CHECK(window("2026-12-01T00:00", "2026-12-01T00:00", "2026-12-01T00:00").all.empty());
    CHECK(window("2027-02-01T00:00", "2027-02-01T00:00", "2027-01-31T00:00").has_errors());
    CHECK_FALSE(window("2026-12-01T00:00", "2027-02-10T00:00", "2027-01-31T00:00").has_errors());
    CHECK(codes_of(window("2026-12-01T00:00", "2027-02-10T00:00", "2027-01-31T00:00")) ==
          code::window_order);
}

TEST_CASE("steps must lie within the window, planned work should") {
    const auto times = [](Duration length, Duration at, Duration downtime) {
        return checked_with([&](Change& c) {
            c.window.length = length, c.steps[0].starts = at, c.steps[0].downtime = downtime;
        });
    };
    CHECK(times(2h, 1h, 1h).all.empty());
    CHECK(codes_of(times(2h, 1h, 61min)) == code::window_too_short);
    CHECK_FALSE(times(2h, 1h, 61min).has_errors());
    CHECK(codes_of(times(2h, 2h, 0h)) == code::step_after_window);
    CHECK(times(2h, 2h, 0h).has_errors());
}

TEST_CASE("a step without a start begins where the one before ends") {
    CHECK(codes_of(checked_with([](Change& c) {
              c.window.length = Duration{2h};
              c.steps[0].downtime = Duration{2h};
              c.steps.push_back(step(Verb::update, "node1"));
          })) == code::step_after_window);
}

TEST_CASE("a change waits for others, each once") {
    CHECK(wrong([](Change& c) { c.after = {Ref{"A"}, Ref{"B"}}; }).empty());
    CHECK(wrong([](Change& c) { c.after = {Ref{"CHG"}}; }) == code::after_itself);
    CHECK(wrong([](Change& c) { c.after = {Ref{"A"}, Ref{"A"}}; }) == code::after_itself);
    CHECK(wrong([](Change& c) {
              c.overrides = {{Ref{"sale"}, {}, {}, {}}, {Ref{"sale"}, {}, {}, {}}};
          }) == code::named_twice);
}

TEST_CASE("a change that does nothing is named") {
    CHECK(wrong([](Change& c) { c.steps.clear(); }) == code::no_steps);
    CHECK(wrong([](Change& c) { c.steps[0].verb = Verb::migrate; }) == code::step_without_effect);
    CHECK(wrong([](Change& c) {
              c.steps[0].verb = Verb::replace;
              c.steps[0].component.more.set().technologies = std::vector<std::string>{"envoy"};
          }).empty());
}

TEST_CASE("a removed component cannot fail") {
    CHECK(wrong([](Change& c) {
              c.steps[0].verb = Verb::remove, c.steps[0].fails = certain(0.1);
          }) == code::without_effect);
    CHECK(wrong([](Change& c) { c.steps[0].verb = Verb::remove; }).empty());
}

TEST_CASE("what surfaces late should be within the hypercare") {
    const auto late = [](Duration within) {
        return wrong([&](Change& c) {
            c.hypercare = Duration{72h}, c.steps[0].surfaces = Surfaces{0.2, within};
        });
    };
    CHECK(late(72h).empty());
    CHECK(late(73h) == code::doubtful_hypercare);
}

TEST_CASE("a way back is open while it can be of use") {
    const auto rollback = [](auto set) {
        return wrong([&](Change& c) {
            c.window.length = Duration{2h};
            c.hypercare = Duration{24h};
            c.steps[0].downtime = Duration{1h};
            c.steps[0].rollback = Rollback{};
            set(c.steps[0]);
        });
    };
    CHECK(rollback([](Step& s) { s.rollback->until = Duration{90min}; }).empty());
    CHECK(rollback([](Step& s) { s.rollback->until = Duration{30min}; }) == code::without_effect);
    CHECK(rollback([](Step& s) { s.rollback->until = Duration{27h}; }) ==
          code::rollback_after_window);
    CHECK(rollback([](Step& s) { s.reversible = false; }) == code::conflicting_keys);
}

TEST_CASE("a load step needs a load") {
    const auto load = [](double times, Stated<double> usual) {
        Landscape l = shop();
        l.components.at("web").more.set().load = usual;
        Change c = update();
        c.steps[0].verb = Verb::load;
        c.steps[0].times = times;
        Diagnostics out;
        check(c, l, out);
        return codes_of(out);
    };
    CHECK(load(3, 100.0).empty());
    CHECK(load(3, {}) == code::load_without_capacity);
    CHECK(load(1, 100.0) == code::step_without_effect);
}

TEST_CASE("needs of a step are looked at like any other") {
    const auto connect = [](const Id& target, Need n) {
        return wrong([&](Change& c) {
            c.steps[0] = step(Verb::connect, target);
            c.steps[0].needs = {n};
        });
    };
    CHECK(connect("web", need({"node1"})).empty());
    CHECK(connect("web", need({"web"})) == code::need_of_itself);
    CHECK(connect("web", need({"node1", "node2"}, Need::Kind::atleast, 3)) == code::group_size);
    Need degraded = need({"node1"});
    degraded.terms.set().impact = 0.2;
    CHECK(connect("web", degraded) == code::impact_on_component);
    CHECK(connect("selling", degraded).empty());
}
