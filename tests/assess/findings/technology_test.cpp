#include "asked.h"
#include "assess/findings/landscape_findings.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// What erp and db, which it needs, say of themselves.
std::string made_of(std::string_view erp, std::string_view db) {
    return replaced(replaced(works, "erp: {", "erp: {" + std::string(erp)), "db: {",
                    "db: {" + std::string(db));
}

std::size_t misfits(std::string_view erp, std::string_view db) {
    return Asked(made_of(erp, db), on_db).count("M01");
}

}  // namespace

TEST_CASE("M01: a part that is not accepted does not fit") {
    Asked a(made_of("accepts: [oracle-19, oracle-21], ", "technologies: [postgres-15], "), on_db);
    const Finding f = a.one("M01");
    CHECK(f.severity == Severity::error);
    CHECK(!f.brought_about);
    CHECK(f.message ==
          "db does not fit erp, which needs it: erp accepts oracle-19, oracle-21, and "
          "db is made of postgres-15");
    CHECK(f.subjects == std::vector<Id>{"erp", "db"});
    CHECK(has(a.line(f.at), "needs: [db]"));
    REQUIRE(f.related.size() == 2);
    CHECK(has(a.line(f.related[0].at), "accepts:"));
    CHECK(has(a.line(f.related[1].at), "technologies:"));
}

TEST_CASE("one technology in common is enough, on either side") {
    CHECK(misfits("accepts: [a], ", "technologies: [b], ") == 1);
    CHECK(misfits("accepts: [a, b], ", "technologies: [b, c], ") == 0);
    CHECK(misfits("accepts: [a], technologies: [x], ", "technologies: [b], accepts: [x], ") == 0);
    CHECK(misfits("technologies: [x], ", "accepts: [y], ") == 1);
    CHECK(misfits("technologies: [x], ", "accepts: [x], ") == 0);
    CHECK(has(Asked(made_of("accepts: [], ", "technologies: [b], "), on_db).one("M01").message,
              "erp accepts nothing"));
}

TEST_CASE("what is said by one half alone tells nothing") {
    CHECK(misfits("accepts: [a], ", "") == 0);
    CHECK(misfits("", "technologies: [b], ") == 0);
    CHECK(misfits("technologies: [a], ", "technologies: [b], ") == 0);
    CHECK(misfits("accepts: [a], ", "accepts: [b], ") == 0);
}

TEST_CASE("what would fit is named: technologies, and components of the same kind") {
    const std::string l =
        replaced(made_of("accepts: [oracle-19], ", "technologies: [postgres-15], "), "  portal:",
                 "  ledger_db: {kind: database, technologies: [oracle-19], availability: 100%}\n"
                 "  ledger: {kind: application, technologies: [oracle-19], availability: 100%}\n"
                 "  portal:");
    const std::string help = Asked(l, on_db).one("M01").help;
    CHECK(has(help, "Choose one made of oracle-19"));
    CHECK(has(help, "of the same kind ledger_db would fit"));
    CHECK(!has(help, "ledger and"));
}

TEST_CASE("a misfit belongs to the change that builds the part in, not to one that touches it") {
    const std::string apart =
        replaced(made_of("accepts: [oracle-19], ", ""), "portal: {kind: portal,",
                 "portal: {kind: portal, technologies: [graphql],");
    const std::string connect =
        replaced(on_db, "update: db, fails: 0%", "connect: erp, to: [portal], fails: 0%");
    CHECK(Asked(apart, on_db).count("M01") == 0);
    Asked a(apart, connect);
    const Finding f = a.one("M01");
    CHECK(f.brought_about);
    CHECK(has(a.line(f.at), "connect: erp"));
    CHECK(!Asked(made_of("accepts: [a], ", "technologies: [b], "), on_db).one("M01").brought_about);
    // A replacement that does not fit any more.
    const std::string replace = replaced(on_db, "update: db, fails: 0%",
                                         "replace: db, with: {technologies: [b]}, fails: 0%");
    CHECK(
        Asked(made_of("accepts: [a], ", "technologies: [a], "), replace).one("M01").brought_about);
}
