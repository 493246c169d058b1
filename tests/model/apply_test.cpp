#include <doctest/doctest.h>

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "build.h"
#include "model/change.h"
#include "model/check.h"
#include "model/component_fields.h"
#include "seeded.h"

using namespace knockon;
using namespace knockon::test;

namespace {

struct Applied {
    Landscape after;
    Diagnostics out;
};

Applied applied(const Landscape& before, std::vector<Step> steps) {
    Change c;
    c.id = "CHG";
    c.steps = std::move(steps);
    Applied a;
    a.after = apply(before, c, a.out);
    return a;
}

Step add(const Id& id, std::initializer_list<std::string> needs = {}) {
    Step s = step(Verb::add, id);
    for (const std::string& n : needs) s.component.needs.push_back(need({n}));
    return s;
}

Step connect(const Id& id, std::initializer_list<std::string> to) {
    Step s = step(Verb::connect, id);
    for (const std::string& n : to) s.needs.push_back(need({n}));
    return s;
}

Step disconnect(const Id& id, std::initializer_list<std::string> from) {
    Step s = step(Verb::disconnect, id);
    for (const std::string& n : from) s.from.emplace_back(n);
    return s;
}

}  // namespace

TEST_CASE("a change without steps, updates and loads leave the landscape as it is") {
    const Landscape l = shop();
    CHECK(applied(l, {}).after == l);
    Step load = step(Verb::load, "web");
    load.times = 3;
    const Applied a = applied(l, {step(Verb::update, "web"), load});
    CHECK(a.after == l);
    CHECK(a.out.all.empty());
}

TEST_CASE("an added component is there, with its needs, under its id") {
    const Applied a = applied(shop(), {add("chat", {"web"})});
    CHECK(a.out.all.empty());
    REQUIRE(a.after.components.contains("chat"));
    CHECK(a.after.components.at("chat").id == "chat");
    CHECK(a.after.components.at("chat").needs == std::vector{need({"web"})});
}

TEST_CASE("two added components may need each other, in any order") {
    const Applied a = applied(shop(), {add("left", {"right"}), add("right", {"left"})});
    CHECK(a.out.all.empty());
    CHECK(a.after.components.size() == 6);
}

TEST_CASE("an id that exists cannot be added again, whatever it is the id of") {
    const Landscape l = shop();
    for (const Id id : {"web", "selling", "sales", "nordhost"}) {
        CAPTURE(id);
        const Applied a = applied(l, {add(id)});
        CHECK(codes_of(a.out) == code::step_id_exists);
        CHECK(a.after == l);
    }
    CHECK(codes_of(applied(l, {add("new"), add("new")}).out) == code::step_id_exists);
}

TEST_CASE("what an added component needs must exist in the end") {
    const Applied a = applied(shop(), {add("chat", {"wbe"})});
    REQUIRE(codes_of(a.out) == code::dangling_reference);
    CHECK(a.out.all[0].help == "write `web`");
}

TEST_CASE("a replacement changes only the fields that it names") {
    Landscape l = shop();
    l.components.at("web").more.set().capacity = 100.0;
    l.components.at("web").supplier = Id{"nordhost"};
    Step s = step(Verb::replace, "web");
    s.component.supplier = Id{"cloud"};
    s.component.more.set().technologies = std::vector<std::string>{"envoy"};
    const Applied a = applied(l, {s});
    Component expected = l.components.at("web");
    expected.supplier = Id{"cloud"};
    expected.more.set().technologies = std::vector<std::string>{"envoy"};
    CHECK(a.after.components.at("web") == expected);
    Landscape rest = a.after;
    rest.components["web"] = l.components.at("web");
    CHECK(rest == l);
}

TEST_CASE("a step may name every field of a component but its id and its place") {
    Component c;
    std::vector<std::pair<const char*, const char*>> pieces;  // bytes from, to
    const auto cover = [&](const auto& x) {
        const char* begin = reinterpret_cast<const char*>(&x);
        pieces.emplace_back(begin, begin + sizeof(x));
    };
    cover(c.id);
    cover(c.at);
    cover(c.more);
    std::apply([&](const auto&... field) { (cover(field), ...); }, fields_of(c));
    const auto covered = [&](const auto& record) {
        const char* begin = reinterpret_cast<const char*>(&record);
        const char* end = begin;
        for (const auto& [from, to] : pieces)
            if (from >= begin && from < begin + sizeof(record)) {
                CHECK(from - end < 8);  // no more than padding between two of them
                end = to;
            }
        CHECK(begin + sizeof(record) - end < 8);
    };
    std::sort(pieces.begin(), pieces.end());
    covered(c);
    covered(*c.more);
}

