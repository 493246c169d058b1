#include "assess/structure/impact.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assess/answer/names.h"
#include "base/codes.h"
#include "graph/reach.h"
#include "risk/propagate.h"

namespace knockon {
namespace {

/// Ids as nodes: a supplier stands for all its components.
std::vector<Node> nodes_of(const Landscape& l, const Graph& g, const std::vector<Id>& ids,
                           Diagnostics& out) {
    std::vector<Node> nodes;
    for (const Id& id : ids) {
        if (const auto v = g.find(id)) {
            nodes.push_back(*v);
        } else if (l.suppliers.contains(id)) {
            for (const auto& [component, c] : l.components)
                if (c.supplier && *c.supplier == id) nodes.push_back(*g.find(component));
        } else {
            std::vector<Id> known(g.names.begin(), g.names.end());
            for (const auto& [supplier, s] : l.suppliers) known.push_back(supplier);
            out.error(code::unknown_id, {},
                      fmt::format("`{}` is no component, process or supplier of this landscape", id),
                      help_for_unknown(id, known, l));
        }
    }
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

/// Everything that is down when the nodes are down for good and no need with a chance is live.
class DownForGood {
  public:
    DownForGood(const Landscape& l, const Graph& g, const std::vector<Node>& nodes) {
        const std::vector<bool> all(g.size(), true);
        marks_.all = marks_of(g, all);
        std::sort(marks_.all.begin(), marks_.all.end(),
                  [](const Mark& a, const Mark& b) { return a.name < b.name; });
        world_ = compile_world(g, l, all, marks_);
        for (const Mark& m : marks_.all) live_.push_back(m.name.starts_with("failover"));
        propagation_.emplace(world_);
        std::vector<OwnOutage> own;
        for (const Node v : nodes) own.push_back({world_.place_of[v], {Duration{0}, forever}});
        propagation_->run(live_, own);
    }

    bool down(Node v) const { return !propagation_->down(world_.place_of[v]).empty(); }
    double after_s(Node v) const {
        return seconds(propagation_->down(world_.place_of[v]).front().start);
    }

  private:
    Marks marks_;
    World world_;
    std::vector<std::uint8_t> live_;
    std::optional<Propagation> propagation_;
};

void add_reached(const Landscape& l, const Graph& g, const Distances& d,
                 const DownForGood& for_good, Impact& out) {
    for (Node v = 0; v < g.size(); ++v) {
        if (d.depth[v] == not_reached || d.depth[v] == 0) continue;
        if (!g.is_process(v)) {
            out.components.push_back(
                {g.names[v], static_cast<int>(d.depth[v]), for_good.down(v)});
            continue;
        }
        const Process& p = l.processes.at(g.names[v]);
        ImpactProcess hit{.id = g.names[v],
                          .name = p.name.value_or(g.names[v]),
                          .department = *p.department,
                          .certain = for_good.down(v),
                          .after_s = {},
                          .path = {},
                          .weakest = {}};
        if (hit.certain) hit.after_s = for_good.after_s(v);
        for (const Node step : chain(d, v)) hit.path.push_back(g.names[step]);
        hit.weakest = weakest_need(g, hit.path);
        out.processes.push_back(std::move(hit));
    }
    out.reaches_components = out.components.size();
    out.reaches_processes = out.processes.size();
    std::stable_sort(out.components.begin(), out.components.end(),
                     [](const auto& a, const auto& b) { return a.depth < b.depth; });
    std::stable_sort(out.processes.begin(), out.processes.end(), [](const auto& a, const auto& b) {
        if (a.certain != b.certain) return a.certain;
        return a.after_s.value_or(0) < b.after_s.value_or(0);
    });
}

void add_groups(const Graph& g, const std::vector<Node>& from, const DownForGood& for_good,
                Impact& out) {
    std::set<Node> touched(from.begin(), from.end());
    for (const ImpactComponent& c : out.components) touched.insert(*g.find(c.id));
    for (Node v = 0; v < g.size(); ++v)
        for (const Group& group : g.groups_of(v)) {
            if (group.needed == group.size) continue;
            const auto members = g.members_of(group);
            if (std::none_of(members.begin(), members.end(),
                             [&](Node m) { return touched.contains(m); }))
                continue;
            ImpactGroup row;
            row.consumer = g.names[v];
            row.needed = static_cast<int>(group.needed);
            for (const Node m : members) {
                row.members.push_back(g.names[m]);
                row.down += for_good.down(m);
            }
            row.spare = std::max(0, static_cast<int>(group.size) - row.down - row.needed);
            out.groups.push_back(std::move(row));
        }
}

void add_departments(const Landscape& l, Impact& out) {
    for (const auto& [id, department] : l.departments) {
        Impact::Row row{id, department.name.value_or(id), 0, 0};
        for (const ImpactProcess& p : out.processes)
            if (p.department == id) ++(p.certain ? row.certain : row.possible);
        if (row.certain + row.possible > 0) out.departments.push_back(std::move(row));
    }
}

}  // namespace

namespace {

void add_names(const Names& names, Impact& impact) {
    const auto take = [&](const Id& id) { take_names(names, id, impact.names); };
    for (const Id& id : impact.ids) take(id);
    for (const ImpactComponent& c : impact.components) take(c.id);
    for (const ImpactProcess& p : impact.processes)
        for (const Id& id : p.path) take(id);
    for (const ImpactGroup& g : impact.groups) {
        take(g.consumer);
        for (const Id& id : g.members) take(id);
    }
}

}  // namespace

Impact impact(const Landscape& landscape, const std::vector<Id>& ids, Diagnostics& out) {
    Impact result;
    result.ids = ids;
    const Graph g = compile(landscape);
    const std::vector<Node> from = nodes_of(landscape, g, ids, out);
    if (out.has_errors() || from.empty()) return result;
    const Distances d = reached_from(g, from);
    const DownForGood for_good(landscape, g, from);
    add_reached(landscape, g, d, for_good, result);
    add_groups(g, from, for_good, result);
    add_departments(landscape, result);
    add_names(Names(landscape), result);
    if (result.processes.empty())
        out.warning(code::change_reaches_nothing, {},
                    fmt::format("{} reaches no process: nothing that the model knows needs it",
                                fmt::join(ids, ", ")),
                    "add the needs or processes that are missing, or confirm that there are none");
    return result;
}

}  // namespace knockon
