#include "assess/study/economics.h"

#include <algorithm>
#include <set>

namespace knockon {
namespace {

Estimate scaled(const Estimate& e, double factor) {
    return {factor * e.value, factor * e.low, factor * e.high, {}, {}};
}

Estimate sum(const Estimate& a, const Estimate& b) {
    return {a.value + b.value, a.low + b.low, a.high + b.high, {}, {}};
}

/// A constant less an estimate.
Estimate less(double x, const Estimate& e) { return {x - e.value, x - e.high, x - e.low, {}, {}}; }

EconomicsRow row_of(const Change& change, const DepartmentFigures& d) {
    EconomicsRow row;
    row.department = d.id;
    const auto benefit = change.benefit.find(d.id);
    const auto cost = change.cost.find(d.id);
    if (benefit != change.benefit.end()) row.benefit = benefit->second.value;
    if (cost != change.cost.end()) row.cost = *cost->second;
    row.risk = d.loss.mean;
    row.net = less(row.benefit - row.cost, row.risk);
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

/// What stays behind for a department over a whole year, by its processes.
Estimate stays_behind(const Assessment& a, const Landscape& after, const Id& department) {
    Estimate more = Estimate::exact(0);
    if (!a.structure) return more;
    for (const StructureChange& c : a.structure->processes) {
        const auto p = after.processes.find(c.id);
        if (p == after.processes.end() || *p->second.department != department) continue;
        if (!c.before || !c.after) continue;
        const Estimate &x = c.before->loss_per_year, &y = c.after->loss_per_year;
        more = sum(more, {y.value - x.value, y.low - x.high, y.high - x.low, {}, {}});
    }
    return more;
}

std::vector<YearBudget> year_budgets(const Study& study, const Assessment& a) {
    std::vector<YearBudget> all;
    const double times = 1 + study.change->releases_per_year.value_or(0);
    const double rest = std::max(0.0, 1 - hours(study.watched.end) / 8760);
    for (const DepartmentFigures& d : a.departments) {
        if (!d.appetite.loss_per_year || d.reach == Reach::none) continue;
        all.push_back(
            {d.id, *d.appetite.loss_per_year,
             sum(scaled(d.loss.mean, times), scaled(stays_behind(a, *study.after, d.id), rest))});
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

void add_economics(const Study& study, Assessment& out) {
    const Change& change = *study.change;
    Economics e;
    double others = 0, sponsor = 0;
    std::vector<EconomicsRow> all;
    for (const DepartmentFigures& d : out.departments) {
        const EconomicsRow row = row_of(change, d);
        e.total.benefit += row.benefit;
        e.total.cost += row.cost;
        if (d.id == out.sponsor)
            sponsor = row.net.value;
        else
            others += row.risk.value;
        if (row.benefit != 0 || row.cost != 0 || row.risk.value != 0 || row.risk.high != 0)
            all.push_back(row);
    }
    e.total.risk = out.total.loss.mean;
    e.total.net = less(e.total.benefit - e.total.cost, e.total.risk);
    if (e.total.risk.value > 0) e.externality_share = others / e.total.risk.value;
    if (sponsor > 0 && e.total.net.value < 0) e.flag = "privately attractive, collectively harmful";
    if (change.budget) e.budget = *change.budget;
    e.waiting = waiting(change);
    e.year_budgets = year_budgets(study, out);
    e.exits = exits(study);
    e.compensation = compensation(all, out.sponsor);
    std::stable_sort(all.begin(), all.end(), [](const EconomicsRow& a, const EconomicsRow& b) {
        return a.net.value > b.net.value;
    });
    e.departments = std::move(all);
    const bool nothing_said = change.benefit.empty() && change.cost.empty() && !e.budget &&
                              e.year_budgets.empty() && e.exits.empty();
    if (!nothing_said) out.economics = std::move(e);
}

}  // namespace knockon
