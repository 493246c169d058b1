#include "report/pictures/graph_look.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

using Kind = PictureNode::Kind;
using Role = PictureNode::Role;
using State = PictureNode::State;

constexpr int node_columns = 22, edge_columns = 27;
constexpr std::size_t most_lines = 3;

constexpr std::string_view white = "#ffffff", grey = "#eeeeee";
constexpr std::array<std::string_view, 8> tints = {"#cfe2f3", "#fce5cd", "#d9ead3", "#ead1dc",
                                                   "#fff2cc", "#d0e8e8", "#d9d2e9", "#e6d5c3"};
constexpr std::string_view red = "#f4c7c3", amber = "#fde3b5", pale = "#fdf3dc", green = "#d5ecd4";

bool stands_for_several(const PictureNode& n) {
    return n.kind == Kind::rest_components || n.kind == Kind::rest_processes;
}

/// Broken at blanks and, where it must be, within a word; what is more than a few lines is cut.
std::vector<std::string> wrapped(std::string_view text, int columns = node_columns) {
    std::vector<std::string> lines(1);
    const auto add = [&](std::string_view word) {
        std::string& line = lines.back();
        const int width = display_width(line);
        if (width == 0)
            line = word;
        else if (width + 1 + display_width(word) <= columns)
            line += " " + std::string(word);
        else
            lines.emplace_back(word);
    };
    for (const std::string_view word : split(text, ' '))
        if (!word.empty()) add(word);
    if (lines.size() > most_lines) {
        lines.resize(most_lines);
        lines.back() += " …";
    }
    for (std::string& line : lines) line = cut(line, columns + 4);
    return lines;
}

std::string_view role_text(GraphView view, Role role) {
    const Words touched =
        words_of(view, {"taken as down", "changed", "asked about", "taken as down"});
    return words_of(role, {"", touched, "+ new", "− removed"}).text();
}

std::string state_text(GraphView view, State state) {
    if (view == GraphView::down)
        return state == State::exposed ? "stops" : state == State::absorbed ? "may stop" : "";
    return state == State::absorbed ? "held" : "";
}

const std::string& name_of(const GraphPage& page, const Id& id) {
    const auto name = page.names.find(id);
    return name == page.names.end() ? id : name->second;
}

/// What the picture is coloured by, in words; empty where there is nothing to be said.
std::string colour_text(const GraphPage& page, const PictureNode& n) {
    switch (page.colour_by) {
        case ColourBy::risk:
            if (!n.loss) return {};
            return *n.loss > 0 ? money(*n.loss, page.currency).text() : "no loss";
        case ColourBy::verdict:
            return n.verdict;
        case ColourBy::sourcing:
            return n.sourcing;
        case ColourBy::supplier:
            return n.supplier;
        case ColourBy::department:
            return n.department;
        case ColourBy::kind:
            break;
    }
    return n.kind == Kind::process ? "process" : n.kind_name;
}

/// By the share of the largest loss; the words say from which amount on.
class RiskShades {
  public:
    explicit RiskShades(const GraphPage& page) {
        double largest = 0;
        for (const PictureNode& n : page.picture.nodes)
            largest = std::max(largest, n.loss.value_or(0));
        const auto at_least = [&](double amount) {
            return "loss of " + money(amount, page.currency).text() + " or more";
        };
        if (largest <= 0) return;
        limits_ = {largest / 2, largest / 20};
        meanings_ = {at_least(limits_[0]), at_least(limits_[1]), "a smaller loss"};
    }
    Shade of(double loss) const {
        if (meanings_.empty() || loss <= 0) return {green, "no loss"};
        if (loss >= limits_[0]) return {red, meanings_[0]};
        return loss >= limits_[1] ? Shade{amber, meanings_[1]} : Shade{pale, meanings_[2]};
    }

  private:
    std::array<double, 2> limits_{};
    std::vector<std::string> meanings_;
};

