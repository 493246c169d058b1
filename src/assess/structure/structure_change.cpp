#include <fmt/format.h>

#include <algorithm>

#include "assess/structure/cut_set_changes.h"
#include "assess/structure/steady_state.h"
#include "assess/structure/structure.h"
#include "assess/study/figures.h"
#include "graph/reach.h"
#include "risk/background.h"

namespace knockon {
namespace {

/// Whether a supplier is the same in both landscapes, and what its components share with it.
bool is_same(const Id& supplier, const Landscape& before, const Landscape& after) {
    const auto was = before.suppliers.find(supplier), is = after.suppliers.find(supplier);
    if (was == before.suppliers.end() || is == after.suppliers.end())
        return was == before.suppliers.end() && is == after.suppliers.end();
    return was->second == is->second && shared_unavailability(was->second, before) ==
                                            shared_unavailability(is->second, after);
}

/// What of one landscape is not there, or not the same, in the other.
std::vector<Node> other_nodes(const Graph& g, const Landscape& l, const Landscape& other) {
    std::vector<Node> nodes;
    for (const auto& [id, c] : l.components) {
        const auto o = other.components.find(id);
        if (o == other.components.end() || !(o->second == c) ||
            (c.supplier && !is_same(*c.supplier, l, other)))
            nodes.push_back(*g.find(id));
    }
    for (const auto& [id, p] : l.processes) {
        const auto o = other.processes.find(id);
        if (o == other.processes.end() || !(o->second == p)) nodes.push_back(*g.find(id));
    }
    return nodes;
}

/// The processes that stand on anything that is not the same in both landscapes. For others nothing changes.
std::vector<Id> changed(const Steady& was, const Landscape& before, const Steady& is,
                        const Landscape& after, const std::vector<Id>& processes) {
    if (!(before.defaults == after.defaults)) return processes;
    const Distances in_was = reached_from(was.graph(), other_nodes(was.graph(), before, after));
    const Distances in_is = reached_from(is.graph(), other_nodes(is.graph(), after, before));
    std::vector<Id> out;
    for (const Id& id : processes)
        if (in_was.depth[*was.graph().find(id)] != not_reached ||
            in_is.depth[*is.graph().find(id)] != not_reached)
            out.push_back(id);
    return out;
}

void add_points(const std::vector<Id>& is, const std::vector<Id>& was, const Id& process,
                std::vector<SinglePoint>& out) {
    std::vector<Id> only;
    std::set_difference(is.begin(), is.end(), was.begin(), was.end(), std::back_inserter(only));
    for (const Id& id : only) out.push_back({id, process});
}

/// What brings the process down alone or together, and did not before, or does not any more.
void compare_cut_sets(const Steady& was, const Steady& is, std::size_t root, const Id& process,
                      StructureReport& out, std::vector<std::string>& limits_hit) {
    const CutSets before = was.cut_sets(root), after = is.cut_sets(root);
    const std::vector<Id> old_points = was.single_points(before), points = is.single_points(after);
    add_points(points, old_points, process, out.new_single_points_of_failure);
    add_points(old_points, points, process, out.removed_single_points_of_failure);
    const ProcessCutSets old_sets{before, was.model()}, sets{after, is.model()};
    add_new_cut_sets(process, old_sets, sets, "new combinations", out.new_cut_sets, limits_hit);
    add_new_cut_sets(process, sets, old_sets, "combinations that are gone", out.removed_cut_sets,
                     limits_hit);
}

/// "structure: books is too entangled to be solved exactly; its figures are bounds".
void note_bounds(const RootFigures& before, const RootFigures& after, const Id& process,
                 std::vector<std::string>& limits_hit) {
    if (!before.exact || !after.exact)
        limits_hit.push_back(fmt::format(
            "nodes: {} is too entangled to be solved exactly; what stays behind is bounds",
            process));
}

}  // namespace

std::vector<YearMore> more_per_year(const Landscape& before, const Landscape& after,
                                    const std::vector<Id>& processes,
                                    const StructureOptions& options) {
    if (processes.empty()) return {};
    const Calendars calendars = checked_calendars(after);
    const Years years =
        simulate_years(before, after, processes, calendars,
                       first_moment(options, calendars.landscape_zone()), options);
    if (years.years == 0) return {};
    std::vector<YearMore> all;
    for (const YearFigures& more : years.more)
        all.push_back({scaled(more.loss, 1), scaled(more.unavailability, hours_per_year)});
    return all;
}

std::optional<StructureReport> structure_change(const Landscape& before, const Landscape& after,
                                                const std::vector<Id>& processes,
                                                const StructureOptions& options,
                                                std::vector<std::string>& limits_hit) {
    if (processes.empty()) return std::nullopt;
    const Steady was(before, processes), is(after, processes);
    const std::vector<Id> other = changed(was, before, is, after, processes);
    const auto is_other = [&](const Id& id) { return std::binary_search(other.begin(), other.end(), id); };
    const auto outages_exact = [&](std::size_t i) {
        return !options.simulate && was.simple(i) && is.simple(i);
    };
    const auto all_exact = [&](std::size_t i) {
        return outages_exact(i) && has_simple_loss(after.processes.at(processes[i]));
    };
    bool simulate = false;
    for (std::size_t i = 0; i < processes.size(); ++i) simulate |= !all_exact(i) && is_other(processes[i]);
    const Calendars calendars = checked_calendars(after);
    const Instant first = first_moment(options, calendars.landscape_zone());
    std::optional<Years> years;
    if (simulate) {
        years = simulate_years(before, after, other, calendars, first, options);
        for (const std::string& limit : limits_of(*years, options)) limits_hit.push_back(limit);
        if (years->years == 0) years.reset();
    }
    StructureReport out;
    out.engine = years ? fmt::format("exact, and {} years simulated", years->years) : "exact";
    bool all_simulated = years.has_value();
    std::size_t in_years = 0;  // place among those simulated
    for (std::size_t i = 0; i < processes.size(); ++i) {
        const bool simulated = years && is_other(processes[i]);
        const std::size_t y = in_years;
        if (simulated) ++in_years;
        if (!simulated && !all_exact(i)) continue;
        const Process& p = after.processes.at(processes[i]);
        const RootFigures old_figures = was.figures(i), figures = is.figures(i);
        note_bounds(old_figures, figures, processes[i], limits_hit);
        SteadyState b = was.state(before.processes.at(processes[i]), old_figures);
        SteadyState a = is.state(p, figures);
        Estimate more = difference(a.loss_per_year, b.loss_per_year);
        if (simulated && !outages_exact(i)) {
            take_simulated(years->before[y], b);
            take_simulated(years->after[y], a);
        }
        if (simulated && !all_exact(i)) {
            b.loss_per_year = scaled(years->before[y].loss, 1);
            a.loss_per_year = scaled(years->after[y].loss, 1);
            more = scaled(years->more[y].loss, 1);
        }
        if (simulated) {
            b.disruptions_per_year = scaled(years->before[y].disruptions, 1);
            a.disruptions_per_year = scaled(years->after[y].disruptions, 1);
        }
        const double active = active_share(p, calendars, first);
        b.working_h_per_year = scaled(b.downtime_h_per_year, active);
        a.working_h_per_year = scaled(a.downtime_h_per_year, active);
        all_simulated = all_simulated && !(is_other(processes[i]) && all_exact(i));
        compare_cut_sets(was, is, i, processes[i], out, limits_hit);
        out.more_per_year = sum(out.more_per_year, more);
        out.processes.push_back({processes[i], b, a, more});
    }
    if (all_simulated)
        out.more_per_year = scaled(years->more_loss, 1);  // its error is smaller
    std::stable_sort(out.processes.begin(), out.processes.end(),
                     [](const StructureChange& x, const StructureChange& y) {
                         return x.more_per_year.value > y.more_per_year.value;
                     });
    return out;
}

}  // namespace knockon
