// Who is hit and how badly: cards for a glance, a table to sort, and every process.
#include <algorithm>

#include "report/page/parts.h"
#include "report/words/figures.h"

namespace knockon {
namespace {

int base_of(const View& v) {
    std::vector<double> shares;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach == Reach::exposed) shares.push_back(d.disruption.value);
    return frequency_base(shares);
}

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
    h.open("li", {{"class", d.verdict == Verdict::within    ? Words("card within")
                            : d.verdict == Verdict::exceeds ? Words("card exceeds")
                                                            : Words("card undetermined")}});
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
    if (!d.over.empty() && d.verdict != Verdict::within) {
        std::vector<Shown> over;
        for (const std::string& o : d.over) over.push_back(limit_words(o));
        term(h, d.verdict == Verdict::exceeds ? Words("Limits exceeded") : Words("Limits open"),
             Shown::joined(over, ", "));
    }
    if (!d.settle.empty()) term(h, "What would settle it", Shown::from(d.settle));
    if (d.accepted)
        term(h, "Accepted by",
             v.name_of(d.accepted->by.value) + ": " + Shown::from(d.accepted->because.value));
    if (d.people > 0) term(h, "People", count(static_cast<std::uint64_t>(d.people)));
    h.close().close();
}

/// Those that nothing gets to, and why that is so.
void calm(const View& v, Html& h) {
    const std::vector<Calm> groups = calm_departments(v, false);  // the table of processes has all
    if (groups.empty()) return;
    h.open("ul", {{"class", "quiet"}});
    for (const Calm& c : groups)
        h.element("li", Shown::joined(c.names, ", ").styled(Style::strong) + ": " + c.why);
    h.close();
}

Shown reach_words(const Figures& f) {
    switch (f.reach) {
        case Reach::none:
            return Shown("not reached");
        case Reach::absorbed:
            return Shown("absorbed");
        case Reach::exposed:
            break;
    }
    return Shown("exposed");
}

/// The cells that departments, processes and the total have in common.
void figures(const View& v, HtmlTable& t, const Figures& f) {
    t.figure(row_chance(f), f.disruption.value);
    for (const FigureColumn& c : figure_columns(FigureColumn::page))
        t.figure(c.text(v, f), c.of(f).value_or(Estimate()).value);
}

/// Their heads, between `before` and `after`.
std::vector<HtmlColumn> with_figures(std::vector<HtmlColumn> before,
                                     const std::vector<HtmlColumn>& after) {
    before.push_back({"Chance of disruption", true});
    for (const FigureColumn& c : figure_columns(FigureColumn::page))
        before.emplace_back(c.title, true);
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

void table(const View& v, Html& h) {
    HtmlTable t(h,
                Shown("Every department; extra is what the change adds. 1 in 20: exceeded in one "
                      "case of twenty. Worst 1 %: the mean of the worst cases."),
                with_figures({{"Department"}, {"Verdict"}}, {{"Accepts"}, {"Reach"}}),
                HtmlTable::Kind::sortable);
    for (const DepartmentFigures& d : v.a.departments) {
        t.row();
        t.head(v.name_of(d.id));
        t.text(verdict_word(d.verdict));
        figures(v, t, d);
        t.text(limits_phrase(v, d.appetite));
        t.text(reach_words(d));
        t.end_row();
    }
    t.end();
}

void input_ranges(const View& v, Html& h) {
    bool first = true;
    for (const DepartmentFigures& d : v.a.departments) {
        const Estimate &p = d.disruption, &l = d.loss.mean;
        const bool chance_open = p.inputs_low && p.inputs_high;
        const bool loss_open = l.inputs_low && l.inputs_high;
        if (!chance_open && !loss_open) continue;
        if (first) {
            h.element("h3", "What uncertain inputs leave open (90 % interval)");
            h.open("ul", {{"class", "plain"}});
        }
        first = false;
        std::vector<Shown> parts;
        if (chance_open)
            parts.push_back(Shown("chance of disruption ") + percent(*p.inputs_low) + " to " +
                            percent(*p.inputs_high));
        if (loss_open)
            parts.push_back(Shown("extra loss ") + v.money_of(*l.inputs_low) + " to " +
                            v.money_of(*l.inputs_high));
        h.element("li", v.name_of(d.id) + ": " + Shown::joined(parts, ", "));
    }
    if (!first) h.close();
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
    if (p.people > 0)
        parts.push_back(Shown(count(static_cast<std::uint64_t>(p.people))) + " people");
    std::vector<Shown> harm;
    for (const std::string& x : p.harm) harm.push_back(Shown::from(x));
    if (!harm.empty())
        parts.push_back(Shown("harm that is not money: ") + Shown::joined(harm, ", "));
    return Shown::joined(parts, "; ");
}

void processes(const View& v, Html& h) {
    HtmlTable t(h, Shown("Every process; columns as for the departments."),
                with_figures({{"Process"}}, {{"Reach"}}), HtmlTable::Kind::sortable);
    for (const Figures& p : v.a.processes) {
        t.row();
        t.head(v.name_of(p.id), v.name_of(p.department));
        figures(v, t, p);
        t.text(reach_words(p), remarks(v, p));
        t.end_row();
    }
    t.end();
}

}  // namespace

bool any_department(const View& v) { return !v.a.departments.empty(); }

void html_departments(const View& v, Html& h) {
    const int base = base_of(v);
    const auto exposed = [](const DepartmentFigures& d) { return d.reach == Reach::exposed; };
    if (std::any_of(v.a.departments.begin(), v.a.departments.end(), exposed)) {
        h.open("ul", {{"class", "cards"}});
        for (const DepartmentFigures& d : v.a.departments)
            if (exposed(d)) card(v, h, d, base);
        h.close();
        if (const Shown rest = beside_disruption(v, exposed_departments(v)); !rest.empty())
            h.element("p", {{"class", "note"}}, rest);
    }
    calm(v, h);
}

bool any_figure(const View& v) { return !v.a.departments.empty() || !v.a.processes.empty(); }

void html_figures(const View& v, Html& h) {
    if (!v.a.departments.empty()) table(v, h);
    input_ranges(v, h);
    if (!v.a.processes.empty()) processes(v, h);
}

}  // namespace knockon
