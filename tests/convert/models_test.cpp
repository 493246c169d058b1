#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

TEST_CASE(
    "CycloneDX: services, nested too, and the application that depends on them; libraries are none") {
    const Imported i(R"({"bomFormat": "CycloneDX", "specVersion": "1.5",
 "metadata": {"component": {"bom-ref": "app", "name": "Shop"}},
 "components": [{"bom-ref": "lib", "name": "lib"}],
 "services": [{"bom-ref": "api", "name": "API", "provider": {"name": "Nordhost"},
               "services": [{"name": "db"}]}],
 "dependencies": [{"ref": "app", "dependsOn": ["api", "lib"]}, {"ref": "api", "dependsOn": ["db"]},
                  {"ref": "lib", "dependsOn": []}]})");
    CHECK(i.needs() == Needs{"api>db", "shop>api"});
    CHECK(i.dropped("software component") == 1);
    CHECK(i.dropped("end is a software component") == 1);
    CHECK(*i.draft.landscape.components.at("api").supplier == "nordhost");
}

TEST_CASE(
    "CALM: a composition points down, a place is what stands in it stands on, a flow is a process") {
    const Imported i(R"({"nodes": [
  {"unique-id": "sys", "node-type": "system", "name": "System"}, {"unique-id": "net", "node-type": "network"},
  {"unique-id": "a", "node-type": "service"}, {"unique-id": "b", "node-type": "service"},
  {"unique-id": "man", "node-type": "actor"}],
 "relationships": [
  {"unique-id": "r1", "relationship-type": {"composed-of": {"container": "sys", "nodes": ["a", "b"]}}},
  {"unique-id": "r2", "relationship-type": {"composed-of": {"container": "net", "nodes": ["sys"]}}},
  {"unique-id": "r3", "relationship-type": {"deployed-in": {"container": "net", "nodes": ["b"]}}},
  {"unique-id": "r4", "relationship-type": "connects",
   "connects": {"source": {"node": "a"}, "destination": {"node": "b"}}},
  {"unique-id": "r5", "relationship-type": {"interacts": {"actor": "man", "nodes": ["a"]}}}],
 "flows": [{"unique-id": "f", "name": "Sell", "transitions": [
  {"relationship-unique-id": "r5"}, {"relationship-unique-id": "r4"}, {"relationship-unique-id": "gone"}]}]})");
    CHECK(i.needs() ==
          Needs{"a>b", "b>net", "sell>a", "sell>b", "system>a", "system>b", "system>net"});
    CHECK(i.dropped("actor") == 1);
    CHECK(i.draft.balance.relations == 9);
    CHECK(i.draft.balance.processes == 1);
    CHECK(i.dropped("a transition of no relationship") == 1);
}

TEST_CASE(
    "Structurizr: components fold into containers; one environment, with its instances as a choice") {
    const std::string workspace = R"({"model": {
 "people": [{"id": "1", "name": "User", "relationships": [{"sourceId": "1", "destinationId": "3"}]}],
 "softwareSystems": [{"id": "2", "name": "Bank", "containers": [
   {"id": "3", "name": "Web", "components": [
     {"id": "4", "name": "Sign in", "relationships": [{"sourceId": "4", "destinationId": "6"},
                                                      {"sourceId": "4", "destinationId": "5"}]},
     {"id": "5", "name": "Other"}],
    "relationships": [{"sourceId": "3", "destinationId": "6", "linkedRelationshipId": "x"}]},
   {"id": "6", "name": "Database"}]}],
 "deploymentNodes": [{"id": "7", "name": "Site", "environment": "Live", "children": [
   {"id": "8", "name": "N1", "environment": "Live", "containerInstances": [
      {"id": "10", "containerId": "6", "environment": "Live"}]},
   {"id": "9", "name": "N2", "environment": "Live", "containerInstances": [
      {"id": "11", "containerId": "6", "environment": "Live"}],
    "relationships": [{"sourceId": "9", "destinationId": "8"}]}]}]}})";
    const Imported plain(workspace);
    CHECK(plain.needs() == Needs{"bank>database", "bank>web", "web>database"});
    CHECK(plain.dropped("person") == 1);
    CHECK(plain.dropped("implied") == 1);
    CHECK(plain.dropped("within one container") == 1);
    CHECK(plain.dropped("deployment") == 5);
    Wishes wishes;
    wishes.environment = "Live";
    const Imported live(workspace, wishes);
    CHECK(live.needs() == Needs{"bank>database", "bank>web", "database>(n1|n2)", "n1>site",
                                "n2>site", "web>database"});
    CHECK(live.dropped("between deployment nodes") == 1);
}

TEST_CASE("Threagile: an asset needs what it has links to") {
    const Imported i(R"(technical_assets:
  Web Shop: {id: shop, owner: Sales, communication_links: {To database: {target: db}, To mail: {target: gone}}}
  Database: {id: db, technology: database}
data_assets: {Customers: {id: customers}}
)");
    CHECK(i.needs() == Needs{"web-shop>database"});
    CHECK(i.dropped("end not there") == 1);
    CHECK(*i.draft.landscape.components.at("web-shop").owner == "sales");
}
