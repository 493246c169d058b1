// report/pictures/graph.h: a picture as DOT, Mermaid or SVG.
//
// Arrows point the way an outage travels, from what is needed to what needs it. Colour only repeats
// what a shape, a line or a word says already. Each format has one writer type that escapes for
// itself; ids in DOT and Mermaid are numbers of our own, so that text from files is always a label.
//
//   graph_dot.cpp  graph_mermaid.cpp   the formats; JSON is written with the other documents
//   graph_look.h   what each node and edge says, and how it looks, whatever the format
//   svg.h          what Graphviz makes of DOT, made safe
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assess/answer/picture.h"
#include "base/diagnostic.h"
#include "base/words.h"

namespace knockon {

/// What the picture is of; it decides what its words mean.
enum class GraphView { landscape, change, needs, down };
template <>
struct WordsOf<GraphView> {
    static constexpr std::string_view all[] = {"landscape", "change", "needs", "down"};
};

enum class ColourBy { risk, verdict, sourcing, kind, supplier, department };
template <>
struct WordsOf<ColourBy> {
    static constexpr std::string_view all[] = {
        "risk", "verdict", "sourcing", "kind", "supplier", "department"};
};

struct GraphPage {
    GraphView view = GraphView::landscape;
    ColourBy colour_by = ColourBy::kind;
    std::string title;                // "What CHG-2026-041 reaches"
    std::string currency;             // of losses
    std::map<Id, std::string> names;  // of departments and suppliers; what is not there is its id
    Picture picture;
    std::vector<std::string> notes;  // what is missing, in sentences
};

std::string graph_dot(const GraphPage& page);
std::string graph_mermaid(const GraphPage& page);
/// Why viewers of Mermaid refuse the chart as they are set up; empty where they draw it.
std::string mermaid_beyond_viewers(const GraphPage& page);
/// `graph/1`.
std::string graph_json(const GraphPage& page, const Sources& sources);

}  // namespace knockon
