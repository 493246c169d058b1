#include "assess/study/acceptance.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// Finance accepts 1 %; the step fails in 5 of 100 cases for longer than invoicing bears.
std::string limited() {
    return replaced(works, "departments: {finance: {}",
                    "departments: {finance: {appetite: {probability: 1%}}");
}
std::string risky() {
    return replaced(replaced(on_db, "2027-01-12T20:00", "2027-01-13T08:00"), "fails: 0%",
                    "fails: 5%, recovery: 4h");
}
/// Too late by a day: T02 for CHG-1.
std::string late() { return replaced(on_db, "2026-12-01", "2027-01-08"); }

std::string accepting(std::string_view what, std::string_view until = "2026-12-31") {
    return "accept: [{" + std::string(what) +
           ", because: known to all, by: it, until: " + std::string(until) + "}]\n";
}

std::vector<Diagnostic> about_policy(const Asked& a) {
    std::vector<Diagnostic> said;
    for (const Diagnostic& d : a.problems.all)
        if (d.code == "K161" || d.code == "K162") said.push_back(d);
    return said;
}

std::vector<std::string> notes_of(const Asked& a) {
    std::vector<std::string> said;
    for (const std::string& note : a.answer->notes)
        if (has(note, "it counts again")) said.push_back(note);
    return said;
}

constexpr const char* today = "2026-12-15";

}  // namespace

TEST_CASE("an accepted finding is marked, and keeps its severity and fingerprint") {
    const Finding without = Asked(works, late()).one("T02");
    CHECK(!without.accepted);
    CHECK(counts(without));
    Asked a(works, late(), {}, today, accepting("finding: T02"));
    const Finding f = a.one("T02");
    REQUIRE(f.accepted);
    CHECK(*f.accepted->because == "known to all");
    CHECK(f.severity == without.severity);
    CHECK(f.fingerprint == without.fingerprint);
    CHECK(!counts(f));
    CHECK(about_policy(a).empty());
}

TEST_CASE("`for` limits an acceptance to findings about that id") {
    CHECK(
        Asked(works, late(), {}, today, accepting("finding: T02, for: CHG-1")).one("T02").accepted);
    Asked a(works, late(), {}, today, accepting("finding: T02, for: CHG-2"));
    CHECK(!a.one("T02").accepted);
    CHECK(count(a.problems, "K162") == 1);
}

TEST_CASE("an acceptance of another code accepts nothing and says so at its place") {
    Asked a(works, late(), {}, today, accepting("finding: T01"));
    CHECK(!a.one("T02").accepted);
    REQUIRE(count(a.problems, "K162") == 1);
    CHECK(has(a.line(about_policy(a).front().at), "finding: T01"));
    CHECK(about_policy(a).front().severity == Severity::warning);
}

TEST_CASE("an acceptance holds on its last day and not on the day after") {
    for (const auto& [day, held] : {std::pair{"2026-12-31", true}, {"2027-01-01", false}}) {
        const auto& shown_day = day;
        CAPTURE(shown_day);
        Asked a(works, late(), {}, day, accepting("finding: T02"));
        CHECK(!!a.one("T02").accepted == held);
        CHECK(count(a.problems, "K161") == (held ? 0 : 1));
        CHECK(notes_of(a).size() == (held ? 0 : 1));
    }
}

TEST_CASE(
    "an acceptance that is over and matches nothing does not say that something counts again") {
    Asked a(works, on_db, {}, "2027-01-01", accepting("finding: T02"));
    a.run();
    REQUIRE(count(a.problems, "K161") == 1);
    CHECK(has(about_policy(a).front().message, "none to accept any more"));
    CHECK(notes_of(a).empty());
    CHECK(count(a.problems, "K162") == 0);
}

TEST_CASE("what a second acceptance still holds does not count again") {
    Asked a(works, late(), {}, "2027-01-01",
            "accept:\n"
            "  - {finding: T02, because: old, by: it, until: 2026-12-31}\n"
            "  - {finding: T02, for: CHG-1, because: new, by: finance, until: 2027-01-31}\n");
    const Finding f = a.one("T02");
    REQUIRE(f.accepted);
    CHECK(*f.accepted->because == "new");
    CHECK(count(a.problems, "K161") == 1);
    CHECK(notes_of(a).empty());
}

