// Who is hit and how badly: cards for a glance, a table to sort, and every process.
#include <algorithm>

#include "report/page/parts.h"
#include "report/words/figures.h"

namespace knockon {
namespace {

Shown row_chance(const Figures& f) {
    return f.reach == Reach::exposed ? chance(f.disruption) : Shown("none");
}

void term(Html& h, Words name, const Shown& what) {
    h.open("div").element("dt", name).element("dd", what).close();
}

/// What catches the eye, with what qualifies it below.
void large(Html& h, Words name, const Shown& what, const Shown& note) {
    h.open("div").element("dt", name).element("dd", {{"class", "big"}}, what);
    if (!note.empty()) h.element("dd", {{"class", "note"}}, note);
    h.close();
}

/// "€ 1.2k, 9 min down".
Shown on_average(const View& v, const Figures& f) {
    const Shown loss = v.money_of(f.loss.mean.value);
    if (f.downtime_s.mean.value == 0) return loss;
    return loss + ", down " + duration(f.downtime_s.mean.value);
}

/// How often, and how badly if so.
void chance_and_loss(const View& v, Html& h, const DepartmentFigures& d, int base) {
    h.open("dl", {{"class", d.if_hit ? Words("pair") : Words("single")}});
    large(h, "Chance", row_chance(d),
          d.disruption.value == 0 ? Shown() : frequency(d.disruption.value, base));
    if (d.if_hit) {
        const MeanAndP95& loss = d.if_hit->loss;
        large(h, "If it happens: loss", v.money_of(loss.mean.value),
              loss.p95.value <= loss.mean.value
                  ? Shown()
                  : Shown(v.money_of(loss.p95.value)) + " in 1 of 20 of those");
    }
    h.close();
}

void card(const View& v, Html& h, const DepartmentFigures& d, int base) {
    h.open("li", {{"class", "card ", verdict_class(d.verdict)}});
    h.element("h3", v.name_of(d.id));
    h.open("p");
    html_badge(h, d.verdict);
    h.close();
    chance_and_loss(v, h, d, base);
    h.open("dl");
    if (d.if_hit) term(h, "If it happens: down", if_so(d.if_hit->downtime_s, duration));
    if (const Shown more = beyond_money(d); !more.empty()) term(h, "Besides", more);
    term(h, "On average", on_average(v, d));
    term(h, "Accepts", limits_phrase(v, d.appetite));
    if (!d.over.empty() && d.verdict != Verdict::within)
        term(h, d.verdict == Verdict::exceeds ? Words("Limits exceeded") : Words("Limits open"),
             Shown::joined(d.over, ", ", limit_words));
    if (!d.settle.empty()) term(h, "What would settle it", Shown::from(d.settle));
    if (d.accepted)
        term(h, "Accepted by",
             v.name_of(d.accepted->by.value) + ": " + Shown::from(d.accepted->because.value));
    if (d.people > 0) term(h, "People", count(d.people));
    h.close().close();
}

/// Those that nothing gets to, and why that is so.
void calm(const View& v, Html& h) {
    const std::vector<Calm> groups = calm_departments(v, false);  // the table of processes has all
    if (groups.empty()) return;
    h.open("ul", {{"class", "quiet"}});
    for (const Calm& c : groups)
        h.element("li", calm_names(c, false).styled(Style::strong) + ": " + c.why);
    h.close();
}

Shown reach_words(const Figures& f) {
    return f.reach == Reach::none ? Shown("not reached") : Shown::from(name(f.reach));
}

/// A row: the cells that departments and processes have in common between `before` and `after`.
std::vector<HtmlCell> with_figures(const View& v, std::vector<HtmlCell> before, const Figures& f,
                                   const std::vector<HtmlCell>& after) {
    before.push_back({row_chance(f), f.disruption.value});
    for (const FigureColumn& c : figure_columns(FigureColumn::page))
        before.push_back({c.text(v, f), c.of(f).value_or(Estimate()).value});
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

/// Their heads.
std::vector<HtmlColumn> with_figures(std::vector<HtmlColumn> before,
                                     const std::vector<HtmlColumn>& after) {
    before.push_back({"Chance of disruption", HtmlColumn::figure});
    for (const FigureColumn& c : figure_columns(FigureColumn::page))
        before.emplace_back(c.title, HtmlColumn::figure);
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

void table(const View& v, Html& h) {
    if (v.a.departments.empty()) return;
    HtmlTable t(h,
                Shown("Every department; extra is what the change adds. 1 in 20: exceeded in one "
                      "case of twenty. Worst 1 %: the mean of the worst cases."),
                with_figures({{"Department"}, {"Verdict"}}, {{"Accepts"}, {"Reach"}}), "sortable");
    for (const DepartmentFigures& d : v.a.departments)
        t.row(with_figures(v, {v.name_of(d.id), verdict_word(d.verdict)}, d,
                           {limits_phrase(v, d.appetite), reach_words(d)}));
    t.end();
}

void input_ranges(const View& v, Html& h) {
    std::vector<Shown> items;
    for (const DepartmentFigures& d : v.a.departments)
        if (const Shown open = open_range(v, d); !open.empty())
            items.push_back(v.name_of(d.id) + ": " + open);
    if (items.empty()) return;
    h.element("h3", "What uncertain inputs leave open (90 % interval)");
    html_list(h, items);
}

/// What is to be said of a process that is no figure of the table.
Shown remarks(const View& v, const Figures& p) {
    std::vector<Shown> parts;
    if (p.reach == Reach::absorbed)
        for (const Absorber& a : p.absorbed_by) parts.push_back(Shown::from(a.text));
    if (p.deadlines_missed.value != 0)
        parts.push_back(Shown("deadlines missed ") +
                        with_interval(p.deadlines_missed, [](double x) { return number(x); }));
    if (p.without && (p.without->downtime_s.value != 0 || p.without->loss.value != 0))
        parts.push_back(Shown("without the change ") + percent(p.without->disruption.value) +
                        " disruption, " + duration(p.without->downtime_s.value) + ", " +
                        v.money_of(p.without->loss.value));
    if (p.people > 0) parts.push_back(Shown(count(p.people)) + " people");
    if (!p.harm.empty()) parts.push_back(Shown("harm that is not money: ") + Shown::listed(p.harm));
    return Shown::joined(parts, "; ");
}

void processes(const View& v, Html& h) {
    if (v.a.processes.empty()) return;
    HtmlTable t(h, Shown("Every process; columns as for the departments."),
                with_figures({{"Process"}}, {{"Reach"}}), "sortable");
    for (const Figures& p : v.a.processes)
        t.row(with_figures(v, {{v.name_of(p.id), v.name_of(p.department)}}, p,
                           {{reach_words(p), remarks(v, p)}}));
    t.end();
}

}  // namespace

void html_departments(const View& v, Html& h) {
    if (const auto exposed = exposed_departments(v); !exposed.empty()) {
        const int base = base_of(exposed);
        h.open("ul", {{"class", "cards"}});
        for (const DepartmentFigures* d : exposed) card(v, h, *d, base);
        h.close().note(beside_disruption(v, exposed));
    }
    calm(v, h);
}

void html_figures(const View& v, Html& h) {
    table(v, h);
    input_ranges(v, h);
    processes(v, h);
}

}  // namespace knockon
