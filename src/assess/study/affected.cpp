#include "assess/study/affected.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "assess/study/absorb.h"
#include "graph/reach.h"

namespace knockon {
namespace {

using Batches = std::vector<std::vector<Id>>;

/// One landscape, and how far each node is from what the change may bring down.
struct Side {
    const Graph* graph;
    std::vector<Node> touched;
    Distances from_touched;
    std::vector<bool> stood_on;  // by a process that the change can reach
};

/// The components that may be overloaded by the change's load steps.
std::set<Id> overloaded(const Transition& t) {
    std::set<Id> ids;
    for (const OverloadRisk& risk : t.timed.overloads)
        if (std::any_of(risk.threshold.begin(), risk.threshold.end(),
                        [](double z) { return std::isfinite(z); }))
            ids.insert(t.with.graph->names[t.with.node[risk.place]]);
    return ids;
}

Side side(const Graph& g, const Study& study, const std::set<Id>& starts) {
    Side s{&g, {}, {}, {}};
    for (const Id& id : starts)
        if (const auto v = g.find(id)) s.touched.push_back(*v);
    s.from_touched = reached_from(g, s.touched);
    std::vector<Node> processes;
    for (const Id& id : study.transition.kernel)
        if (const auto v = g.find(id)) processes.push_back(*v);
    s.stood_on = needs_of(g, processes);
    return s;
}

std::vector<Id> ids_of(const Graph& g, const std::vector<Node>& nodes) {
    std::vector<Id> ids;
    for (const Node v : nodes) ids.push_back(g.names[v]);
    return ids;
}

/// The other ends of the needs that come or go.
void add_connected(const Change& change, Batches& out) {
    for (const Step& step : change.steps) {
        for (const std::vector<Need>* needs : {&step.needs, &step.component.needs})
            for (const Need& need : *needs)
                for (const Ref& member : need.members) out.push_back({*member});
        for (const Ref& member : step.from) out.push_back({*member});
    }
}

/// First reasons, then second ones; processes as the report has them, the worst first.
void add_reasons(const std::vector<Why>& reasons, Batches& out) {
    std::map<Id, std::size_t> seen;
    std::vector<std::pair<std::size_t, const Why*>> ranked;
    for (const Why& why : reasons) ranked.emplace_back(seen[why.process]++, &why);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& x, const auto& y) { return x.first < y.first; });
    for (const auto& [rank, why] : ranked) out.push_back(why->chain);
}

/// The shortest way from what is touched to each process that is reached, in either landscape.
void add_chains(const Assessment& a, const std::vector<Side>& sides, Batches& out) {
    for (const Figures& p : a.processes) {
        if (p.reach == Reach::none) continue;
        for (const Side& s : sides)
            if (const auto v = s.graph->find(p.id))
                out.push_back(ids_of(*s.graph, chain(s.from_touched, *v)));
        out.push_back({p.id});
    }
}

/// Everything else between what is touched and a process, the nearest first.
void add_between(const std::vector<Side>& sides, Batches& out) {
    std::map<std::uint32_t, std::set<Id>> by_depth;
    for (const Side& s : sides)
        for (Node v = 0; v < s.graph->size(); ++v)
            if (s.stood_on[v] && s.from_touched.depth[v] != not_reached)
                by_depth[s.from_touched.depth[v]].insert(s.graph->names[v]);
    for (const auto& [depth, ids] : by_depth)
        for (const Id& id : ids) out.push_back({id});
}

/// What stays up beside a member of a redundant group that may go down.
void add_redundancy(const Landscape& after, Batches& out) {
    std::set<Id> affected;
    for (const std::vector<Id>& batch : out) affected.insert(batch.begin(), batch.end());
    const auto look = [&](const std::vector<Need>& needs) {
        for (const Need& need : needs) {
            if (need.at_least >= static_cast<int>(need.members.size())) continue;
            std::vector<Id> members;
            for (const Ref& m : need.members) members.push_back(*m);
            if (std::any_of(members.begin(), members.end(),
                            [&](const Id& id) { return affected.contains(id); }))
                out.push_back(std::move(members));
        }
    };
    for (const Id& id : affected)
        if (const auto c = after.components.find(id); c != after.components.end())
            look(c->second.needs);
        else if (const auto p = after.processes.find(id); p != after.processes.end())
            look(p->second.needs);
}

/// What is down, at some moment, if every step fails and every possible overload comes.
std::set<Id> down_at_worst(const Study& study) {
    const Transition& t = study.transition;
    std::vector<OwnOutage> own = worst_of_steps(study);
    const std::set<Id> loaded = overloaded(t);
    for (const OverloadRisk& risk : t.timed.overloads)
        if (loaded.contains(t.with.graph->names[t.with.node[risk.place]]))
            own.push_back({risk.place, risk.when});
    const std::vector<std::uint8_t> live(t.marks.all.size(), 1);
    Propagation world(t.with);
    world.run(live, own);
    std::set<Id> ids;
    for (std::uint32_t place = 0; place < t.with.size(); ++place)
        if (world.any_down(place)) ids.insert(t.with.graph->names[t.with.node[place]]);
    return ids;
}

PictureNode::State state_of(Reach r) {
    switch (r) {
        case Reach::exposed:
            return PictureNode::State::exposed;
        case Reach::absorbed:
            return PictureNode::State::absorbed;
        case Reach::none:
            break;
    }
    return PictureNode::State::none;
}

void say_of_process(const Assessment& a, PictureNode& node) {
    const auto p = std::find_if(a.processes.begin(), a.processes.end(),
                                [&](const Figures& f) { return f.id == node.id; });
    if (p == a.processes.end() || p->reach == Reach::none) return;
    node.state = state_of(p->reach);
    node.loss = p->loss.mean.value;
    for (const DepartmentFigures& d : a.departments)
        if (d.id == node.department && d.appetite.any()) node.verdict = name(d.verdict);
}

void say_of_component(const std::set<Id>& carries, const std::vector<Side>& sides,
                      PictureNode& node) {
    const bool reached = std::any_of(sides.begin(), sides.end(), [&](const Side& s) {
        const auto v = s.graph->find(node.id);
        return v && s.from_touched.depth[*v] != not_reached;
    });
    if (carries.contains(node.id))
        node.state = PictureNode::State::exposed;
    else if (reached)
        node.state = PictureNode::State::absorbed;
}

}  // namespace

Picture affected(const Study& study, const Assessment& figures, const std::vector<Why>& why,
                 std::size_t most) {
    std::set<Id> touched;
    for (const Step& step : study.change->steps) touched.insert(*step.target);
    std::set<Id> starts = overloaded(study.transition);
    starts.insert(touched.begin(), touched.end());
    const std::vector<Side> sides = {side(*study.transition.graph_with, study, starts),
                                     side(*study.transition.graph_without, study, starts)};
    Batches batches;
    for (const Id& id : touched) batches.push_back({id});
    add_connected(*study.change, batches);
    add_reasons(why, batches);
    add_chains(figures, sides, batches);
    add_between(sides, batches);
    add_redundancy(*study.after, batches);
    Picture out = picture_of(*study.before, *study.after, batches, most);

    std::set<Id> carries = down_at_worst(study);
    for (const Why& w : why) carries.insert(w.chain.begin(), w.chain.end());
    for (PictureNode& node : out.nodes) {
        if (node.role == PictureNode::Role::none && touched.contains(node.id))
            node.role = PictureNode::Role::touched;
        if (node.kind == PictureNode::Kind::process)
            say_of_process(figures, node);
        else
            say_of_component(carries, sides, node);
    }
    return out;
}

}  // namespace knockon
