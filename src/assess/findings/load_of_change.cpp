// A03, A07: is more asked of something than it can carry?
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "assess/findings/change_rules.h"
#include "assess/findings/fallout.h"
#include "assess/answer/wording.h"
#include "base/codes.h"
#include "base/tie.h"
#include "graph/components.h"
#include "risk/draws.h"
#include "risk/overload.h"

namespace knockon {
namespace {

constexpr double rare = 0.05;  // peaks in which a component may be overloaded without a finding

/// The landscape after the change as both rules need it.
struct After {
    const Study& study;
    const Graph& graph;
    Sccs sccs;
    Fallout hit;
    explicit After(const Study& s)
        : study(s),
          graph(*s.transition.graph_with),
          sccs(strongly_connected(graph)),
          hit(fallout(*s.after, graph, sccs)) {}
    const Component& component(Node v) const { return study.after->components.at(graph.names[v]); }
};

/// What a place gets in the middle one of such peaks; empty where several load steps may or may not
/// come together.
std::optional<double> usual_peak(const Study& study, std::uint32_t place) {
    const Transition& t = study.transition;
    if (t.load_sources.size() != 1) return std::nullopt;
    const std::uint32_t source = t.load_sources.front();
    const Component& c = study.after->components.at(t.with.graph->names[t.with.node[place]]);
    return c.more->load.value_or(0) + extra_load(t.with, *study.after, t.steps[source].place,
                                           study.change->steps[source].times)
                                    .extra[place];
}

/// Where the first load step stands; there is one.
Position load_at(const Study& study) {
    const std::vector<Step>& steps = study.change->steps;
    const auto is_load = [](const Step& s) { return s.verb == Verb::load; };
    return std::find_if(steps.begin(), steps.end(), is_load)->at;
}

/// What a load step is too much for.
void overloaded(const After& after, FindingList& out) {
    const Study& study = after.study;
    const Transition& t = study.transition;
    std::map<std::uint32_t, double> chance;  // by place
    for (const OverloadRisk& risk : t.timed.overloads) {
        const double p = normal_distribution(-risk.threshold.back());
        double& most = chance[risk.place];
        most = std::max(most, p);
    }
    for (const auto& [place, p] : chance) {
        if (p <= rare) continue;
        const Component& c = after.component(t.with.node[place]);
        const auto usual = usual_peak(study, place);
        out.add(
            {.code = code::capacity_exceeded,
             .at = load_at(study),
             .message = fmt::format(
                 "{} would get {}more than its capacity of {:g}/s in {} such peaks; {}",
                 out.names()(c.id),
                 usual ? fmt::format("{:.3g}/s in a typical peak, and ", *usual) : "", *c.more->capacity,
                 p < 1 ? share_text(p) + " of" : "all",
                 hits_text(after.hit, out.names(), t.with.node[place])),
             .subjects = {c.id},
             .related = {{c.more->capacity.at(), "its capacity"}}});
    }
}

/// A07: what is asked for more and does not say how much it carries.
void unlimited(const After& after, FindingList& out) {
    const Study& study = after.study;
    for (const Id& id : without_capacity(study.transition, *study.after, *study.change)) {
        const Node v = *after.graph.find(id);
        out.add({.code = code::capacity_not_stated,
                 .at = load_at(study),
                 .message = fmt::format("{} gets more load and states no capacity, so it is taken to "
                                        "carry any; {}",
                                        out.names()(id), needed_by_text(after.hit, out.names(), v)),
                 .subjects = {id},
                 .related = {{after.component(v).at, "the component"}}});
    }
}

/// Load that consumers pass to members by what is stated of both, by ids, per second.
using Passed = std::map<std::pair<Id, Id>, double>;

Passed passed(const Landscape& l) {
    Passed all;
    for (const auto& [id, c] : l.components)
        for (const Need& need : c.needs)
            for (const Ref& m : need.members) all[{id, *m}] += c.more->load.value_or(0) * need.terms->calls;
    return all;
}

/// What each component of the landscape after gets more than its stated load says, because others
/// need it anew, no longer, or otherwise. What is stated by the change itself holds as it is.
std::vector<double> asked_anew(const After& after) {
    const Landscape &was = *after.study.before, &is = *after.study.after;
    const Graph& g = after.graph;
    std::vector<double> extra(g.size());
    const auto add = [&](const Passed& all, double sign) {
        for (const auto& [pair, load] : all)
            if (const auto v = g.find(pair.second)) extra[*v] += sign * load;
    };
    add(passed(is), 1);
    add(passed(was), -1);
    for (std::size_t k = after.sccs.size(); k-- > 0;)  // consumers come after their needs
        for (const Node v : after.sccs.members(k)) {
            if (g.is_process(v)) continue;
            const auto old = was.components.find(g.names[v]);
            const bool stated =
                after.component(v).more->load && (old == was.components.end() || !old->second.more->load ||
                                            *old->second.more->load != *after.component(v).more->load);
            if (stated) extra[v] = 0;
            for (const Group& group : g.groups_of(v))
                for (const Node m : g.members_of(group))
                    if (after.sccs.of[m] != k) extra[m] += group.need->terms->calls * extra[v];
        }
    return extra;
}

/// How much of the capacity the stated load takes; 0 where it is not known.
double share_before(const Landscape& before, const Id& id) {
    const auto c = before.components.find(id);
    if (c == before.components.end() || !c->second.more->load || !c->second.more->capacity) return 0;
    return *c->second.more->load / *c->second.more->capacity;
}

/// What carries less, or is asked for more, from the change on.
void outgrown(const After& after, FindingList& out) {
    const Study& study = after.study;
    const std::vector<double> extra = asked_anew(after);
    for (Node v = 0; v < after.graph.components; ++v) {
        const Component& c = after.component(v);
        if (!c.more->capacity) continue;
        const double load = c.more->load.value_or(0) + extra[v];
        const double least = std::max(*c.more->capacity, share_before(*study.before, c.id) * *c.more->capacity);
        if (!exceeds(load, least)) continue;
        out.add({.code = code::capacity_exceeded,
                 .at = step_naming(*study.change, c.id),
                 .message = fmt::format(
                     "{} would get {:.3g}/s from then on, and its capacity is {:g}/s: the figures "
                     "leave that out; {}",
                     out.names()(c.id), load, *c.more->capacity, hits_text(after.hit, out.names(), v)),
                 .subjects = {c.id, "from then on"},
                 .related = {{c.more->capacity.at(), "its capacity"}}});
    }
}

}  // namespace

void load_of_change(const Study& study, FindingList& out) {
    const bool any =
        std::any_of(study.after->components.begin(), study.after->components.end(),
                    [](const auto& c) { return static_cast<bool>(c.second.more->capacity); });
    if (!any && study.transition.load_sources.empty()) return;
    const After after(study);
    unlimited(after, out);
    overloaded(after, out);
    if (*study.before != *study.after) outgrown(after, out);
}

}  // namespace knockon
