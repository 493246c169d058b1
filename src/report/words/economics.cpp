#include "report/words/economics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/figures.h"
#include "report/words/counted.h"
#include "report/words/said.h"

namespace knockon {
namespace {

constexpr double worth_a_line = 0.1;      // share of a year's budget from which it is always shown
constexpr std::size_t rows_named = 3;  // on a first screen, beside the others and the sum
constexpr std::size_t made_up_shown = 3;

using Parts = std::array<double, FirstYear::columns>;

Parts parts_of(const Economics& e, const EconomicsRow& r) {
    return {r.benefit + e.rest_of_year * r.benefit_per_year, r.cost, r.risk.value, r.releases.value,
            r.left_behind.value};
}

bool anything(const Parts& p) {
    return std::any_of(p.begin(), p.end(), [](double x) { return x != 0; });
}

/// The sponsor first, then those who object, then the others.
int standing_of(const View& v, const FirstYear::Row& r) {
    if (r.department == v.a.sponsor) return 0;
    const auto d = v.departments.find(r.department);
    return d != v.departments.end() && objects(*d->second) ? 1 : 2;
}

void add(FirstYear::Row& sum, const FirstYear::Row& r) {
    for (std::size_t c = 0; c < FirstYear::columns; ++c) {
        sum.parts[c] += r.parts[c];
        sum.any[c] = sum.any[c] || r.any[c];
    }
}

/// So fine that a loss is told like the two digits that stand elsewhere; benefits and costs are stated
/// and need no digits of their own.
double rounding_of(double largest, double losses) {
    if (losses <= 0) return rounding_of_sums(largest);
    return std::max({1.0, rounding_to(losses, 4), rounding_of_sums(largest) / 10});
}

/// All but a few become one row; who gains or loses most stays.
void fold(const View& v, FirstYear& year) {
    std::vector<std::size_t> rest(year.rows.size());
    std::iota(rest.begin(), rest.end(), std::size_t{0});
    std::stable_sort(rest.begin(), rest.end(), [&](std::size_t a, std::size_t b) {
        const FirstYear::Row &x = year.rows[a], &y = year.rows[b];
        const int first = standing_of(v, x), second = standing_of(v, y);
        return first != second ? first < second : std::abs(x.net()) > std::abs(y.net());
    });
    // One that is left over is named rather than counted.
    if (rest.size() <= rows_named + 1) return;
    rest.erase(rest.begin(), rest.begin() + rows_named);
    std::sort(rest.begin(), rest.end());
    FirstYear::Row others;
    others.name = Shown(count(rest.size())) + " others";
    for (const std::size_t i : rest) add(others, year.rows[i]);
    for (auto i = rest.rbegin(); i != rest.rend(); ++i)
        year.rows.erase(year.rows.begin() + static_cast<std::ptrdiff_t>(*i));
    // Those of whom nothing but "less than" can be told take no row.
    if (std::any_of(others.parts.begin(), others.parts.end(), [](auto part) { return part != 0; }))
        year.rows.push_back(others);
}

}  // namespace

std::vector<std::int64_t> rounded_to_sum(const std::vector<double>& parts, double rounding) {
    std::vector<std::int64_t> units;
    std::vector<double> left;
    for (const double x : parts) {
        const double whole = std::floor(x / rounding);
        units.push_back(static_cast<std::int64_t>(whole));
        left.push_back(x / rounding - whole);
    }
    std::int64_t missing = std::llround(std::accumulate(left.begin(), left.end(), 0.0));
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return left[a] > left[b]; });
    for (const std::size_t i : order) {
        if (missing-- <= 0) break;
        ++units[i];
    }
    return units;
}

std::int64_t FirstYear::Row::loss() const {
    return parts[risk] + parts[releases] + parts[left_behind];
}

std::int64_t FirstYear::Row::net() const { return parts[benefit] - parts[cost] - loss(); }

Shown FirstYear::amount(const View& v, const Row& r, Column c) const {
    if (!r.any[c]) return Shown("–");
    if (r.parts[c] == 0) return Shown("<\u00A0") + stated_money(rounding, v.a.currency);
    if (c == benefit || c == cost) return stated_money(value(r, c), v.a.currency);
    return rounded_money(r.parts[c], rounding, v.a.currency);
}