std::optional<Shade> verdict_shade(const std::string& verdict) {
    if (verdict == "exceeds") return Shade{red, verdict};
    if (verdict == "undetermined") return Shade{amber, verdict};
    if (verdict == "within") return Shade{green, verdict};
    return std::nullopt;
}

/// The most frequent words get a tint each, all others share a grey.
std::map<std::string, Shade> tints_of(const GraphPage& page) {
    std::map<std::string, int> counts;
    for (const PictureNode& n : page.picture.nodes)
        if (const std::string text = colour_text(page, n); !text.empty() && !stands_for_several(n))
            ++counts[text];
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [text, count] : counts) order.emplace_back(-count, text);
    std::sort(order.begin(), order.end());
    std::map<std::string, Shade> shades;
    for (std::size_t i = 0; i < order.size(); ++i)
        shades[order[i].second] = i < tints.size() ? Shade{tints[i], order[i].second}
                                                   : Shade{grey, "other, as its label says"};
    return shades;
}

class Shading {
  public:
    /// Gathers the shades in use, in the order of their meaning.
    Shading(const GraphPage& page, Look& look)
        : page_(page), risk_(page), tints_(tints_of(page)), look_(look) {
        std::map<std::size_t, Shade> used;
        for (const PictureNode& n : page.picture.nodes)
            if (const auto shade = shade_of(n)) used.emplace(rank(*shade), *shade);
        look_.shades.push_back({white, {}});
        for (const auto& [order, shade] : used) look_.shades.push_back(shade);
    }

    std::size_t of(const PictureNode& n) const {
        const std::optional<Shade> shade = shade_of(n);
        if (!shade) return 0;
        const auto same = [&](const Shade& s) { return s.colour == shade->colour; };
        return static_cast<std::size_t>(
            std::find_if(look_.shades.begin(), look_.shades.end(), same) - look_.shades.begin());
    }

  private:
    static std::size_t rank(const Shade& shade) {
        constexpr std::array<std::string_view, 4> gravest_first = {red, amber, pale, green};
        const auto tint = std::find(tints.begin(), tints.end(), shade.colour);
        if (tint != tints.end()) return static_cast<std::size_t>(tint - tints.begin());
        const auto grave = std::find(gravest_first.begin(), gravest_first.end(), shade.colour);
        return tints.size() + static_cast<std::size_t>(grave - gravest_first.begin());
    }

    std::optional<Shade> shade_of(const PictureNode& n) const {
        if (stands_for_several(n)) return std::nullopt;
        if (page_.colour_by == ColourBy::risk)
            return n.loss ? std::optional(risk_.of(*n.loss)) : std::nullopt;
        if (page_.colour_by == ColourBy::verdict) return verdict_shade(n.verdict);
        const auto tint = tints_.find(colour_text(page_, n));
        return tint == tints_.end() ? std::nullopt : std::optional(tint->second);
    }

    const GraphPage& page_;
    RiskShades risk_;
    std::map<std::string, Shade> tints_;
    Look& look_;
};

NodeLook several(const GraphPage& page, const PictureNode& n) {
    const bool components = n.kind == Kind::rest_components;
    NodeLook look;
    look.lines = wrapped(name_of(page, n.name));
    look.lines.insert(look.lines.begin(),
                      fmt::format("{} {}{}", n.count, components ? "component" : "process",
                                  n.count == 1 ? ""
                                  : components ? "s"
                                               : "es"));
    look.tooltip = look.lines.front() + ": " + n.name;
    look.shape = NodeShape::folder;
    look.dotted = true;
    return look;
}

