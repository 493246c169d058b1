// graph/components.h: strongly connected components, needs first.
#pragma once

#include <span>
#include <vector>

#include "graph/graph.h"

namespace knockon {

/// The components of a graph in an order in which everything a component needs comes before it.
/// Component k holds nodes[first[k]] up to, not including, nodes[first[k + 1]].
struct Sccs {
    std::vector<Node> nodes;
    std::vector<std::uint32_t> first;  // number of components + 1
    std::vector<std::uint32_t> of;     // component of each node
    std::size_t size() const { return first.size() - 1; }
    std::span<const Node> members(std::size_t k) const {
        return {nodes.data() + first[k], nodes.data() + first[k + 1]};
    }
};

/// Tarjan, SIAM J. Comput. 1 (1972) 146-160, with a stack of our own; O(nodes + needs). Within a
/// component nodes are in ascending order.
Sccs strongly_connected(const Graph& g);

/// More than one node, or a node that needs itself.
bool is_cyclic(const Graph& g, const Sccs& sccs, std::size_t k);

}  // namespace knockon
