#include "report/words/first_year.h"

#include <algorithm>
#include <cmath>

namespace knockon {
namespace {

constexpr int money_digits = 3;

MoneyCell lost(const View& v, double amount) {
    if (amount < 0) return {Shown("saves ") + v.money_of(-amount, money_digits), amount};
    return {v.money_of(amount, money_digits), amount};
}

}  // namespace

std::vector<MoneyCell> FirstYear::cells(const View& v, const EconomicsRow& r) const {
    const double benefit = r.benefit + v.a.economics->rest_of_year * r.benefit_per_year;
    std::vector<MoneyCell> all = {{v.money_of(benefit, money_digits), benefit},
                                  {v.money_of(r.cost, money_digits), r.cost},
                                  lost(v, r.risk.value)};
    if (releases) all.push_back(lost(v, r.releases.value));
    if (left_behind) all.push_back(lost(v, r.left_behind.value));
    all.push_back({signed_money(r.net.value, v.a.currency, money_digits), r.net.value});
    return all;
}

FirstYear first_year_of(const Economics& e) {
    FirstYear f;
    const auto any = [&](Estimate EconomicsRow::*part) {
        return std::any_of(e.departments.begin(), e.departments.end(),
                           [&](const EconomicsRow& r) { return (r.*part).value != 0; });
    };
    f.releases = any(&EconomicsRow::releases);
    f.left_behind = any(&EconomicsRow::left_behind);
    f.columns = {"benefit", "cost", "risk"};
    if (f.releases) f.columns.push_back("releases");
    if (f.left_behind) f.columns.push_back("left behind");
    f.columns.push_back("net");
    return f;
}

bool in_first_year(const EconomicsRow& r) {
    return r.benefit != 0 || r.benefit_per_year != 0 || r.cost != 0 || r.risk.value != 0 ||
           r.releases.value != 0 || r.left_behind.value != 0;
}

Shown from_then_on(const View& v) {
    std::vector<Shown> parts;
    for (const EconomicsRow& r : v.a.economics->departments) {
        const double gain = r.benefit_per_year - r.per_year.value;
        if (gain == 0) continue;
        parts.push_back(v.name_of(r.department) + (gain > 0 ? Words(" gains ") : Words(" loses ")) +
                        v.money_of(std::abs(gain)));
    }
    return parts.empty() ? Shown() : Shown("Each year from then on: ") + Shown::joined(parts, ", ");
}

}  // namespace knockon
