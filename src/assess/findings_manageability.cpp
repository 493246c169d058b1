// M: can it be run and mended by the people who have it?
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assess/inspected.h"
#include "base/codes.h"

namespace knockon {
namespace {

/// M07: circles whose members take time to restart.
void cold_start(const Inspected& in, FindingList& out) {
    const Graph& g = in.graph;
    for (std::size_t k = 0; k < in.sccs.size(); ++k) {
        const auto nodes = in.sccs.members(k);
        const auto delayed = [&](Node v) {
            return !g.is_process(v) && in.component(v).restart.value_or(Duration{0}) > Duration{0};
        };
        if (std::none_of(nodes.begin(), nodes.end(), delayed) || !is_cyclic(g, in.sccs, k))
            continue;
        std::vector<Id> members;
        for (const Node v : nodes) members.push_back(g.names[v]);
        std::sort(members.begin(), members.end());
        const auto c = in.landscape.components.find(members.front());
        out.add({.code = code::cold_start_cycle,
                 .quality = "manageability",
                 .at = c == in.landscape.components.end() ? Position{} : c->second.at,
                 .message = fmt::format("{} need each other to start, and it takes time: the "
                                        "order of a cold start is not said",
                                        fmt::join(members, ", ")),
                 .subjects = members});
    }
}

/// M11: departments of which nothing can be said.
void departments_without_process(const Inspected& in, FindingList& out) {
    std::set<Id> described;
    for (const auto& [id, p] : in.landscape.processes) described.insert(*p.department);
    for (const auto& [id, d] : in.landscape.departments)
        if (!described.contains(id))
            out.add({.code = code::department_not_modelled,
                     .quality = "manageability",
                     .at = d.at,
                     .message = fmt::format(
                         "{} has no process in the model, so its risk is not known", id),
                     .subjects = {id}});
}

}  // namespace

void manageability_of_landscape(const Inspected& in, FindingList& out) {
    cold_start(in, out);
    departments_without_process(in, out);
}

}  // namespace knockon
