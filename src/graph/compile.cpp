#include <algorithm>
#include <cassert>
#include <string_view>

#include "base/numbered.h"
#include "graph/graph.h"

// Ids in order make the numbers: components first, then processes, both as the map has them, so that a
// number is found by two binary searches; here, where all are asked for, by a hash. Needs are one array cut
// by offsets (compressed rows); users are the same array turned around, sorted by member and then by user.

namespace knockon {
namespace {

void add_needs(Graph& g, const Numbered& numbers, const std::vector<Need>& needs) {
    for (const Need& need : needs) {
        if (need.terms->chance && *need.terms->chance == 0) continue;  // never matters: `annotate` takes a need back that way
        Group group{.first_member = static_cast<std::uint32_t>(g.members.size()),
                    .size = static_cast<std::uint32_t>(need.members.size()),
                    .needed = static_cast<std::uint32_t>(need.at_least),
                    .need = &need};
        for (const Ref& member : need.members) {
            const Node node = numbers.find(*member);
            assert(node != numbers.size() && "a landscape with dangling references is not compiled");
            g.members.push_back(node);
        }
        g.groups.push_back(group);
    }
    g.group_first.push_back(static_cast<std::uint32_t>(g.groups.size()));
}

void add_all_needs(Graph& g, const Landscape& landscape) {
    Numbered numbers(g.names.size());
    for (const Id& name : g.names) {
        [[maybe_unused]] const bool fresh = numbers.add(name).second;
        assert(fresh && "components and processes share one set of ids");
    }
    g.group_first.push_back(0);
    for (const auto& [id, component] : landscape.components) add_needs(g, numbers, component.needs);
    for (const auto& [id, process] : landscape.processes) add_needs(g, numbers, process.needs);
}

/// What grows by doubling takes twice as much.
void make_room(Graph& g, const Landscape& landscape) {
    std::size_t groups = 0, members = 0;
    const auto count = [&](const auto& records) {
        for (const auto& [id, r] : records)
            for (const Need& need : r.needs) ++groups, members += need.members.size();
    };
    count(landscape.components);
    count(landscape.processes);
    g.groups.reserve(groups);
    g.members.reserve(members);
    g.group_first.reserve(g.names.size() + 1);
}

/// Users by counting sort over the members; a node that has v in two groups is listed once.
void add_users(Graph& g) {
    const Node n = g.size();
    std::vector<Node> last(n, n);  // user met, per member
    const auto each = [&](auto f) {
        std::fill(last.begin(), last.end(), n);
        for (Node v = 0; v < n; ++v)
            for (const Group& group : g.groups_of(v))
                for (const Node member : g.members_of(group))
                    if (last[member] != v) f(member, last[member] = v);
    };
    g.user_first.assign(n + 1, 0);
    each([&](Node member, Node) { ++g.user_first[member + 1]; });
    for (Node v = 0; v < n; ++v) g.user_first[v + 1] += g.user_first[v];
    g.users.resize(g.user_first[n]);
    std::vector<std::uint32_t> next(g.user_first.begin(), g.user_first.end() - 1);
    each([&](Node member, Node user) { g.users[next[member]++] = user; });
}

}  // namespace

std::optional<Node> Graph::find(const Id& id) const {
    const auto middle = names.begin() + components;
    for (const auto& [from, to] : {std::pair{names.begin(), middle}, {middle, names.end()}}) {
        const auto it = std::lower_bound(from, to, id);
        if (it != to && *it == id) return static_cast<Node>(it - names.begin());
    }
    return std::nullopt;
}

Graph compile(const Landscape& landscape) {
    Graph g;
    g.names.reserve(landscape.components.size() + landscape.processes.size());
    for (const auto& [id, component] : landscape.components) g.names.push_back(id);
    g.components = g.size();
    for (const auto& [id, process] : landscape.processes) g.names.push_back(id);
    make_room(g, landscape);
    add_all_needs(g, landscape);
    add_users(g);
    return g;
}

}  // namespace knockon
