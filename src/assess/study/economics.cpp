#include "assess/study/economics.h"

#include <algorithm>
#include <map>
#include <set>

namespace knockon {
namespace {

/// Loss per year that stays behind for each department, by its processes.
std::map<Id, Estimate> per_year(const std::optional<StructureReport>& structure,
                                const Landscape& after) {
    std::map<Id, Estimate> by_department;
    if (!structure) return by_department;
    for (const StructureChange& c : structure->processes) {
        Estimate& more = by_department[*after.processes.at(c.id).department];
        more = sum(more, c.more_per_year);
    }
    return by_department;
}

/// What follows from the other figures of a row.
void add_up(EconomicsRow& row, double releases, double rest) {
    row.releases = scaled(row.risk, releases);
    row.left_behind = scaled(row.per_year, rest);
    const Estimate sure = Estimate::exact(row.benefit + rest * row.benefit_per_year - row.cost);
    row.net = difference(sure, sum(row.risk, sum(row.releases, row.left_behind)));
}

double first_year_loss(const EconomicsRow& row) {
    return row.risk.value + row.releases.value + row.left_behind.value;
}

bool is_empty(const EconomicsRow& r) {
    const auto none = [](const Estimate& e) { return e.value == 0 && e.low == 0 && e.high == 0; };
    return r.benefit == 0 && r.benefit_per_year == 0 && r.cost == 0 && none(r.risk) &&
           none(r.per_year);
}

EconomicsRow row_of(const Change& change, const DepartmentFigures& d) {
    EconomicsRow row;
    row.department = d.id;
    const auto benefit = change.benefit.find(d.id);
    const auto cost = change.cost.find(d.id);
    if (benefit != change.benefit.end())
        (benefit->second.per_year ? row.benefit_per_year : row.benefit) = benefit->second.value;
    if (cost != change.cost.end()) row.cost = *cost->second;
    row.risk = d.loss.mean;
    return row;
}

/// What the sponsor would pay each of the others; nothing where it cannot pay them all.
std::vector<Compensation> compensation(const std::vector<EconomicsRow>& rows, const Id& sponsor) {
    std::vector<Compensation> all;
    double left = 0, due = 0;
    for (const EconomicsRow& r : rows) {
        if (r.department == sponsor) left = r.net.value;
        if (r.department == sponsor || r.net.value >= 0) continue;
        due -= r.net.value;
        all.push_back({r.department, {-r.net.value, -r.net.high, -r.net.low, {}, {}}});
    }
    if (sponsor.empty() || left < due) return {};
    std::stable_sort(all.begin(), all.end(), [](const Compensation& a, const Compensation& b) {
        return a.amount.value > b.amount.value;
    });
    return all;
}

std::vector<YearBudget> year_budgets(const Study& study, const std::vector<EconomicsRow>& rows) {
    std::vector<YearBudget> all;
    for (const EconomicsRow& r : rows) {
        const Appetite& appetite = study.before->departments.at(r.department).appetite;
        if (appetite.loss_per_year && !is_empty(r))
            all.push_back({r.department, *appetite.loss_per_year,
                           sum(r.risk, sum(r.releases, r.left_behind))});
    }
    return all;
}

std::set<Id> suppliers_of(const Landscape& l) {
    std::set<Id> all;
    for (const auto& [id, c] : l.components)
        if (c.supplier) all.insert(*c.supplier);
    return all;
}

std::vector<Exit> exits(const Study& study) {
    std::vector<Exit> all;
    const std::set<Id> old = suppliers_of(*study.before);
    for (const Id& id : suppliers_of(*study.after)) {
        const auto s = study.after->suppliers.find(id);
        if (old.contains(id) || s == study.after->suppliers.end()) continue;
        Exit e{id, {}, {}};
        if (s->second.exit) e.takes_s = seconds(*s->second.exit);
        if (s->second.exit_cost) e.cost = *s->second.exit_cost;
        all.push_back(std::move(e));
    }
    return all;
}

std::vector<Waiting> waiting(const Change& change) {
    std::vector<Waiting> all;
    for (const auto& [id, benefit] : change.benefit)
        if (benefit.per_week_late > 0) all.push_back({id, benefit.per_week_late});
    return all;
}

}  // namespace

std::optional<Economics> economics(const Study& study,
                                   const std::vector<DepartmentFigures>& departments,
                                   const Figures& total,
                                   const std::optional<StructureReport>& structure) {
    const Change& change = *study.change;
    const Id sponsor = change.sponsor.value_or("");
    const double releases = change.releases_per_year.value_or(0);
    Economics e;
    e.releases_in_year = releases;
    e.rest_of_year = std::max(0.0, 1 - hours(study.watched.end) / 8760);
    const std::map<Id, Estimate> stays = per_year(structure, *study.after);
    std::vector<EconomicsRow> all;
    double others = 0, sponsor_net = 0;
    for (const DepartmentFigures& d : departments) {
        EconomicsRow row = row_of(change, d);
        if (const auto s = stays.find(d.id); s != stays.end()) row.per_year = s->second;
        add_up(row, releases, e.rest_of_year);
        e.total.benefit += row.benefit;
        e.total.benefit_per_year += row.benefit_per_year;
        e.total.cost += row.cost;
        if (d.id == sponsor)
            sponsor_net = row.net.value;
        else
            others += first_year_loss(row);
        all.push_back(row);
    }
    e.total.risk = total.loss.mean;
    if (structure) e.total.per_year = structure->more_per_year;
    add_up(e.total, releases, e.rest_of_year);
    if (first_year_loss(e.total) > 0) e.externality_share = others / first_year_loss(e.total);
    if (sponsor_net > 0 && e.total.net.value < 0)
        e.flag = "privately attractive, collectively harmful";
    if (change.budget) e.budget = *change.budget;
    e.waiting = waiting(change);
    e.year_budgets = year_budgets(study, all);
    e.exits = exits(study);
    std::erase_if(all, is_empty);
    e.compensation = compensation(all, sponsor);
    std::stable_sort(all.begin(), all.end(), [](const EconomicsRow& a, const EconomicsRow& b) {
        return a.net.value > b.net.value;
    });
    e.departments = std::move(all);
    const bool nothing_said = change.benefit.empty() && change.cost.empty() && !e.budget &&
                              !change.releases_per_year && e.total.per_year.value == 0 &&
                              e.year_budgets.empty() && e.exits.empty();
    return nothing_said ? std::nullopt : std::optional(std::move(e));
}

}  // namespace knockon