TEST_CASE("a step on something that does not exist is an error with what was probably meant") {
    const Landscape l = shop();
    for (const Verb v : {Verb::update, Verb::migrate, Verb::replace, Verb::remove, Verb::connect,
                         Verb::disconnect, Verb::load}) {
        CAPTURE(name(v));
        const Applied a = applied(l, {step(v, "paymets")});
        REQUIRE(codes_of(a.out) == code::step_target_missing);
        CHECK(a.out.all[0].help == "write `payments`");
        CHECK(a.after == l);
    }
    CHECK(codes_of(applied(l, {step(Verb::update, "selling")}).out) == code::step_target_missing);
}

TEST_CASE("what is still needed cannot be removed, and who needs it is said") {
    const Landscape l = shop();
    const Applied a = applied(l, {step(Verb::remove, "payments")});
    REQUIRE(codes_of(a.out) == code::still_needed);
    REQUIRE(a.out.all[0].related.size() == 1);
    CHECK(a.out.all[0].related[0].message == "`web` needs it here");
    CHECK(a.after == l);
}

TEST_CASE("what nobody but itself needs any more can be removed, and takes its outages along") {
    Landscape l = shop();
    component(l, "old", {"old", "web"});
    l.processes.at("selling").needs.push_back(need({"old"}));
    KnownOutage outage;
    outage.component = Id{"old"};
    l.outages.push_back(outage);
    const Applied a = applied(l, {disconnect("selling", {"old"}), step(Verb::remove, "old")});
    CHECK(a.out.all.empty());
    CHECK(a.after == shop());
}

TEST_CASE("a step on what an earlier step removed is an error that shows both") {
    const Applied a = applied(shop(), {add("x"), step(Verb::remove, "x"), step(Verb::update, "x")});
    CHECK(codes_of(a.out) == code::step_after_removal);
    CHECK(
        codes_of(applied(shop(), {add("x"), step(Verb::remove, "x"), connect("web", {"x"})}).out) ==
        code::step_after_removal);
}

TEST_CASE("what is connected and disconnected again leaves no trace") {
    const Applied a = applied(shop(), {add("x"), connect("web", {"x"}), disconnect("web", {"x"}),
                                       step(Verb::remove, "x")});
    CHECK(a.out.all.empty());
    CHECK(a.after == shop());
}

TEST_CASE("a connected need is appended, to a component or to a process") {
    const Applied a =
        applied(shop(), {connect("node1", {"node2"}), connect("selling", {"payments"})});
    CHECK(a.out.all.empty());
    CHECK(a.after.components.at("node1").needs == std::vector{need({"node2"})});
    CHECK(a.after.processes.at("selling").needs == std::vector{need({"web"}), need({"payments"})});
}

TEST_CASE("the same need cannot be connected twice") {
    CHECK(codes_of(applied(shop(), {connect("web", {"payments"})}).out) == code::already_needed);
    Step tolerant = connect("web", {"payments"});
    tolerant.needs[0].terms.set().tolerates = std::chrono::minutes{5};
    CHECK(applied(shop(), {tolerant}).out.all.empty());
}

TEST_CASE("disconnecting drops a member, and a need that has none left") {
    const Applied a = applied(shop(), {disconnect("payments", {"node1"})});
    CHECK(a.out.all.empty());
    CHECK(a.after.components.at("payments").needs == std::vector{need({"node2"}, Need::Kind::any)});
    CHECK(applied(shop(), {disconnect("payments", {"node1", "node2"})})
              .after.components.at("payments")
              .needs.empty());
    Landscape l = shop();
    l.components.at("web").needs = {need({"payments", "node1"})};
    CHECK(applied(l, {disconnect("web", {"node1"})}).after.components.at("web").needs ==
          std::vector{need({"payments"})});
}

TEST_CASE("a group cannot be left with fewer members than it asks for") {
    Landscape l = shop();
    component(l, "node3");
    l.components.at("payments").needs = {need({"node1", "node2", "node3"}, Need::Kind::atleast, 2)};
    CHECK(applied(l, {disconnect("payments", {"node1"})}).out.all.empty());
    const Applied a = applied(l, {disconnect("payments", {"node1", "node2"})});
    CHECK(codes_of(a.out) == code::group_left_too_small);
    CHECK(a.after == l);
}

TEST_CASE("only a need of its own can be disconnected") {
    const Applied a = applied(shop(), {disconnect("web", {"node1"})});
    REQUIRE(codes_of(a.out) == code::not_a_need);
    CHECK(a.out.all[0].help == "its own needs are payments");
    CHECK(applied(shop(), {disconnect("web", {"payment"})}).out.all[0].help == "write `payments`");
    CHECK(applied(shop(), {disconnect("node1", {"web"})}).out.all[0].help ==
          "`node1` needs nothing by itself");
}

