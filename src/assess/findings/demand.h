// assess/findings/demand.h: of everything that leans on a component, what asks most of it?
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "assess/answer/names.h"
#include "assess/answer/wording.h"
#include "graph/graph.h"

namespace knockon {

/// What a process asks of a node: at most `limit`.
template <class T>
struct Demand {
    T limit{};
    Node process = 0;
};

/// So many processes are known for each node: enough to name the most demanding and a few others,
/// and to say that there are more.
inline constexpr std::size_t most_demands = 5;

/// For every node the smallest limits that processes set it, smallest first, one for each process
/// and at most `most_demands`; none where no process does. A limit grows by what each need on the
/// way gives (`along`), and no further than a need that gives nothing. Of equal limits those of the
/// lowest processes come first. O(most_demands × needs × log nodes): Dijkstra, Numer. Math. 1
/// (1959).
///
/// @param own    limit of a process for what it needs, by node
/// @param along  what a need adds, at least T{}; empty: it passes no demand on
template <class T>
std::vector<std::vector<Demand<T>>> demands(
    const Graph& g, const std::function<std::optional<T>(Node)>& own,
    const std::function<std::optional<T>(const Group&)>& along) {
    struct Open {
        T limit;
        Node process, node;
        bool operator<(const Open& o) const {  // the smallest is on top
            return std::tie(o.limit, o.process, o.node) < std::tie(limit, process, node);
        }
    };
    std::vector<std::vector<Demand<T>>> found(g.size());
    const auto is_done = [&](Node v, Node process) {
        const auto& all = found[v];
        return all.size() == most_demands ||
               std::any_of(all.begin(), all.end(),
                           [&](const Demand<T>& d) { return d.process == process; });
    };
    std::priority_queue<Open> open;
    for (Node p = g.components; p < g.size(); ++p)
        if (const auto limit = own(p)) open.push({*limit, p, p});
    while (!open.empty()) {
        const Open next = open.top();
        open.pop();
        if (is_done(next.node, next.process)) continue;
        found[next.node].push_back({next.limit, next.process});
        for (const Group& group : g.groups_of(next.node)) {
            const auto more = along(group);
            if (!more) continue;
            for (const Node m : g.members_of(group))
                if (!is_done(m, next.process)) open.push({next.limit + *more, next.process, m});
        }
    }
    return found;
}

/// The processes after the first whose limit is below `figure`, as far as they are known, by id.
template <class T>
std::vector<Id> others_below(const Graph& g, const std::vector<Demand<T>>& all, T figure) {
    std::vector<Id> others;
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i].limit < figure) others.push_back(g.names[all[i].process]);
    std::sort(others.begin(), others.end());
    return others;
}

/// "; too late also for orders and wishes", "; … for a, b, c and others"; nothing where there is
/// none. As many as can be known of a node may be more.
inline std::string also_text(std::string_view what, const std::vector<Id>& others,
                             const Names& names) {
    if (others.empty()) return {};
    if (others.size() + 1 < most_demands) return fmt::format("; {} {}", what, names(others));
    return fmt::format("; {} {}, {}, {} and others", what, names(others[0]), names(others[1]),
                       names(others[2]));
}

}  // namespace knockon
