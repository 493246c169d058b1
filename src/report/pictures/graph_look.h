// report/pictures/graph_look.h: what each node and edge of a picture says, and how it looks, in no format
// yet. Texts are outside text and figures, to be escaped by the writer of the format.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/pictures/graph.h"

namespace knockon {

enum class NodeShape { box, rounded, cylinder, folder };

/// How a node looks. A shade is an index into `Look::shades`.
struct NodeLook {
    std::vector<std::string> lines;  // the name, wrapped, then what is to be said of it
    std::string tooltip;             // all of it, not cut
    NodeShape shape = NodeShape::box;
    std::size_t shade = 0;
    bool thick = false;   // what the picture starts from
    bool twice = false;   // new: a second outline
    bool dashed = false;  // reached, but held
    bool dotted = false;  // gone, or stands for several
};

struct EdgeLook {
    std::size_t from = 0, to = 0;  // the way an outage travels; indices of nodes
    std::vector<std::string> lines;
    bool dashed = false;  // does not always pass an outage on
    bool thick = false;   // new
    bool dotted = false;  // gone
    bool faint = false;   // from or to what stands for several
};

/// A fill, always beneath black text, and the words that it repeats.
struct Shade {
    std::string_view colour;  // #rrggbb
    std::string meaning;
};

struct Look {
    std::vector<Shade> shades;    // the first is white: nothing to be said
    std::vector<NodeLook> nodes;  // as in the picture
    std::vector<EdgeLook> edges;
    std::vector<std::string> legend;  // sentences: shapes, lines, what is left out
};

Look look_of(const GraphPage& page);

}  // namespace knockon
