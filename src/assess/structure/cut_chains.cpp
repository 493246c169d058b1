#include "assess/structure/cut_chains.h"

#include <algorithm>

namespace knockon {
namespace {

constexpr Node nowhere = UINT32_MAX;

}  // namespace

CutChains::CutChains(const Graph& g, const SteadyModel& m)
    : g_(g), m_(m), owners_(m.model.events.size()) {
    for (Node v = 0; v < m.model.nodes.size(); ++v) {
        for (const std::uint32_t e : m.model.nodes[v].events) owners_[e].push_back(v);
        for (const FailureGroup& group : m.model.nodes[v].groups)
            for (const std::uint32_t e : {group.chance, group.failover})
                if (e != no_event) owners_[e].push_back(v);
    }
}

bool CutChains::group_down(const FailureGroup& group, const std::vector<bool>& happened,
                           const std::vector<bool>& down) const {
    if (group.chance != no_event && !happened[group.chance]) return false;
    std::size_t count = 0, of_first = 0;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        if (!down[group.members[i]]) continue;
        ++count;
        if (i < group.needed) ++of_first;
    }
    if (group.failover != no_event && happened[group.failover] && of_first > 0) return true;
    return count > group.members.size() - group.needed;
}

/// The least fixpoint, by looking again at whoever needs what has just gone down.
std::vector<bool> CutChains::down_where(std::span<const std::uint32_t> events) const {
    std::vector<bool> happened(owners_.size()), down(m_.model.nodes.size());
    std::vector<Node> open;
    const auto falls = [&](Node v) {
        if (down[v]) return;
        down[v] = true;
        open.push_back(v);
    };
    for (std::uint32_t e = 0; e < happened.size(); ++e)
        happened[e] = m_.model.events[e].probability == 1;
    for (const std::uint32_t e : events) happened[e] = true;
    for (Node v = 0; v < down.size(); ++v)
        for (const std::uint32_t e : m_.model.nodes[v].events)
            if (happened[e]) falls(v);
    for (std::size_t i = 0; i < open.size(); ++i)
        for (const Node user : g_.users_of(open[i])) {
            const auto& groups = m_.model.nodes[user].groups;
            if (std::any_of(groups.begin(), groups.end(), [&](const FailureGroup& group) {
                    return group_down(group, happened, down);
                }))
                falls(user);
        }
    return down;
}

std::vector<std::vector<Id>> CutChains::of(std::size_t root,
                                           std::span<const std::uint32_t> events) const {
    const std::vector<bool> down = down_where(events);
    const Node from = m_.model.roots[root];
    std::vector<Node> via(down.size(), nowhere), met{from};
    via[from] = from;
    for (std::size_t i = 0; i < met.size(); ++i)
        for (const FailureGroup& group : m_.model.nodes[met[i]].groups)
            for (const Node member : group.members) {
                if (!down[member] || via[member] != nowhere) continue;
                via[member] = met[i];
                met.push_back(member);
            }
    std::vector<std::vector<Id>> chains;
    for (const std::uint32_t e : events) {
        std::vector<Id>& chain = chains.emplace_back();
        const auto nearest = std::find_if(met.begin(), met.end(), [&](Node v) {
            return std::binary_search(owners_[e].begin(), owners_[e].end(), v);
        });
        if (nearest == met.end()) continue;
        for (Node v = *nearest;; v = via[v]) {
            chain.push_back(g_.names[v]);
            if (v == from) break;
        }
        std::reverse(chain.begin(), chain.end());
        if (chain.back() != m_.names[e]) chain.push_back(m_.names[e]);
    }
    return chains;
}

}  // namespace knockon
