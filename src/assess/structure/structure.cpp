#include "assess/structure/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "assess/answer/names.h"
#include "assess/study/assumptions.h"
#include "assess/structure/cut_chains.h"
#include "assess/structure/steady_state.h"
#include "assess/study/inputs.h"
#include "base/codes.h"

namespace knockon {
namespace {

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
                   const StructureOptions& options, Structure& out, Diagnostics& problems) {
    const Calendars calendars = checked_calendars(l);
    const Years years = simulate_years(l, l, ids, calendars,
                                       first_moment(options, calendars.landscape_zone()), options);
    if (years.years == 0) {
        problems.error(code::limit_exceeded, {},
                       fmt::format("so much fails in a year that even a few years take more than `--limit work={}`",
                                   options.max_work),
                       fmt::format("ask for fewer processes, state longer recoveries, or raise the limit: --limit work={}",
                                   years.least_work));
        return;
    }
    out.years = years.years;
    for (std::string& limit : limits_of(years, options)) out.limits_hit.push_back(std::move(limit));
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
    if (!limit_hit.empty()) result.limits_hit.push_back(limit_hit);
    if (out.has_errors() || ids.empty()) return result;
    if (options.exact_only && !all_exact(landscape, ids, out)) return result;
    const Steady steady(landscape, ids);
    CutChains chains(steady.graph(), steady.model());
    bool years = options.simulate;  // have to be simulated
    for (std::size_t i = 0; i < ids.size(); ++i)
        years |= !steady.simple(i) || !has_simple_loss(landscape.processes.at(ids[i]));
    const double until_years = years ? 0.5 : 1;
    StructureOptions rest = options;
    rest.progress = part_of(options.progress, until_years, 1);
    std::set<Id> parts;  // components and suppliers that matter to any of them
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (options.progress) options.progress(until_years * double(i) / double(ids.size()));
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
    if (years) simulate_rest(landscape, ids, steady, rest, result, out);
    if (out.has_errors()) return result;
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

}  // namespace knockon
