#include "assess/findings/landscape_findings.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

// A portal on two servers in two places, which a change can bring under one roof.
const std::string two_sites = R"(
timezone: UTC
currency: EUR
departments: {sales: {}, it: {}}
suppliers: {nordhost: {}}
components:
  a: {kind: server, owner: it, site: north, availability: 99%}
  b: {kind: server, owner: it, site: south, availability: 99%}
  portal: {kind: application, owner: it, availability: 100%, needs: [{any: [a, b]}]}
processes:
  orders: {department: sales, needs: [portal]}
  wishes: {department: it, needs: [portal]}
)";

std::string change(std::string_view steps) {
    return R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 1h}
hypercare: 24h
steps:
)" + std::string(steps);
}

}  // namespace

TEST_CASE("what a change brings about stands at the step that does it") {
    Asked a(two_sites, change("  - {update: portal, fails: 0%}\n"
                              "  - {migrate: b, to: {site: north}, fails: 0%}\n"
                              "  - {update: a, fails: 0%}\n"));
    const Finding f = a.one("A04");
    CHECK(f.brought_about);
    CHECK(has(a.line(f.at), "migrate: b"));
    REQUIRE(!f.related.empty());
    CHECK(has(a.line(f.related[0].at), "any: [a, b]"));
}

TEST_CASE("what was there before is not the change's, and stays where it is written") {
    const std::string one_site = replaced(two_sites, "site: south", "site: north");
    SUBCASE("the change only touches it") {
        Asked a(one_site, change("  - {update: b, fails: 0%}\n"));
        const Finding f = a.one("A04");
        CHECK(!f.brought_about);
        CHECK(has(a.line(f.at), "any: [a, b]"));
    }
    SUBCASE("the change alters something else about it") {
        Asked a(one_site, change("  - {migrate: b, to: {availability: 98%}, fails: 0%}\n"));
        CHECK(!a.one("A04").brought_about);
    }
    SUBCASE("the change takes it away") {
        Asked a(one_site, change("  - {migrate: b, to: {site: south}, fails: 0%}\n"));
        CHECK(a.count("A04") == 0);
    }
}

TEST_CASE("steps that fit only together bring about together, at the one that completes them") {
    // Until c is added, the first step needs what does not exist.
    Asked a(two_sites, change("  - {connect: portal, to: [{any: [a, c]}], fails: 0%}\n"
                              "  - {add: {c: {kind: server, owner: it, site: north, "
                              "availability: 99%}}, fails: 0%}\n"));
    const Finding f = a.one("A04");
    CHECK(f.brought_about);
    CHECK(has(a.line(f.at), "add: {c:"));
}

TEST_CASE("of many steps the right one is found") {
    for (int guilty = 0; guilty < 9; ++guilty) {
        CAPTURE(guilty);
        std::string steps;
        for (int i = 0; i < 9; ++i)
            steps += i == guilty ? "  - {migrate: b, to: {site: north}, fails: 0%}\n"
                                 : "  - {update: portal, fails: 0%}\n";
        Asked a(two_sites, change(steps));
        CHECK(has(a.line(a.one("A04").at), "migrate: b"));
    }
}

TEST_CASE("the policy decides how severe a finding about the landscape is, and whether it is one") {
    const std::string steps = change("  - {migrate: b, to: {site: north}, fails: 0%}\n");
    CHECK(Asked(two_sites, steps).one("A04").severity == Severity::warning);
    CHECK(
        Asked(two_sites, steps, {}, "2026-12-15", "findings: {A04: error}\n").one("A04").severity ==
        Severity::error);
    CHECK(Asked(two_sites, steps, {}, "2026-12-15", "findings: {A04: off}\n").count("A04") == 0);
}

TEST_CASE("what the change brings about comes first") {
    // M11 of a department without a process is standing and as severe as A04.
    Asked a(replaced(two_sites, "it: {}", "it: {}, legal: {}"),
            change("  - {migrate: b, to: {site: north}, fails: 0%}\n"));
    a.run();
    bool standing = false;
    for (const Finding& f : a.answer->findings) {
        standing |= !f.brought_about;
        CHECK(f.brought_about == !standing);
    }
    CHECK(standing);
}
