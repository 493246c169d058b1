#include "risk/transition.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

#include "graph/reach.h"
#include "model/defaults.h"
#include "risk/background.h"
#include "risk/draws.h"
#include "risk/overload.h"

// From a question to what the engines play. In order: the graphs of both landscapes; the kernel, which is
// what the reached processes need, all else being left out; the worlds; then the sources of chance: steps,
// suppliers and components that fail by themselves, load. What depends on the start (maintenance, peaks,
// hours of repair) is in `Timed`, so that other starts make only that anew.
//
// Where a step is outside the kernel its failure is nobody's trouble and takes no part, unless it stops
// the steps behind it.
//
// Repair is work, and work is done in the hours of whoever supports the component; outside of them at the
// pace of who is on call (0: nobody). With support from 8 to 18 and nobody on call, a repair of 3 h:
//
//     fails Thu 17:00    1 h is done by 18:00, the rest Fri 8:00 to 10:00      down 17 h
//     the same, on call at half the pace    2 h left take 4 h: done 22:00       down 5 h
//
// Draws are keyed by what a source is called, "step update auth", "component erp"; a step that says the same
// as one before it is told apart by how many there were, so that the two fail each on its own.

namespace knockon {
namespace {

void mark(std::vector<Node>& nodes, const Graph& g, const Id& id) {
    if (const auto v = g.find(id)) nodes.push_back(*v);
}

/// The nodes whose outages the change may cause, in one graph.
std::vector<Node> touched(const Graph& g, const Change& change) {
    std::vector<Node> nodes;
    for (const Step& step : change.steps) mark(nodes, g, *step.target);
    return nodes;
}

/// What those processes need; and what gets more load, which passes it on though nobody may need it itself.
std::vector<bool> kernel_nodes(const Graph& g, const std::vector<Id>& kernel, const Change& change) {
    std::vector<Node> from;
    for (const Id& id : kernel) mark(from, g, id);
    for (const Step& step : change.steps)
        if (step.verb == Verb::load && !kernel.empty()) mark(from, g, *step.target);
    return needs_of(g, from);
}

bool same_needs(const Landscape& a, const Landscape& b) {
    const auto alike = [](const auto& x, const auto& y) { return x.needs == y.needs; };
    if (a.components.size() != b.components.size() || a.processes.size() != b.processes.size())
        return false;
    for (const auto& [id, component] : a.components) {
        const auto other = b.components.find(id);
        if (other == b.components.end() || !alike(component, other->second) ||
            component.more->restart != other->second.more->restart)
            return false;
    }
    for (const auto& [id, process] : a.processes) {
        const auto other = b.processes.find(id);
        if (other == b.processes.end() || !alike(process, other->second)) return false;
    }
    return true;
}

RepairHours repair_hours(const Component& c, const Landscape& l, const TransitionInput& in) {
    Ref support = c.more->support;
    Stated<double> on_call = c.more->on_call;
    if (!support && c.supplier) {
        const auto supplier = l.suppliers.find(*c.supplier);
        if (supplier != l.suppliers.end()) {
            support = supplier->second.support;
            on_call = supplier->second.on_call;
        }
    }
    if (!support || !in.calendars->has(*support)) return {};
    RepairHours hours{.always = false,
                      .open = {},
                      .pace_outside = on_call.value_or(0),
                      .known_until = in.horizon};
    for (const Span& s : in.calendars->spans(*support, in.start, in.start + in.horizon))
        hours.open.push_back({std::max(s.start - in.start, Duration{0}),
                              std::min(s.end - in.start, in.horizon)});
    return hours;
}

bool alike(const Transition& t) {
    return t.same_needs && std::all_of(t.background.begin(), t.background.end(),
                                       [](const BackgroundSource& b) { return b.same; });
}

/// How often the step fails, and how long that lasts.
void estimate(StepPlan& plan, const Step& step, const TransitionInput& in) {
    plan.fails = fails_of(step, *in.change).value.value;
    static const Component nothing;  // a process has no recovery of its own
    const auto component = in.after->components.find(*step.target);
    const Component& c = component == in.after->components.end() ? nothing : component->second;
    plan.recovery = recovery_of(step, c, *in.after).value;
    if (step.rollback)
        plan.rollback = RollbackPlan{step.rollback->takes.value,
                                     works_of(*step.rollback).value.value,
                                     step.rollback->until.value_or(plan.window_end)};
}

StepPlan step_plan(const Step& step, Interval planned, std::uint32_t source, Duration window_end,
                   Transition& t, const TransitionInput& in) {
    StepPlan plan;
    plan.window_end = window_end;
    plan.source = source;
    plan.begins = planned.start;
    plan.planned_end = planned.end;
    const auto target = outage_target(step);
    if (target) plan.place = t.with.find(*target);
    plan.key = stream_key(in.seed, fmt::format("step {} {}", name(step.verb), *step.target));
    if (!target) return plan;
    if (step.surfaces) {
        plan.late = step.surfaces->late;
        plan.late_within = step.surfaces->within;
    }
    estimate(plan, step, in);
    return plan;
}

/// Two steps of the same verb on the same component must not meet the same luck.
void separate_keys(std::vector<StepPlan>& steps, std::uint64_t seed) {
    std::unordered_map<std::uint64_t, std::size_t> seen;
    for (StepPlan& s : steps) {
        const std::size_t before = seen[s.key]++;
        if (before > 0) s.key = stream_key(seed ^ s.key, fmt::format("again {}", before));
    }
}

void add_steps(Transition& t, const TransitionInput& in) {
    std::vector<StepGroup> groups = in.groups;
    if (groups.empty())
        groups = {{in.change->steps.size(), in.window_end, in.change->abort_on_failure}};
    const auto parts = planned_parts(*in.change);
    for (const StepGroup& group : groups) {
        const std::size_t end = t.steps.size() + group.steps;
        t.abort_on_failure |= group.abort_on_failure;
        while (t.steps.size() < end) {
            const std::size_t i = t.steps.size();
            const Step& step = in.change->steps[i];
            const auto source = static_cast<std::uint32_t>(i);
            t.sources.push_back({Source::Kind::step, source, *step.target});
            if (step.verb == Verb::load) t.load_sources.push_back(source);
            StepPlan plan = step_plan(step, parts[i], source, group.window_end, t, in);
            if (group.abort_on_failure)
                plan.stops_until = static_cast<std::uint32_t>(end);
            else if (plan.place == none || !t.kernel_with[t.with.node[plan.place]])
                plan.fails = 0;  // outside the kernel a failure matters only for what it stops
            t.steps.push_back(std::move(plan));
        }
    }
    separate_keys(t.steps, in.seed);
}

void add_fixed(const Transition& t, std::vector<FixedOutage>& fixed, std::uint32_t source, const Id& without, const Id& with,
               Interval when) {
    FixedOutage f{.source = source,
                  .without = without.empty() ? none : t.without.find(without),
                  .with = with.empty() ? none : t.with.find(with),
                  .when = when};
    if (f.without != none && !t.kernel_without[t.without.node[f.without]]) f.without = none;
    if (f.with != none && !t.kernel_with[t.with.node[f.with]]) f.with = none;
    if (f.without != none || f.with != none) fixed.push_back(f);
}

/// Known outages, maintenance in either landscape, and what is taken as down.
class FixedOutages {
  public:
    FixedOutages(Transition& t, const TransitionInput& in, std::vector<FixedOutage>& out)
        : t_(t), in_(in), out_(out) {}

