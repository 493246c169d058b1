#include "assess/study/absorb.h"

#include <fmt/format.h>

#include "assess/answer/wording.h"
#include "base/tie.h"
#include "graph/reach.h"
#include "risk/overload.h"

namespace knockon {
namespace {

std::string members_text(const Need& need, const Names& names) {
    std::vector<std::string> all;
    for (const Ref& m : need.members) all.push_back(names(*m));
    return fmt::format("{}", fmt::join(all, ", "));
}

/// Whether at least one member is down, and what of the group stays up.
struct GroupState {
    bool any_member_down = false;
    bool down_before_tolerance = false;
};

GroupState state_of(const Propagation& world, const WorldGroup& g) {
    std::vector<const Outage*> sets;
    GroupState s;
    for (std::uint32_t i = g.first; i < g.first + g.size; ++i) {
        sets.push_back(&world.down(world.world().members[i]));
        s.any_member_down |= !sets.back()->empty();
    }
    s.down_before_tolerance = !at_least_down(g.size - g.needed + 1, sets).empty();
    return s;
}

Absorber absorber(const World& w, std::uint32_t place, const Need& need, const GroupState& s,
                  const Names& names) {
    const Id& id = w.graph->names[w.node[place]];
    if (s.down_before_tolerance)
        return {Absorber::By::tolerance, id,
                fmt::format("{} survives {} without {}", names(id), duration_text(need.terms->tolerates),
                            members_text(need, names))};
    return {Absorber::By::redundancy, id,
            fmt::format("{} needs {} of {}", names(id), need.at_least, members_text(need, names))};
}

}  // namespace

std::vector<OwnOutage> worst_of_steps(const Study& study) {
    std::vector<OwnOutage> own;
    for (const StepPlan& s : study.transition.steps) {
        if (s.place == none) continue;
        const Duration end = s.fails > 0 ? s.planned_end + s.recovery.quantile(0.99) : s.planned_end;
        if (s.begins < end) own.push_back({s.place, {s.begins, end}});
    }
    return own;
}

/// What more load does to components on the way, where it is not too much for them.
void add_loads(const Study& study, const std::vector<bool>& way, std::vector<Absorber>& out) {
    const Transition& t = study.transition;
    for (const std::uint32_t source : t.load_sources) {
        const Step& step = study.change->steps[source];
        if (t.steps[source].place == none) continue;
        const ExtraLoad more = extra_load(t.with, *study.after, t.steps[source].place, step.times);
        for (std::uint32_t place = 0; place < t.with.size(); ++place) {
            if (!more.reached[place] || !way[t.with.node[place]]) continue;
            const Id& id = t.with.graph->names[t.with.node[place]];
            const auto c = study.after->components.find(id);
            if (c == study.after->components.end()) continue;
            const double load = c->second.more->load.value_or(0) + more.extra[place];
            if (!c->second.more->capacity)
                out.push_back({Absorber::By::capacity, id,
                               fmt::format("{} is taken to carry any load, which nobody stated",
                                           study.names(id))});
            else if (!exceeds(load, *c->second.more->capacity))
                out.push_back({Absorber::By::capacity, id,
                               fmt::format("{} gets {:.4g}/s{}, no more than its capacity of {:.4g}/s",
                                           study.names(id),                                           load, step.sigma == 0.0 ? "" : " in a typical peak",
                                           *c->second.more->capacity)});
            else
                out.push_back({Absorber::By::capacity, id,
                               fmt::format("no peak of {} falls into what is watched", study.names(id))});
        }
    }
}

std::vector<Absorber> absorbers(const Study& study, const Id& process) {
    const Transition& t = study.transition;
    const std::uint32_t target = t.with.find(process);
    std::vector<Absorber> out;
    if (target == none) return out;
    Propagation world(t.with);
    world.run(std::vector<std::uint8_t>(t.marks.all.size(), 1), worst_of_steps(study));
    const Node start = t.with.node[target];
    const std::vector<bool> way = needs_of(*t.with.graph, {&start, 1});
    for (std::uint32_t place = 0; place < t.with.size(); ++place) {
        if (!way[t.with.node[place]]) continue;
        const auto needs = t.with.graph->groups_of(t.with.node[place]);
        for (std::uint32_t g = t.with.group_first[place]; g < t.with.group_first[place + 1]; ++g) {
            const GroupState s = state_of(world, t.with.groups[g]);
            const bool through = world.any_down(place) && s.down_before_tolerance;
            if (s.any_member_down && !through)
                out.push_back(absorber(t.with, place, *needs[g - t.with.group_first[place]].need, s,
                                       study.names));
        }
    }
    add_loads(study, way, out);
    if (world.any_down(target))
        out.push_back({Absorber::By::closing_hours, process,
                       fmt::format("{} is not active while it would be down, or bears it",
                                   study.names(process))});
    if (out.empty())
        out.push_back({Absorber::By::quiet, process,
                       fmt::format("no step causes an outage that could get to {}", study.names(process))});
    return out;
}

}  // namespace knockon