TEST_CASE("without a day that counts as today nothing is over") {
    CHECK(
        Asked(works, late(), {}, "", accepting("finding: T02", "2000-01-01")).one("T02").accepted);
}

TEST_CASE("an accepted excess keeps its own verdict and leaves that of the change") {
    CHECK(Asked(limited(), risky()).run().answer->verdict == Verdict::exceeds);
    Asked a(limited(), risky(), {}, today, accepting("exceeds: finance"));
    a.run();
    CHECK(a.answer->verdict == Verdict::within);
    const DepartmentFigures& finance = a.answer->departments.front();
    CHECK(finance.id == "finance");
    CHECK(finance.verdict == Verdict::exceeds);
    REQUIRE(finance.accepted);
    CHECK(!objects(finance));
    CHECK(about_policy(a).empty());
}

TEST_CASE("an accepted excess of one department is none of another") {
    const std::string both = replaced(limited(), "it: {}", "it: {appetite: {probability: 1%}}") +
                             "  batch: {department: it, needs: [db]}\n";
    Asked a(both, risky(), {}, today, accepting("exceeds: it"));
    a.run();
    CHECK(a.answer->verdict == Verdict::exceeds);
    Asked all(both, risky(), {}, today,
              "accept:\n"
              "  - {exceeds: it, because: x, by: it, until: 2027-01-31}\n"
              "  - {exceeds: finance, because: x, by: finance, until: 2027-01-31}\n");
    CHECK(all.run().answer->verdict == Verdict::within);
}

TEST_CASE("an excess can be accepted for one change, or for changes to one component") {
    const auto verdict = [&](std::string_view subject) {
        return Asked(limited(), risky(), {}, today,
                     accepting("exceeds: finance, for: " + std::string(subject)))
            .run()
            .answer->verdict;
    };
    CHECK(verdict("CHG-1") == Verdict::within);
    CHECK(verdict("db") == Verdict::within);
    CHECK(verdict("CHG-2") == Verdict::exceeds);
    CHECK(verdict("erp") == Verdict::exceeds);
}

TEST_CASE("an excess that was accepted until yesterday counts again") {
    Asked a(limited(), risky(), {}, "2027-01-01", accepting("exceeds: finance"));
    a.run();
    CHECK(a.answer->verdict == Verdict::exceeds);
    CHECK(!a.answer->departments.front().accepted);
    CHECK(count(a.problems, "K161") == 1);
    REQUIRE(notes_of(a).size() == 1);
    CHECK(has(notes_of(a).front(), "the excess of finance was accepted by it until 2026-12-31"));
}

TEST_CASE("a verdict that is open is accepted likewise") {
    // The limit is the estimate itself, so the interval of the sampling error holds it, and there are no more runs.
    const std::string varied = replaced(risky(), "recovery: 4h", "recovery: {p50: 1h, p90: 4h}");
    const std::string patient = replaced(limited(), "active: office", "active: office, mtpd: 2h");
    const auto asked = [&](const std::string& policy, double limit) {
        Asked a(patient, varied, {}, today, policy);
        a.options.engine = Engine::simulate;
        a.options.max_runs = 512;
        a.landscape.departments.at("finance").appetite.probability = limit;
        return *a.run().answer;
    };
    const double estimate = asked("", 0.5).departments.front().disruption.value;
    REQUIRE(estimate > 0);
    CHECK(asked("", estimate).verdict == Verdict::undetermined);
    const Assessment accepted = asked(accepting("exceeds: finance"), estimate);
    CHECK(accepted.verdict == Verdict::within);
    CHECK(accepted.departments.front().verdict == Verdict::undetermined);
}

TEST_CASE("a department within its appetite has nothing to accept") {
    Asked a(limited(), on_db, {}, today, accepting("exceeds: finance"));
    a.run();
    CHECK(!a.answer->departments.front().accepted);
    CHECK(count(a.problems, "K162") == 1);
}
