#include "assess/structure/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "assess/answer/names.h"
#include "assess/study/assumptions.h"
#include "assess/study/calendars.h"
#include "assess/structure/cut_chains.h"
#include "assess/structure/cut_set_changes.h"
#include "assess/study/figures.h"
#include "assess/study/inputs.h"
#include "assess/structure/steady.h"
#include "assess/structure/years.h"
#include "base/codes.h"
#include "risk/exact.h"

namespace knockon {
namespace {

constexpr double hours_per_year = 8760;

Estimate between(const Bounds& b, double factor = 1) {
    return {(b.low + b.high) / 2 * factor, b.low * factor, b.high * factor, {}, {}};
}

Estimate scaled(const Mean& m, double factor) {
    return estimate({m.value * factor, m.error * factor});
}

/// Whether a year's loss follows from hours and episodes alone: always active, one rate, no grace.
bool has_simple_loss(const Process& p) {
    const bool all_or_nothing =
        std::all_of(p.needs.begin(), p.needs.end(),
                    [](const Need& n) { return n.impact.value_or(1) >= 1; });
    return !p.active && p.grace.value_or(Duration{0}) == Duration{0} && p.peaks.empty() &&
           p.deadlines.empty() && !p.loss.cap && p.loss.hour.size() <= 1 && all_or_nothing;
}

double rate_of(const Process& p) { return p.loss.hour.empty() ? 0 : p.loss.hour[0].rate; }

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

    SteadyState state(const Process& p, const RootFigures& f) const {
        SteadyState s;
        s.unavailability = between(f.probability);
        s.downtime_h_per_year = between(f.probability, hours_per_year);
        s.episodes_per_year = between(f.episodes_per_hour, hours_per_year);
        const double each = p.loss.each.value_or(0), rate = rate_of(p);
        const auto loss = [&](double probability, double episodes) {
            return hours_per_year * (probability * rate + episodes * each);
        };
        s.loss_per_year = {loss(s.unavailability.value, s.episodes_per_year.value / hours_per_year),
                           loss(f.probability.low, f.episodes_per_hour.low),
                           loss(f.probability.high, f.episodes_per_hour.high),
                           {},
                           {}};
        return s;
    }

    /// Components and suppliers that bring the process down alone.
    std::vector<Id> single_points(const CutSets& sets) const {
        std::vector<Id> ids;
        for (const std::uint32_t e : sets.single_points())
            if (steady_.is_part[e]) ids.push_back(steady_.names[e]);
        std::sort(ids.begin(), ids.end());
        return ids;
    }

  private:
    const Landscape& l_;
    Graph graph_;
    SteadyModel steady_;
    Exact exact_;
};

Instant first_moment(const StructureOptions& options, const Zone& zone) {
    using namespace std::chrono_literals;
    const std::chrono::local_days new_year{2027y / 1 / 1};
    return zone.to_instant(options.start.value_or(Moment{new_year, {}}));
}

Calendars checked_calendars(const Landscape& l) {
    Diagnostics ignored;  // `check` has reported them
    return compile_calendars(l, ignored);
}

/// Part of the year from `start` in which the process is active. Failures know no calendar, so this
/// is the part of its downtime that is working time.
double active_share(const Process& p, const Calendars& calendars, Instant start) {
    if (!p.active) return 1;
    const Instant end = start + std::chrono::hours{static_cast<int>(hours_per_year)};
    double sum = 0;
    for (const Span& s : calendars.spans(*p.active, start, end)) sum += hours(s.end - s.start);
    return sum / hours_per_year;
}

void take_simulated(const YearFigures& y, SteadyState& s) {
    s.unavailability = scaled(y.unavailability, 1);
    s.downtime_h_per_year = scaled(y.unavailability, hours_per_year);
    s.episodes_per_year = scaled(y.episodes, 1);
}

/// Importance of every event for one root, the largest criticality first.
std::vector<ImportanceRow> importance(const Steady& steady, const RootFigures& f, double loss) {
    std::vector<ImportanceRow> rows;
    const auto middle = [](const Bounds& b) { return (b.low + b.high) / 2; };
    const double down = middle(f.probability);
    for (const EventFigures& e : f.events) {
        ImportanceRow row;
        row.id = steady.model().names[e.event];
        row.birnbaum = middle(e.birnbaum);
        row.criticality =
            down > 0 ? row.birnbaum * steady.model().model.events[e.event].probability / down : 0;
        row.raw = down > 0 ? middle(e.with) / down : 0;
        if (middle(e.without) > 0) row.rrw = down / middle(e.without);
        row.share_of_loss = down > 0 ? 1 - middle(e.without) / down : 0;
        row.saves_per_year = loss * row.share_of_loss;
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ImportanceRow& a, const ImportanceRow& b) {
        return a.criticality > b.criticality;
    });
    return rows;
}

