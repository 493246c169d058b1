#include "assess/structure/cut_chains.h"

#include <algorithm>

namespace knockon {
namespace {

constexpr Node nowhere = UINT32_MAX;

}  // namespace

CutChains::CutChains(const Graph& g, const SteadyModel& m)
    : g_(g),
      m_(m),
      owners_(m.model.events.size()),
      root_(nowhere),
      below_(m.model.nodes.size()),
      happened_(m.model.events.size()),
      down_(m.model.nodes.size()),
      met_(m.model.nodes.size()),
      via_(m.model.nodes.size()) {
    for (Node v = 0; v < m.model.nodes.size(); ++v) {
        for (const std::uint32_t e : m.model.nodes[v].events) owners_[e].push_back(v);
        for (const FailureGroup& group : m.model.nodes[v].groups)
            for (const std::uint32_t e : {group.chance, group.failover})
                if (e != no_event) owners_[e].push_back(v);
    }
    for (std::uint32_t e = 0; e < owners_.size(); ++e)
        if (m.model.events[e].probability == 1) certain_.push_back(e);
}

bool CutChains::happened(std::uint32_t event) const { return happened_[event] == mark_; }

bool CutChains::group_down(const FailureGroup& group) const {
    if (group.chance != no_event && !happened(group.chance)) return false;
    std::size_t count = 0, of_first = 0;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        if (down_[group.members[i]] != mark_) continue;
        ++count;
        if (i < group.needed) ++of_first;
    }
    if (group.failover != no_event && happened(group.failover) && of_first > 0) return true;
    return count > group.members.size() - group.needed;
}

/// Marks what the root needs, itself included.
void CutChains::below(Node root) {
    if (root == root_) return;
    root_ = root;
    ++root_mark_;
    std::vector<Node> open{root};
    below_[root] = root_mark_;
    while (!open.empty()) {
        const Node v = open.back();
        open.pop_back();
        for (const FailureGroup& group : m_.model.nodes[v].groups)
            for (const Node member : group.members) {
                if (below_[member] == root_mark_) continue;
                below_[member] = root_mark_;
                open.push_back(member);
            }
    }
}

/// Marks what is down below the root: the least fixpoint, by looking again at whoever needs what
/// has just gone down.
void CutChains::happen(std::span<const std::uint32_t> events) {
    ++mark_;
    std::vector<Node> open;
    const auto falls = [&](Node v) {
        if (down_[v] == mark_ || below_[v] != root_mark_) return;
        down_[v] = mark_;
        open.push_back(v);
    };
    const auto own = [&](std::uint32_t e, Node v) {
        const auto& all = m_.model.nodes[v].events;
        return std::find(all.begin(), all.end(), e) != all.end();
    };
    for (const auto& list : {std::span<const std::uint32_t>(certain_), events})
        for (const std::uint32_t e : list) happened_[e] = mark_;
    for (const auto& list : {std::span<const std::uint32_t>(certain_), events})
        for (const std::uint32_t e : list)
            for (const Node v : owners_[e])
                if (own(e, v)) falls(v);
    for (std::size_t i = 0; i < open.size(); ++i)
        for (const Node user : g_.users_of(open[i])) {
            const auto& groups = m_.model.nodes[user].groups;
            if (std::any_of(groups.begin(), groups.end(),
                            [&](const FailureGroup& group) { return group_down(group); }))
                falls(user);
        }
}

std::vector<std::vector<Id>> CutChains::of(std::size_t root,
                                           std::span<const std::uint32_t> events) {
    const Node from = m_.model.roots[root];
    below(from);
    happen(events);
    std::vector<Node> met{from};
    via_[from] = from;
    met_[from] = mark_;
    for (std::size_t i = 0; i < met.size(); ++i)
        for (const FailureGroup& group : m_.model.nodes[met[i]].groups)
            for (const Node member : group.members) {
                if (down_[member] != mark_ || met_[member] == mark_) continue;
                met_[member] = mark_;
                via_[member] = met[i];
                met.push_back(member);
            }
    std::vector<std::vector<Id>> chains;
    for (const std::uint32_t e : events) {
        std::vector<Id>& chain = chains.emplace_back();
        const auto nearest = std::find_if(met.begin(), met.end(), [&](Node v) {
            return std::binary_search(owners_[e].begin(), owners_[e].end(), v);
        });
        if (nearest == met.end()) continue;
        for (Node v = *nearest;; v = via_[v]) {
            chain.push_back(g_.names[v]);
            if (v == from) break;
        }
        std::reverse(chain.begin(), chain.end());
        if (chain.back() != m_.names[e]) chain.push_back(m_.names[e]);
    }
    return chains;
}

}  // namespace knockon
