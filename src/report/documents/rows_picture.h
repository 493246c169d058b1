// report/documents/rows_picture.h: the rows of a picture.
#pragma once

#include "report/documents/rows_figures.h"

namespace knockon {

template <>
struct Rows<PictureNode> {
    static constexpr Heading heading{
        "picture_node", "A component or a process, or all the others of a kind as one.", compact};
    static void of(auto& row, auto& n) {
        row("id", n.id);
        row("kind", n.kind);
        row("name", or_null(n.name), "Null: it has only its id.");
        row("component_kind", or_null(n.kind_name));
        row("department", or_null(n.department), "That owns it, or whose it is.");
        row("supplier", or_null(n.supplier));
        row("sourcing", or_null(n.sourcing));
        row("role", n.role, "What the change does to it.");
        row("state", n.state, "How it fares.");
        row("loss", n.loss, "Expected extra loss of a process.");
        row("verdict", or_null(n.verdict), "Of the department of a process.");
        row("count", n.count, "Nodes of the landscape that this one stands for.");
        row.place(n.at);
    }
};

template <>
struct Rows<PictureEdge> {
    static constexpr Heading heading{"picture_edge", "`from` needs `to`.", compact};
    static void of(auto& row, auto& e) {
        row("from", e.from);
        row("to", e.to);
        row("text", or_null(e.text), "What limits the need; null: none is.");
        row("added", e.added, "By the change.");
        row("removed", e.removed, "By the change.");
    }
};

template <>
struct Rows<Picture> {
    static constexpr Heading heading{"picture", "Nodes and the needs between them."};
    static void of(auto& row, auto& p) {
        row("nodes", p.nodes, "Consumers before what they need, as far as they can be.");
        row("edges", p.edges, "In the order of the nodes.");
        row("left_out", p.left_out, "Nodes of the landscape that are not drawn.");
        row("dropped", p.dropped, "Of those, affected ones that there is no room for.");
    }
};

}  // namespace knockon