/// A cut set with its members in the order of their names, and with each of them its chain.
CutSetRow row_of(const CutSet& set, const Steady& steady, CutChains& chains,
                 std::size_t root) {
    const std::vector<std::vector<Id>> of_events = chains.of(root, set.events);
    std::vector<std::pair<Id, std::vector<Id>>> members;
    for (std::size_t i = 0; i < set.events.size(); ++i)
        members.emplace_back(steady.model().names[set.events[i]], of_events[i]);
    std::sort(members.begin(), members.end());
    CutSetRow row{{}, set.probability, {}, {}};
    for (auto& [id, chain] : members) {
        row.members.push_back(id);
        const auto weakest = weakest_need(steady.graph(), {chain.rbegin(), chain.rend()});
        if (weakest && (!row.weakest || weakest->origin > row.weakest->origin)) row.weakest = weakest;
        row.chains.push_back(std::move(chain));
    }
    return row;
}

ProcessStructure process_structure(const Steady& steady, CutChains& chains, std::size_t root,
                                   const RootFigures& f, const Process& p,
                                   const StructureOptions& options) {
    ProcessStructure out;
    out.id = p.id;
    out.name = p.name.value_or(p.id);
    out.department = *p.department;
    out.state = steady.state(p, f);
    if (p.target_unavailability) out.target = *p.target_unavailability;
    const CutSets sets = steady.cut_sets(root);
    out.single_points = steady.single_points(sets);
    if (!options.explained) return out;
    out.cut_sets = sets.count();
    for (const CutSet& set : sets.most_probable(options.top))
        out.top.push_back(row_of(set, steady, chains, root));
    out.importance = importance(steady, f, out.state.loss_per_year.value);
    return out;
}

std::vector<Id> asked(const Landscape& l, const StructureOptions& options, Diagnostics& out) {
    std::vector<Id> ids, known;
    for (const auto& [id, p] : l.processes) {
        known.push_back(id);
        if (options.processes.empty()) ids.push_back(id);
    }
    for (const Id& id : options.processes) {
        if (l.processes.contains(id)) {
            ids.push_back(id);
            continue;
        }
        out.error(code::unknown_id, {}, fmt::format("`{}` is no process of this landscape", id),
                  help_for_unknown(id, known, l));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

/// Whether each process can be worked out exactly; else an error that names those that cannot.
bool all_exact(const Landscape& l, const std::vector<Id>& ids, Diagnostics& out) {
    const Graph graph = compile(l);
    const SteadyModel model = steady_model(l, graph, ids);
    std::string inexact;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (!model.simple[i] || !has_simple_loss(l.processes.at(ids[i])))
            inexact += (inexact.empty() ? "`" : ", `") + ids[i] + "`";
    if (inexact.empty()) return true;
    out.error(code::bad_option_value, {},
              fmt::format("`--engine exact` cannot work out {}", inexact),
              "tolerances, restart delays, hours of activity and losses that grow need years "
              "simulated; with `--engine auto` what is simulated is marked");
    return false;
}

void add_departments(const Landscape& l, Structure& out) {
    for (const auto& [id, d] : l.departments) {
        DepartmentStructure row{id, d.name.value_or(id), {}, {}};
        std::map<Id, double> saves;
        bool any = false;
        for (const ProcessStructure& p : out.processes) {
            if (p.department != id) continue;
            any = true;
            row.loss_per_year.value += p.state.loss_per_year.value;
            row.loss_per_year.low += p.state.loss_per_year.low;
            row.loss_per_year.high += p.state.loss_per_year.high;
            for (const ImportanceRow& i : p.importance)
                saves[i.id] += i.saves_per_year.value_or(0);
        }
        if (!any) continue;
        for (const auto& [part, saved] : saves) {
            if (saved <= 0) continue;
            ImportanceRow i;
            i.id = part;
            i.saves_per_year = saved;
            row.saves.push_back(std::move(i));
        }
        std::stable_sort(row.saves.begin(), row.saves.end(), [](const auto& a, const auto& b) {
            return *a.saves_per_year > *b.saves_per_year;
        });
        out.departments.push_back(std::move(row));
    }
}

template <class Row, class Loss>
void sort_by_loss(std::vector<Row>& rows, Loss loss) {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Row& a, const Row& b) { return loss(a) > loss(b); });
}

