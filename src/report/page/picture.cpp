// The affected part of the landscape, as a picture in which a cause lights up its paths.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "report/page/parts.h"
#include "report/pictures/layout.h"

namespace knockon {
namespace {

constexpr int letters = 18;              // that a node has room for
constexpr std::size_t most_causes = 16;  // to choose from

using State = PictureNode::State;
using Role = PictureNode::Role;

/// Which causes go through what: the numbers of those listed, by node and by need.
struct Paths {
    std::map<Id, std::set<int>> nodes;
    std::map<std::pair<Id, Id>, std::set<int>> needs;  // (who needs, what)
    std::vector<int> causes;                           // that can be chosen
};

bool in_picture(const Picture& p, const Id& id) {
    return std::any_of(p.nodes.begin(), p.nodes.end(),
                       [&](const PictureNode& n) { return n.id == id; });
}

void follow(const Why& w, int cause, Paths& paths) {
    for (std::size_t i = 0; i < w.chain.size(); ++i) {
        paths.nodes[w.chain[i]].insert(cause);
        if (i > 0) paths.needs[{w.chain[i], w.chain[i - 1]}].insert(cause);
    }
}

Paths paths_of(const View& v) {
    Paths paths;
    for (std::size_t c = 0; c < v.a.causes.size(); ++c) {
        const Cause& cause = v.a.causes[c].cause;
        bool seen = false;
        for (const Why& w : v.a.why) {
            if (std::find(w.members.begin(), w.members.end(), cause) == w.members.end()) continue;
            const int number = static_cast<int>(c);
            follow(w, number, paths);
            if (in_picture(*v.a.picture, cause.target)) paths.nodes[cause.target].insert(number);
            seen = true;
        }
        if (seen) paths.causes.push_back(static_cast<int>(c));
    }
    return paths;
}

template <class Key>
std::vector<int> causes_of(const std::map<Key, std::set<int>>& map, const Key& key) {
    const auto found = map.find(key);
    if (found == map.end()) return {};
    return {found->second.begin(), found->second.end()};
}

Words node_class(const PictureNode& n) {
    // One row per role, one column per state.
    static constexpr Words component[4][3] = {
        {"node", "node absorbed", "node exposed"},
        {"node touched", "node touched absorbed", "node touched exposed"},
        {"node added", "node added absorbed", "node added exposed"},
        {"node removed", "node removed absorbed", "node removed exposed"}};
    static constexpr Words process[3] = {"node process", "node process absorbed",
                                         "node process exposed"};
    const auto state = static_cast<std::size_t>(n.state);
    if (n.kind == PictureNode::Kind::process) return process[state];
    return component[static_cast<std::size_t>(n.role)][state];
}

/// The small line of a node: what the colours say, in words.
Shown status(const View& v, const PictureNode& n) {
    std::vector<Shown> parts;
    if (n.role != Role::none)
        parts.push_back(Shown(words_of(n.role, {"", "changed", "new", "removed"})));
    const bool process = n.kind == PictureNode::Kind::process;
    if (n.state == State::exposed)
        parts.push_back(process && n.loss ? Shown(v.money_of(*n.loss)) : Shown("can be hit"));
    if (n.state == State::absorbed) parts.push_back(Shown("absorbed"));
    if (process && n.state == State::exposed && !n.verdict.empty())
        parts.push_back(Shown::from(cut(printable(n.verdict), 12)));
    if (parts.empty() && !n.kind_name.empty())
        parts.push_back(Shown::from(cut(printable(n.kind_name), letters)));
    return Shown::joined(parts, " · ");
}

Shown title_of(const View& v, const PictureNode& n) {
    Shown s = Shown::from(n.name.empty() ? n.id : n.name);
    if (!n.kind_name.empty()) s += Shown(", ") + Shown::from(n.kind_name);
    if (!n.department.empty()) s += Shown(", ") + v.name_of(n.department);
    if (!n.supplier.empty()) s += Shown(", from ") + Shown::from(n.supplier);
    return s;
}

void draw_node(const View& v, Html& h, const PictureNode& n, Placement::Spot at,
               const std::vector<int>& causes) {
    h.open("g", {{"class", node_class(n)}, {"data-causes", causes}});
    h.element("title", title_of(v, n));
    h.open("rect", {{"x", at.x},
                    {"y", at.y},
                    {"width", Placement::node_width},
                    {"height", Placement::node_height},
                    {"rx", n.kind == PictureNode::Kind::process ? 20 : 4}});
    h.close();
    const Shown small = status(v, n);
    const bool round = n.kind == PictureNode::Kind::process;
    const int x = at.x + (round ? 16 : 11);
    h.element(
        "text", {{"x", x}, {"y", at.y + (small.empty() ? 26 : 18)}},
        Shown::from(cut(printable(n.name.empty() ? n.id : n.name), round ? letters - 1 : letters)));
    if (!small.empty()) h.element("text", {{"x", x}, {"y", at.y + 34}, {"class", "sub"}}, small);
    h.close();
}

Outline outline_of(const Placement::Route& r) {
    Outline o;
    for (std::size_t i = 0; i < r.points.size(); ++i) {
        const auto [x, y] = r.points[i];
        if (i == 0)
            o.move(x, y);
        else if (i % 2 == 1)
            o.level_curve(x, y);
        else
            o.line(x, y);
    }
    if (r.points.empty()) return o;
    // The head of an arrow, where the outage arrives.
    const auto [x, y] = r.backwards ? r.points.front() : r.points.back();
    const int back = r.backwards ? 6 : -6;
    return o.move(x + back, y - 4).line(x, y).line(x + back, y + 4);
}

void draw_edge(const View& v, Html& h, const PictureEdge& e, const Placement::Route& route,
               const std::vector<int>& causes) {
    if (route.points.empty()) return;
    h.open("path", {{"class", e.added     ? Words("edge added")
                              : e.removed ? Words("edge removed")
                                          : Words("edge")},
                    {"data-causes", causes},
                    {"d", outline_of(route)}});
    Shown title = v.name_of(e.from) + " needs " + v.name_of(e.to);
    if (!e.text.empty()) title += Shown(": ") + Shown::from(e.text);
    h.element("title", title).close();
}

void draw(const View& v, Html& h, const Paths& paths) {
    const Picture& p = *v.a.picture;
    const Placement place = lay_out(p);
    html_begin_drawing(
        h, {"landscape", "picture", "Picture of the landscape",
            "The part of the landscape that is affected",
            Shown(count(p.nodes.size())) + " components and processes and the needs between " +
                "them, from what is needed (left) to the processes (right). The table of ways "
                "below says the same in words.",
            place.width, place.height});
    for (std::size_t i = 0; i < p.edges.size(); ++i)
        draw_edge(v, h, p.edges[i], place.routes[i],
                  causes_of(paths.needs, std::pair(p.edges[i].from, p.edges[i].to)));
    for (std::size_t i = 0; i < p.nodes.size(); ++i)
        draw_node(v, h, p.nodes[i], place.nodes[i], causes_of(paths.nodes, p.nodes[i].id));
    h.close().close();
}

void legend(const View& v, Html& h) {
    h.open("ul", {{"class", "legend"}});
    h.element("li", "outages travel from left to right, along the arrows");
    h.element("li", "thick and blue: changed or new; dashed: removed");
    h.element("li", "red: an outage can get there; green: it is absorbed");
    h.element("li", "round: a process, with its expected extra loss");
    if (v.a.picture->left_out > 0)
        h.element("li", Shown(count(v.a.picture->left_out)) +
                            " more of the landscape are not drawn: the change does not reach them "
                            "or the page has no room");
    h.close();
}

void chooser(const View& v, Html& h, const Paths& paths) {
    if (paths.causes.empty()) return;
    h.element("h3", "Causes, the largest first");
    h.open("ul", {{"class", "causes"}});
    std::size_t n = 0;
    for (const int i : paths.causes) {
        if (n++ == most_causes) break;
        const CauseFigures& c = v.a.causes[static_cast<std::size_t>(i)];
        h.open("li", {{"data-cause", i}});
        h.text(cause_name(v, c.cause) + " ").element("small", v.money_of(c.loss.value)).close();
    }
    h.close();
    if (paths.causes.size() > most_causes)
        h.note(Shown("and ") + count(paths.causes.size() - most_causes) +
               " smaller causes, in the table below");
    h.element("p", {{"class", "chosen"}, {"aria-live", "polite"}}, Shown());
}

}  // namespace

void html_picture(const View& v, Html& h) {
    if (!v.a.picture || v.a.picture->nodes.empty()) return;
    const Paths paths = paths_of(v);
    chooser(v, h, paths);
    h.open("div", {{"class", "figure"}});
    draw(v, h, paths);
    legend(v, h);
    h.close();
}

}  // namespace knockon
