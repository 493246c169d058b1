#include "graph/graph.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "graph/components.h"
#include "graph/reach.h"
#include "random_landscape.h"

using namespace knockon;

namespace {

/// a chain 0 ← 1 ← 2 … of components, each needing the one before.
Landscape chain_of(int n) {
    Landscape l;
    for (int i = 0; i < n; ++i) {
        const Id id = std::to_string(1'000'000 + i);
        Component& c = l.components[id];
        c.id = id;
        if (i == 0) continue;
        Need need;
        need.members.emplace_back(std::to_string(1'000'000 + i - 1));
        c.needs.push_back(need);
    }
    return l;
}

/// Everything reachable from `v` by needs, by looking until nothing is added.
std::vector<bool> slow_needs(const Graph& g, Node v) {
    std::vector<bool> seen(g.size());
    seen[v] = true;
    for (bool grew = true; grew;) {
        grew = false;
        for (Node u = 0; u < g.size(); ++u)
            if (seen[u])
                for (const Group& group : g.groups_of(u))
                    for (const Node m : g.members_of(group))
                        if (!seen[m]) grew = seen[m] = true;
    }
    return seen;
}

}  // namespace

TEST_CASE("a chain of a million components needs no deep stack") {
    const Landscape l = chain_of(1'000'000);
    const Graph g = compile(l);
    const Sccs sccs = strongly_connected(g);
    CHECK(sccs.size() == 1'000'000);
    const Node first = 0;
    const Distances d = reached_from(g, {&first, 1});
    CHECK(d.depth[999'999] == 999'999);
    CHECK(chain(d, 999'999).size() == 1'000'000);
}

TEST_CASE("what a component needs comes before it, and cycles stay together") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        const Graph g = compile(c.landscape);
        const Sccs sccs = strongly_connected(g);
        for (Node v = 0; v < g.size(); ++v) {
            const auto below = slow_needs(g, v);
            CHECK(needs_of(g, {&v, 1}) == below);
            int together = 0;
            for (Node u = 0; u < g.size(); ++u) {
                const bool mutual = below[u] && slow_needs(g, u)[v];
                CHECK((sccs.of[u] == sccs.of[v]) == mutual);
                together += mutual;
                if (below[u] && !mutual) CHECK(sccs.of[u] < sccs.of[v]);
            }
            CHECK(is_cyclic(g, sccs, sccs.of[v]) == (together > 1));  // nothing needs itself here
        }
    }
}

TEST_CASE("users are the reverse of needs, each once") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        const Graph g = compile(c.landscape);
        for (Node v = 0; v < g.size(); ++v) {
            std::vector<Node> users;
            for (Node u = 0; u < g.size(); ++u) {
                bool uses = false;
                for (const Group& group : g.groups_of(u))
                    for (const Node m : g.members_of(group)) uses |= m == v;
                if (uses) users.push_back(u);
            }
            CHECK(std::vector<Node>(g.users_of(v).begin(), g.users_of(v).end()) == users);
        }
    }
}

TEST_CASE("the shortest way is one need a step and as long as the depth says") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        const Graph g = compile(c.landscape);
        const Node from = 0;
        const Distances d = reached_from(g, {&from, 1});
        for (Node v = 0; v < g.size(); ++v) {
            CHECK((d.depth[v] != not_reached) == needs_of(g, {&v, 1})[from]);
            const auto way = chain(d, v);
            if (d.depth[v] == not_reached) continue;
            CHECK(way.size() == d.depth[v] + 1);
            for (std::size_t i = 1; i < way.size(); ++i) {
                const auto users = g.users_of(way[i - 1]);
                CHECK(std::find(users.begin(), users.end(), way[i]) != users.end());
            }
        }
    }
}

TEST_CASE("a need that never matters is none") {
    Landscape l;
    for (const char* id : {"db", "shop"}) l.components[id].id = id;
    Need need;
    need.members.emplace_back("db");
    l.components["shop"].needs = {need};
    CHECK(compile(l).users_of(0).size() == 1);
    l.components["shop"].needs[0].terms.set().chance = 0.0;
    CHECK(compile(l).users_of(0).empty());
}

TEST_CASE("an id is found among components and among processes") {
    const RandomCase c = random_case(7);
    const Graph g = compile(c.landscape);
    for (Node v = 0; v < g.size(); ++v) CHECK(g.find(g.names[v]) == v);
    CHECK(!g.find("nobody"));
}