Shown FirstYear::net(const View& v, const Row& r) const {
    const std::int64_t units = r.net();
    if (units != 0)
        return (units > 0 ? Shown("+\u00A0") : Shown()) +
               rounded_money(units, rounding, v.a.currency);
    return std::none_of(r.any.begin(), r.any.end(), [](bool b) { return b; })
               ? Shown("–")
               : Shown("<\u00A0") + stated_money(rounding, v.a.currency);
}

FirstYear first_year_of(const View& v, bool all) {
    FirstYear year;
    if (!v.a.economics) return year;
    const Economics& e = *v.a.economics;
    std::vector<const EconomicsRow*> of;
    double largest = 0, losses = 0;
    for (const EconomicsRow& r : e.departments) {
        const Parts p = parts_of(e, r);
        if (!anything(p)) continue;
        of.push_back(&r);
        for (const double x : p) largest = std::max(largest, std::abs(x));
        losses += std::abs(p[FirstYear::risk]) + std::abs(p[FirstYear::releases]) +
                  std::abs(p[FirstYear::left_behind]);
    }
    if (of.empty()) return year;
    year.rounding = rounding_of(largest, losses);
    for (const EconomicsRow* r : of)
        year.rows.push_back({r->department, v.name_of(r->department), {}, {}});
    for (std::size_t c = 0; c < FirstYear::columns; ++c) {
        std::vector<double> column;
        for (const EconomicsRow* r : of) column.push_back(parts_of(e, *r)[c]);
        const std::vector<std::int64_t> units = rounded_to_sum(column, year.rounding);
        for (std::size_t i = 0; i < of.size(); ++i) {
            year.rows[i].parts[c] = units[i];
            year.rows[i].any[c] = column[i] != 0;
        }
    }
    for (const FirstYear::Row& r : year.rows) add(year.together, r);
    year.together.name = Shown("together");
    for (std::size_t c = 0; c < FirstYear::columns; ++c)
        if (year.together.any[c]) year.shown.push_back(static_cast<FirstYear::Column>(c));
    if (!all) fold(v, year);
    return year;
}

Shown column_head(const View& v, FirstYear::Column c) {
    switch (c) {
        case FirstYear::benefit:
            return Shown("benefit");
        case FirstYear::cost:
            return Shown("cost");
        case FirstYear::risk:
            return Shown("risk");
        case FirstYear::releases:
            return counted(static_cast<std::size_t>(std::lround(v.a.economics->releases_in_year)),
                           "release", "releases");
        case FirstYear::left_behind:
            break;
    }
    return Shown("left behind");
}

std::vector<Shown> first_year_sentences(const View& v, const FirstYear& year) {
    std::vector<Shown> out;
    if (!v.a.economics || year.rows.empty()) return out;
    const Economics& e = *v.a.economics;
    Shown s;
    if (!e.flag.empty())
        s = v.name_of(v.a.sponsor) + " gains, all together lose: " + Shown::from(e.flag) + ".";
    else if (year.together.net() < 0)
        s = Shown("All together lose by it in the first year.");
    if (!s.empty()) out.push_back(s.styled(Style::doubt));
    return out;
}

Shown over_budget(const View& v) {
    if (!v.a.economics) return {};
    const Economics& e = *v.a.economics;
    if (!e.budget || e.total.cost <= *e.budget) return {};
    return (Shown("carrying it out costs ") +
            stated_money(e.total.cost - *e.budget, v.a.currency) + " more than its budget of " +
            stated_money(*e.budget, v.a.currency))
        .styled(Style::doubt);
}

