#include "assess/answer/weakest.h"

#include <algorithm>

#include "graph/graph.h"

namespace knockon {
namespace {

/// How the surest need of `consumer` on `member` is known; empty where there is none.
std::optional<Origin> origin_of(const Graph& g, Node consumer, Node member) {
    std::optional<Origin> surest;
    for (const Group& group : g.groups_of(consumer)) {
        const auto members = g.members_of(group);
        if (std::find(members.begin(), members.end(), member) == members.end()) continue;
        const Origin o = group.need->terms->origin.value_or(Origin::stated);
        surest = std::min(surest.value_or(o), o);
    }
    return surest;
}

}  // namespace

std::optional<WeakestNeed> weakest_need(const Graph& g, const std::vector<Id>& chain) {
    std::optional<WeakestNeed> weakest;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        const auto member = g.find(chain[i - 1]), consumer = g.find(chain[i]);
        if (!member || !consumer) continue;
        const auto origin = origin_of(g, *consumer, *member);
        if (origin && *origin > (weakest ? weakest->origin : Origin::stated))
            weakest = WeakestNeed{chain[i], chain[i - 1], *origin};
    }
    return weakest;
}

}  // namespace knockon