/// Replaces what is not exact by what years showed.
void simulate_rest(const Landscape& l, const std::vector<Id>& ids, const Steady& steady,
                   const StructureOptions& options, Structure& out) {
    bool needed = options.simulate;
    for (std::size_t i = 0; i < ids.size(); ++i)
        needed |= !steady.simple(i) || !has_simple_loss(l.processes.at(ids[i]));
    if (!needed) return;
    const Calendars calendars = checked_calendars(l);
    const Years years = simulate_years(l, l, ids, calendars,
                                       first_moment(options, calendars.landscape_zone()),
                                       options.seed, options.max_error, options.max_years,
                                       options.max_work);
    out.years = years.years;
    if (years.hit_max_work)
        out.limits_hit.push_back(fmt::format(
            "work: stopped at {} years with a standard error of {:.2g} % of the loss, which took all "
            "of `--limit work={}`",
            years.years, 100 * years.relative_error, options.max_work));
    if (years.hit_max_years)
        out.limits_hit.push_back(fmt::format(
            "max-years: stopped at {} years with a standard error of {:.2g} % of the loss",
            years.years, 100 * years.relative_error));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ProcessStructure& p = out.processes[i];
        p.simulated = options.simulate || !steady.simple(i);
        p.loss_simulated = p.simulated || !has_simple_loss(l.processes.at(ids[i]));
        if (p.simulated) take_simulated(years.before[i], p.state);
        if (p.loss_simulated) {
            p.state.loss_per_year = scaled(years.before[i].loss, 1);
            for (ImportanceRow& row : p.importance)
                row.saves_per_year = p.state.loss_per_year.value * row.share_of_loss;
        }
        p.state.disruptions_per_year = scaled(years.before[i].disruptions, 1);
    }
}

}  // namespace

namespace {

/// What brings a process down, by what it is called.
void add_names(const Names& names, const ProcessStructure& p, std::map<Id, std::string>& out) {
    for (const Id& id : p.single_points) take_names(names, id, out);
    for (const ImportanceRow& r : p.importance) take_names(names, r.id, out);
    for (const CutSetRow& c : p.top) {
        for (const Id& id : c.members) take_names(names, id, out);
        for (const std::vector<Id>& chain : c.chains)
            for (const Id& id : chain) take_names(names, id, out);
    }
}

}  // namespace

