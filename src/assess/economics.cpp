#include "assess/economics.h"

#include <algorithm>

namespace knockon {
namespace {

/// A constant less an estimate.
Estimate less(double x, const Estimate& e) {
    return {x - e.value, x - e.high, x - e.low, {}, {}};
}

}  // namespace

void add_economics(const Study& study, Assessment& out) {
    const Change& change = *study.change;
    if (change.benefit.empty() && change.cost.empty()) return;
    Economics economics;
    double total = 0, others = 0, net = 0, sponsor = 0;
    for (const DepartmentFigures& d : out.departments) {
        const auto benefit = change.benefit.find(d.id);
        const auto cost = change.cost.find(d.id);
        EconomicsRow row;
        row.department = d.id;
        if (benefit != change.benefit.end()) row.benefit = benefit->second.value;
        if (cost != change.cost.end()) row.cost = *cost->second;
        row.risk = d.loss.mean;
        row.net = less(row.benefit - row.cost, row.risk);
        total += row.risk.value;
        net += row.net.value;
        if (d.id == out.sponsor)
            sponsor = row.net.value;
        else
            others += row.risk.value;
        if (row.benefit != 0 || row.cost != 0 || row.risk.value != 0 || row.risk.high != 0)
            economics.departments.push_back(row);
    }
    if (total > 0) economics.externality_share = others / total;
    if (sponsor > 0 && net < 0) economics.flag = "privately attractive, collectively harmful";
    std::stable_sort(economics.departments.begin(), economics.departments.end(),
                     [](const EconomicsRow& a, const EconomicsRow& b) {
                         return a.net.value > b.net.value;
                     });
    out.economics = std::move(economics);
}

}  // namespace knockon