TEST_CASE("a step that does not fit leaves the landscape alone and does not stop the later ones") {
    const Applied a = applied(
        shop(), {disconnect("web", {"payments", "nothing"}), add("x"), step(Verb::remove, "web")});
    CHECK(codes_of(a.out) == "K203 K204");
    Landscape expected = shop();
    component(expected, "x");
    CHECK(a.after == expected);
}

TEST_CASE("what is connected and disconnected together comes to the same as one step after the other") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        Landscape l = shop();
        const std::array<Id, 6> nodes = {"node1", "node2", "node3", "node4", "node5", "node6"};
        for (const Id& id : nodes) component(l, id);
        l.components.at("payments").needs = {
            need({"node1", "node2", "node3", "node4", "node5"}, Need::Kind::atleast, 2),
            need({"node2", "node3", "node4"}), need({"node5", "node6"}, Need::Kind::any)};
        std::vector<Step> steps;
        for (std::size_t n = 1 + draws.below(12); n > 0; --n) {
            const Id one = nodes[draws.below(6)], other = nodes[draws.below(6)];
            switch (draws.below(8)) {
                case 0:
                    steps.push_back(connect("payments", {one}));
                    break;
                case 1:
                    steps.push_back(step(Verb::connect, "payments"));
                    if (one < other) steps.back().needs = {need({one, other}, Need::Kind::atleast, 2)};
                    break;
                case 2:
                    steps.push_back(step(Verb::remove, one));
                    break;
                case 3:
                    steps.push_back(step(Verb::replace, "payments"));
                    if (draws.chance(0.2)) steps.back().component.needs = {need({one, "web"})};
                    break;
                default:
                    steps.push_back(disconnect("payments", {one}));
                    if (draws.chance(0.3)) steps.back().from.emplace_back(other);
            }
        }
        Landscape stepwise = l;
        for (const Step& s : steps) stepwise = applied(stepwise, {s}).after;
        CHECK(applied(l, steps).after == stepwise);
    }
}

TEST_CASE("steps that have nothing to do with each other may come in any order") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        Landscape l = shop();
        for (int i = 0; i < 8; ++i) component(l, "c" + std::to_string(i), {"node1"});
        std::vector<Step> steps;
        for (int i = 0; i < 8; ++i) {
            const Id id = "c" + std::to_string(i);
            switch (draws.below(5)) {
                case 0:
                    steps.push_back(step(Verb::remove, id));
                    break;
                case 1:
                    steps.push_back(connect(id, {"node2"}));
                    break;
                case 2:
                    steps.push_back(disconnect(id, {"node1"}));
                    break;
                case 3:
                    steps.push_back(add("new" + id, {"web"}));
                    break;
                default:
                    steps.push_back(step(Verb::replace, id));
                    steps.back().component.more.set().capacity = draws.unit();
            }
        }
        const Applied one = applied(l, steps);
        CHECK(one.out.all.empty());
        for (std::size_t i = steps.size(); i > 1; --i)
            std::swap(steps[i - 1], steps[draws.below(i)]);
        CHECK(applied(l, steps).after == one.after);
    }
}

TEST_CASE(
    "whatever the steps, the after-landscape has no reference that leads nowhere unless that was "
    "said") {
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        const auto any_id = [&] {
            return std::array<Id, 7>{
                "node1", "node2", "payments", "web", "selling", "x", "y"}[draws.below(7)];
        };
        std::vector<Step> steps;
        for (std::size_t n = draws.below(7); n > 0; --n) {
            switch (draws.below(6)) {
                case 0:
                    steps.push_back(add(any_id(), {any_id()}));
                    break;
                case 1:
                    steps.push_back(step(Verb::remove, any_id()));
                    break;
                case 2:
                    steps.push_back(connect(any_id(), {any_id()}));
                    break;
                case 3:
                    steps.push_back(disconnect(any_id(), {any_id(), any_id()}));
                    break;
                case 4:
                    steps.push_back(step(Verb::replace, any_id()));
                    steps.back().component.needs = {need({any_id()})};
                    break;
                default:
                    steps.push_back(step(Verb::update, any_id()));
            }
        }
        const Applied a = applied(shop(), steps);
        Diagnostics after;
        check(a.after, after);
        if (count(after, code::dangling_reference) > 0) CHECK(a.out.has_errors());
        for (const auto& [id, c] : a.after.components) CHECK(c.id == id);
        CHECK(applied(shop(), steps).after == a.after);
    }
}
