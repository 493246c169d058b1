#include <doctest/doctest.h>

#include "read_back.h"
#include "report/report.h"

using namespace knockon;

namespace {

/// Two of three nodes, one of them down: api stops after 15 minutes, and takes the invoices with
/// it.
Impact one_node_down() {
    Impact i;
    i.ids = {"node1"};
    i.reaches_components = 2;
    i.reaches_processes = 2;
    i.components = {{"db", 1, false}, {"api", 2, false}};
    i.processes = {
        {"invoicing", "Invoice run", "finance", true, 900.0, {"node1", "db", "api", "invoicing"}},
        {"campaign", "Campaign", "marketing", false, {}, {"node1", "db", "campaign"}}};
    i.departments = {
        {"finance", "Finance", 1, 0}, {"marketing", "Marketing", 0, 1}, {"hr", "People", 0, 0}};
    i.groups = {{"db", {"node1", "node2", "node3"}, 2, 1, 0}};
    return i;
}

}  // namespace

TEST_CASE("impact says what stops, when, through what, and what may still fail") {
    CHECK(impact_text(one_node_down(), {}) ==
          R"(When node1 is down

2 components and 2 processes depend on it, directly or not (redundancy ignored).

Finance  1 certain
  Invoice run    stops after 15 min    node1 → db → api → invoicing

Marketing  1 possible
  Campaign    may stop    node1 → db → campaign

Redundancy
  db needs 2 of 3 (node1, node2, node3): 1 down, none more may fail

Components that depend on it  (how many needs away)
  db (1) possible, api (2) possible
)");
}

TEST_CASE("a path says what need it rests on that nobody stated") {
    Impact i = one_node_down();
    i.processes[0].weakest = WeakestNeed{"api", "db", Origin::guessed};
    i.processes[1].weakest = WeakestNeed{"campaign", "db", Origin::observed};
    const std::string said = impact_text(i, {.width = 120});
    CHECK(said.find("node1 → db → api → invoicing (rests on a guessed need: api needs db)\n") != std::string::npos);
    CHECK(said.find("node1 → db → campaign (as observed)\n") != std::string::npos);
    const rapidjson::Document d = read_back(impact_json(i));
    CHECK(text(d["processes"][0]["weakest"]["consumer"]) == "api");
    CHECK(text(d["processes"][0]["weakest"]["member"]) == "db");
    CHECK(text(d["processes"][0]["weakest"]["origin"]) == "guessed");
    CHECK(read_back(impact_json(one_node_down()))["processes"][0]["weakest"].IsNull());
}

TEST_CASE("of a long path the ends are said, of many processes the first, and all on request") {
    Impact i = one_node_down();
    std::vector<Id>& path = i.processes[0].path;
    for (const char c : std::string("abcde")) path.insert(path.end() - 1, std::string("layer-") + c);
    for (int n = 0; n < 13; ++n) i.processes.push_back({"p" + std::to_string(n), "", "hr", true, 0.0, {"node1", "p"}, {}});
    i.departments[2].certain = 13;
    const std::string said = impact_text(i, {.width = 120});
    CHECK(said.find("node1 → db → api → 4 more → layer-e → invoicing\n") != std::string::npos);
    CHECK(said.find("p11 ") != std::string::npos);
    CHECK(said.find("p12 ") == std::string::npos);
    CHECK(said.find("\n  and 1 more: -v lists them\n") != std::string::npos);
    const std::string all = impact_text(i, {.width = 120, .detail = TextOptions::Detail::full});
    CHECK(all.find("node1 → db → api → layer-a → layer-b → layer-c → layer-d → layer-e → invoicing\n") != std::string::npos);
    CHECK(all.find("p12 ") != std::string::npos);
    i.processes[0].path.erase(i.processes[0].path.end() - 2);  // eight names: no longer than its ends and a count
    CHECK(impact_text(i, {.width = 120}).find("layer-c → layer-d → invoicing\n") != std::string::npos);
}

TEST_CASE("an id that reaches no process is not called harmless") {
    Impact i;
    i.ids = {"printer"};
    const std::string text = impact_text(i, {});
    CHECK(text.find("0 components and 0 processes") != std::string::npos);
    CHECK(text.find("does not\nsay who needs it") != std::string::npos);
}

TEST_CASE("impact/1 has the fields of the contract") {
    const rapidjson::Document d = read_back(impact_json(one_node_down()));
    CHECK(text(d["knockon"]) == "impact/1");
    CHECK(text(d["ids"][0]) == "node1");
    CHECK(real(d["reaches"]["components"]) == 2);
    CHECK(real(d["reaches"]["processes"]) == 2);
    CHECK(real(d["components"][1]["depth"]) == 2);
    CHECK(d["processes"][0]["certain"].GetBool());
    CHECK(real(d["processes"][0]["after_s"]) == 900);
    CHECK(d["processes"][1]["after_s"].IsNull());
    CHECK(d["processes"][0]["path"].Size() == 4);
    CHECK(text(d["departments"][0]["id"]) == "finance");
}
