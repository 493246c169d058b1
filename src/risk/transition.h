// risk/transition.h: what may happen while a change is carried out and watched.
//
// Joins the landscape without the change, the landscape with it, and the change itself into the
// sources of outages of semantics, section 2, each with a name of its own for its draws. Times count
// from the start of the change window. The engines (enumerate.h, simulate.h) ask for `Scenario`s, one
// per run, and let them travel through both worlds.
//
// Only the kernel takes part: the processes that the change can reach and everything they need.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "calendar/calendar.h"
#include "model/change.h"
#include "model/landscape.h"
#include "risk/propagate.h"

namespace knockon {

/// What outages are charged to: a step, a supplier, or a component (its background failures, known
/// outages and maintenance).
struct Source {
    enum class Kind { step, supplier, component } kind = Kind::step;
    std::uint32_t step = 0;  // from 0
    Id id;                   // step: its target
    friend bool operator==(const Source&, const Source&) = default;
};

/// When repairs go on: in these stretches at full pace, outside them at `pace_outside`. They are known
/// up to a moment at or after the end of what is watched; beyond it the pace no longer matters.
struct RepairHours {
    bool always = true;
    std::vector<Interval> open;  // in order, disjoint
    double pace_outside = 0;
    Duration known_until{0};
    /// The first moment by which `work` of repair time has passed since `start`; not before
    /// `known_until` where it lies beyond.
    Duration finish(Duration start, Duration work) const;
    friend bool operator==(const RepairHours&, const RepairHours&) = default;
};

struct RollbackPlan {
    Duration takes{0};
    double works = 1;
    Duration until{0};
};

/// A step that may fail, and its planned outage.
struct StepPlan {
    std::uint32_t source = 0;
    std::uint32_t place = none;  // in `with`
    Duration begins{0}, planned_end{0};
    Duration window_end{0};         // of its change
    std::uint32_t stops_until = 0;  // a failure at once keeps the sources up to it from happening
    double fails = 0;  // 0 where the failure would matter to nobody
    double late = 0;
    Duration late_within{0};
    Recovery recovery;
    std::optional<RollbackPlan> rollback;
    std::uint64_t key = 0;
};

/// Unavailability and repair of one renewal process in one world.
struct Renewal {
    double unavailability = 0;
    double rate = 0;  // of failures per second while up
    Recovery recovery;
    double sigma = 0;  // draws.h
    bool possible() const { return unavailability > 0; }
    /// Probability of any outage in [0, horizon).
    double any(Duration horizon) const;
};

/// One component's background failures, or one supplier's shared ones.
struct BackgroundSource {
    std::uint32_t source = 0;
    Renewal without, with;
    bool same = true;  // both worlds fail alike
    std::vector<std::uint32_t> without_places, with_places;
    double any = 0;  // probability of an outage in either world
    bool counts = true;  // reaches the kernel; false only where nothing was reduced
    std::uint64_t key = 0;
};

/// Something certain: a known outage, maintenance, or what `--down` takes as down.
struct FixedOutage {
    std::uint32_t source = 0;
    std::uint32_t without = none, with = none;  // places
    Interval when;
    friend bool operator==(const FixedOutage&, const FixedOutage&) = default;
};

/// A component that goes down for `when` once Z exceeds the threshold of the load steps in force.
struct OverloadRisk {
    std::uint32_t place = none;  // in `with`
    Interval when;
    std::vector<double> threshold;  // by subset of load steps; infinite: never
    friend bool operator==(const OverloadRisk&, const OverloadRisk&) = default;
};

/// All Z between two thresholds, which overload the same; as P(Z' > Z).
struct OverloadLevel {
    double least = 0, most = 0;
    std::uint64_t key = 0;  // names what is overloaded
    bool one = true;        // off: several levels together, where there are too many
    double chance() const { return most - least; }
};

/// One outage in one run.
struct RunOutage {
    std::uint32_t source = none;
    std::uint32_t without = none, with = none;  // places
    Interval when;
    std::uint32_t load_subsets = 0;  // overload: bit m is set if it happens under load steps m
};

struct Scenario {
    std::vector<RunOutage> outages;
    std::vector<std::uint8_t> live;          // per mark
    double weight = 1;                       // how often it comes, for each time that it is drawn
    std::vector<std::uint32_t> happened;     // sources with an event of chance in this run, ascending
    std::vector<std::uint32_t> stops;        // step sources whose failure stops later ones, ascending
};

/// What depends on the moment at which the window starts, and on no draw.
struct Timed {
    std::vector<FixedOutage> fixed;
    std::vector<RepairHours> repair;  // per step
    std::vector<OverloadRisk> overloads;
    friend bool operator==(const Timed&, const Timed&) = default;
};

/// A copy shares the graphs, which the worlds point into.
struct Transition {
    std::shared_ptr<const Graph> graph_without, graph_with;
    World without, with;
    Marks marks;
    std::vector<Source> sources;  // steps in order, then suppliers and components by id
    Instant start;                // of the window, t = 0
    Duration horizon{0};          // end of hypercare
    bool abort_on_failure = false;
    bool same_needs = true;       // of both landscapes
    bool same_structure = true;   // both worlds behave alike but for the outages of steps
    std::vector<StepPlan> steps;
    std::vector<std::uint32_t> load_sources;  // step sources that are load steps, at most 5
    std::uint64_t load_key = 0;
    double overload_chance = 0;      // P(Z beyond the smallest threshold of all load steps)
    std::vector<OverloadLevel> overload_levels;  // of these Z, the smallest first
    std::vector<BackgroundSource> background;  // those that reach the kernel, by name
    Timed timed;                     // for `start`
    bool may_be_fixed = false;       // at some start something may be down for certain
    std::vector<Id> kernel;          // processes the change can reach, by id
    std::vector<bool> kernel_without, kernel_with;  // per node of the graphs: the kernel needs it
    Duration reach_of_delay{0};      // longest chain of restart delays: how far an outage carries

