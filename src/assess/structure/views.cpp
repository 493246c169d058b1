#include "assess/structure/views.h"

#include <algorithm>
#include <map>
#include <set>

#include "assess/structure/impact.h"
#include "graph/components.h"
#include "graph/reach.h"

namespace knockon {
namespace {

using Batches = std::vector<std::vector<Id>>;

/// Ids one by one, those with the smallest rank first, then by id.
template <class Rank>
Batches ranked(const Graph& g, const std::vector<bool>& in, Rank rank) {
    std::vector<Node> nodes;
    for (Node v = 0; v < g.size(); ++v)
        if (in[v]) nodes.push_back(v);
    std::stable_sort(nodes.begin(), nodes.end(), [&](Node a, Node b) { return rank(a) < rank(b); });
    Batches out;
    for (const Node v : nodes) out.push_back({g.names[v]});
    return out;
}

/// Fewest needs between each node and any of `from`, going down.
std::vector<std::uint32_t> depth_below(const Graph& g, const std::vector<Node>& from) {
    std::vector<std::uint32_t> depth(g.size(), not_reached);
    std::vector<Node> open = from;
    for (const Node v : open) depth[v] = 0;
    for (std::size_t i = 0; i < open.size(); ++i)
        for (const Group& group : g.groups_of(open[i]))
            for (const Node member : g.members_of(group))
                if (depth[member] == not_reached) {
                    depth[member] = depth[open[i]] + 1;
                    open.push_back(member);
                }
    return depth;
}

void mark_touched(const std::set<Id>& ids, Picture& picture) {
    for (PictureNode& node : picture.nodes)
        if (ids.contains(node.id)) node.role = PictureNode::Role::touched;
}

/// The components of a supplier stand for it.
std::set<Id> with_suppliers(const Landscape& l, const std::vector<Id>& ids) {
    std::set<Id> all;
    for (const Id& id : ids) {
        if (l.components.contains(id) || l.processes.contains(id)) all.insert(id);
        for (const auto& [component, c] : l.components)
            if (c.supplier && *c.supplier == id) all.insert(component);
    }
    return all;
}

/// How the node that stands for what is not drawn is called; ids of users never begin like this.
Id rest_id(const PictureNode& rest) {
    return "(" + std::string(name(rest.kind)) + " " + rest.name + ")";
}

class Rest {
  public:
    explicit Rest(Picture& picture) : picture_(picture) {
        for (const PictureNode& node : picture.nodes) drawn_.insert(node.id);
    }

    void gather(const Landscape& l) {
        for (const auto& [id, c] : l.components)
            count(id, PictureNode::Kind::rest_components, c.kind.value_or("component"));
        for (const auto& [id, p] : l.processes)
            count(id, PictureNode::Kind::rest_processes, p.department.value_or("process"));
    }

    void connect(const Landscape& l) {
        for (const auto& [id, c] : l.components) connect(id, c.needs);
        for (const auto& [id, p] : l.processes) connect(id, p.needs);
    }

    void finish() {
        for (const auto& [key, node] : rest_) picture_.nodes.push_back(node);
        for (const auto& [from, to] : edges_)
            picture_.edges.push_back({from, to, {}, false, false});
    }

  private:
    using Key = std::pair<PictureNode::Kind, std::string>;

    void count(const Id& id, PictureNode::Kind kind, const std::string& group) {
        if (drawn_.contains(id) || stands_for_.contains(id)) return;
        PictureNode& node = rest_[{kind, group}];
        if (node.id.empty()) {
            node.kind = kind;
            node.name = group;
            node.id = rest_id(node);
        } else {
            ++node.count;
        }
        stands_for_.emplace(id, node.id);
    }

    const Id& shown(const Id& id) const {
        const auto rest = stands_for_.find(id);
        return rest == stands_for_.end() ? id : rest->second;
    }

    void connect(const Id& id, const std::vector<Need>& needs) {
        for (const Need& need : needs)
            for (const Ref& member : need.members)
                if (shown(id) != shown(*member) &&
                    !(drawn_.contains(id) && drawn_.contains(*member)))
                    edges_.emplace(shown(id), shown(*member));
    }

    Picture& picture_;
    std::set<Id> drawn_;
    std::map<Id, Id> stands_for_;
    std::map<Key, PictureNode> rest_;
    std::set<std::pair<Id, Id>> edges_;
};

}  // namespace

Picture landscape_view(const Landscape& l, std::size_t most) {
    const Graph g = compile(l);
    // Beyond the page, what much stands on says more than what nothing needs.
    return picture_of(l, l,
                      ranked(g, std::vector<bool>(g.size(), true),
                             [&](Node v) {
                                 return std::pair(g.is_process(v) ? 0 : 1,
                                                  -static_cast<std::int64_t>(g.users_of(v).size()));
                             }),
                      most);
}

Picture needs_view(const Landscape& l, const std::vector<Id>& ids, Diagnostics& out,
                   std::size_t most) {
    Diagnostics asked;
    impact(l, ids, asked);  // says which ids are unknown, and what was meant
    for (Diagnostic& d : asked.all)
        if (d.severity == Severity::error) out.add(std::move(d));
    if (out.has_errors()) return {};
    const std::set<Id> touched = with_suppliers(l, ids);
    const Graph g = compile(l);
    std::vector<Node> from;
    for (const Id& id : touched) from.push_back(*g.find(id));
    const std::vector<std::uint32_t> depth = depth_below(g, from);
    Picture picture =
        picture_of(l, l, ranked(g, needs_of(g, from), [&](Node v) { return depth[v]; }), most);
    mark_touched(touched, picture);
    return picture;
}

Picture down_view(const Landscape& l, const std::vector<Id>& ids, Diagnostics& out,
                  std::size_t most) {
    const Impact answer = impact(l, ids, out);
    if (out.has_errors()) return {};
    const std::set<Id> touched = with_suppliers(l, ids);
    std::map<Id, PictureNode::State> state;
    Batches batches;
    for (const Id& id : touched) batches.push_back({id});
    const auto add = [&](const Id& id, bool certain) {
        state[id] = certain ? PictureNode::State::exposed : PictureNode::State::absorbed;
    };
    for (const ImpactProcess& p : answer.processes) {
        add(p.id, p.certain);
        batches.push_back(p.path);
    }
    for (const ImpactComponent& c : answer.components) {
        add(c.id, c.certain);
        batches.push_back({c.id});
    }
    for (const ImpactGroup& group : answer.groups) batches.push_back(group.members);
    Picture picture = picture_of(l, l, batches, most);
    for (PictureNode& node : picture.nodes)
        if (const auto s = state.find(node.id); s != state.end()) node.state = s->second;
    mark_touched(touched, picture);
    return picture;
}

void collapse_rest(const Landscape& before, const Landscape& after, bool edges, Picture& picture) {
    Rest rest(picture);
    for (const Landscape* l : {&after, &before}) rest.gather(*l);
    if (edges)
        for (const Landscape* l : {&after, &before}) rest.connect(*l);
    rest.finish();
}

}  // namespace knockon
