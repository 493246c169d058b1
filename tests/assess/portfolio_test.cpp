// Many changes at once: each as alone, where they meet, what they risk together.
#include "assess/portfolio.h"

#include <doctest/doctest.h>

#include <cmath>

#include "asked.h"
#include "near.h"

using namespace knockon;
using test::Written;

namespace {

const std::string two = R"(
timezone: UTC
currency: EUR
departments: {finance: {appetite: {probability: 25%}}, sales: {}}
components: {a: {availability: 100%}, b: {availability: 100%}, spare: {availability: 100%}}
processes:
  bills: {department: finance, needs: [a], loss: {hour: 1000}}
  orders: {department: sales, needs: [b], loss: {hour: 1000}}
)";

std::string change(const std::string& id, const std::string& start, const std::string& steps) {
    return "id: " + id + "\nwindow: {start: " + start + ", length: 1h}\nhypercare: 48h\nsteps:\n" +
           steps;
}

/// The portfolio of changes on a landscape, both as users write them.
struct Asked {
    Sources sources;
    Diagnostics problems;
    Landscape landscape;
    std::vector<Change> changes;
    AssessOptions options;

    Asked(const std::string& text, const std::vector<std::string>& bodies) {
        const Written file("landscape", text);
        const std::string names[] = {file.path};
        landscape = read_landscape(names, {}, sources, problems);
        for (const std::string& body : bodies) {
            const Written written("change", body);
            changes.push_back(read_change(written.path, {}, sources, problems));
            check(changes.back(), landscape, problems);
        }
        REQUIRE(!problems.has_errors());
    }

    Portfolio answer(int jobs = 1, const Policy& policy = {}) {
        options.jobs = jobs;
        std::vector<Candidate> all;
        for (const Change& c : changes) all.push_back({&landscape, &c, {}, {}});
        assess_each(all, policy, {}, options);
        for (const Candidate& c : all) REQUIRE(c.answer.has_value());
        return make_portfolio(landscape, std::move(all), policy, options);
    }
};

const std::string on_a = "  - {update: a, fails: 10%, recovery: 4h}\n";
const std::string on_b = "  - {update: b, fails: 20%, recovery: 4h}\n";

}  // namespace

TEST_CASE("changes that touch nothing in common risk together what they risk apart") {
    Asked asked(two,
                {change("A", "2027-03-01T10:00", on_a), change("B", "2027-03-01T12:00", on_b)});
    const Portfolio p = asked.answer();
    REQUIRE(p.together.size() == 1);
    const Together& t = p.together[0];
    CHECK(t.method.engine == "enumerate");
    CHECK(t.changes == std::vector<Id>{"A", "B"});
    CHECK(t.loss.mean.value == near(0.1 * 4000 + 0.2 * 4000));
    CHECK(t.apart->value == near(t.loss.mean.value));
    CHECK(std::abs(t.interaction->value) < 1e-9);
    CHECK(p.loss->value == near(t.loss.mean.value));
    CHECK(p.collisions.empty());
    // Worst first: B loses more, though A is over nobody's limit either.
    CHECK(p.reports[0].change == "B");
}

TEST_CASE("outages at the same time are shared, not added up") {
    const std::string one = R"(
timezone: UTC
departments: {finance: {}}
components: {a: {availability: 100%}, b: {availability: 100%}}
processes: {bills: {department: finance, needs: [a, b], mtpd: 1h, loss: {hour: 1000}}}
)";
    Asked asked(one,
                {change("A", "2027-03-01T10:00", on_a), change("B", "2027-03-01T10:00", on_b)});
    const Portfolio p = asked.answer();
    REQUIRE(p.together.size() == 1);
    const Together& t = p.together[0];
    const double any = 1 - 0.9 * 0.8;
    CHECK(t.any_disruption.value == near(any));
    CHECK(t.loss.mean.value == near(any * 4000));
    CHECK(t.apart->value == near(0.3 * 4000));
    CHECK(t.interaction->value == near(-0.02 * 4000));
    REQUIRE(t.departments.size() == 1);
    CHECK(t.departments[0].apart.value == near(0.3 * 4000));
}

TEST_CASE("what two changes add to each other is known better than what they risk") {
    // Two repairs that begin together, each of four hours on average, overlap for two.
    const std::string one = R"(
timezone: UTC
departments: {finance: {}}
components: {a: {availability: 100%}, b: {availability: 100%}}
processes: {bills: {department: finance, needs: [a, b], loss: {hour: 1000}}}
)";
    const std::string fails_a = "  - {update: a, fails: 10%, recovery: {mean: 4h}}\n";
    const std::string fails_b = "  - {update: b, fails: 20%, recovery: {mean: 4h}}\n";
    Asked asked(
        one, {change("A", "2027-03-01T10:00", fails_a), change("B", "2027-03-01T10:00", fails_b)});
    int covered = 0;
    double together = 0, apart = 0;  // squares of the intervals
    for (asked.options.seed = 1; asked.options.seed <= 40; ++asked.options.seed) {
        CAPTURE(asked.options.seed);
        const Together t = asked.answer().together.at(0);
        REQUIRE(t.method.engine == "simulate");
        const auto half = [](const Estimate& e) { return (e.high - e.low) / 2; };
        together += std::pow(half(*t.interaction), 2);
        apart += std::pow(half(t.loss.mean), 2) + std::pow(half(*t.apart), 2);
        CHECK(t.interaction->value == near(t.loss.mean.value - t.apart->value));
        covered += t.interaction->low <= -40 && -40 <= t.interaction->high;
    }
    // Of 40 intervals of 95 %, fewer than 33 hold the truth once in ten thousand times.
    CHECK(covered >= 33);
    CHECK(together < 0.7 * apart);
}

