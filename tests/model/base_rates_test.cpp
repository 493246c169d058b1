#include "model/base_rates.h"

#include <doctest/doctest.h>

#include "build.h"
#include "model/defaults.h"
#include "near.h"

using namespace knockon;
using knockon::test::step;

namespace {

/// `steps` outcomes of one kind, the first `failed` of which failed.
void add(History& h, int failed, int steps, Verb verb, ChangeType type, const char* team) {
    for (int i = 0; i < steps; ++i) {
        Outcome& o = h.outcomes.emplace_back();
        o.change = "past";
        o.verb = verb;
        o.type = type;
        if (team) o.team = std::string{team};
        o.failed = i < failed;
    }
}

Change change_of(Verb verb, ChangeType type, const char* team, const History& h) {
    Change c;
    c.id = "now";
    c.type = type;
    if (team) c.team = std::string{team};
    c.steps.push_back(step(verb, "x"));
    c.record = track_record(c, h);
    return c;
}

double fails(const Change& c) { return fails_of(c.steps[0], c).value.value; }

}  // namespace

TEST_CASE("nought of five failures of a team where 10 % is usual gives 8 %, not 0") {
    CHECK(drawn_towards(0.10, {0, 5}) == near(0.08));
    CHECK(drawn_towards(0.10, {}) == near(0.10));
    CHECK(drawn_towards(0, {1, 1}) == near(1.0 / 21));
}

TEST_CASE("without a record the built-in figure stands") {
    History other;
    add(other, 5, 5, Verb::replace, ChangeType::normal, "web");  // another verb says nothing
    const Change c = change_of(Verb::update, ChangeType::normal, "web", other);
    CHECK(c.record.empty());
    CHECK(fails(c) == near(0.05));
    CHECK(fails_of(c.steps[0], c).source ==
          "base rate, update: 5 % (a judgement; surveys 2 to 40 %)");
}

TEST_CASE("each past step counts once, at the level nearest to the change") {
    History h;
    add(h, 3, 40, Verb::update, ChangeType::normal, "web");
    add(h, 1, 80, Verb::update, ChangeType::normal, "erp");
    add(h, 0, 20, Verb::update, ChangeType::normal, nullptr);
    add(h, 2, 10, Verb::update, ChangeType::standard, "web");
    const Change c = change_of(Verb::update, ChangeType::normal, "web", h);
    const TrackRecord& r = c.record.at(Verb::update);
    CHECK(r.team == Count{3, 40});
    CHECK(r.type == Count{1, 100});
    CHECK(r.other == Count{2, 10});
    CHECK(r.other_expected == near(10 * 0.05 * 0.4));
    // By hand: other types 0.05 (0.4 + 2) / (0.4 + 0.2) = 0.2, type (20 × 0.2 + 1) / 120 = 1 / 24,
    // team (20 / 24 + 3) / 60.
    CHECK(fails(c) == near((20.0 / 24 + 3) / 60));
    CHECK(
        fails_of(c.steps[0], c).source ==
        "base rate, 3 of 40 of team web's update steps, 1 of 100 of other teams' update steps in "
        "normal changes, 2 of 10 update steps in other types of change; drawn from update: 5 % (a "
        "judgement; surveys 2 to 40 %)");
    CHECK(fails_of(c.steps[0], c).assumed());
}

TEST_CASE("a change without a team meets the record of all teams") {
    History h;
    add(h, 0, 5, Verb::migrate, ChangeType::normal, "web");
    add(h, 1, 15, Verb::migrate, ChangeType::normal, "erp");
    const Change c = change_of(Verb::migrate, ChangeType::normal, nullptr, h);
    CHECK(c.record.at(Verb::migrate).type == Count{1, 20});
    CHECK(fails(c) == near((20 * 0.20 + 1) / 40));
}

TEST_CASE("what another type of change shows is held against what is usual for that type") {
    History as_expected;
    add(as_expected, 2, 100, Verb::update, ChangeType::standard, "web");  // 5 % × 0.4
    CHECK(fails(change_of(Verb::update, ChangeType::normal, "web", as_expected)) == near(0.05));
}

TEST_CASE("a change is no witness of itself, and silence about a failure says nothing") {
    History h;
    add(h, 9, 9, Verb::update, ChangeType::normal, "web");
    for (Outcome& o : h.outcomes) o.change = "now";
    CHECK(change_of(Verb::update, ChangeType::normal, "web", h).record.empty());
    for (Outcome& o : h.outcomes) o.change = "past", o.failed = {};
    CHECK(change_of(Verb::update, ChangeType::normal, "web", h).record.empty());
}

TEST_CASE("a stated probability does not listen to the record, and a removal never fails") {
    History h;
    add(h, 9, 9, Verb::update, ChangeType::normal, "web");
    add(h, 9, 9, Verb::remove, ChangeType::normal, "web");
    Change c = change_of(Verb::update, ChangeType::normal, "web", h);
    c.steps[0].fails = Probability{0.01, 0.01, 0.01, 0, 0};
    CHECK(fails(c) == 0.01);
    CHECK(fails(change_of(Verb::remove, ChangeType::normal, "web", h)) == 0);
}

TEST_CASE("a worse record never gives a lower rate, and a long one has the last word") {
    const auto with = [](int failed, int steps) {
        History h;
        add(h, failed, steps, Verb::replace, ChangeType::emergency, "web");
        return fails(change_of(Verb::replace, ChangeType::emergency, "web", h));
    };
    for (int failed = 0; failed < 30; ++failed) {
        CAPTURE(failed);
        CHECK(with(failed, 30) < with(failed + 1, 30));
        CHECK(with(failed + 1, 30) <= 1);
    }
    CHECK(with(1000, 10000) == near(0.1, 0.01));
}
