#include "report/words/figures.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "report/writing/format.h"

namespace knockon {
namespace {

using C = FigureColumn;
using E = std::optional<Estimate>;

constexpr FigureColumn columns[] = {
    {"Deadlines missed", "on average", "deadlines missed", "deadlines_missed",
     C::Unit::number, C::none, "",
     [](const Figures& f) -> E { return f.deadlines_missed; }},
    {"If it happens: down", "if it happens", "down", "downtime_if_hit_s",
     C::Unit::length, C::screen | C::comment, "",
     [](const Figures& f) { return f.if_hit ? E(f.if_hit->downtime_s.mean) : E(); }},
    {"If it happens: loss", "if it happens", "loss", "loss_if_hit",
     C::Unit::money, C::screen | C::comment, "",
     [](const Figures& f) { return f.if_hit ? E(f.if_hit->loss.mean) : E(); }},
    {"If it happens, 1 in 2: loss", "if it happens", "loss, 1 in 2", "loss_if_hit_p50",
     C::Unit::money, C::comment, "",
     [](const Figures& f) { return f.if_hit ? f.if_hit->loss.p50 : E(); }},
    {"If it happens, 1 in 20: down", "if it happens", "down, 1 in 20", "downtime_if_hit_p95_s",
     C::Unit::length, C::none, "",
     [](const Figures& f) { return f.if_hit ? E(f.if_hit->downtime_s.p95) : E(); }},
    {"If it happens, 1 in 20: loss", "if it happens", "loss, 1 in 20", "loss_if_hit_p95",
     C::Unit::money, C::none, "",
     [](const Figures& f) { return f.if_hit ? E(f.if_hit->loss.p95) : E(); }},
    {"On average: down", "on average", "down", "downtime_mean_s", C::Unit::length, C::page, "",
     [](const Figures& f) -> E { return f.downtime_s.mean; }},
    {"1 in 20: down", "1 in 20", "down", "downtime_p95_s", C::Unit::length, C::page, "",
     [](const Figures& f) -> E { return f.downtime_s.p95; }},
    {"On average: loss", "on average", "loss", "loss_mean",
     C::Unit::money, C::screen | C::comment | C::page, "loss",
     [](const Figures& f) -> E { return f.loss.mean; }},
    {"1 in 20: loss", "1 in 20", "loss", "loss_p95", C::Unit::money, C::page, "",
     [](const Figures& f) -> E { return f.loss.p95; }},
    {"1 in 100: loss", "1 in 100", "loss", "loss_p99", C::Unit::money, C::page, "",
     [](const Figures& f) -> E { return f.loss.p99; }},
    {"Worst 1 %: loss", "worst 1 %", "loss", "loss_tail_mean", C::Unit::money, C::page, "",
     [](const Figures& f) -> E { return f.loss.tail_mean; }},
};

/// The longest of a column, whoever's it is.
double longest(const View& v, const FigureColumn& c) {
    double most = 0;
    const auto consider = [&](const Figures& f) {
        if (const E figure = c.of(f)) most = std::max(most, std::abs(figure->value));
    };
    for (const DepartmentFigures& d : v.a.departments) consider(d);
    for (const Figures& p : v.a.processes) consider(p);
    return most;
}

/// Where hours matter nobody counts seconds.
Shown length_beside(double seconds, double most) {
    return most >= 3600 && seconds > 0 && seconds < 60 ? Shown("under 1\u00A0min")
                                                       : Shown(duration(seconds));
}

}  // namespace

Shown FigureColumn::text(const View& v, const Figures& f) const {
    const E figure = of(f);
    if (!figure) return Shown("–");
    switch (unit) {
        case Unit::length:
            return length_beside(figure->value, longest(v, *this));
        case Unit::money:
            return v.money_of(figure->value);
        case Unit::number:
            break;
    }
    return number(figure->value);
}

Shown if_so(const IfHit::Measure& f, const std::function<Figure(double)>& as) {
    const Shown mean = as(f.mean.value);
    if (f.p95.value <= f.mean.value) return mean;
    const Shown half = f.p50 ? Shown(", ") + as(f.p50->value) + " in 1 of 2" : Shown();
    return mean + half + ", " + as(f.p95.value) + " in 1 of 20 of those";
}

std::span<const FigureColumn> figure_columns() { return columns; }

std::vector<FigureColumn> figure_columns(FigureColumn::Table table) {
    std::vector<FigureColumn> all;
    std::copy_if(std::begin(columns), std::end(columns), std::back_inserter(all),
                 [&](const FigureColumn& c) { return (c.in & table) != 0; });
    return all;
}

}  // namespace knockon
