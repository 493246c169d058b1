#include "assess/answer/picture.h"

#include <algorithm>
#include <map>
#include <set>

#include "assess/answer/wording.h"
#include "graph/components.h"

namespace knockon {
namespace {

const std::vector<Need>* needs_in(const Landscape& l, const Id& id) {
    if (const auto c = l.components.find(id); c != l.components.end()) return &c->second.needs;
    if (const auto p = l.processes.find(id); p != l.processes.end()) return &p->second.needs;
    return nullptr;
}

std::size_t size_of_both(const Landscape& before, const Landscape& after) {
    const auto only_before = [](const auto& a, const auto& b) {
        return static_cast<std::size_t>(std::count_if(
            a.begin(), a.end(), [&](const auto& entry) { return !b.contains(entry.first); }));
    };
    return after.components.size() + after.processes.size() +
           only_before(before.components, after.components) +
           only_before(before.processes, after.processes);
}

/// What one landscape says about the needs between drawn nodes: (from, to) → how it is needed, once
/// for each group.
using Links = std::map<std::pair<Id, Id>, std::set<std::string>>;

Links links_in(const Landscape& l, const std::set<Id>& drawn) {
    Links links;
    for (const Id& id : drawn)
        if (const std::vector<Need>* needs = needs_in(l, id))
            for (const Need& need : *needs)
                for (const Ref& member : need.members)
                    if (drawn.contains(*member)) links[{id, *member}].insert(need_text(need));
    return links;
}

/// A plain need says all that the others say.
std::string text_of(const std::set<std::string>& needs) {
    std::string text;
    if (needs.contains("")) return text;
    for (const std::string& need : needs) text += (text.empty() ? "" : "; ") + need;
    return text;
}

/// Consumers before what they need; within a cycle by id.
std::vector<Id> in_order(const std::set<Id>& drawn, const Links& before, const Links& after) {
    Graph g;
    g.names.assign(drawn.begin(), drawn.end());
    g.components = g.size();
    g.group_first.push_back(0);
    for (const Id& id : g.names) {
        std::set<Node> members;
        for (const Links* links : {&before, &after})
            for (auto link = links->lower_bound({id, Id()});
                 link != links->end() && link->first.first == id; ++link)
                members.insert(*g.find(link->first.second));
        g.groups.push_back({static_cast<std::uint32_t>(g.members.size()),
                            static_cast<std::uint32_t>(members.size()), 1, nullptr});
        g.members.insert(g.members.end(), members.begin(), members.end());
        g.group_first.push_back(static_cast<std::uint32_t>(g.groups.size()));
    }
    const Sccs sccs = strongly_connected(g);
    std::vector<Id> order;
    for (std::size_t k = sccs.size(); k-- > 0;)
        for (const Node v : sccs.members(k)) order.push_back(g.names[v]);
    return order;
}

void add_edges(const Links& were, const Links& are, Picture& picture) {
    std::map<Id, std::size_t> place;
    for (const PictureNode& node : picture.nodes) place.emplace(node.id, place.size());
    struct Link {
        const std::set<std::string>*was = nullptr, *is = nullptr;
    };
    std::map<std::pair<std::size_t, std::size_t>, Link> all;
    const auto key = [&](const std::pair<Id, Id>& ids) {
        return std::pair(place.at(ids.first), place.at(ids.second));
    };
    for (const auto& [ids, needs] : were) all[key(ids)].was = &needs;
    for (const auto& [ids, needs] : are) all[key(ids)].is = &needs;
    for (const auto& [places, link] : all)
        picture.edges.push_back({picture.nodes[places.first].id, picture.nodes[places.second].id,
                                 text_of(link.is != nullptr ? *link.is : *link.was),
                                 link.was == nullptr, link.is == nullptr});
}

void describe(const Component& c, PictureNode& node) {
    node.kind = PictureNode::Kind::component;
    node.name = c.name.value_or("");
    node.kind_name = c.kind.value_or("");
    node.department = c.owner.value_or("");
    node.supplier = c.supplier.value_or("");
    if (c.more->sourcing) node.sourcing = name(*c.more->sourcing);
    node.at = c.at;
}

void describe(const Process& p, PictureNode& node) {
    node.kind = PictureNode::Kind::process;
    node.name = p.name.value_or("");
    node.department = p.department.value_or("");
    node.at = p.at;
}

bool describe_from(const Landscape& l, PictureNode& node) {
    if (const auto c = l.components.find(node.id); c != l.components.end()) {
        describe(c->second, node);
        return true;
    }
    if (const auto p = l.processes.find(node.id); p != l.processes.end()) {
        describe(p->second, node);
        return true;
    }
    return false;
}

}  // namespace

Picture picture_of(const Landscape& before, const Landscape& after,
                   const std::vector<std::vector<Id>>& batches, std::size_t most) {
    std::set<Id> drawn, wanted;
    for (const std::vector<Id>& batch : batches) {
        std::set<Id> fresh;
        for (const Id& id : batch)
            if (needs_in(after, id) != nullptr || needs_in(before, id) != nullptr) {
                wanted.insert(id);
                if (!drawn.contains(id)) fresh.insert(id);
            }
        if (drawn.size() + fresh.size() <= most) drawn.merge(fresh);
    }
    Picture picture;
    picture.left_out = size_of_both(before, after) - drawn.size();
    picture.dropped = wanted.size() - drawn.size();
    const Links were = links_in(before, drawn), are = links_in(after, drawn);
    for (Id& id : in_order(drawn, were, are)) {
        PictureNode& node = picture.nodes.emplace_back();
        node.id = std::move(id);
        const bool is = describe_from(after, node);
        if (!is) describe_from(before, node);
        if (!is) node.role = PictureNode::Role::removed;
        if (needs_in(before, node.id) == nullptr) node.role = PictureNode::Role::added;
    }
    add_edges(were, are, picture);
    return picture;
}

}  // namespace knockon
