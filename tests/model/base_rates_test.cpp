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
    c.record = track_records(c, h);
    return c;
}

/// Without fading, weights are the counts.
Count counted(int failed, int steps) { return {failed, steps, double(failed), double(steps)}; }

const TrackRecord& record_of(const Change& c, Verb verb) { return c.record.at({verb, "x"}); }

double fails(const Change& c) { return fails_of(c.steps[0], c).value.value; }

}  // namespace

TEST_CASE("nought of five failures of a team where 10 % is usual gives 8 %, not 0") {
    CHECK(drawn_towards(0.10, counted(0, 5)) == near(0.08));
    CHECK(drawn_towards(0.10, Count{}) == near(0.10));
    CHECK(drawn_towards(0, counted(1, 1)) == near(1.0 / 21));
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
    const TrackRecord& r = record_of(c, Verb::update);
    CHECK(r.team == counted(3, 40));
    CHECK(r.type == counted(1, 100));
    CHECK(r.other == counted(2, 10));
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
    CHECK(record_of(c, Verb::migrate).type == counted(1, 20));
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

TEST_CASE(
    "what was done to the very component is nearest, whoever did it, and counts there alone") {
    History h;
    add(h, 1, 10, Verb::update, ChangeType::normal, "web");
    for (Outcome& o : h.outcomes) o.component = Id("x");
    add(h, 2, 20, Verb::update, ChangeType::normal, "erp");
    for (std::size_t i = 10; i < 30; ++i) h.outcomes[i].component = Id(i < 15 ? "x" : "y");
    add(h, 0, 40, Verb::update, ChangeType::normal, "web");
    const Change c = change_of(Verb::update, ChangeType::normal, "web", h);
    const TrackRecord& r = record_of(c, Verb::update);
    CHECK(r.component == counted(3, 15));
    CHECK(r.team == counted(0, 40));
    CHECK(r.type == counted(0, 15));
    // By hand: type (20 × 0.05) / 35 = 1 / 35, team (20 / 35) / 60, component (20 × that + 3) / 35.
    CHECK(fails(c) == near((20 * (20.0 / 35 / 60) + 3) / 35));
    CHECK(fails_of(c.steps[0], c)
              .source.starts_with(
                  "base rate, 3 of 15 update steps of x, 0 of 40 of team web's other update steps, "
                  "0 of 15 of "
                  "other teams' update steps in normal changes; drawn from update: 5 %"));
}

TEST_CASE("with a half-life an outcome of that age counts half, one twice as old a quarter") {
    using namespace std::chrono;
    History h;
    h.half_life = Duration(days{90});
    add(h, 1, 1, Verb::update, ChangeType::normal, "web");
    add(h, 0, 1, Verb::update, ChangeType::normal, "web");
    h.outcomes[0].date = sys_days(2026y / 7 / 1) - days{180};
    h.outcomes[1].date = sys_days(2026y / 7 / 1) - days{90};
    Change c = change_of(Verb::update, ChangeType::normal, "web", h);
    c.window.start = Moment{local_days(2026y / 7 / 1) + 20h, {}};
    c.record = track_records(c, h);
    const Count team = record_of(c, Verb::update).team;
    CHECK(team.steps == 2);
    CHECK(team.weight == near(0.75));
    CHECK(team.failed_weight == near(0.25));
    CHECK(fails(c) == near((20 * 0.05 + 0.25) / 20.75));
    CHECK(fails_of(c.steps[0], c)
              .source.starts_with("base rate, 1 of 2 of team web's update steps failed, memory of "
                                  "90 days; drawn from"));
    std::swap(h.outcomes[0], h.outcomes[1]);
    c.record = track_records(c, h);
    CHECK(fails(c) == near((20 * 0.05 + 0.25) / 20.75));
}

TEST_CASE("what was not known before the day of the window says nothing, nor what is no outcome") {
    using namespace std::chrono;
    History h;
    add(h, 5, 5, Verb::update, ChangeType::normal, "web");
    for (Outcome& o : h.outcomes) o.date = 2026y / 6 / 1;
    h.outcomes[0].observed_until = year_month_day(2026y / 6 / 10);
    h.outcomes[1].date = 2026y / 6 / 9;
    h.outcomes[2].source = OutcomeSource::inferred;
    h.outcomes[3].result = ChangeResult::cancelled;
    Change c = change_of(Verb::update, ChangeType::normal, "web", h);
    CHECK(record_of(c, Verb::update).team == counted(3, 3));
    c.window.start = Moment{local_days(2026y / 6 / 9) + 1h, {}};
    c.record = track_records(c, h);
    CHECK(record_of(c, Verb::update).team == counted(1, 1));
}
