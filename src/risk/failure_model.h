// risk/failure_model.h: what is down when what has failed, without time: the question put to the
// exact engine (risk/exact.h).
//
// Basic events happen independently of each other, each with a probability. A node is down if one
// of its own events has happened or one of its groups is down; what several nodes have in common (a
// supplier's outage) is one event that each of them owns. Nodes may need each other in cycles: the
// meaning is the least fixpoint, from "nothing is down" upwards (semantics, section 3). Nothing
// here repairs what another failure broke, so all functions are monotone ("coherent").
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace knockon {

struct FailureEvent {
    double probability = 0;  // in [0, 1]; 0: cannot happen, 1: has happened
    double repair_rate = 0;  // 1 / E[R] per hour; 0: a draw that has no duration (chance, failover)
    friend bool operator==(const FailureEvent&, const FailureEvent&) = default;
};

inline constexpr std::uint32_t no_event = std::numeric_limits<std::uint32_t>::max();

/// Members of which enough must be up.
struct FailureGroup {
    std::vector<std::uint32_t> members;  // nodes; not empty
    std::uint32_t needed = 1;            // members that must be up: 1 (any) to members.size() (all)
    std::uint32_t chance = no_event;     // the group matters only where this event has happened
    /// Where this event has happened (probability 1 - f), the switch does not work and the group is
    /// down whenever one of its first `needed` members is.
    std::uint32_t failover = no_event;
    friend bool operator==(const FailureGroup&, const FailureGroup&) = default;
};

struct FailureNode {
    std::vector<std::uint32_t> events;  // any of them brings the node down
    std::vector<FailureGroup> groups;   // so does any of these
    friend bool operator==(const FailureNode&, const FailureNode&) = default;
};

struct FailureModel {
    std::vector<FailureEvent> events;
    std::vector<FailureNode> nodes;
    std::vector<std::uint32_t> roots;  // the nodes that are asked about
    friend bool operator==(const FailureModel&, const FailureModel&) = default;
};

}  // namespace knockon
