// graph/reach.h: what falls with some nodes, what they stand on, and the shortest way between.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/graph.h"

namespace knockon {

inline constexpr std::uint32_t not_reached = UINT32_MAX;

/// Fewest needs between each node and the nearest of `from`; `not_reached` where there is no way.
struct Distances {
    std::vector<std::uint32_t> depth;
    std::vector<Node> via;  // the next node on a shortest way back to `from`; itself at the start
};

/// Everything that needs one of `from`, directly or not, redundancy ignored; `from` at depth 0. Of
/// several shortest ways the one through the lowest node is kept. O(nodes + needs).
Distances reached_from(const Graph& g, std::span<const Node> from);

/// Everything that one of `from` needs, directly or not, and `from` itself.
std::vector<bool> needs_of(const Graph& g, std::span<const Node> from);

/// The chain from one of the starts to `to`, both included; empty where `to` is not reached.
std::vector<Node> chain(const Distances& d, Node to);

}  // namespace knockon
