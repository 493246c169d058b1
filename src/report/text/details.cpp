// What -v adds: every process, every cause, who causes what for whom.
#include <algorithm>

#include "report/text/parts.h"
#include "report/words/figures.h"

namespace knockon {
namespace {

Figure plain_number(double x) { return number(x); }

/// Of those that are exceeded in 1 case of 20: more than what comes on average, or not said.
Shown in_20(const Estimate& mean, const Estimate& p95, const std::function<Figure(double)>& as) {
    if (p95.value == 0) return Shown(", none in 19 of 20 cases");
    if (p95.value < mean.value)
        return Shown(", ") + with_interval(p95, as) + " at most in 19 of 20 cases";
    return Shown(", ") + with_interval(p95, as) + " in 1 case of 20";
}

void process_lines(const View& v, const Figures& p, Page& page) {
    page.wrap(v.name_of(p.id) + Shown(" (").styled(Style::faint) + v.name_of(p.department) + ")", 2,
              4);
    const auto say = [&](const Shown& line) { page.wrap(line, 4, 6); };
    if (p.reach == Reach::none) return say(Shown("none: not reached"));
    if (p.reach == Reach::absorbed) {
        const auto text = [](const Absorber& a) { return Shown::from(a.text); };
        return say(Shown("none: absorbed, ") + Shown::joined(p.absorbed_by, "; ", text));
    }
    const auto as_money = [&](double x) { return v.money_of(x); };
    say(Shown("chance of disruption ") + with_interval(p.disruption, percent));
    say(Shown("extra downtime ") + with_interval(p.downtime_s.mean, duration) + " on average" +
        in_20(p.downtime_s.mean, p.downtime_s.p95, duration));
    say(Shown("extra loss ") + with_interval(p.loss.mean, as_money) + " on average" +
        in_20(p.loss.mean, p.loss.p95, as_money) + "; 1 case of 100 costs " +
        with_interval(p.loss.p99, as_money) + ", the worst 1 % " +
        with_interval(p.loss.tail_mean, as_money) + " on average");
    if (p.if_hit)
        say(Shown("if it happens: down ") + if_so(p.if_hit->downtime_s, duration) + "; loss " +
            if_so(p.if_hit->loss, as_money));
    if (p.loss.given_any)
        say(Shown("if there is a loss at all it is ") + with_interval(*p.loss.given_any, as_money) +
            " on average");
    if (p.deadlines_missed.value != 0)
        say(Shown("deadlines missed ") + with_interval(p.deadlines_missed, plain_number));
    if (p.without && p.without->downtime_s.value == 0 && p.without->loss.value == 0)
        say(Shown("without the change: nothing"));
    else if (p.without)
        say(Shown("without the change: ") + percent(p.without->disruption.value) + " disruption, " +
            duration(p.without->downtime_s.value) + ", " + v.money_of(p.without->loss.value));
    if (p.people > 0) say(Shown(count(p.people)) + " people");
    if (!p.harm.empty()) say(Shown("harm that is not money: ") + Shown::listed(p.harm));
}

Shown worth(const std::optional<double>& x) { return x ? Shown(number(*x, 3)) : Shown("\u2013"); }

}  // namespace

void draw_processes(const View& v, Page& page) {
    page.blank();
    page.line(heading("Every process"));
    for (const Figures& p : v.a.processes) process_lines(v, p, page);
}

void draw_causes(const View& v, Page& page) {
    if (v.a.causes.empty()) return;
    page.blank();
    Table t({{heading("Causes"), Table::Fit::fold, 16},
             {"extra loss"},
             {"saved without it"},
             {"RRW"},
             {"RAW"}});
    for (const CauseFigures& c : v.a.causes)
        t.row({cause_name(v, c.cause), v.money_of(c.loss.value), v.money_of(c.last_in.value),
               worth(c.risk_reduction_worth), worth(c.risk_achievement_worth)});
    t.print(page);
    page.wrap(Shown("extra loss: Shapley share, the shares add up to the total. RRW, RAW: by what "
                    "factor the loss shrinks if this never happens, grows if it always does.")
                  .styled(Style::faint),
              2, 2);
}

void draw_matrix(const View& v, Page& page) {
    const std::vector<const DepartmentFigures*> bearers = exposed_departments(v);
    if (v.a.causes.empty() || bearers.empty()) return;
    page.blank();
    page.line(heading("Who causes, who bears"));
    for (const CauseFigures& c : v.a.causes) {
        std::vector<Shown> parts;
        for (const DepartmentFigures* d : bearers) {
            const auto e = c.by_department.find(d->id);
            if (e == c.by_department.end() || e->second.value == 0) continue;
            parts.push_back(v.name_of(d->id) + " " + v.money_of(e->second.value));
        }
        if (!parts.empty())
            page.wrap(cause_name(v, c.cause) + ":  " + Shown::joined(parts, ", "), 2, 4);
    }
}

}  // namespace knockon
