#include "assess/findings/fallout.h"

#include <doctest/doctest.h>

#include <set>

#include "graph/reach.h"
#include "random_landscape.h"

using namespace knockon;

namespace {

std::vector<Id> first_three(const std::set<Id>& ids) {
    std::vector<Id> all(ids.begin(), ids.end());
    if (all.size() > 3) all.resize(3);
    return all;
}

}  // namespace

TEST_CASE("who notices is whoever a search from the component reaches") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        RandomCase c = random_case(seed);
        // More than 64 processes, so that the sweep takes more than one turn.
        Random r(seed);
        std::vector<Id> ids;
        for (const auto& [id, component] : c.landscape.components) ids.push_back(id);
        for (int i = 0; i < 70; ++i) {
            const Id id = "q" + std::to_string(i);
            c.landscape.processes[id] = random_process(r, id, ids);
            c.landscape.processes[id].id = id;
        }
        const Graph g = compile(c.landscape);
        const Sccs sccs = strongly_connected(g);
        const Fallout f = fallout(c.landscape, g, sccs);
        for (Node v = 0; v < g.size(); ++v) {
            const Distances d = reached_from(g, {&v, 1});
            std::set<Id> processes, departments;
            for (Node p = g.components; p < g.size(); ++p) {
                if (d.depth[p] == not_reached) continue;
                processes.insert(g.names[p]);
                departments.insert(*c.landscape.processes.at(g.names[p]).department);
            }
            CAPTURE(g.names[v]);
            CHECK(f.processes.count(v) == processes.size());
            CHECK(f.processes.first(v) == first_three(processes));
            CHECK(f.departments.count(v) == departments.size());
            CHECK(f.departments.first(v) == first_three(departments));
        }
    }
}

TEST_CASE("what is hit is named, and the rest counted") {
    Fallout f;
    f.processes = {{"a", "b", "c"}, {{{0, 1, 2}, 5}, {{0}, 1}, {}}};
    f.departments = {{"north", "south"}, {{{0, 1}, 2}, {{0}, 1}, {}}};
    Landscape l;
    l.processes["a"].name = std::string("Alpha");
    l.departments["north"].name = std::string("North side");
    const Names names(l);
    CHECK(hits_text(f, names, 0) == "hits Alpha, b, c and 2 more (North side, south)");
    CHECK(hits_text(f, names, 1) == "hits Alpha (North side)");
    CHECK(hits_text(f, names, 2) == "reaches no process");
}
