#include <algorithm>
#include <cassert>

#include "graph/graph.h"

// Ids in order make the numbers: components first, then processes, both as the map has them, so that a
// number is found by two binary searches. Needs are one array cut by offsets (compressed rows); users are
// the same array turned around, sorted by member and then by user.

namespace knockon {
namespace {

void add_needs(Graph& g, const std::vector<Need>& needs) {
    for (const Need& need : needs) {
        if (need.chance && *need.chance == 0) continue;  // never matters: `annotate` takes a need back that way
        Group group{.first_member = static_cast<std::uint32_t>(g.members.size()),
                    .size = static_cast<std::uint32_t>(need.members.size()),
                    .needed = static_cast<std::uint32_t>(need.at_least),
                    .need = &need};
        for (const Ref& member : need.members) {
            const auto node = g.find(*member);
            assert(node && "a landscape with dangling references is not compiled");
            g.members.push_back(*node);
        }
        g.groups.push_back(group);
    }
    g.group_first.push_back(static_cast<std::uint32_t>(g.groups.size()));
}

/// Users by counting sort over the members; a node that has v in two groups is listed once.
void add_users(Graph& g) {
    const Node n = g.size();
    std::vector<std::pair<Node, Node>> pairs;  // member, user
    pairs.reserve(g.members.size());
    for (Node v = 0; v < n; ++v)
        for (const Group& group : g.groups_of(v))
            for (const Node member : g.members_of(group)) pairs.emplace_back(member, v);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    g.user_first.assign(n + 1, 0);
    for (const auto& [member, user] : pairs) ++g.user_first[member + 1];
    for (Node v = 0; v < n; ++v) g.user_first[v + 1] += g.user_first[v];
    g.users.reserve(pairs.size());
    for (const auto& [member, user] : pairs) g.users.push_back(user);
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
    g.group_first.reserve(g.names.size() + 1);
    g.group_first.push_back(0);
    for (const auto& [id, component] : landscape.components) add_needs(g, component.needs);
    for (const auto& [id, process] : landscape.processes) add_needs(g, process.needs);
    add_users(g);
    return g;
}

}  // namespace knockon
