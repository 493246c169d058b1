// DOT, the language of Graphviz.
#include <fmt/format.h>

#include "base/text.h"
#include "report/pictures/graph_look.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

/// One file in DOT. Texts are quoted here: `\` and `"` are escaped, `&` is an entity because
/// Graphviz reads entities in labels, and nothing can end a line. HTML-like labels are never made.
class DotWriter {
  public:
    DotWriter() { out_ = "digraph knockon {\n"; }

    void words(Words w) { out_ += "  " + std::string(w.text()) + "\n"; }

    void open_node(std::size_t n) { out_ += fmt::format("  n{} [", n); }
    void open_key(std::size_t n) { out_ += fmt::format("  k{} [", n); }
    void open_edge(std::size_t from, std::size_t to) {
        out_ += fmt::format("  n{} -> n{} [", from, to);
    }
    void open_key_edge(std::size_t from, std::size_t to) {
        out_ += fmt::format("  k{} -> k{} [", from, to);
    }
    /// A frame that is not seen, with the title above everything.
    void open_page() {
        out_ += "  subgraph cluster_page {\n  peripheries=0; labelloc=t; fontsize=16; ";
    }
    void close_page() {
        out_ += ";\n";
        first_ = true;
    }
    void open_graph() { out_ += "  graph ["; }
    void attribute(Words key, Words value) {
        out_ += separator() + std::string(key.text()) + "=" + std::string(value.text());
    }
    /// @param end  how each line ends: \n centred, \l to the left
    void label(Words key, const std::vector<std::string>& lines, Words end) {
        out_ += separator() + std::string(key.text()) + "=\"";
        for (std::size_t i = 0; i < lines.size(); ++i) {
            out_ += quoted(lines[i]);
            if (i + 1 < lines.size() || end.text() == "\\l") out_ += end.text();
        }
        out_ += '"';
    }
    /// One of our own colours, `#rrggbb`.
    void colour(Words key, const Shade& shade) {
        out_ += separator() + std::string(key.text()) + "=\"" + std::string(shade.colour) + "\"";
    }
    void close() {
        out_ += "];\n";
        first_ = true;
    }
    std::string take() { return out_ + "}\n"; }

  private:
    static std::string quoted(std::string_view text) {
        std::string out;
        for (const char c : printable(text)) {
            if (c == '\\' || c == '"') out += '\\';
            out += c;
            if (c == '&') out += "amp;";
        }
        return out;
    }
    std::string separator() { return std::exchange(first_, false) ? "" : ", "; }

    std::string out_;
    bool first_ = true;
};

void write_node(DotWriter& w, std::size_t i, const NodeLook& n, const Look& look) {
    w.open_node(i);
    w.label("label", n.lines, "\\n");
    w.label("tooltip", {n.tooltip}, "\\n");
    static constexpr Words shapes[] = {"box", "box", "cylinder", "folder"};
    w.attribute("shape", shapes[static_cast<std::size_t>(n.shape)]);
    static constexpr Words styles[2][3] = {
        {"", "\"filled,dashed\"", "\"filled,dotted\""},
        {"\"filled,rounded\"", "\"filled,rounded,dashed\"", "\"filled,rounded,dotted\""}};
    const Words style = styles[n.shape == NodeShape::rounded][n.dotted ? 2 : n.dashed ? 1 : 0];
    if (!style.text().empty()) w.attribute("style", style);
    if (n.shade > 0) w.colour("fillcolor", look.shades[n.shade]);
    if (n.thick) w.attribute("penwidth", "3");
    if (n.twice) w.attribute("peripheries", "2");
    w.close();
}

void write_edge(DotWriter& w, const EdgeLook& e) {
    w.open_edge(e.from, e.to);
    if (!e.lines.empty()) w.label("label", e.lines, "\\n");
    if (e.dotted)
        w.attribute("style", "dotted");
    else if (e.dashed)
        w.attribute("style", "dashed");
    if (e.thick) w.attribute("penwidth", "2.5");
    if (e.faint) w.attribute("color", "\"#999999\"");
    w.close();
}

/// Lays nodes that nothing connects in rows, each beside the one before it.
template <class Open>
void in_rows(const std::vector<std::size_t>& nodes, Open open_edge, DotWriter& w) {
    constexpr std::size_t row = 6;
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        if (i % row == 0) continue;
        open_edge(nodes[i - 1], nodes[i]);
        w.attribute("style", "invis");
        w.close();
    }
}

/// What stands for several and has no needs would make one long column.
void lay_out_rest(DotWriter& w, const Look& look) {
    std::vector<bool> connected(look.nodes.size());
    for (const EdgeLook& e : look.edges) connected[e.from] = connected[e.to] = true;
    std::vector<std::size_t> alone;
    for (std::size_t i = 0; i < look.nodes.size(); ++i)
        if (look.nodes[i].shape == NodeShape::folder && !connected[i]) alone.push_back(i);
    in_rows(
        alone, [&](std::size_t a, std::size_t b) { w.open_edge(a, b); }, w);
}

/// One key per shade.
void write_keys(DotWriter& w, const Look& look) {
    if (look.shades.size() < 2) return;
    w.words("subgraph cluster_key {");
    w.words("  label=\"Fill\"; color=\"#999999\"; fontsize=10;");
    std::vector<std::size_t> keys;
    for (std::size_t k = 1; k < look.shades.size(); ++k) {
        keys.push_back(k);
        w.open_key(k);
        w.label("label", {look.shades[k].meaning}, "\\n");
        w.attribute("shape", "box");
        w.attribute("color", "\"#999999\"");
        w.colour("fillcolor", look.shades[k]);
        w.attribute("fontsize", "10");
        w.attribute("height", "0.25");
        w.close();
    }
    in_rows(
        keys, [&](std::size_t a, std::size_t b) { w.open_key_edge(a, b); }, w);
    w.words("}");
}

}  // namespace

std::string graph_dot(const GraphPage& page) {
    const Look look = look_of(page);
    DotWriter w;
    w.open_graph();
    w.attribute("rankdir", "LR");
    w.attribute("ranksep", "0.6");
    w.attribute("nodesep", "0.16");
    w.attribute("fontname", "\"Helvetica,Arial,sans-serif\"");
    w.attribute("fontsize", "11");
    w.attribute("labelloc", "b");
    w.attribute("labeljust", "l");
    w.label("label", look.legend, "\\l");
    w.label("tooltip", {page.title}, "\\n");
    w.close();
    w.words(
        "node [style=filled, fillcolor=\"#ffffff\", color=\"#333333\", fontcolor=\"#000000\", "
        "fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, margin=\"0.12,0.06\"];");
    w.words(
        "edge [color=\"#333333\", fontcolor=\"#000000\", "
        "fontname=\"Helvetica,Arial,sans-serif\", fontsize=9, arrowsize=0.7];");
    w.open_page();
    w.label("label", {page.title}, "\\l");
    w.close_page();
    for (std::size_t i = 0; i < look.nodes.size(); ++i) write_node(w, i, look.nodes[i], look);
    for (const EdgeLook& e : look.edges) write_edge(w, e);
    lay_out_rest(w, look);
    write_keys(w, look);
    w.words("}");
    return w.take();
}

}  // namespace knockon
