#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

TEST_CASE(
    "who was seen to call is in need of what it called, whatever the share; rare calls are named") {
    const Imported i(R"([
  {"parent": "shop", "child": "cart", "callCount": 990},
  {"parent": "shop", "child": "mail", "callCount": 5},
  {"parent": "shop", "child": "shop", "callCount": 5000},
  {"parent": "cart", "child": "db", "callCount": 0},
  {"parent": "cart", "child": "unknown", "callCount": 3},
  {"parent": "", "child": "lonely", "callCount": 3}
])");
    CHECK(i.needs() == Needs{"shop>cart", "shop>mail"});
    CHECK(i.draft.balance.relations == 6);
    CHECK(i.dropped("no calls") == 1);
    CHECK(i.dropped("unknown end") == 2);
    CHECK(i.dropped("self") == 1);
    // A named other end stays; what was only called without calls does not.
    CHECK(i.draft.landscape.components.contains("lonely"));
    CHECK_FALSE(i.draft.landscape.components.contains("db"));
    CHECK(i.yaml().find("rare: 0.5 % of its calls") != std::string::npos);
    CHECK(i.yaml().find("origin: observed") != std::string::npos);
}

TEST_CASE(
    "series of Prometheus: labels with escapes, several series of one pair, and what users do") {
    const Imported i(R"(# TYPE traces_service_graph_request_total counter
traces_service_graph_request_total{client="a \"b\", c}",server="d",connection_type=""} 1e3 1767225600000
traces_service_graph_request_total{client="a \"b\", c}",server="d",connection_type="database"} 2
traces_service_graph_request_total{client="user",server="d"} 9
traces_service_graph_request_total{client="d",server="e"} NaN
traces_service_graph_request_total_created{client="x",server="y"} 1
traces_service_graph_request_failed_total{client="x",server="y"} 1
)");
    CHECK(i.draft.balance.relations == 4);
    CHECK(i.draft.balance.needs == 1);
    CHECK(i.dropped("duplicate") == 1);
    CHECK(i.dropped("user") == 1);
    CHECK(i.dropped("no calls") == 1);
    REQUIRE(i.draft.landscape.components.size() == 2);
    CHECK(i.yaml().find("prometheus:a \\\"b\\\", c}") != std::string::npos);
}

TEST_CASE("an answer of Prometheus to a query says the same") {
    const Imported i(R"({"status": "success", "data": {"resultType": "vector", "result": [
  {"metric": {"__name__": "traces_service_graph_request_total", "client": "a", "server": "b"}, "value": [1.5, "7"]},
  {"metric": {"__name__": "other", "client": "a", "server": "c"}, "value": [1.5, "7"]}
]}})");
    CHECK(i.needs() == Needs{"a>b"});
}

TEST_CASE("Kiali: what a service routes to is one group, and boxes hold nothing") {
    const Imported i(R"({"elements": {"nodes": [
  {"data": {"id": "1", "nodeType": "app", "cluster": "c", "namespace": "n", "workload": "web-v1", "app": "web"}},
  {"data": {"id": "2", "nodeType": "service", "cluster": "c", "namespace": "n", "service": "api"}},
  {"data": {"id": "3", "nodeType": "app", "cluster": "c", "namespace": "n", "workload": "api-v1", "app": "api"}},
  {"data": {"id": "4", "nodeType": "app", "cluster": "c", "namespace": "n", "workload": "api-v2", "app": "api"}},
  {"data": {"id": "5", "nodeType": "box", "isBox": "app", "app": "api"}},
  {"data": {"id": "6", "nodeType": "unknown", "cluster": "unknown", "namespace": "unknown"}}],
 "edges": [{"data": {"source": "1", "target": "2"}}, {"data": {"source": "1", "target": "2"}},
  {"data": {"source": "2", "target": "3"}}, {"data": {"source": "2", "target": "4"}},
  {"data": {"source": "6", "target": "1"}}]}})");
    CHECK(i.needs() == Needs{"api>(api-v1|api-v2)", "web-v1>api"});
    CHECK(i.dropped("duplicate") == 1);
    CHECK(i.dropped("unknown end") == 1);
    CHECK(*i.draft.landscape.components.at("api").source == "kiali:c/n/service/api");
}
