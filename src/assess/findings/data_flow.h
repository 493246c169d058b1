// assess/findings/data_flow.h: where data of a class gets to (semantics, "Where data goes").
//
// A component hands what it works with, and what it is handed itself, to everything it needs,
// unless the need says by `data` what really flows there. So data is followed down the needs,
// however far; `data` of a component is no limit to what it passes on.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "graph/graph.h"

namespace knockon {

/// What every node holds and what every need carries, with a shortest way by which it got there.
/// O(classes × needs).
class DataFlow {
  public:
    DataFlow(const Graph& g, const Landscape& l);
    /// Only what begins to flow: where a node's own `data` is new (of that class), and where what
    /// `whole` carries over a need (its place in Graph::groups) is new; and whatever follows from
    /// it.
    DataFlow(const DataFlow& whole, const Landscape& l,
             const std::function<bool(Node, DataClass)>& new_source,
             const std::vector<bool>& new_need);

    /// The most sensitive class at a node, above `public`; empty: none that is known of.
    std::optional<DataClass> held(Node v) const;
    /// The most sensitive class that a need carries to its members, above `public`.
    std::optional<DataClass> carried(Node consumer, const Group& group) const;
    /// A shortest way from where data of (at least) this class begins to `v`, both included. It
    /// must be held there.
    std::vector<Node> way(Node v, DataClass c) const;
    /// The first node of that way, in constant time.
    Node origin(Node v, DataClass c) const;

  private:
    struct Level {
        std::vector<bool> holds;
        std::vector<Node> via, origin;  // `via` itself: it begins here
    };
    const Level& level(DataClass c) const { return levels_[static_cast<std::size_t>(c) - 1]; }
    bool passes(const Level& level, DataClass c, Node consumer, const Group& group) const;
    void spread(Level& level, DataClass c, const std::vector<Node>& begins,
                const std::vector<std::pair<Node, Node>>& handed);

    const Graph* g_;
    std::array<Level, 3> levels_;  // internal, confidential, secret
};

}  // namespace knockon
