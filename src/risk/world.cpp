#include "risk/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "risk/imprint.h"

// Two landscapes differ in a few needs, and both must meet the same luck wherever they agree. So a draw
// that belongs to a need is known by what the need says ("chance api: 1 of auth,db tolerates 0") and not by
// where it stands; needs of one consumer that say the same are told apart by their probability.
//
// Places are numbered in the order of the strongly connected components that `graph/` found: whatever a
// place needs has a smaller number, or stands in the same component. What is not kept has no place.

namespace knockon {
namespace {

/// What a need says, with its consumer: "chance api: 2 of auth,db tolerates 900000000".
std::string mark_name(std::string_view what, const Id& consumer, const Need& need) {
    std::vector<std::string_view> members;
    for (const Ref& m : need.members) members.push_back(*m);
    // The order of members means something only where a switch prefers the first.
    if (what != "failover") std::sort(members.begin(), members.end());
    return fmt::format("{} {}: {} of {} tolerates {}", what, consumer, need.at_least,
                       fmt::join(members, ","), need.terms->tolerates.count());
}

/// The name, told apart from other needs of the consumer that say the same: the less likely first, so
/// that their order in the file means nothing.
std::string own_name(std::string_view what, const Graph& g, Node v, const Group& group,
                     Seldom<double> Terms::*probability) {
    const std::string name = mark_name(what, g.names[v], *group.need);
    int before = 0;
    for (const Group& other : g.groups_of(v)) {
        if (&other == &group || mark_name(what, g.names[v], *other.need) != name) continue;
        const double mine = *((*group.need->terms).*probability);
        const double its = ((*other.need->terms).*probability).value_or(1);
        before += its < mine || (its == mine && &other < &group);
    }
    return before == 0 ? name : fmt::format("{} again {}", name, before);
}

/// Calls `f` with the name and the probability of every mark of a need.
template <class F>
void each_mark(const Graph& g, Node v, const Group& group, F f) {
    const Need& need = *group.need;
    if (need.terms->chance && *need.terms->chance < 1)
        f(true, own_name("chance", g, v, group, &Terms::chance), *need.terms->chance);
    if (need.terms->failover && *need.terms->failover < 1 && group.needed < group.size)
        f(false, own_name("failover", g, v, group, &Terms::failover), *need.terms->failover);
}

void add_groups(World& w, const Graph& g, Node v, const Marks& marks) {
    bool degrades = false;
    for (const Group& group : g.groups_of(v)) {
        WorldGroup out{.first = static_cast<std::uint32_t>(w.members.size()),
                       .size = group.size,
                       .needed = group.needed,
                       .tolerates = group.need->terms->tolerates,
                       .impact = group.need->terms->impact.value_or(1)};
        each_mark(g, v, group, [&](bool is_chance, const std::string& name, double) {
            (is_chance ? out.chance : out.failover) = marks.index_of(name);
        });
        for (const Node m : g.members_of(group)) {
            assert(w.place_of[m] != none && "a kept node's needs are kept");
            w.members.push_back(w.place_of[m]);
        }
        degrades |= out.impact < 1;
        w.groups.push_back(out);
    }
    w.degrades.push_back(degrades);
    w.group_first.push_back(static_cast<std::uint32_t>(w.groups.size()));
}

void add_users(World& w, const Graph& g) {
    w.user_first.push_back(0);
    for (const Node v : w.node) {
        for (const Node user : g.users_of(v))
            if (w.place_of[user] != none) w.users.push_back(w.place_of[user]);
        w.user_first.push_back(static_cast<std::uint32_t>(w.users.size()));
    }
}

}  // namespace

std::uint32_t Marks::index_of(const std::string& name) const {
    const auto it = std::lower_bound(all.begin(), all.end(), name,
                                     [](const Mark& m, const std::string& n) { return m.name < n; });
    return it != all.end() && it->name == name ? static_cast<std::uint32_t>(it - all.begin())
                                               : none;
}

std::uint32_t World::find(const Id& id) const {
    const auto v = graph->find(id);
    return v ? place_of[*v] : none;
}

std::uint64_t World::imprint() const {
    return Imprint()
        .of(restart, group_first, members, scc_of, cyclic)
        .of_each(groups,
                 [](const WorldGroup& g) {
                     return std::tie(g.first, g.size, g.needed, g.tolerates, g.chance, g.failover, g.impact);
                 })
        .value();
}

std::vector<Mark> marks_of(const Graph& g, const std::vector<bool>& keep) {
    std::vector<Mark> out;
    for (Node v = 0; v < g.size(); ++v)
        if (keep[v])
            for (const Group& group : g.groups_of(v))
                each_mark(g, v, group, [&](bool, const std::string& name, double probability) {
                    out.push_back({name, probability, true});
                });
    return out;
}

World compile_world(const Graph& g, const Landscape& l, const std::vector<bool>& keep,
                    const Marks& marks) {
    World w;
    w.graph = &g;
    w.place_of.assign(g.size(), none);
    const Sccs sccs = strongly_connected(g);
    w.scc_first.push_back(0);
    for (std::size_t k = 0; k < sccs.size(); ++k) {
        for (const Node v : sccs.members(k)) {
            if (!keep[v]) continue;
            w.place_of[v] = w.size();
            w.node.push_back(v);
            w.scc_of.push_back(static_cast<std::uint32_t>(w.scc_first.size() - 1));
        }
        if (w.size() == w.scc_first.back()) continue;
        w.scc_first.push_back(w.size());
        w.cyclic.push_back(is_cyclic(g, sccs, k));
    }
    w.group_first.push_back(0);
    for (const Node v : w.node) {
        add_groups(w, g, v, marks);
        w.restart.push_back(
            g.is_process(v) ? Duration{0}
                            : l.components.at(g.names[v]).more->restart.value_or(Duration{0}));
    }
    add_users(w, g);
    return w;
}

}  // namespace knockon
