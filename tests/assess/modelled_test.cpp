#include "assess/modelled.h"

#include "asked.h"
#include "assess/answer/verdict.h"

using namespace knockon;
using namespace knockon::test;

namespace {

std::string owned_by_sales() {
    return replaced(replaced(works, "departments: {finance: {}, it: {}}",
                             "departments: {finance: {}, it: {}, sales: {appetite: {loss: 5}}}"),
                    "portal: {kind: portal,", "portal: {kind: portal, owner: sales,");
}

Verdict of(const Assessment& a, const Id& id) {
    for (const DepartmentFigures& d : a.departments)
        if (d.id == id) return d.verdict;
    FAIL("no such department");
    return Verdict::within;
}

std::string steps(const std::string& text) {
    return replaced(on_db, "steps: [{update: db, fails: 0%}]", "steps: [" + text + "]");
}

}  // namespace

TEST_CASE("a change that reaches no process is not modelled, one that does something else is") {
    Asked portal(works, steps("{update: portal}"));
    CHECK(portal.run().answer->verdict == Verdict::not_modelled);
    CHECK(headline(*portal.answer) == Headline::not_modelled);
    Asked db(works, on_db);
    CHECK(db.run().answer->verdict == Verdict::within);
}

TEST_CASE("who owns what is touched and has no process is not modelled, but for IT") {
    Asked both(owned_by_sales(), steps("{update: db}, {update: portal}"));
    const Assessment& a = *both.run().answer;
    CHECK(of(a, "sales") == Verdict::not_modelled);
    CHECK(of(a, "finance") == Verdict::within);
    CHECK(of(a, "it") == Verdict::within);  // owns db, and runs it for others
    CHECK(a.verdict == Verdict::not_modelled);
    for (const DepartmentFigures& d : a.departments)
        if (d.id == "sales") CHECK(has(d.settle, "it owns portal"));
    // The policy says who is IT: then `it` is a department like any other.
    Asked other(owned_by_sales(), on_db, {}, "2026-12-15", "it: [sales]\n");
    CHECK(of(*other.run().answer, "it") == Verdict::not_modelled);
    CHECK(of(*other.answer, "sales") == Verdict::within);
}

TEST_CASE("of verdicts the worst counts, and not modelled is worse than within") {
    CHECK(worse(Verdict::within, Verdict::not_modelled) == Verdict::not_modelled);
    CHECK(worse(Verdict::not_modelled, Verdict::undetermined) == Verdict::undetermined);
    CHECK(worse(Verdict::exceeds, Verdict::undetermined) == Verdict::exceeds);
}