namespace {

/// "Marketing would leave nobody worse off by making up € 29.1k: IT € 10.1k, …": the nets of the
/// table that are below nothing.
Shown made_up(const View& v, const FirstYear& year, bool all) {
    std::vector<const FirstYear::Row*> losing;
    for (const FirstYear::Row& r : year.rows)
        if (r.net() < 0) losing.push_back(&r);
    std::stable_sort(losing.begin(), losing.end(),
                     [](const auto* a, const auto* b) { return a->net() < b->net(); });
    const auto amount = [&](std::int64_t net) {
        return net == 0 ? Shown("< ") + stated_money(year.rounding, v.a.currency)
                        : Shown(rounded_money(-net, year.rounding, v.a.currency));
    };
    const std::size_t named =
        all || losing.size() <= made_up_shown + 1 ? losing.size() : made_up_shown;
    std::vector<Shown> parts;
    std::int64_t whole = 0, rest = 0;
    for (std::size_t i = 0; i < losing.size(); ++i) {
        const std::int64_t net = losing[i]->net();
        whole += net;
        if (i < named)
            parts.push_back(losing[i]->name + " " + amount(net));
        else
            rest += net;
    }
    if (named < losing.size())
        parts.push_back(Shown(count(losing.size() - named)) + " others " + amount(rest));
    const Shown s = v.name_of(v.a.sponsor) + " would leave nobody worse off by making up " +
                    amount(whole);
    return parts.empty() ? s : s + ": " + Shown::joined(parts, ", ");
}

/// What it uses of its budget, as it is added up from the table.
Shown lost_in(const View& v, const FirstYear& year, const YearBudget& y) {
    for (const FirstYear::Row& r : year.rows)
        if (r.department == y.department)
            return rounded_money(r.loss(), year.rounding, v.a.currency);
    return v.money_of(y.used.value);
}

Shown leaving(const View& v, const Exit& x) {
    const Shown supplier = v.name_of(x.supplier);
    if (x.takes_s && x.cost)
        return Shown("Leaving ") + supplier + " again takes " + exact_duration(*x.takes_s) +
               " and costs " + stated_money(*x.cost, v.a.currency);
    if (x.takes_s)
        return Shown("Leaving ") + supplier + " again takes " + exact_duration(*x.takes_s);
    if (x.cost)
        return Shown("Leaving ") + supplier + " again costs " +
               stated_money(*x.cost, v.a.currency);
    return Shown("What it takes to leave ") + supplier +
           " again nobody has said: its `exit` is not stated";
}

}  // namespace

std::vector<Shown> cost_sentences(const View& v, bool all) {
    std::vector<Shown> out;
    if (!v.a.economics) return out;
    const Economics& e = *v.a.economics;
    const FirstYear year = first_year_of(v, true);
    if (e.externality_share)
        out.push_back(Shown("Others than the sponsor bear ") + percent(*e.externality_share) +
                      " of what is lost in the first year");
    std::vector<Shown> later;
    const YearlyLoss yearly = yearly_loss(v);
    for (const EconomicsRow& r : e.departments) {
        const double gain = r.benefit_per_year - yearly.of_department(r.department);
        if (std::abs(gain) < 1) continue;
        later.push_back(v.name_of(r.department) + (gain > 0 ? Shown(" gains ") : Shown(" loses ")) +
                        stated_money(std::abs(gain), v.a.currency));
    }
    if (!later.empty())
        out.push_back(Shown("Each year from then on: ") + Shown::joined(later, ", "));
    if (!e.compensation.empty()) out.push_back(made_up(v, year, all));
    for (const Waiting& w : e.waiting)
        out.push_back(Shown("Each week of waiting costs ") + v.name_of(w.department) + " " +
                      v.money_of(w.per_week) + " of its benefit");
    if (e.releases_in_year > 0)
        out.push_back(counted(static_cast<std::size_t>(std::lround(e.releases_in_year)),
                              "further release of its like is", "further releases of its like are") +
                      " counted in the first year, each with the risk of this one");
    for (const YearBudget& y : e.year_budgets) {
        const double share = y.budget > 0 ? y.used.value / y.budget : 0;
        if (y.used.value <= 0 || (share < worth_a_line && y.budget > 0 && !all)) continue;
        Shown s = v.name_of(y.department) + ": the first year takes " + lost_in(v, year, y) +
                  " of a yearly loss budget of " + stated_money(y.budget, v.a.currency);
        if (y.used.value > y.budget) s = (s + ": it would be used up").styled(Style::doubt);
        out.push_back(s);
    }
    for (const Exit& x : e.exits) out.push_back(leaving(v, x));
    return out;
}

}  // namespace knockon
