#include "assess/findings/data_flow.h"

#include <cassert>

namespace knockon {
namespace {

constexpr std::array classes{DataClass::internal, DataClass::confidential, DataClass::secret};

bool works_with(const Graph& g, const Landscape& l, Node v, DataClass c) {
    if (g.is_process(v)) return false;
    const Component& component = l.components.at(g.names[v]);
    return component.more->data && *component.more->data >= c;
}

}  // namespace

DataFlow::DataFlow(const Graph& g, const Landscape& l) : g_(&g) {
    for (const DataClass c : classes) {
        std::vector<Node> begins;
        std::vector<std::pair<Node, Node>> handed;  // consumer, member: by what the need says
        for (Node v = 0; v < g.size(); ++v) {
            if (works_with(g, l, v, c)) begins.push_back(v);
            for (const Group& group : g.groups_of(v))
                if (group.need->terms->data && *group.need->terms->data >= c)
                    for (const Node m : g.members_of(group)) handed.emplace_back(v, m);
        }
        spread(levels_[static_cast<std::size_t>(c) - 1], c, begins, handed);
    }
}

DataFlow::DataFlow(const DataFlow& whole, const Landscape& l,
                   const std::function<bool(Node, DataClass)>& new_source,
                   const std::vector<bool>& new_need)
    : g_(whole.g_) {
    for (const DataClass c : classes) {
        std::vector<Node> begins;
        std::vector<std::pair<Node, Node>> handed;
        for (Node v = 0; v < g_->size(); ++v) {
            if (works_with(*g_, l, v, c) && new_source(v, c)) begins.push_back(v);
            for (std::uint32_t i = g_->group_first[v]; i < g_->group_first[v + 1]; ++i)
                if (new_need[i] && whole.passes(whole.level(c), c, v, g_->groups[i]))
                    for (const Node m : g_->members_of(g_->groups[i])) handed.emplace_back(v, m);
        }
        spread(levels_[static_cast<std::size_t>(c) - 1], c, begins, handed);
    }
}

bool DataFlow::passes(const Level& level, DataClass c, Node consumer, const Group& group) const {
    return group.need->terms->data ? *group.need->terms->data >= c : level.holds[consumer];
}

/// Level by level, so that every way is a shortest one.
void DataFlow::spread(Level& level, DataClass c, const std::vector<Node>& begins,
                      const std::vector<std::pair<Node, Node>>& handed) {
    level.holds.assign(g_->size(), false);
    if (begins.empty() && handed.empty()) return;
    level.via.assign(g_->size(), 0);
    level.origin.assign(g_->size(), 0);
    std::vector<Node> open;
    const auto reach = [&](Node v, Node via, Node origin) {
        if (level.holds[v]) return;
        level.holds[v] = true;
        level.via[v] = via;
        level.origin[v] = origin;
        open.push_back(v);
    };
    for (const Node v : begins) reach(v, v, v);
    const std::size_t own = open.size();
    for (const auto& [consumer, member] : handed) reach(member, consumer, consumer);
    // What needs say lies one step further than what components say, so it waits its turn.
    std::vector<Node> later(open.begin() + static_cast<std::ptrdiff_t>(own), open.end());
    open.resize(own);
    const auto pass_on = [&](Node v) {
        for (const Group& group : g_->groups_of(v))
            if (passes(level, c, v, group))
                for (const Node m : g_->members_of(group)) reach(m, v, level.origin[v]);
    };
    std::size_t next = 0;
    for (; next < own; ++next) pass_on(open[next]);
    open.insert(open.end(), later.begin(), later.end());
    for (; next < open.size(); ++next) pass_on(open[next]);
}

std::optional<DataClass> DataFlow::held(Node v) const {
    for (std::size_t i = classes.size(); i-- > 0;)
        if (levels_[i].holds[v]) return classes[i];
    return std::nullopt;
}

std::optional<DataClass> DataFlow::carried(Node consumer, const Group& group) const {
    for (std::size_t i = classes.size(); i-- > 0;)
        if (passes(levels_[i], classes[i], consumer, group)) return classes[i];
    return std::nullopt;
}

std::vector<Node> DataFlow::way(Node v, DataClass c) const {
    const Level& l = level(c);
    assert(l.holds[v] && "only what is held has come some way");
    std::vector<Node> nodes{v};
    while (nodes.back() != l.origin[v]) nodes.push_back(l.via[nodes.back()]);
    return {nodes.rbegin(), nodes.rend()};
}

Node DataFlow::origin(Node v, DataClass c) const { return level(c).origin[v]; }

}  // namespace knockon
