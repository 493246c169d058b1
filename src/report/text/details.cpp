// What -v and --assumptions add: every process, every cause, who causes what for whom.
#include <algorithm>

#include "report/text/parts.h"

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
    if (p.reach == Reach::none) {
        page.wrap(Shown("none: not reached"), 4, 6);
        return;
    }
    if (p.reach == Reach::absorbed) {
        std::vector<Shown> by;
        for (const Absorber& a : p.absorbed_by) by.push_back(Shown::from(a.text));
        page.wrap(Shown("none: absorbed, ") + Shown::joined(by, "; "), 4, 6);
        return;
    }
    const auto as_money = [&](double x) { return v.money_of(x); };
    page.wrap(Shown("chance of disruption ") + with_interval(p.disruption, percent), 4, 6);
    page.wrap(Shown("extra downtime ") + with_interval(p.downtime_s.mean, duration) +
                  " on average" + in_20(p.downtime_s.mean, p.downtime_s.p95, duration),
              4, 6);
    page.wrap(Shown("extra loss ") + with_interval(p.loss.mean, as_money) + " on average" +
                  in_20(p.loss.mean, p.loss.p95, as_money) + "; 1 case of 100 costs " +
                  with_interval(p.loss.p99, as_money) + ", the worst 1 % " +
                  with_interval(p.loss.tail_mean, as_money) + " on average",
              4, 6);
    if (p.if_hit)
        page.wrap(Shown("if it happens: down ") + if_so(p.if_hit->downtime_s, duration) +
                      "; loss " + if_so(p.if_hit->loss, as_money),
                  4, 6);
    if (p.loss.given_any)
        page.wrap(Shown("if there is a loss at all it is ") +
                      with_interval(*p.loss.given_any, as_money) + " on average",
                  4, 6);
    if (p.deadlines_missed.value != 0)
        page.wrap(Shown("deadlines missed ") + with_interval(p.deadlines_missed, plain_number), 4,
                  6);
    if (p.without && p.without->downtime_s.value == 0 && p.without->loss.value == 0)
        page.wrap(Shown("without the change: nothing"), 4, 6);
    else if (p.without)
        page.wrap(Shown("without the change: ") + percent(p.without->disruption.value) +
                      " disruption, " + duration(p.without->downtime_s.value) + ", " +
                      v.money_of(p.without->loss.value),
                  4, 6);
    if (p.people > 0)
        page.wrap(Shown(count(static_cast<std::uint64_t>(p.people))) + " people", 4, 6);
    if (!p.harm.empty()) {
        std::vector<Shown> harm;
        for (const std::string& h : p.harm) harm.push_back(Shown::from(h));
        page.wrap(Shown("harm that is not money: ") + Shown::joined(harm, ", "), 4, 6);
    }
}

Shown worth(const std::optional<double>& x) { return x ? Shown(number(*x, 3)) : Shown("\u2013"); }

}  // namespace

void draw_processes(const View& v, Page& page) {
    page.blank();
    page.line(Shown("Every process").styled(Style::strong));
    for (const Figures& p : v.a.processes) process_lines(v, p, page);
}

void draw_causes(const View& v, Page& page) {
    if (v.a.causes.empty()) return;
    page.blank();
    Table t({{Shown("Causes").styled(Style::strong), Table::Fit::fold, 16},
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
    std::vector<Id> bearers;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach == Reach::exposed) bearers.push_back(d.id);
    if (v.a.causes.empty() || bearers.empty()) return;
    page.blank();
    page.line(Shown("Who causes, who bears").styled(Style::strong));
    for (const CauseFigures& c : v.a.causes) {
        std::vector<Shown> parts;
        for (const Id& id : bearers) {
            const auto e = c.by_department.find(id);
            if (e == c.by_department.end() || e->second.value == 0) continue;
            parts.push_back(v.name_of(id) + " " + v.money_of(e->second.value));
        }
        if (!parts.empty())
            page.wrap(cause_name(v, c.cause) + ":  " + Shown::joined(parts, ", "), 2, 4);
    }
}

void draw_assumptions(const std::vector<Assumption>& assumptions, Page& page) {
    page.blank();
    if (assumptions.empty()) {
        page.wrap(Shown("Assumed").styled(Style::strong) +
                  "\u00A0 nothing: every value in use was stated");
        return;
    }
    page.wrap(Shown("Assumed").styled(Style::strong));
    for (const Assumption& a : assumptions)
        page.wrap(Shown::from(a.of) + ", " + Shown::from(a.what) + ": " + Shown::from(a.value) +
                      Shown("  ") + Shown::from(a.source).styled(Style::faint),
                  2, 4);
}

}  // namespace knockon
