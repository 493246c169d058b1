// assess/structure/steady_state.h: what a landscape comes to in a year, exactly and by years simulated.
#pragma once

#include <vector>

#include "assess/answer/assessment.h"
#include "assess/structure/steady.h"
#include "assess/structure/structure_options.h"
#include "assess/structure/years.h"
#include "risk/exact.h"

namespace knockon {

inline constexpr double hours_per_year = 8760;

Estimate scaled(const Mean& m, double factor);

/// Whether a year's loss follows from hours and episodes alone: always active, one rate, no grace.
bool has_simple_loss(const Process& p);

/// What the exact engine says of one landscape, and the landscape it was asked about.
class Steady {
  public:
    Steady(const Landscape& l, const std::vector<Id>& processes)
        : l_(l), graph_(compile(l)), steady_(steady_model(l, graph_, processes)),
          exact_(steady_.model) {}

    RootFigures figures(std::size_t root) const { return exact_.figures(root); }
    CutSets cut_sets(std::size_t root) const { return exact_.cut_sets(root); }
    bool simple(std::size_t root) const { return steady_.simple[root]; }
    const Graph& graph() const { return graph_; }
    const SteadyModel& model() const { return steady_; }
    SteadyState state(const Process& p, const RootFigures& f) const;
    /// Components and suppliers that bring the process down alone.
    std::vector<Id> single_points(const CutSets& sets) const;

  private:
    const Landscape& l_;
    Graph graph_;
    SteadyModel steady_;
    Exact exact_;
};

/// Of the years that are simulated.
Instant first_moment(const StructureOptions& options, const Zone& zone);

/// Calendars that `check` has reported on.
Calendars checked_calendars(const Landscape& l);

/// Part of the year from `start` in which the process is active. Failures know no calendar, so this
/// is the part of its downtime that is working time.
double active_share(const Process& p, const Calendars& calendars, Instant start);

/// What stopped the years before their error was small enough, or before there were any.
std::vector<std::string> limits_of(const Years& years, const StructureOptions& options);

void take_simulated(const YearFigures& y, SteadyState& s);

}  // namespace knockon