    bool has_planned() const;
    std::size_t places = 0;  // of both worlds on average
    /// In thousands, from one to ten: what a budget of work counts by.
    double thousands() const { return std::clamp(double(places) / 1000, 1.0, 10.0); }
};

/// Steps of one change, where several are played together.
struct StepGroup {
    std::size_t steps = 0;
    Duration window_end{0};  // from the start of the transition
    bool abort_on_failure = false;
};

/// Everything a transition is made of. Both landscapes must outlive it.
struct TransitionInput {
    const Landscape* before = nullptr;
    const Landscape* after = nullptr;
    const Change* change = nullptr;
    const Calendars* calendars = nullptr;
    Instant start;
    Duration window_end{0};
    std::vector<StepGroup> groups;  // of the change's steps, in order; empty: they are of one change
    Duration horizon{0};
    std::uint64_t seed = 1;
    bool reduce = true;
    std::vector<std::pair<Id, Interval>> down;  // taken as down: components or processes
    std::vector<Id> kernel;  // processes asked about, by id; empty: those the change can reach
    std::size_t most_places = SIZE_MAX;  // of both worlds on average
};
/// Where more places matter than `most_places`, how many is all that it says.
Transition make_transition(const TransitionInput& input);

/// What is estimated: how often things fail, and how long it takes to repair them.
struct Estimates {
    std::vector<StepPlan> steps;
    std::vector<BackgroundSource> background;
};

/// The estimates of landscapes and a change that differ from what `t` was made of in nothing else.
Estimates estimates_of(const Transition& t, const TransitionInput& input);

/// The same transition under other estimates.
void estimate(Transition& t, const Estimates& e);

/// The same transition at another start (`input.start`), of what would be its `timed`: known outages and
/// maintenance alone, and the rest alone. Components that are down then and were never before become
/// sources of `t`.
std::vector<FixedOutage> dated_outages(Transition& t, const TransitionInput& input);
Timed undated_parts(Transition& t, const TransitionInput& input);

/// Planned part of each step, from the start of the window: begins, ends (semantics, section 2.1).
std::vector<Interval> planned_parts(const Change& change);

/// Processes that the change can reach through needs, in either landscape, by id.
std::vector<Id> reached_processes(const Landscape& before, const Landscape& after,
                                  const Change& change);
std::vector<Id> reached_processes(const Graph& before, const Graph& after, const Change& change);

/// Where a step's outages fall: the component (or process) it names; empty for `remove`.
std::optional<Id> outage_target(const Step& step);

/// Known outages, maintenance, and what is taken as down.
void certain_outages(const Timed& timed, Scenario& out);

}  // namespace knockon