Structure structure(const Landscape& landscape, const StructureOptions& options, Diagnostics& out) {
    Structure result;
    result.organisation = landscape.organisation.value_or("");
    result.currency = landscape.currency.value_or("");
    const auto [ids, limit_hit] =
        affordable(landscape, asked(landscape, options, out), options.most_parts);
    if (out.has_errors() || ids.empty()) return result;
    if (!limit_hit.empty()) result.limits_hit.push_back(limit_hit);
    if (options.exact_only && !all_exact(landscape, ids, out)) return result;
    const Steady steady(landscape, ids);
    CutChains chains(steady.graph(), steady.model());
    std::set<Id> parts;  // components and suppliers that matter to any of them
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const RootFigures f = steady.figures(i);
        for (const EventFigures& e : f.events)
            if (steady.model().is_part[e.event]) parts.insert(steady.model().names[e.event]);
        result.processes.push_back(
            process_structure(steady, chains, i, f, landscape.processes.at(ids[i]), options));
        if (!f.exact)
            result.limits_hit.push_back(fmt::format(
                "nodes: {} is too entangled to be solved exactly; its figures are bounds",
                landscape.processes.at(ids[i]).name.value_or(ids[i])));
    }
    const Names names(landscape);
    for (const Id& id : parts) add_background_assumptions(landscape, id, names, result.assumptions);
    auto inputs = uncertain_inputs(landscape, Change{});
    std::erase_if(inputs, [&](const UncertainInput& i) {
        return i.place.of != InputPlace::Of::kind && !parts.contains(i.place.id);
    });
    if (auto note = best_estimate_note(inputs); !note.empty())
        result.limits_hit.push_back(std::move(note));
    simulate_rest(landscape, ids, steady, options, result);
    const Calendars calendars = checked_calendars(landscape);
    const Instant first = first_moment(options, calendars.landscape_zone());
    for (ProcessStructure& p : result.processes)
        p.state.working_h_per_year =
            scaled(p.state.downtime_h_per_year,
                   active_share(landscape.processes.at(p.id), calendars, first));
    add_departments(landscape, result);
    for (ProcessStructure& p : result.processes)
        if (p.importance.size() > options.top) p.importance.resize(options.top);
    for (const ProcessStructure& p : result.processes) add_names(names, p, result.names);
    for (const DepartmentStructure& d : result.departments)
        for (const ImportanceRow& r : d.saves) take_names(names, r.id, result.names);
    sort_by_loss(result.processes,
                 [](const ProcessStructure& p) { return p.state.loss_per_year.value; });
    sort_by_loss(result.departments,
                 [](const DepartmentStructure& d) { return d.loss_per_year.value; });
    return result;
}

namespace {

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
                       first_moment(options, calendars.landscape_zone()), options.seed,
                       options.max_error, options.max_years,
                                       options.max_work);
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
    bool simulate = options.simulate;
    for (std::size_t i = 0; i < processes.size(); ++i)
        simulate |= !was.simple(i) || !is.simple(i) ||
                    !has_simple_loss(after.processes.at(processes[i]));
    std::optional<Years> years;
    const Calendars calendars = checked_calendars(after);
    const Instant first = first_moment(options, calendars.landscape_zone());
    if (simulate)
        years = simulate_years(before, after, processes, calendars, first, options.seed,
                               options.max_error, options.max_years,
                                       options.max_work);
    StructureReport out;
    out.engine = years ? fmt::format("exact, and {} years simulated", years->years) : "exact";
    bool all_simulated = years.has_value();
    for (std::size_t i = 0; i < processes.size(); ++i) {
        const Process& p = after.processes.at(processes[i]);
        const RootFigures old_figures = was.figures(i), figures = is.figures(i);
        note_bounds(old_figures, figures, processes[i], limits_hit);
        SteadyState b = was.state(before.processes.at(processes[i]), old_figures);
        SteadyState a = is.state(p, figures);
        Estimate more = difference(a.loss_per_year, b.loss_per_year);
        const bool outages = options.simulate || !was.simple(i) || !is.simple(i);
        const bool losses = outages || !has_simple_loss(p);
        if (years && outages) {
            take_simulated(years->before[i], b);
            take_simulated(years->after[i], a);
        }
        if (years && losses) {
            b.loss_per_year = scaled(years->before[i].loss, 1);
            a.loss_per_year = scaled(years->after[i].loss, 1);
            more = scaled(years->more[i].loss, 1);
        }
        if (years) {
            b.disruptions_per_year = scaled(years->before[i].disruptions, 1);
            a.disruptions_per_year = scaled(years->after[i].disruptions, 1);
        }
        const double active = active_share(p, calendars, first);
        b.working_h_per_year = scaled(b.downtime_h_per_year, active);
        a.working_h_per_year = scaled(a.downtime_h_per_year, active);
        all_simulated = all_simulated && losses;
        compare_cut_sets(was, is, i, processes[i], out, limits_hit);
        out.more_per_year = sum(out.more_per_year, more);
        out.processes.push_back({processes[i], b, a, more});
    }
    if (all_simulated) out.more_per_year = scaled(years->more_loss, 1);  // its error is smaller
    sort_by_loss(out.processes, [](const StructureChange& c) {
        return c.more_per_year.value;
    });
    return out;
}

}  // namespace knockon
