// Each rule: a landscape that has it, one that just does not, and one where it was there before
// (landscape_findings_test.cpp shows the last for all rules about a landscape).
#include "asked.h"
#include "assess/calendars.h"
#include "assess/landscape_findings.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const std::string three_nodes = R"(
timezone: UTC
departments: {sales: {}}
suppliers: {nordhost: {}, sudhost: {}}
components:
  a: {kind: server, supplier: nordhost, site: north}
  b: {kind: server, supplier: nordhost, site: south}
  c: {kind: server, supplier: sudhost, site: east}
  portal: {kind: application, needs: [{atleast: 2, of: [a, b, c]}]}
processes:
  orders: {department: sales, needs: [portal]}
)";

std::vector<Finding> found(const std::string& landscape, std::string_view code) {
    Asked a(landscape, on_db);
    Diagnostics problems;
    const Calendars calendars = compile_calendars(a.landscape, problems);
    std::vector<Finding> all = landscape_findings(a.landscape, calendars, {}, {});
    std::erase_if(all, [&](const Finding& f) { return f.code != code; });
    return all;
}

}  // namespace

TEST_CASE("A04: members that suffice to stop a group share a supplier") {
    const auto all = found(three_nodes, "A04");
    REQUIRE(all.size() == 1);
    CHECK(all[0].message ==
          "the redundancy of portal (2 of a, b, c) is none: a and b share one supplier, nordhost; "
          "hits orders (sales)");
    CHECK(all[0].subjects == std::vector<Id>{"portal", "a", "b", "c", "nordhost"});
    CHECK(all[0].severity == Severity::warning);
}

TEST_CASE("A04: one member fewer on it leaves the group up") {
    CHECK(found(replaced(three_nodes, "b: {kind: server, supplier: nordhost",
                         "b: {kind: server, supplier: sudhost"),
                "A04")
              .size() == 1);  // b and c now share the other one
    CHECK(found(replaced(three_nodes, "b: {kind: server, supplier: nordhost", "b: {kind: server"),
                "A04")
              .empty());
    CHECK(found(replaced(three_nodes, "atleast: 2", "atleast: 1"), "A04").empty());
}

TEST_CASE("A04: a group that needs all of its members has no spare to lose") {
    CHECK(found(replaced(three_nodes, "atleast: 2", "atleast: 3"), "A04").empty());
}

TEST_CASE("A04: sites, networks and technologies are looked at too, each by itself") {
    std::string l = replaced(three_nodes, "{atleast: 2, of: [a, b, c]}", "{any: [a, b]}");
    l = replaced(l, "site: south", "site: north, network: w, technologies: [x, y]");
    l = replaced(l, "site: north}", "site: north, network: w, technologies: [y]}");
    const auto all = found(l, "A04");
    REQUIRE(all.size() == 4);
    CHECK(
        all[0].message ==
        "the redundancy of portal (any of a and b) is none: all are on one network, w; hits orders "
        "(sales)");
    CHECK(all[1].subjects.back() == "nordhost");
    CHECK(all[2].message ==
          "the redundancy of portal (any of a and b) is none: all are on one site, north; hits "
          "orders (sales)");
    CHECK(all[3].severity == Severity::note);
    CHECK(all[3].subjects.back() == "technology y");
}

TEST_CASE("A06: a component better than its supplier's shared part") {
    const std::string l = R"(
timezone: UTC
departments: {sales: {}}
suppliers: {nordhost: {availability: 99%, share: 10%}}
components:
  a: {kind: server, supplier: nordhost, availability: 99.95%}
processes:
  orders: {department: sales, needs: [a]}
)";
    REQUIRE(found(l, "A06").size() == 1);
    CHECK(found(replaced(l, "99.95%", "99.9%"), "A06").empty());  // exactly the shared part
    CHECK(found(replaced(l, "share: 10%", "share: 1%"), "A06").empty());
}
