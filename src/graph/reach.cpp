#include "graph/reach.h"

#include <algorithm>

// Breadth first, level by level, each level in the order of its nodes' numbers: the distance is the smallest
// number of needs from an outage to a node, and `via` one node before it on such a way, the first by
// number where there are several, so that a chain is the same for any order of files.

namespace knockon {

Distances reached_from(const Graph& g, std::span<const Node> from) {
    Distances d{std::vector<std::uint32_t>(g.size(), not_reached), std::vector<Node>(g.size(), 0)};
    std::vector<Node> level(from.begin(), from.end()), next;
    std::sort(level.begin(), level.end());
    level.erase(std::unique(level.begin(), level.end()), level.end());
    for (const Node v : level) {
        d.depth[v] = 0;
        d.via[v] = v;
    }
    for (std::uint32_t depth = 1; !level.empty(); ++depth) {
        next.clear();
        for (const Node v : level)
            for (const Node user : g.users_of(v)) {
                if (d.depth[user] != not_reached) continue;
                d.depth[user] = depth;
                d.via[user] = v;
                next.push_back(user);
            }
        std::sort(next.begin(), next.end());
        level.swap(next);
    }
    return d;
}

std::vector<bool> needs_of(const Graph& g, std::span<const Node> from) {
    std::vector<bool> seen(g.size());
    std::vector<Node> open;
    for (const Node v : from)
        if (!seen[v]) {
            seen[v] = true;
            open.push_back(v);
        }
    while (!open.empty()) {
        const Node v = open.back();
        open.pop_back();
        for (const Group& group : g.groups_of(v))
            for (const Node member : g.members_of(group))
                if (!seen[member]) {
                    seen[member] = true;
                    open.push_back(member);
                }
    }
    return seen;
}

std::vector<Node> chain(const Distances& d, Node to) {
    std::vector<Node> way;
    if (d.depth[to] == not_reached) return way;
    for (Node v = to;; v = d.via[v]) {
        way.push_back(v);
        if (d.depth[v] == 0) break;
    }
    std::reverse(way.begin(), way.end());
    return way;
}

}  // namespace knockon