    void add_dated() {
        for (const KnownOutage& o : in_.before->outages) {
            const Zone& zone = in_.calendars->landscape_zone();
            add_fixed(t_, out_, source_of(*o.component), *o.component, *o.component,
                      {zone.to_instant(o.from) - in_.start, zone.to_instant(o.to) - in_.start});
        }
        add_maintenance(*in_.before, true);
        add_maintenance(*in_.after, false);
    }

    void add_assumed() {
        for (const auto& [id, when] : in_.down) add_fixed(t_, out_, source_of(id), id, id, when);
    }

  private:
    std::uint32_t source_of(const Id& id) {
        if (source_of_.empty())
            for (std::uint32_t i = 0; i < t_.sources.size(); ++i)
                if (t_.sources[i].kind == Source::Kind::component)
                    source_of_.try_emplace(t_.sources[i].id, i);
        const auto [at, is_new] =
            source_of_.try_emplace(id, static_cast<std::uint32_t>(t_.sources.size()));
        if (is_new) t_.sources.push_back({Source::Kind::component, 0, id});
        return at->second;
    }

    /// Of both worlds with those of the first, where it is the same in both.
    void add_maintenance(const Landscape& l, bool without) {
        const Duration lookback = std::chrono::hours{24 * 7};
        for (const auto& [id, c] : l.components) {
            if (!c.more->maintenance || (without ? t_.without : t_.with).find(id) == none) continue;
            const bool both = is_maintained(*in_.before, t_.without, id, *c.more->maintenance) &&
                              is_maintained(*in_.after, t_.with, id, *c.more->maintenance);
            if (both && !without) continue;
            for (const Span& s : in_.calendars->spans(*c.more->maintenance, in_.start - lookback,
                                                      in_.start + in_.horizon))
                add_fixed(t_, out_, source_of(id), without ? id : Id{}, without && !both ? Id{} : id,
                          {s.start - in_.start, s.end - in_.start});
        }
    }

