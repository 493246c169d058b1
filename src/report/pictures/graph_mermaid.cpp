// Mermaid flowcharts, as GitHub and GitLab draw them in Markdown.
#include <fmt/format.h>

#include "base/text.h"
#include "report/pictures/graph_look.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

/// What viewers draw without being told otherwise.
constexpr std::size_t most_edges = 500, most_text = 50'000;

/// One flowchart. Its grammar has no escape that holds everywhere: a directive is obeyed inside a
/// quoted label, Markdown in one is rendered, an entity is decoded twice. So every character of a
/// text that is not a letter, a digit, a blank or beyond ASCII becomes a numbered entity, but for
/// the few that mean nothing between two letters. Pairs that mean something even so are parted.
class MermaidWriter {
  public:
    MermaidWriter() { out_ = "flowchart LR\n"; }

    void node(std::size_t n, const std::vector<std::string>& lines, NodeShape shape) {
        static constexpr std::string_view begins[] = {"[", "([", "[(", "[["};
        static constexpr std::string_view ends[] = {"]", "])", ")]", "]]"};
        const auto i = static_cast<std::size_t>(shape);  // box, rounded, cylinder, folder
        out_ += fmt::format("  n{}{}{}{}\n", n, begins[i], quoted(lines), ends[i]);
    }
    void edge(std::size_t from, std::size_t to, Words arrow,
              const std::vector<std::string>& lines) {
        out_ += fmt::format("  n{} {}", from, arrow.text());
        if (!lines.empty()) out_ += "|" + quoted(lines) + "|";
        out_ += fmt::format(" n{}\n", to);
        ++edges_;
    }
    void caption(const std::vector<std::string>& lines) {
        out_ +=
            "  legend[" + quoted(lines) + "]\n  style legend fill:none,stroke:none,color:#000000\n";
    }
    void shade(std::size_t k, const Shade& s) {
        out_ += fmt::format("  classDef s{} fill:{},stroke:#333333,color:#000000\n", k, s.colour);
    }
    void shade_key(std::size_t k, const Shade& s) {
        out_ += fmt::format("  k{}[{}]:::s{}\n", k, quoted({s.meaning}), k);
    }
    void shaded(std::size_t n, std::size_t k) { out_ += fmt::format("  class n{} s{}\n", n, k); }
    void outline(std::size_t n, Words style) {
        out_ += fmt::format("  style n{} {}\n", n, style.text());
    }
    /// What viewers say no to.
    std::string beyond_viewers() const {
        if (edges_ <= most_edges && out_.size() <= most_text) return {};
        return fmt::format(
            "{} edges and {} bytes: viewers stop at {} and {} unless they are set up for more",
            edges_, out_.size(), most_edges, most_text);
    }
    std::string take() { return std::move(out_); }

  private:
    static bool is_letter_or_digit(char32_t c) {
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
    }
    /// A line break (`\n`), an icon (`fa:fa-user`), a formula (`$$`), and what Mermaid itself keeps
    /// entities as while it reads: it looks for these after it has put signs for entities.
    static bool means_something(char32_t before, char32_t c) {
        return (before == U'\\' && c == U'n') || (before == U':' && c == U'f') ||
               (before == U'$' && c == U'$') || (before == U'\uFB02' && c == U'\u00B0') ||
               (before == U'\u00B6' && c == U'\u00DF');
    }
    static std::string encoded(std::string_view text) {
        const std::string safe = printable(text);
        std::string out;
        bool in_word = false;
        char32_t before = 0;
        for (std::string_view rest = safe; !rest.empty();) {
            const Character c = first_character(rest);
            const bool plain = is_letter_or_digit(c.code) || c.code >= 0x80 || c.code == U' ';
            const bool joint = in_word && (c.code == U',' || c.code == U'-');
            if (means_something(before, c.code)) out += "#8288;";  // a word joiner: nobody sees it
            if (plain || joint)
                out += rest.substr(0, c.bytes);
            else
                out += fmt::format("#{};", static_cast<std::uint32_t>(c.code));
            in_word = is_letter_or_digit(c.code);
            before = c.code;
            rest.remove_prefix(c.bytes);
        }
        return out;
    }
    static std::string quoted(const std::vector<std::string>& lines) {
        std::string out = "\"";
        for (std::size_t i = 0; i < lines.size(); ++i)
            out += (i > 0 ? "<br/>" : "") + encoded(lines[i]);
        return out + "\"";
    }

    std::string out_;
    std::size_t edges_ = 0;
};

void write_edge(MermaidWriter& w, const EdgeLook& e) {
    if (e.thick)
        w.edge(e.from, e.to, "==>", e.lines);
    else if (e.dotted || e.dashed || e.faint)
        w.edge(e.from, e.to, "-.->", e.lines);
    else
        w.edge(e.from, e.to, "-->", e.lines);
}

void write_outline(MermaidWriter& w, std::size_t i, const NodeLook& n) {
    if (n.dotted)
        w.outline(i, "stroke-dasharray:2 3");
    else if (n.dashed)
        w.outline(i, "stroke-dasharray:6 3");
    if (n.thick || n.twice) w.outline(i, "stroke-width:4px");
}

MermaidWriter drawn(const GraphPage& page) {
    const Look look = look_of(page);
    MermaidWriter w;
    for (std::size_t i = 0; i < look.nodes.size(); ++i)
        w.node(i, look.nodes[i].lines, look.nodes[i].shape);
    for (const EdgeLook& e : look.edges) write_edge(w, e);
    for (std::size_t k = 1; k < look.shades.size(); ++k) w.shade(k, look.shades[k]);
    for (std::size_t k = 1; k < look.shades.size(); ++k) w.shade_key(k, look.shades[k]);
    for (std::size_t i = 0; i < look.nodes.size(); ++i) {
        if (look.nodes[i].shade > 0) w.shaded(i, look.nodes[i].shade);
        write_outline(w, i, look.nodes[i]);
    }
    std::vector<std::string> caption = {page.title};
    caption.insert(caption.end(), look.legend.begin(), look.legend.end());
    w.caption(caption);
    return w;
}

}  // namespace

std::string graph_mermaid(const GraphPage& page) {
    MermaidWriter w = drawn(page);
    const std::string beyond = w.beyond_viewers();
    return w.take() + (beyond.empty() ? "" : fmt::format("  %% {}\n", beyond));
}

std::string mermaid_beyond_viewers(const GraphPage& page) { return drawn(page).beyond_viewers(); }

}  // namespace knockon
