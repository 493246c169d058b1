// graph/graph.h: who needs whom, and nothing else.
//
// The landscape as compressed rows: the groups of node v are group_first[v] up to, not including,
// group_first[v + 1], and each group names a run of `members`. Ids become dense integers here and
// only here; `names` is the way back. A node does not know how often it fails or what that costs:
// every question in this room is one of reach, order or cycles.
//
//   components.h  strongly connected components, needs first
//   reach.h       what falls with v, what v stands on, fewest needs between
//
// All of it is O(nodes + needs) and iterative: a chain of a million components needs no deep stack.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/landscape.h"

namespace knockon {

using Node = std::uint32_t;

/// One need of one node. What it tolerates and how often it matters stays in the model.
struct Group {
    std::uint32_t first_member = 0, size = 0;
    std::uint32_t needed = 0;     // members that must be up
    const Need* need = nullptr;   // in the landscape the graph was compiled from
};

struct Graph {
    std::vector<Id> names;    // components by id, then processes by id
    Node components = 0;      // nodes below this are components
    std::vector<std::uint32_t> group_first;  // nodes + 1
    std::vector<Group> groups;
    std::vector<Node> members;
    std::vector<std::uint32_t> user_first;  // nodes + 1; who has v as a member, each once
    std::vector<Node> users;

    Node size() const { return static_cast<Node>(names.size()); }
    bool is_process(Node v) const { return v >= components; }
    std::span<const Group> groups_of(Node v) const {
        return {groups.data() + group_first[v], groups.data() + group_first[v + 1]};
    }
    std::span<const Node> members_of(const Group& g) const {
        return {members.data() + g.first_member, g.size};
    }
    std::span<const Node> users_of(Node v) const {
        return {users.data() + user_first[v], users.data() + user_first[v + 1]};
    }
    /// Empty when no component or process has the id.
    std::optional<Node> find(const Id& id) const;
};

/// The landscape must be free of dangling references (model/check.h) and outlive the graph. Needs with a chance of 0
/// are not in it.
Graph compile(const Landscape& landscape);

}  // namespace knockon
