#include "assess/findings/step_findings.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const std::string head = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 4h}
hypercare: 24h
)";

std::string change(std::string_view steps, std::string_view more = "") {
    return head + std::string(more) + "steps: [" + std::string(steps) + "]\n";
}

/// What the rules say of a change, without a landscape.
std::vector<Finding> judged(const std::string& change_text, const History& history = {},
                            const Policy& policy = {}) {
    Sources sources;
    Diagnostics problems;
    const Written file("change", change_text);
    const Change c = read_change(file.path, {}, sources, problems);
    REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
    std::vector<Finding> found;
    const Names names;
    FindingList list(policy, names, found);
    judge_steps(c, history, list);
    return found;
}

std::vector<Finding> only(std::vector<Finding> all, std::string_view code) {
    std::erase_if(all, [&](const Finding& f) { return f.code != code; });
    return all;
}

Outcome outcome(const char* change, Verb verb, const char* team) {
    Outcome o;
    o.change = change;
    o.verb = verb;
    o.team = std::string(team);
    o.failed = false;
    return o;
}

}  // namespace

TEST_CASE("what a team has never done is said once per verb, where there is a history") {
    const std::string text = change(
        "{update: db, fails: 1%}, {migrate: erp, to: {site: a}, fails: 1%}, "
        "{migrate: db, to: {site: a}, fails: 1%}",
        "team: web\n");
    History history;
    CHECK(only(judged(text, history), "T04").empty());
    history.outcomes = {outcome("CHG-0", Verb::update, "web"),
                        outcome("CHG-0", Verb::migrate, "factory")};
    const auto found = only(judged(text, history), "T04");
    REQUIRE(found.size() == 1);
    CHECK(found[0].message ==
          "migrate erp: the history has no migrate by team web so far, among the 1 "
          "step of theirs whose outcome is known");
    CHECK(found[0].severity == Severity::warning);
    history.outcomes.push_back(outcome("CHG-0", Verb::migrate, "web"));
    CHECK(only(judged(text, history), "T04").empty());
}

TEST_CASE("a forecast without an outcome, and the change itself, are no experience") {
    const std::string text = change("{update: db, fails: 1%}", "team: web\n");
    History history;
    history.outcomes = {outcome("CHG-1", Verb::update, "web")};
    CHECK(only(judged(text, history), "T04").size() == 1);
    history.outcomes[0].change = "CHG-0";
    CHECK(only(judged(text, history), "T04").empty());
    history.outcomes[0].failed = {};
    CHECK(only(judged(text, history), "T04").size() == 1);
}

TEST_CASE("a change that names no team is not judged by the history of one") {
    History history;
    history.outcomes = {outcome("CHG-0", Verb::migrate, "web")};
    CHECK(only(judged(change("{update: db, fails: 1%}"), history), "T04").empty());
}

TEST_CASE("two risky steps need a checkpoint between them; exactly the threshold is risky") {
    const auto risky = [](std::string_view steps, std::string_view more = "") {
        return only(judged(change(steps, more)), "T05");
    };
    const auto found = risky("{update: db, fails: 5%}, {update: erp, fails: 8%}");
    REQUIRE(found.size() == 1);
    CHECK(found[0].message ==
          "2 risky steps follow each other without a checkpoint: update db (5\u00A0%), update erp "
          "(8\u00A0%)");
    CHECK(risky("{update: db, fails: 4.99%}, {update: erp, fails: 8%}").empty());
    CHECK(risky("{update: db, fails: 5%, checkpoint: true}, {update: erp, fails: 8%}").empty());
    // A checkpoint after both, or on a step between them.
    CHECK(risky("{update: db, fails: 5%}, {update: erp, fails: 8%, checkpoint: true}").size() == 1);
    CHECK(risky("{update: db, fails: 5%}, {update: portal, fails: 1%, checkpoint: true}, "
                "{update: erp, fails: 8%}")
              .empty());
    // A step that is not risky does not part them, and stopping at the first failure does.
    CHECK(risky("{update: db, fails: 5%}, {update: portal, fails: 1%}, {update: erp, fails: 8%}")
              .size() == 1);
    CHECK(
        risky("{update: db, fails: 5%}, {update: erp, fails: 8%}", "on_failure: abort\n").empty());
    CHECK(risky("{update: db, fails: 5%}").empty());
}

TEST_CASE("from when on a step is risky is the policy's to say") {
    Policy policy;
    policy.thresholds.risky_step = 0.1;
    CHECK(
        only(judged(change("{update: db, fails: 9%}, {update: erp, fails: 9%}"), {}, policy), "T05")
            .empty());
}

TEST_CASE("a stated chance is held against the base rate of its like") {
    const auto stated = [](std::string_view step, std::string_view more = "") {
        return only(judged(change(step, more)), "T06");
    };
    // An update of a normal change: 5 %.
    CHECK(stated("{update: db, fails: 5%}").empty());
    CHECK(stated("{update: db}").empty());
    const auto above = stated("{update: db, fails: 5.1%}");
    REQUIRE(above.size() == 1);
    CHECK(above[0].severity == Severity::note);
    CHECK(above[0].message ==
          "update db is said to fail in 5.1\u00A0% of the cases; 5\u00A0% of its like do");
    CHECK(stated("{update: db, fails: 10%}")[0].severity == Severity::note);
    CHECK(stated("{update: db, fails: 10.1%}")[0].severity == Severity::warning);
    // Half of it is not far below yet.
    CHECK(stated("{update: db, fails: 2.5%}").empty());
    CHECK(stated("{update: db, fails: 2.4%}")[0].severity == Severity::note);
    // The type of the change and what was tested count: 5 % × 0.4 × 0.7.
    CHECK(stated("{update: db, fails: 1.4%, tested: 2026-12-01}", "type: standard\n").empty());
    CHECK(stated("{update: db, fails: 1.5%, tested: 2026-12-01}", "type: standard\n").size() == 1);
    // What cannot fail has no rate to compare with.
    CHECK(stated("{remove: db, fails: 10%}").empty());
}