TEST_CASE("what each spares the other may strike together: two members of one group") {
    const std::string pair = R"(
timezone: UTC
departments: {finance: {}}
components: {a: {availability: 100%}, b: {availability: 100%}}
processes: {bills: {department: finance, needs: [{any: [a, b]}], loss: {hour: 1000}}}
)";
    Asked asked(pair,
                {change("A", "2027-03-01T10:00", on_a), change("B", "2027-03-01T10:00", on_b)});
    const Portfolio p = asked.answer();
    for (const Assessment& a : p.reports) CHECK(a.total.loss.mean.value == 0);
    REQUIRE(p.together.size() == 1);
    CHECK(p.together[0].loss.mean.value == near(0.02 * 4000));
    CHECK(p.together[0].interaction->value == near(0.02 * 4000));
    REQUIRE(p.collisions.size() == 1);
    CHECK(p.collisions[0].kind == CollisionKind::redundancy);
    CHECK(p.collisions[0].loss->value == near(0.02 * 4000));
}

TEST_CASE("a failure stops the later steps of its own change, not those of others") {
    const std::string stopping = change("A", "2027-03-01T10:00",
                                        "  - {update: spare, fails: 100%, recovery: 1h}\n"
                                        "  - {update: a, fails: 10%, recovery: 4h}\n") +
                                 "on_failure: abort\n";
    Asked asked(two, {stopping, change("B", "2027-03-01T11:00", on_b)});
    const Together t = asked.answer().together.at(0);
    CHECK(t.loss.mean.value == near(0.2 * 4000));
    CHECK(t.apart->value == near(0.2 * 4000));
}

TEST_CASE("the way back of a change ends with its own window, however long the others go on") {
    // It surfaces after the window of its change: too late for the way back.
    const std::string late =
        change("A", "2027-03-01T10:00",
               "  - {update: a, fails: 100%, recovery: 4h, surfaces: {late: 100%, within: 2h}, "
               "rollback: {takes: 10m, works: 100%}}\n");
    Asked asked(two, {late, change("B", "2027-03-01T20:00", on_b)});
    const Together t = asked.answer().together.at(0);
    CHECK(t.loss.mean.value == near(4000 + 0.2 * 4000, 1e-9));
}

TEST_CASE("one that does not fit after the others is left out of the play, and said") {
    const std::string adds = "  - {add: {c: {availability: 100%}}}\n" + on_a;
    Asked asked(two, {change("A", "2027-03-01T10:00", adds), change("B", "2027-03-01T10:00", adds),
                      change("C", "2027-03-01T11:00", on_b)});
    const Together t = asked.answer().together.at(0);
    CHECK(t.changes == std::vector<Id>{"A", "C"});
    REQUIRE(t.notes.size() == 1);
    CHECK(t.notes[0].starts_with("B is not played together with the others"));
    CHECK(t.loss.mean.value == near(0.1 * 4000 + 0.2 * 4000));
}

TEST_CASE("changes that do not overlap are not played together, and their means add up") {
    Asked asked(two,
                {change("A", "2027-03-01T10:00", on_a), change("B", "2027-03-09T10:00", on_b)});
    const Portfolio p = asked.answer();
    CHECK(p.together.empty());
    CHECK(p.loss->value == near(1200));
}

TEST_CASE("a chain of overlaps too long for one play is cut, and said") {
    std::vector<std::string> bodies;
    for (int i = 1; i <= 20; ++i)
        bodies.push_back(change("C" + std::to_string(100 + i), "2027-03-01T10:00", on_a));
    Asked asked(two, bodies);
    const Portfolio p = asked.answer();
    REQUIRE(p.together.size() == 2);
    CHECK(p.together[0].changes.size() + p.together[1].changes.size() == 20);
    REQUIRE(!p.notes.empty());
    CHECK(p.notes.back().find("cut at 1 place") != std::string::npos);
}

TEST_CASE("the policy decides whether collisions are looked for, and how bad they are") {
    const std::vector<std::string> both = {change("A", "2027-03-01T10:00", on_a),
                                           change("B", "2027-03-01T10:30", on_a)};
    Asked asked(two, both);
    CHECK(asked.answer().collisions.size() == 1);
    Policy policy;
    policy.rulings["T03"] = Stated<Ruling>(Ruling::error);
    CHECK(asked.answer(1, policy).collision_severity == Severity::error);
    policy.rulings["T03"] = Stated<Ruling>(Ruling::off);
    CHECK(asked.answer(1, policy).collisions.empty());
}

TEST_CASE("any number of threads gives the same figures") {
    std::vector<std::string> bodies;
    for (int i = 1; i <= 6; ++i)
        bodies.push_back(change("C" + std::to_string(i), "2027-03-0" + std::to_string(i) + "T10:00",
                                "  - {update: a, fails: 10%, recovery: {p50: 1h, p90: 3h}}\n"));
    Asked asked(two, bodies);
    asked.options.max_runs = 2000;
    const Portfolio one = asked.answer(1), four = asked.answer(4);
    REQUIRE(one.reports.size() == four.reports.size());
    for (std::size_t i = 0; i < one.reports.size(); ++i) {
        CHECK(one.reports[i].change == four.reports[i].change);
        CHECK(one.reports[i].total.loss.mean.value == four.reports[i].total.loss.mean.value);
    }
    REQUIRE(one.together.size() == four.together.size());
    for (std::size_t i = 0; i < one.together.size(); ++i)
        CHECK(one.together[i].loss.mean.value == four.together[i].loss.mean.value);
    CHECK(one.loss->value == four.loss->value);
}
