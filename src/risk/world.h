// risk/world.h: one landscape made ready for outages to travel through it.
//
// The part of the graph that is asked about, renumbered so that everything a node needs comes before
// it (strongly connected components in topological order), with what the semantics attach to a need:
// tolerance, impact, and the two draws per run that are not outages, `chance` and `failover`.
#pragma once

#include <string>
#include <vector>

#include "graph/components.h"
#include "graph/graph.h"

namespace knockon {

inline constexpr std::uint32_t none = UINT32_MAX;

/// A yes or no drawn once per run for one need. The name says whose need it is and what it says, not
/// where it stands, so that both landscapes, and edited ones, share the draw.
struct Mark {
    std::string name;
    double probability = 1;  // of yes: the need matters, or the switch works
    bool counts = true;      // belongs to the kernel; false only where nothing was reduced
    bool is_open() const { return counts && probability > 0 && probability < 1; }
};

/// The marks of all worlds of an assessment, in the order of their names.
struct Marks {
    std::vector<Mark> all;
    std::uint32_t index_of(const std::string& name) const;  // `none` if it is not there
};

struct WorldGroup {
    std::uint32_t first = 0, size = 0, needed = 0;  // members, and how many must be up
    Duration tolerates{0};
    std::uint32_t chance = none, failover = none;  // marks
    double impact = 1;                             // below 1: only degrades
};

struct World {
    const Graph* graph = nullptr;
    std::vector<Node> node;               // of each place, in the graph
    std::vector<std::uint32_t> place_of;  // of each node of the graph; `none` where it is left out
    std::vector<Duration> restart;        // of each place
    std::vector<std::uint32_t> group_first;  // places + 1
    std::vector<WorldGroup> groups;
    std::vector<std::uint32_t> members;     // places
    std::vector<std::uint32_t> user_first;  // places + 1
    std::vector<std::uint32_t> users;
    std::vector<std::uint32_t> scc_of;     // of each place
    std::vector<std::uint32_t> scc_first;  // components + 1; places of a component are consecutive
    std::vector<bool> cyclic;              // of each component
    std::vector<bool> degrades;            // place has a group with impact below 1

    std::uint32_t size() const { return static_cast<std::uint32_t>(node.size()); }
    std::uint32_t find(const Id& id) const;  // place of an id; `none` if it is not in this world
    /// Of all that says how outages travel through it, by places.
    std::uint64_t imprint() const;
};

/// Names and probabilities of the marks that the kept part of a landscape uses (chance or failover
/// below 1). Needs of one consumer that say exactly the same share a mark.
std::vector<Mark> marks_of(const Graph& g, const std::vector<bool>& keep);

/// `keep` says which nodes are in it and must contain whatever a kept node needs. The graph (and its
/// landscape) must outlive the world.
World compile_world(const Graph& g, const Landscape& l, const std::vector<bool>& keep,
                    const Marks& marks);

}  // namespace knockon
