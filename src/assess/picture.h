// assess/picture.h: the part of the landscape that an answer is about, ready to be drawn.
//
// Nodes and the needs between them, with what is to be seen of each; where there are more than a
// page can show, what is not affected is left out and counted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/source.h"
#include "model/calendar.h"

namespace knockon {

struct PictureNode {
    enum class Kind { component, process } kind = Kind::component;
    /// What the change does to it.
    enum class Role { none, touched, added, removed } role = Role::none;
    /// How it fares: not reached, reached but held, exposed.
    enum class State { none, absorbed, exposed } state = State::none;
    Id id;
    std::string name;            // empty: the id
    std::string kind_name;       // "database", as users wrote it; empty for processes
    Id department;               // that owns it (component) or whose it is (process); may be empty
    Id supplier;                 // components; may be empty
    std::string sourcing;        // "own", "bought", "outsourced" or empty
    std::optional<double> loss;  // processes: expected extra loss, or loss per year
    std::string verdict;         // processes: of its department, where there is one
    Position at;
};

/// `from` needs `to`.
struct PictureEdge {
    Id from, to;
    std::string text;  // "30 % of cases", "tolerates 15 min", "one of 2"; empty: needed as such
    bool added = false, removed = false;
};

struct Picture {
    std::vector<PictureNode> nodes;  // consumers before what they need, as far as there is an order
    std::vector<PictureEdge> edges;  // in the order of the nodes
    std::size_t left_out = 0;        // nodes of the landscape that are not drawn
};

}  // namespace knockon
