#include "assess/structure/steady.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "graph/reach.h"
#include "model/defaults.h"
#include "risk/background.h"

namespace knockon {
namespace {

class Builder {
  public:
    Builder(const Landscape& l, const Graph& g) : l_(l), g_(g) {
        out_.model.nodes.resize(g.size());
    }

    SteadyModel take(const std::vector<Id>& processes) {
        for (const Id& id : processes) out_.model.roots.push_back(*g_.find(id));
        const std::vector<bool> matters = needs_of(g_, out_.model.roots);
        std::vector<Node> uneven;
        for (Node v = 0; v < g_.size(); ++v) {
            if (!matters[v]) continue;
            node(v);
            if (!is_even(v)) uneven.push_back(v);
        }
        const Distances above = reached_from(g_, uneven);
        for (const Node root : out_.model.roots)
            out_.simple.push_back(above.depth[root] == not_reached);
        return std::move(out_);
    }

  private:
    std::uint32_t event(double probability, const Recovery* recovery, Id name, bool part) {
        FailureEvent e{probability, 0};
        if (recovery && recovery->mean_seconds() > 0)
            e.repair_rate = 3600 / recovery->mean_seconds();
        out_.model.events.push_back(e);
        out_.names.push_back(std::move(name));
        out_.is_part.push_back(part);
        return static_cast<std::uint32_t>(out_.model.events.size() - 1);
    }

    void node(Node v) {
        if (!g_.is_process(v)) own_events(v);
        for (const Group& group : g_.groups_of(v)) {
            if (group.need->terms->impact.value_or(1) < 1) continue;
            FailureGroup f;
            for (const Node m : g_.members_of(group)) f.members.push_back(m);
            f.needed = group.needed;
            const Need& need = *group.need;
            if (need.terms->chance && *need.terms->chance < 1)
                f.chance = event(*need.terms->chance, nullptr, need_name(v, need), false);
            if (need.terms->failover && *need.terms->failover < 1 && group.needed < group.size)
                f.failover = event(1 - *need.terms->failover, nullptr,
                                   "switch of " + need_name(v, need), false);
            out_.model.nodes[v].groups.push_back(std::move(f));
        }
    }

    Id need_name(Node v, const Need& need) const {
        std::vector<std::string_view> members;
        for (const Ref& m : need.members) members.push_back(*m);
        return fmt::format("{} needs {}", g_.names[v], fmt::join(members, ", "));
    }

    void own_events(Node v) {
        const Component& c = l_.components.at(g_.names[v]);
        const Unavailability u = unavailability_split(c, l_);
        const Recovery recovery = recovery_of(c, l_).value;
        if (u.own > 0)
            out_.model.nodes[v].events.push_back(event(u.own, &recovery, g_.names[v], true));
        if (u.shared <= 0) return;
        const auto [it, added] = suppliers_.try_emplace(*c.supplier, 0);
        if (added) {
            const Recovery r = recovery_of(l_.suppliers.at(*c.supplier), l_).value;
            it->second = event(u.shared, &r, *c.supplier, true);
        }
        out_.model.nodes[v].events.push_back(it->second);
    }

    /// Whether its outages are those of what it needs and its own, to the second.
    bool is_even(Node v) const {
        if (!g_.is_process(v)) {
            const Stated<Duration>& restart = l_.components.at(g_.names[v]).more->restart;
            if (restart && *restart > Duration{0}) return false;
        }
        const auto groups = g_.groups_of(v);
        return std::all_of(groups.begin(), groups.end(),
                           [](const Group& g) { return g.need->terms->tolerates <= Duration{0}; });
    }

    const Landscape& l_;
    const Graph& g_;
    SteadyModel out_;
    std::map<Id, std::uint32_t> suppliers_;
};

}  // namespace

SteadyModel steady_model(const Landscape& l, const Graph& g, const std::vector<Id>& processes) {
    return Builder(l, g).take(processes);
}

}  // namespace knockon
