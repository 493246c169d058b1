// Who is hit and how badly, and what the inputs leave open.
#include <algorithm>
#include <cmath>

#include "report/text/parts.h"
#include "report/words/figures.h"

namespace knockon {
namespace {

bool is_exposed(const DepartmentFigures& d) { return d.reach == Reach::exposed; }

/// A row per department and, where money and hours do not say it all, a line below it.
Table department_table(const View& v) {
    const std::vector<FigureColumn> figures = figure_columns(FigureColumn::screen);
    std::vector<Table::Column> columns = {{"", Table::Fit::fold, 10},
                                          {"chance", Table::Fit::words, 6}};
    for (const FigureColumn& c : figures)
        columns.emplace_back(c.what, Table::Fit::last,
                             c.unit == FigureColumn::Unit::length ? 4 : 10);
    columns.push_back({"accepts", Table::Fit::words, 7});
    columns.push_back({"verdict", Table::Fit::words, 7});
    Table t(std::move(columns));
    for (const DepartmentFigures& d : v.a.departments) {
        if (!is_exposed(d)) continue;
        std::vector<Shown> row = {v.name_of(d.id), short_chance(d.disruption)};
        for (const FigureColumn& c : figures) row.push_back(c.text(v, d));
        row.insert(row.end(), {limits_phrase(v, d.appetite), verdict_word(d.verdict)});
        t.row(std::move(row));
        if (const Shown more = beyond_money(d); !more.empty())
            t.row({Shown(), more.styled(Style::doubt)});
    }
    return t;
}

/// The line above the heads of the columns: each group once, over its first column.
std::vector<Shown> group_heads() {
    std::vector<Shown> heads(2);
    std::string_view last;
    for (const FigureColumn& c : figure_columns(FigureColumn::screen)) {
        heads.push_back(c.when.text() == last ? Shown() : Shown(c.when));
        last = c.when.text();
    }
    return heads;
}

/// The same as the table, one department after the other, for a page too narrow for columns.
void draw_as_list(const View& v, Page& page) {
    std::vector<double> shares;
    for (const DepartmentFigures& d : v.a.departments)
        if (is_exposed(d)) shares.push_back(d.disruption.value);
    const int base = frequency_base(shares);
    for (const DepartmentFigures& d : v.a.departments) {
        if (!is_exposed(d)) continue;
        page.wrap(v.name_of(d.id) + ": " + verdict_word(d.verdict) +
                      (d.appetite.any() ? Shown(" (accepts ") : Shown(" (")) +
                      limits_phrase(v, d.appetite) + ")",
                  2, 4);
        page.wrap(Shown("chance of disruption ") + chance_phrase(d, base), 4, 6);
        if (d.if_hit)
            page.wrap(Shown("if it happens: down ") + if_so(d.if_hit->downtime_s, duration) +
                          "; loss " +
                          if_so(d.if_hit->loss, [&](double x) { return v.money_of(x); }),
                      4, 6);
        page.wrap(Shown("extra downtime ") + spread(d.downtime_s.mean, d.downtime_s.p95, duration),
                  4, 6);
        page.wrap(Shown("extra loss ") +
                      spread(d.loss.mean, d.loss.p95, [&](double x) { return v.money_of(x); }),
                  4, 6);
        if (const Shown more = beyond_money(d); !more.empty()) page.wrap(more, 4, 6);
    }
}

void draw_calm(const View& v, Page& page) {
    for (const Calm& c : calm_departments(v, v.full()))
        page.wrap(Shown::joined(c.names, ", ") + ": " + c.why.styled(Style::faint), 2, 4);
}

void draw_accepted(const View& v, Page& page) {
    for (const DepartmentFigures& d : v.a.departments)
        if (d.accepted)
            page.wrap(v.name_of(d.id) + ": " + verdict_word(d.verdict) + ", " +
                          accepted_phrase(v, *d.accepted),
                      2, 4);
}

/// Whether the inputs leave anything open: two digits would show it.
bool is_open(const Estimate& e) {
    return e.inputs_low && e.inputs_high &&
           *e.inputs_high - *e.inputs_low > 1e-3 * std::abs(e.value);
}

}  // namespace

void draw_departments(const View& v, Page& page) {
    const Table t = department_table(v);
    if (!t.empty() && t.fits(page.width()))
        t.print(page, group_heads());
    else
        draw_as_list(v, page);
    draw_accepted(v, page);
    draw_calm(v, page);
}

void draw_input_ranges(const View& v, Page& page) {
    bool first = true;
    for (const DepartmentFigures& d : v.a.departments) {
        const Estimate &p = d.disruption, &l = d.loss.mean;
        if (!is_open(p) && !is_open(l)) continue;
        if (first) {
            page.blank();
            page.wrap(Shown("What uncertain inputs leave open").styled(Style::strong) +
                      Shown("\u00A0 (90 % interval)").styled(Style::faint));
        }
        first = false;
        std::vector<Shown> parts;
        if (is_open(p))
            parts.push_back(Shown("chance of disruption ") + percent(*p.inputs_low) + " to " +
                            percent(*p.inputs_high));
        if (is_open(l))
            parts.push_back(Shown("extra loss ") + v.money_of(*l.inputs_low) + " to " +
                            v.money_of(*l.inputs_high));
        page.wrap(v.name_of(d.id) + "  " + Shown::joined(parts, ", "), 2, 4);
    }
}

}  // namespace knockon
