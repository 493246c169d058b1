#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

TEST_CASE("DOT: quotes, joins, ports, groups, chains, keywords in any case, comments") {
    const Imported i(R"(/* a file */ Strict DiGraph "g" {
# as of the preprocessor
  Node [shape=box]; edge [color=red]; rankdir = LR
  "a b" [label="Shop \"one\""]; c [label=<<b>bold</b>>]; // rest
  "lo\
ng" + "er" -> c:port:nw -> { d; e } [label="not a name"];
  subgraph cluster_x { label="x"; d -> "a b" }
  3.14 -> -7 }
)");
    CHECK(i.said() == "");
    const auto& all = i.draft.landscape.components;
    CHECK(*all.at("shop-one").name == "Shop \"one\"");
    CHECK(*all.at("shop-one").source == "dot:a b");
    CHECK_FALSE(all.at("c").name);
    CHECK(all.contains("longer"));
    CHECK(i.draft.balance.needs == 5);
    CHECK(i.draft.balance.relations == 5);
    CHECK(i.draft.balance.components == 7);
}

TEST_CASE("DOT: no direction, no name") {
    const Imported i("graph { a -- b; \"\" -- a }");
    CHECK(i.dropped("no direction") == 2);
    CHECK(i.dropped("no name") == 1);
    CHECK(i.draft.balance.components == 2);
}

TEST_CASE("DOT that is broken or nested without end is an error at its place") {
    CHECK(Imported("digraph { a -> ").has("K305"));
    CHECK(Imported("digraph { a -> \"b }").has("K305"));
    CHECK(Imported("digraph { a [label=\"b\" }").has("K305"));
    CHECK(Imported("digraph { a -> } ").has("K305"));
    std::string deep = "digraph ";
    for (int i = 0; i < 100'000; ++i) deep += "{ subgraph ";
    CHECK(Imported(deep).has("K305"));
    std::string wide = "digraph { {";
    for (int i = 0; i < 3000; ++i) wide += " n" + std::to_string(i);
    CHECK(Imported(wide + " } -> { " + wide.substr(11) + " } }").has("K305"));
}

TEST_CASE("JSON Graph: nodes as a list or by id, edges with and without direction") {
    const Imported i(R"({"graphs": [
  {"nodes": {"a": {"label": "Shop"}, "b": {}}, "edges": [{"source": "a", "target": "b"}]},
  {"directed": false, "nodes": [{"id": "b"}, {"id": "c", "label": "C"}],
   "edges": [{"source": "a", "target": "c"}, {"source": "c", "target": "b", "directed": true}]}
]})");
    CHECK(i.needs() == Needs{"c>b", "shop>b"});
    CHECK(i.dropped("no direction") == 1);
    CHECK(i.dropped("id used before") == 1);
}