NodeLook node_look(const GraphPage& page, const PictureNode& n, const Shading& shading) {
    if (stands_for_several(n)) return several(page, n);
    NodeLook look;
    const std::string& shown = n.name.empty() ? n.id : n.name;
    look.lines = wrapped(shown);
    std::vector<std::string> said = {std::string(role_text(page.view, n.role)),
                                     state_text(page.view, n.state), colour_text(page, n)};
    if (n.loss && page.colour_by != ColourBy::risk && *n.loss > 0)
        said.push_back(money(*n.loss, page.currency).text());
    std::erase_if(said, [](const std::string& s) { return s.empty(); });
    look.tooltip = n.id + (shown == n.id ? "" : " (" + shown + ")");
    for (const std::string& s : said) look.tooltip += ", " + s;
    for (std::string& line : wrapped(fmt::format("{}", fmt::join(said, ", "))))
        if (!line.empty()) look.lines.push_back(std::move(line));
    look.shape = n.kind == Kind::process                             ? NodeShape::rounded
                 : n.kind_name.find("database") != std::string::npos ? NodeShape::cylinder
                                                                     : NodeShape::box;
    look.shade = shading.of(n);
    look.thick = n.role == Role::touched;
    look.twice = n.role == Role::added;
    look.dotted = n.role == Role::removed;
    look.dashed = n.state == State::absorbed;
    return look;
}

EdgeLook edge_look(const PictureEdge& e, std::size_t from, std::size_t to, bool faint) {
    EdgeLook look;
    look.from = to;
    look.to = from;
    if (e.added) look.lines.emplace_back("+ new");
    if (e.removed) look.lines.emplace_back("− gone");
    for (std::string& line : wrapped(e.text, edge_columns))
        if (!line.empty()) look.lines.push_back(std::move(line));
    look.dashed = !e.text.empty() && !e.removed;
    look.thick = e.added;
    look.dotted = e.removed;
    look.faint = faint;
    return look;
}

/// Sentences for what is in the picture, and for nothing else.
class Legend {
  public:
    explicit Legend(const Look& look) : look_(look) {}

    void node(bool NodeLook::*has, std::string sentence) {
        if (std::any_of(look_.nodes.begin(), look_.nodes.end(),
                        [&](const NodeLook& n) { return n.*has && n.shape != NodeShape::folder; }))
            all.push_back(std::move(sentence));
    }
    void edge(bool EdgeLook::*has, std::string sentence) {
        if (std::any_of(look_.edges.begin(), look_.edges.end(),
                        [&](const EdgeLook& e) { return e.*has; }))
            all.push_back(std::move(sentence));
    }
    std::vector<std::string> all;

  private:
    const Look& look_;
};

std::vector<std::string> legend_of(const GraphPage& page, const Look& look) {
    Legend legend(look);
    legend.all.emplace_back(
        "Arrows point the way an outage travels: from what is needed to what needs it.");
    legend.all.emplace_back("Rounded: processes. Boxes and drums: components.");
    legend.node(&NodeLook::thick,
                fmt::format("Thick outline: {}.", role_text(page.view, Role::touched)));
    legend.node(&NodeLook::twice, "Double outline, in Mermaid a thick one: new.");
    legend.node(&NodeLook::dotted, "Dotted outline: removed.");
    legend.node(&NodeLook::dashed,
                page.view == GraphView::down
                    ? "Dashed outline: may stop, not for certain."
                    : "Dashed outline, held: reached, but no outage gets there.");
    legend.edge(&EdgeLook::dashed, "Dashed arrow: holds some outages back, as its label says.");
    for (const PictureNode& n : page.picture.nodes)
        if (stands_for_several(n)) {
            legend.all.emplace_back("Dotted folders: the rest, counted and not drawn one by one.");
            break;
        }
    legend.all.insert(legend.all.end(), page.notes.begin(), page.notes.end());
    return std::move(legend.all);
}

}  // namespace

Look look_of(const GraphPage& page) {
    Look look;
    const Shading shading(page, look);
    std::map<Id, std::size_t> place;
    for (const PictureNode& n : page.picture.nodes) {
        place.emplace(n.id, place.size());
        look.nodes.push_back(node_look(page, n, shading));
    }
    for (const PictureEdge& e : page.picture.edges) {
        const std::size_t from = place.at(e.from), to = place.at(e.to);
        look.edges.push_back(edge_look(e, from, to,
                                       look.nodes[from].shape == NodeShape::folder ||
                                           look.nodes[to].shape == NodeShape::folder));
    }
    look.legend = legend_of(page, look);
    return look;
}

}  // namespace knockon
