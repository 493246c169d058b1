// assess/answer/picture.h: the part of the landscape that an answer is about, ready to be drawn.
//
// Nodes and the needs between them, with what is to be seen of each; where there are more than a
// page can show, what says least is left out and counted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/source.h"
#include "model/landscape.h"

namespace knockon {

struct PictureNode {
    /// The last two stand for several that are not drawn one by one (views.h).
    enum class Kind { component, process, rest_components, rest_processes } kind = Kind::component;
    /// What the change does to it.
    enum class Role { none, touched, added, removed } role = Role::none;
    /// How it fares: not reached, reached but held, exposed. A component is exposed where an outage
    /// gets to it if every step fails for as long as its p99 recovery, or where one was seen to
    /// pass it on the way to a process.
    enum class State { none, absorbed, exposed } state = State::none;
    Id id;
    std::string name;            // empty: the id
    std::string kind_name;       // "database", as users wrote it; empty for processes
    Id department;               // that owns it (component) or whose it is (process); may be empty
    Id supplier;                 // components; may be empty
    std::string sourcing;        // "own", "bought", "outsourced" or empty
    std::optional<double> loss;  // processes: expected extra loss, or loss per year
    std::string verdict;         // processes: of its department, where there is one
    std::size_t count = 1;       // how many it stands for
    Position at;
    friend bool operator==(const PictureNode&, const PictureNode&) = default;
};
template <>
struct WordsOf<PictureNode::Kind> {
    static constexpr std::string_view all[] = {
        "component", "process", "rest_components", "rest_processes"};
};
template <>
struct WordsOf<PictureNode::Role> {
    static constexpr std::string_view all[] = {"none", "touched", "added", "removed"};
};
template <>
struct WordsOf<PictureNode::State> {
    static constexpr std::string_view all[] = {"none", "absorbed", "exposed"};
};

/// `from` needs `to`.
struct PictureEdge {
    Id from, to;
    std::string text;  // "survives 15 min without it", "needs 1 of 2"; empty: needed as such
    bool added = false, removed = false;
    friend bool operator==(const PictureEdge&, const PictureEdge&) = default;
};

struct Picture {
    std::vector<PictureNode> nodes;  // consumers before what they need, as far as there is an order
    std::vector<PictureEdge> edges;  // in the order of the nodes
    std::size_t left_out = 0;        // components and processes that are not drawn
    std::size_t dropped = 0;         // of these, affected, but more than a page can show
};

/// Beyond this a picture at page width cannot be read.
inline constexpr std::size_t most_on_a_page = 70;

/// Draws `batches` in their order, each as a whole, as long as there are no more than `most` nodes;
/// ids that are in neither landscape are passed over. Every need between two drawn nodes is drawn.
/// What is only in `before` is `removed`, what is only in `after` is `added`; all else that depends
/// on the change is left for the caller to say. O(landscape) and the same for any order of files.
Picture picture_of(const Landscape& before, const Landscape& after,
                   const std::vector<std::vector<Id>>& batches, std::size_t most = most_on_a_page);

}  // namespace knockon