    static bool is_maintained(const Landscape& l, const World& w, const Id& id, const Id& when) {
        const auto c = l.components.find(id);
        return c != l.components.end() && w.find(id) != none && c->second.more->maintenance &&
               *c->second.more->maintenance == when;
    }

    Transition& t_;
    const TransitionInput& in_;
    std::vector<FixedOutage>& out_;
    std::unordered_map<Id, std::uint32_t> source_of_;
};

/// The longest that restart delays can add up to along a chain of needs within the kernel.
Duration longest_delay(const World& w, const std::vector<bool>& kernel) {
    std::vector<Duration> along(w.size(), Duration{0});
    Duration longest{0};
    for (std::size_t k = 0; k + 1 < w.scc_first.size(); ++k) {
        Duration before{0}, inside{0};
        for (std::uint32_t place = w.scc_first[k]; place < w.scc_first[k + 1]; ++place) {
            if (!kernel[w.node[place]]) continue;
            inside += w.restart[place];
            for (const Group& g : w.graph->groups_of(w.node[place]))
                for (const Node m : w.graph->members_of(g))
                    before = std::max(before, along[w.place_of[m]]);
        }
        for (std::uint32_t place = w.scc_first[k]; place < w.scc_first[k + 1]; ++place)
            along[place] = before + inside;
        longest = std::max(longest, before + inside);
    }
    return longest;
}

/// The marks of both worlds by name, each once, and which of them belong to the kernel.
std::vector<Mark> all_marks(const Transition& t, const std::vector<bool>& keep_without,
                            const std::vector<bool>& keep_with) {
    const auto both = [&](const std::vector<bool>& without, const std::vector<bool>& with) {
        std::vector<Mark> marks = marks_of(*t.graph_without, without);
        for (Mark& m : marks_of(*t.graph_with, with)) marks.push_back(std::move(m));
        std::stable_sort(marks.begin(), marks.end(),
                         [](const Mark& a, const Mark& b) { return a.name < b.name; });
        marks.erase(std::unique(marks.begin(), marks.end(),
                                [](const Mark& a, const Mark& b) { return a.name == b.name; }),
                    marks.end());
        return marks;
    };
    std::vector<Mark> all = both(keep_without, keep_with);
    Marks kernel;
    kernel.all = both(t.kernel_without, t.kernel_with);
    for (Mark& m : all) m.counts = kernel.index_of(m.name) != none;
    return all;
}

}  // namespace

std::vector<Id> reached_processes(const Landscape& before, const Landscape& after,
                                  const Change& change) {
    return reached_processes(compile(before), compile(after), change);
}

std::vector<Id> reached_processes(const Graph& before, const Graph& after, const Change& change) {
    std::set<Id> ids;
    const auto collect = [&](const Graph& g, std::vector<Node> from) {
        std::vector<Node> loaded;
        for (const Step& step : change.steps)
            if (step.verb == Verb::load) mark(loaded, g, *step.target);
        const std::vector<bool> below = needs_of(g, loaded);
        for (Node v = 0; v < g.size(); ++v)
            if (below[v]) from.push_back(v);
        const Distances d = reached_from(g, from);
        for (Node v = g.components; v < g.size(); ++v)
            if (d.depth[v] != not_reached) ids.insert(g.names[v]);
    };
    collect(before, touched(before, change));
    if (&after != &before) collect(after, touched(after, change));
    return {ids.begin(), ids.end()};
}

std::optional<Id> outage_target(const Step& step) {
    if (step.verb == Verb::remove) return std::nullopt;
    return *step.target;
}

std::vector<Interval> planned_parts(const Change& change) {
    std::vector<Interval> parts;
    Duration previous{0};
    for (const Step& step : change.steps) {
        const Duration begins = step.starts.value_or(previous);
        parts.push_back({begins, begins + step.downtime.value_or(Duration{0})});
        previous = parts.back().end;
    }
    return parts;
}

Duration RepairHours::finish(Duration start, Duration work) const {
    if (always) return start + work;
    Duration now = start;
    // Outside the hours until `until`; true when the work is done before.
    const auto closed = [&](Duration until) {
        if (until <= now) return false;
        const Duration done = from_seconds(seconds(until - now) * pace_outside);
        if (done >= work && pace_outside > 0) {
            now += from_seconds(seconds(work) / pace_outside);
            return true;
        }
        work -= done;
        now = until;
        return false;
    };
    for (const Interval& hours : open) {
        if (hours.end <= now) continue;
        if (closed(hours.start)) return now;
        if (now + work <= hours.end) return now + work;
        work -= hours.end - now;
        now = hours.end;
    }
    if (closed(known_until)) return now;
    return now + work;
}

Estimates estimates_of(const Transition& t, const TransitionInput& in) {
    Estimates e{t.steps, t.background};
    for (std::size_t i = 0; i < e.steps.size(); ++i) {
        StepPlan& plan = e.steps[i];
        if (!outage_target(in.change->steps[i])) continue;
        const bool matters = plan.fails > 0;
        estimate(plan, in.change->steps[i], in);
        if (!matters) plan.fails = 0;
    }
    estimate_background(t, in, e.background);
    return e;
}

void estimate(Transition& t, const Estimates& e) {
    t.steps = e.steps;
    t.background = e.background;
    t.same_structure = alike(t);
}

bool Transition::has_planned() const {
    return std::any_of(steps.begin(), steps.end(), [](const StepPlan& s) {
        return s.place != none && s.begins < s.planned_end;
    });
}

void certain_outages(const Timed& timed, Scenario& out) {
    for (const FixedOutage& f : timed.fixed)
        out.outages.push_back({f.source, f.without, f.with, f.when, 0});
}

std::vector<FixedOutage> dated_outages(Transition& t, const TransitionInput& in) {
    std::vector<FixedOutage> dated;
    FixedOutages(t, in, dated).add_dated();
    return dated;
}

Timed undated_parts(Transition& t, const TransitionInput& in) {
    Timed timed;
    FixedOutages(t, in, timed.fixed).add_assumed();
    static const Component nothing;  // a process has no hours of repair
    for (const Step& step : in.change->steps) {
        const auto c = in.after->components.find(*step.target);
        timed.repair.push_back(
            repair_hours(c == in.after->components.end() ? nothing : c->second, *in.after, in));
    }
    timed.overloads = overload_risks(t, in);
    return timed;
}

Transition make_transition(const TransitionInput& in) {
    Transition t;
    t.graph_without = std::make_shared<const Graph>(compile(*in.before));
    t.graph_with = std::make_shared<const Graph>(compile(*in.after));
    t.kernel = in.kernel.empty() ? reached_processes(*t.graph_without, *t.graph_with, *in.change)
                                 : in.kernel;
    t.kernel_without = kernel_nodes(*t.graph_without, t.kernel, *in.change);
    t.kernel_with = kernel_nodes(*t.graph_with, t.kernel, *in.change);
    const auto keep = [&](const std::vector<bool>& kernel) {
        return in.reduce ? kernel : std::vector<bool>(kernel.size(), true);
    };
    const auto keep_without = keep(t.kernel_without), keep_with = keep(t.kernel_with);
    const auto count = [](const std::vector<bool>& kept) { return std::count(kept.begin(), kept.end(), true); };
    t.places = static_cast<std::size_t>(count(keep_without) + count(keep_with)) / 2;
    if (t.places > in.most_places) return t;
    t.marks.all = all_marks(t, keep_without, keep_with);
    t.without = compile_world(*t.graph_without, *in.before, keep_without, t.marks);
    t.with = compile_world(*t.graph_with, *in.after, keep_with, t.marks);
    t.start = in.start;
    t.horizon = in.horizon;
    t.reach_of_delay = std::max(longest_delay(t.without, t.kernel_without),
                                longest_delay(t.with, t.kernel_with));

    add_steps(t, in);
    add_background(t, in);
    add_overload_chance(t, in);
    t.timed = undated_parts(t, in);
    FixedOutages(t, in, t.timed.fixed).add_dated();
    const auto maintained = [&](const Landscape& l, const World& w) {
        return std::any_of(w.node.begin(), w.node.end(), [&](Node v) {
            const auto c = l.components.find(w.graph->names[v]);
            return c != l.components.end() && c->second.more->maintenance;
        });
    };
    t.may_be_fixed = !in.before->outages.empty() || !in.down.empty() ||
                     maintained(*in.before, t.without) || maintained(*in.after, t.with);
    t.same_needs = same_needs(*in.before, *in.after);
    t.same_structure = alike(t);
    return t;
}

}  // namespace knockon
