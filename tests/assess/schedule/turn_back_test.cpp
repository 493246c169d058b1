#include "assess/schedule/turn_back.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;
using namespace std::chrono_literals;

namespace {

Change steps(std::vector<Step> all) {
    Change c;
    c.id = "CHG-1";
    for (Step& s : all) {
        s.target = Id{"db"};
        c.steps.push_back(std::move(s));
    }
    return c;
}

Step step(Duration downtime, std::optional<Duration> takes = {}) {
    Step s;
    s.downtime = downtime;
    if (takes) {
        Rollback r;
        r.takes = {*takes, *takes, *takes};
        s.rollback = r;
    }
    return s;
}

Step for_good(Duration downtime) {
    Step s = step(downtime);
    s.reversible = false;
    return s;
}

}  // namespace

TEST_CASE("the way back begins early enough to end with the window") {
    CHECK(last_turn_back(steps({step(30min, 20min)}), 1h) == Duration{40min});
    CHECK(last_turn_back(steps({step(30min, 1h)}), 1h) == Duration{0});
    CHECK(!last_turn_back(steps({step(30min, 61min)}), 1h));
}

TEST_CASE("what has been done is undone one after the other") {
    CHECK(last_turn_back(steps({step(10min, 20min), step(10min, 10min)}), 1h) == Duration{30min});
    // Before the second step begins, only the first has to be undone.
    CHECK(last_turn_back(steps({step(10min, 20min), step(10min, 45min)}), 1h) == Duration{10min});
}

TEST_CASE("steps that begin together are undone together") {
    CHECK(last_turn_back(steps({step(0min, 20min), step(0min, 30min)}), 1h) == Duration{10min});
    CHECK(!last_turn_back(steps({step(0min, 20min), step(0min, 50min)}), 1h));
}

TEST_CASE("a step that cannot be undone is the last moment itself") {
    CHECK(last_turn_back(steps({step(20min, 10min), for_good(10min)}), 1h) == Duration{20min});
    CHECK(last_turn_back(steps({step(20min), for_good(10min)}), 1h) == Duration{20min});
    CHECK(!last_turn_back(steps({for_good(10min), step(20min, 10min)}), 1h));
}

TEST_CASE("a way back that closes is not taken later") {
    Change c = steps({step(10min, 10min), step(20min, 10min)});
    c.steps[0].rollback->until = Duration{25min};
    CHECK(last_turn_back(c, 1h) == Duration{25min});
}

TEST_CASE("where no step speaks of a way back nothing is said") {
    CHECK(!last_turn_back(steps({step(10min), step(20min)}), 1h));
    Asked a(works, on_db);
    CHECK(a.count("C04") == 0);
    CHECK(!a.answer->last_turn_back);
    for (const std::string& note : a.answer->notes) CHECK(!has(note, "turn back"));
}

TEST_CASE("a way back that is done exactly when the window ends fits") {
    const auto with = [](std::string_view downtime) {
        return replaced(
            on_db, "fails: 0%",
            "fails: 0%, downtime: " + std::string(downtime) + ", rollback: {takes: 30m}");
    };
    Asked fits(works, with("30m"));
    CHECK(fits.count("C04") == 0);
    CHECK(fits.answer->last_turn_back == fits.answer->start + 30min);
    CHECK(std::none_of(fits.answer->notes.begin(), fits.answer->notes.end(),
                       [](const auto& note) { return has(note, "turning back"); }));
    Asked not_quite(works, with("31m"));
    const Finding f = not_quite.one("C04");
    CHECK(f.quality == "continuity");
    CHECK(has(f.message,
              "when the last step ends (Tue 12 Jan 2027 20:31) turning back takes 30 min"));
    CHECK(has(f.message, "the last moment to turn back is Tue 12 Jan 2027 20:30"));
}

TEST_CASE("without a stated length the window leaves no time that could be too short") {
    const std::string open = replaced(replaced(on_db, ", length: 1h", ""), "fails: 0%",
                                      "fails: 0%, downtime: 30m, rollback: {takes: 3h}");
    CHECK(Asked(works, open).count("C04") == 0);
}

TEST_CASE("the way back has to be done before those who are exposed open") {
    // The office opens at 06:00; a failure at the end of the step would be felt there.
    const auto with = [](std::string_view downtime, std::string_view fails) {
        return replaced(replaced(on_db, "start: 2027-01-12T20:00, length: 1h",
                                 "start: 2027-01-12T03:00, length: 5h"),
                        "fails: 0%",
                        "fails: " + std::string(fails) + ", recovery: 8h, downtime: " +
                            std::string(downtime) + ", rollback: {takes: 30m, works: 50%}");
    };
    Asked fits(works, with("150m", "5%"));
    CHECK(fits.count("C04") == 0);
    CHECK(fits.answer->last_turn_back == fits.answer->start + 150min);
    Asked late(works, with("151m", "5%"));
    const Finding f = late.one("C04");
    CHECK(f.subjects == std::vector<Id>{"CHG-1", "invoicing"});
    CHECK(has(f.message, "the opening hours of invoicing (Tue 12 Jan 2027 06:00)"));
    REQUIRE(f.related.size() == 1);
    CHECK(has(late.line(f.related[0].at), "active: office"));
    // Nobody is exposed by what never fails and is over before the doors open.
    CHECK(Asked(works, with("151m", "0%")).count("C04") == 0);
}
