// assess/demand.h: of everything that leans on a component, what asks most of it?
#pragma once

#include <functional>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/graph.h"

namespace knockon {

/// What the most demanding process asks of a node: at most `limit`.
template <class T>
struct Demand {
    T limit{};
    Node process = 0;
};

/// For every node the smallest limit that any process sets it; empty where none does. A limit grows
/// by what each need on the way gives (`along`), and no further than a need that gives nothing. Of
/// equal limits that of the lowest process holds. O(needs log nodes): Dijkstra, Numer. Math. 1
/// (1959).
///
/// @param own    limit of a process for what it needs, by node
/// @param along  what a need adds, at least T{}; empty: it passes no demand on
template <class T>
std::vector<std::optional<Demand<T>>> demands(
    const Graph& g, const std::function<std::optional<T>(Node)>& own,
    const std::function<std::optional<T>(const Group&)>& along) {
    struct Open {
        T limit;
        Node process, node;
        bool operator<(const Open& o) const {  // the smallest is on top
            return std::tie(o.limit, o.process, o.node) < std::tie(limit, process, node);
        }
    };
    std::vector<std::optional<Demand<T>>> found(g.size());
    std::priority_queue<Open> open;
    for (Node p = g.components; p < g.size(); ++p)
        if (const auto limit = own(p)) open.push({*limit, p, p});
    while (!open.empty()) {
        const Open next = open.top();
        open.pop();
        if (found[next.node]) continue;
        found[next.node] = Demand<T>{next.limit, next.process};
        for (const Group& group : g.groups_of(next.node)) {
            const auto more = along(group);
            if (!more) continue;
            for (const Node m : g.members_of(group))
                if (!found[m]) open.push({next.limit + *more, next.process, m});
        }
    }
    return found;
}

}  // namespace knockon
