#include "assess/answer/picture.h"

#include <algorithm>
#include <map>
#include <set>

#include "asked.h"
#include "graph/reach.h"
#include "random_landscape.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const PictureNode& node(const Picture& p, std::string_view id) {
    const auto it = std::find_if(p.nodes.begin(), p.nodes.end(),
                                 [&](const PictureNode& n) { return n.id == id; });
    REQUIRE_MESSAGE(it != p.nodes.end(), id);
    return *it;
}

bool drawn(const Picture& p, std::string_view id) {
    return std::any_of(p.nodes.begin(), p.nodes.end(),
                       [&](const PictureNode& n) { return n.id == id; });
}

const PictureEdge& edge(const Picture& p, std::string_view from, std::string_view to) {
    const auto it = std::find_if(p.edges.begin(), p.edges.end(), [&](const PictureEdge& e) {
        return e.from == from && e.to == to;
    });
    REQUIRE_MESSAGE(it != p.edges.end(), from, " → ", to);
    return *it;
}

using Role = PictureNode::Role;
using State = PictureNode::State;

}  // namespace

TEST_CASE("a chain is drawn from the process down to what the change touches") {
    Asked asked(works, replaced(on_db, "fails: 0%", "fails: 50%, downtime: 1h"));
    const Picture p = *asked.run().answer->picture;
    REQUIRE(p.nodes.size() == 3);
    CHECK(p.nodes[0].id == "invoicing");
    CHECK(p.nodes[1].id == "erp");
    CHECK(p.nodes[2].id == "db");
    CHECK(p.left_out == 1);  // the portal
    CHECK(p.dropped == 0);
    CHECK(node(p, "db").role == Role::touched);
    CHECK(node(p, "db").supplier == "nordhost");
    CHECK(node(p, "db").department == "it");
    CHECK(node(p, "db").kind_name == "database");
    CHECK(node(p, "erp").state == State::exposed);
    CHECK(node(p, "invoicing").department == "finance");
    CHECK(edge(p, "invoicing", "erp").text.empty());
    CHECK(edge(p, "erp", "db").text.empty());
    CHECK(p.edges.size() == 2);
}

TEST_CASE("a buffer that holds is seen: what is beyond it is reached, but not down") {
    Asked asked(replaced(works, "needs: [db]", "needs: [{all: db, tolerates: 2h}]"),
                replaced(on_db, "fails: 0%", "fails: 0%, downtime: 1h"));
    const Picture p = *asked.run().answer->picture;
    CHECK(node(p, "db").state == State::exposed);
    CHECK(node(p, "erp").state == State::absorbed);
    CHECK(node(p, "invoicing").state == State::absorbed);
    CHECK(edge(p, "erp", "db").text == "survives 2 h without it");
}

TEST_CASE("what a change adds and takes away is drawn as such") {
    Asked asked(works,
                "id: CHG-2\nwindow: {start: 2027-01-12T20:00, length: 1h}\nsteps:\n"
                "  - {add: {cache: {availability: 100%, needs: [db]}}, fails: 0%}\n"
                "  - {disconnect: erp, from: [db], fails: 0%}\n"
                "  - {connect: erp, to: [cache], fails: 0%}\n"
                "  - {remove: portal}\n");
    const Picture p = *asked.run().answer->picture;
    CHECK(node(p, "cache").role == Role::added);
    CHECK(node(p, "portal").role == Role::removed);
    CHECK(node(p, "erp").role == Role::touched);
    CHECK(edge(p, "erp", "cache").added);
    CHECK(edge(p, "erp", "db").removed);
    CHECK_FALSE(edge(p, "cache", "db").removed);
    CHECK(p.left_out == 0);
}

TEST_CASE("what stays up beside a touched member of a redundant group is drawn too") {
    Asked asked(replaced(works, "needs: [db]", "needs: [{any: [db, portal]}]"), on_db);
    const Picture p = *asked.run().answer->picture;
    CHECK(node(p, "portal").state == State::none);
    CHECK(edge(p, "erp", "portal").text == "needs 1 of 2");
}

TEST_CASE("every process that is reached is drawn, on a way to what the change touches") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        Diagnostics out;
        const auto a = assess(c.landscape, c.change, {}, {}, {}, {}, out);
        if (!a) continue;
        const Picture& p = *a->picture;
        const Graph g = compile(c.landscape);
        CHECK(p.left_out == g.size() - p.nodes.size());
        CHECK(p.dropped == 0);
        std::map<Id, std::vector<Id>> needs;
        for (const PictureEdge& e : p.edges) needs[e.from].push_back(e.to);
        std::set<Id> touched;
        for (const Step& s : c.change.steps) touched.insert(*s.target);
        for (const Id& id : touched) CHECK(node(p, id).role == Role::touched);
        for (const Figures& f : a->processes) {
            if (f.reach == Reach::none) {
                CHECK((!drawn(p, f.id) || node(p, f.id).state == State::none));
                continue;
            }
            std::vector<Id> open{f.id};
            std::set<Id> seen{f.id};
            while (!open.empty()) {
                const Id id = open.back();
                open.pop_back();
                for (const Id& m : needs[id])
                    if (seen.insert(m).second) open.push_back(m);
            }
            CHECK(std::any_of(touched.begin(), touched.end(),
                              [&](const Id& id) { return seen.contains(id); }));
        }
    }
}

TEST_CASE("what does not fit is dropped batch by batch, and counted") {
    Landscape l;
    for (const char* id : {"a", "b", "c", "d"}) l.components[id].id = id;
    const Picture p = picture_of(l, l, {{"a"}, {"b", "c", "d"}, {"b"}, {"nobody"}}, 3);
    CHECK(drawn(p, "a"));
    CHECK(drawn(p, "b"));
    CHECK(p.nodes.size() == 2);
    CHECK(p.left_out == 2);
    CHECK(p.dropped == 2);
}

TEST_CASE("the order of a picture does not depend on how ids sort") {
    Landscape l;
    for (const char* id : {"a", "b", "c"}) l.components[id].id = id;
    l.components["b"].needs.push_back({.members = {Id("c")}});
    l.components["c"].needs.push_back({.members = {Id("a")}});
    const Picture p = picture_of(l, l, {{"a", "b", "c"}});
    CHECK(p.nodes[0].id == "b");
    CHECK(p.nodes[1].id == "c");
    CHECK(p.nodes[2].id == "a");
}
