#include "assess/findings/data_flow.h"

#include <doctest/doctest.h>

#include <set>

#include "assess/study/calendars.h"
#include "assess/findings/landscape_findings.h"
#include "random_landscape.h"

using namespace knockon;

namespace {

const std::vector<DataClass> all_classes{DataClass::open, DataClass::internal,
                                         DataClass::confidential, DataClass::secret};

Landscape landscape_with_data(std::uint64_t seed) {
    Landscape l = random_case(seed).landscape;
    Random r(seed + 1000);
    for (auto& [id, c] : l.components) {
        if (r.yes(40)) c.more.set().data = r.of(all_classes);
        for (Need& n : c.needs)
            if (r.yes(20)) n.terms.set().data = r.of(all_classes);
    }
    for (auto& [id, p] : l.processes)
        for (Need& n : p.needs)
            if (r.yes(20)) n.terms.set().data = r.of(all_classes);
    return l;
}

const std::vector<Need>& needs_of(const Landscape& l, const Id& id) {
    const auto c = l.components.find(id);
    return c != l.components.end() ? c->second.needs : l.processes.at(id).needs;
}

/// Every simple path down the needs that data of the class can take, tried one by one.
void walk(const Landscape& l, DataClass c, std::vector<Id>& path, std::set<Id>& held) {
    held.insert(path.back());
    for (const Need& n : needs_of(l, path.back())) {
        if (n.terms->data && *n.terms->data < c) continue;
        for (const Ref& m : n.members) {
            if (std::find(path.begin(), path.end(), *m) != path.end()) continue;
            path.push_back(*m);
            walk(l, c, path, held);
            path.pop_back();
        }
    }
}

std::set<Id> held_by_search(const Landscape& l, DataClass c) {
    std::set<Id> held;
    const auto from = [&](const Id& id) {
        std::vector<Id> path{id};
        walk(l, c, path, held);
    };
    for (const auto& [id, component] : l.components)
        if (component.more->data && *component.more->data >= c) from(id);
    const auto handed = [&](const std::vector<Need>& needs) {
        for (const Need& n : needs)
            if (n.terms->data && *n.terms->data >= c)
                for (const Ref& m : n.members) from(*m);
    };
    for (const auto& [id, component] : l.components) handed(component.needs);
    for (const auto& [id, p] : l.processes) handed(p.needs);
    return held;
}

bool hands(const Landscape& l, const Id& consumer, const Id& member, DataClass c) {
    for (const Need& n : needs_of(l, consumer))
        for (const Ref& m : n.members)
            if (*m == member && (!n.terms->data || *n.terms->data >= c)) return true;
    return false;
}

}  // namespace

TEST_CASE("data gets where a search over all paths finds it, by a way that exists") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        const Landscape l = landscape_with_data(seed);
        const Graph g = compile(l);
        const DataFlow flow(g, l);
        for (const DataClass c :
             {DataClass::internal, DataClass::confidential, DataClass::secret}) {
            const std::set<Id> held = held_by_search(l, c);
            for (Node v = 0; v < g.size(); ++v) {
                CAPTURE(g.names[v]);
                const auto most = flow.held(v);
                CHECK((most && *most >= c) == held.contains(g.names[v]));
                if (!most || *most < c) continue;
                const std::vector<Node> way = flow.way(v, c);
                CHECK(way.front() == flow.origin(v, c));
                CHECK(way.back() == v);
                for (std::size_t i = 0; i + 1 < way.size(); ++i)
                    CHECK(hands(l, g.names[way[i]], g.names[way[i + 1]], c));
            }
        }
    }
}

TEST_CASE("what begins to flow is what a landscape without it does not hold") {
    // Where nothing is new nothing begins; where everything is, everything does.
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        const Landscape l = landscape_with_data(seed);
        const Graph g = compile(l);
        const DataFlow flow(g, l);
        const DataFlow none(
            flow, l, [](Node, DataClass) { return false; },
            std::vector<bool>(g.groups.size(), false));
        const DataFlow all(
            flow, l, [](Node, DataClass) { return true; },
            std::vector<bool>(g.groups.size(), true));
        for (Node v = 0; v < g.size(); ++v) {
            CHECK(!none.held(v));
            CHECK(all.held(v) == flow.held(v));
        }
    }
}

namespace {

void add_clearances(Landscape& l, Random& r) {
    for (const char* id : {"north", "south"}) {
        Supplier s;
        s.id = id;
        if (r.yes(70)) s.clearance = r.of(all_classes);
        l.suppliers.emplace(id, s);
    }
    const auto of_needs = [&](std::vector<Need>& needs) {
        for (Need& n : needs)
            if (r.yes(30)) n.terms.set().clearance = r.of(all_classes);
    };
    for (auto& [id, c] : l.components) {
        if (r.yes(30)) c.more.set().clearance = r.of(all_classes);
        if (r.yes(50)) c.supplier = Id{r.yes(50) ? "north" : "south"};
        of_needs(c.needs);
    }
    for (auto& [id, p] : l.processes) of_needs(p.needs);
}

/// The most sensitive class at each id, by the search over all paths.
std::map<Id, DataClass> most_held(const Landscape& l) {
    std::map<Id, DataClass> most;
    for (const DataClass c : {DataClass::internal, DataClass::confidential, DataClass::secret})
        for (const Id& id : held_by_search(l, c)) most[id] = c;
    return most;
}

/// Subjects of what S01 should find.
std::set<std::vector<Id>> excesses_by_search(const Landscape& l) {
    const std::map<Id, DataClass> most = most_held(l);
    std::set<std::vector<Id>> all;
    const auto connections = [&](const Id& consumer, const std::vector<Need>& needs) {
        for (const Need& n : needs) {
            const auto held = most.find(consumer);
            DataClass carried = held == most.end() ? DataClass::open : held->second;
            if (n.terms->data) carried = *n.terms->data;
            if (!n.terms->clearance || carried <= *n.terms->clearance) continue;
            std::vector<Id> subjects;
            for (const Ref& m : n.members) subjects.push_back(*m);
            std::sort(subjects.begin(), subjects.end());
            subjects.insert(subjects.begin(), consumer);
            subjects.push_back("connection class " + std::string(name(carried)));
            all.insert(subjects);
        }
    };
    for (const auto& [id, c] : l.components) {
        connections(id, c.needs);
        const auto held = most.find(id);
        if (held == most.end()) continue;
        const Id of_class = "class " + std::string(name(held->second));
        if (c.more->clearance && held->second > *c.more->clearance) all.insert({id, id, of_class});
        if (!c.supplier) continue;
        const Supplier& s = l.suppliers.at(*c.supplier);
        if (s.clearance && held->second > *s.clearance) all.insert({id, s.id, of_class});
    }
    for (const auto& [id, p] : l.processes) connections(id, p.needs);
    return all;
}

}  // namespace

TEST_CASE("S01 finds what a search over all paths finds above a clearance, and nothing else") {
    std::size_t seen = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        Landscape l = landscape_with_data(seed);
        Random r(seed + 2000);
        add_clearances(l, r);
        Diagnostics problems;
        std::set<std::vector<Id>> said;
        for (const Finding& f : landscape_findings(l, compile_calendars(l, problems), {}, {}))
            if (f.code == "S01") said.insert(f.subjects);
        CHECK(said == excesses_by_search(l));
        seen += said.size();
    }
    CHECK(seen > 400);
}
