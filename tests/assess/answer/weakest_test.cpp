#include "assess/answer/weakest.h"

#include "asked.h"
#include "graph/graph.h"

using namespace knockon;

namespace {

const char* const web = R"(
departments: {d: {}}
components:
  web: {needs: [{all: api, origin: observed}, db]}
  api: {needs: [{any: [db, copy], origin: guessed}, {all: cache, origin: guessed}, cache]}
  db: {}
  copy: {}
  cache: {}
processes: {orders: {department: d, needs: [{all: web, origin: observed}]}}
)";

}  // namespace

TEST_CASE("the weakest need of a chain: a guess before what was observed, the first of them, none where all is stated") {
    const test::Written file("landscape", web);
    Sources sources;
    Diagnostics out;
    const Landscape l = read_landscape({&file.path, 1}, {}, sources, out);
    REQUIRE(render(out, sources) == "");
    const Graph g = compile(l);
    CHECK(weakest_need(g, {"db", "api", "web", "orders"}) == WeakestNeed{"api", "db", Origin::guessed});
    CHECK(weakest_need(g, {"api", "web", "orders"}) == WeakestNeed{"web", "api", Origin::observed});
    CHECK(weakest_need(g, {"db", "web"}) == std::nullopt);
    CHECK(weakest_need(g, {"cache", "api"}) == std::nullopt);  // a guess, and stated as well
    CHECK(weakest_need(g, {"cache", "api", "web"}) == WeakestNeed{"web", "api", Origin::observed});
    CHECK(weakest_need(g, {"nordhost", "db", "api"}) == WeakestNeed{"api", "db", Origin::guessed});
    CHECK(weakest_need(g, {"db"}) == std::nullopt);
    CHECK(weakest_need(g, {}) == std::nullopt);
}
