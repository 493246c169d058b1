// Who is hit and how badly, and what the inputs leave open.
#include <algorithm>

#include "report/text/parts.h"
#include "report/words/figures.h"

namespace knockon {
namespace {

/// Who has a row of its own: all who are hit, but for those who hardly are.
std::vector<const DepartmentFigures*> told_apart(const View& v) {
    std::vector<const DepartmentFigures*> hardly;
    if (!v.full()) hardly = hardly_hit(v);
    std::vector<const DepartmentFigures*> all = exposed_departments(v);
    std::erase_if(all, [&](const DepartmentFigures* d) {
        return std::find(hardly.begin(), hardly.end(), d) != hardly.end();
    });
    return all;
}

/// Of whom what is beyond money stands below the table rather than below their own row: those who are
/// within, unless they are few.
std::vector<const DepartmentFigures*> told_below(const View& v,
                                                 const std::vector<const DepartmentFigures*>& told) {
    std::vector<const DepartmentFigures*> within;
    if (v.full()) return within;
    for (const DepartmentFigures* d : told)
        if (d->verdict == Verdict::within && !beyond_money(*d).empty()) within.push_back(d);
    if (within.size() <= beyond_money(v, within).size()) within.clear();
    return within;
}

bool is_bad_case(const FigureColumn& c) { return c.csv.text() == "loss_if_hit"; }

/// The average stands under no group: it is one of itself.
Words head_of(const FigureColumn& c) {
    if (is_bad_case(c)) return "loss, 1 in 20";
    return c.csv.text() == "loss_mean" ? Words("average") : c.what;
}

/// "5.1 h" for a narrow column; beside a loss that comes if it happens, what 1 in 20 of those exceed.
Shown cell(const View& v, const DepartmentFigures& d, const FigureColumn& c) {
    if (is_bad_case(c) && d.if_hit && d.if_hit->loss.p95.value > d.if_hit->loss.mean.value) {
        const Figure mean = v.money_of(d.if_hit->loss.mean.value),
                     bad = v.money_of(d.if_hit->loss.p95.value);
        return mean.text() == bad.text() ? Shown(mean) : Shown(mean) + ", " + bad;
    }
    if (c.unit == FigureColumn::Unit::money && c.of(d) && c.of(d)->value > 0 && c.of(d)->value < 1)
        return Shown("<\u00A0") + stated_money(1, v.a.currency);
    if (c.unit == FigureColumn::Unit::length && c.of(d)) return short_length(c.of(d)->value);
    return c.text(v, d);
}

/// A row per department and, where money and hours do not say it all, a line below it.
Table department_table(const View& v, const std::vector<const DepartmentFigures*>& told) {
    const bool below_the_table = !told_below(v, told).empty();
    const std::vector<FigureColumn> figures = figure_columns(FigureColumn::screen);
    std::vector<Table::Column> columns = {{"", Table::Fit::fold, 10},
                                          {"chance", Table::Fit::words, 6}};
    for (const FigureColumn& c : figures)
        columns.emplace_back(head_of(c), Table::Fit::last,
                             c.unit == FigureColumn::Unit::length ? 4 : 10);
    columns.push_back({"chance; average", Table::Fit::words, 7});
    columns.push_back({"verdict", Table::Fit::words, 7});
    Table t(std::move(columns));
    for (const DepartmentFigures* d : told) {
        std::vector<Shown> row = {v.name_of(d->id), chance_beside_limit(*d)};
        for (const FigureColumn& c : figures) row.push_back(cell(v, *d, c));
        // Without a limit there is nothing to be within of.
        const bool judged = d->appetite.any() || d->verdict != Verdict::within;
        row.insert(row.end(), {limits_phrase(v, d->appetite, true),
                               judged ? verdict_word(d->verdict) : Shown("–")});
        t.row(std::move(row));
        std::vector<Shown> below;
        if (const Shown over = over_phrase(v, *d); !over.empty()) below.push_back(over);
        if (const Shown more = beyond_money(*d); !more.empty() && !(below_the_table && d->verdict == Verdict::within))
            below.push_back(more);
        if (!below.empty())
            t.row({Shown(), Shown::joined(below, "; ").styled(Style::doubt)});
    }
    return t;
}

/// The line above the heads of the columns: each group once, over its first column.
std::vector<Shown> group_heads() {
    std::vector<Shown> heads(2);
    std::string_view last;
    for (const FigureColumn& c : figure_columns(FigureColumn::screen)) {
        const bool by_itself = c.when.text() == last || c.csv.text() == "loss_mean";
        heads.push_back(by_itself ? Shown() : Shown(c.when));
        last = c.when.text();
    }
    heads.push_back(Shown("accepts"));
    return heads;
}

/// Everything there is to say of a department that is hit.
void list_in_full(const View& v, const DepartmentFigures& d, int base, Page& page) {
    const auto as_money = [&](double x) { return v.money_of(x); };
    page.wrap(Shown("chance of disruption ") + chance_phrase(d, base), 4, 6);
    if (d.if_hit)
        page.wrap(Shown("if it happens: down ") + if_so(d.if_hit->downtime_s, duration) +
                      "; loss " + if_so(d.if_hit->loss, as_money),
                  4, 6);
    page.wrap(Shown("extra downtime ") + spread(d.downtime_s.mean, d.downtime_s.p95, duration), 4,
              6);
    page.wrap(Shown("extra loss ") + spread(d.loss.mean, d.loss.p95, as_money), 4, 6);
}

/// The figures of the table in a sentence.
void list_in_short(const View& v, const DepartmentFigures& d, Page& page) {
    Shown s = Shown("chance ") + short_chance(d.disruption);
    std::string_view last;
    for (const FigureColumn& c : figure_columns(FigureColumn::screen)) {
        s += c.when.text() == last ? Shown(", ") : Shown("; ") + c.when + ": ";
        s += (is_bad_case(c) ? Shown("loss, 1 in 20") : Shown(c.what)) + " " + cell(v, d, c);
        last = c.when.text();
    }
    page.wrap(s, 4, 6);
}

/// The same as the table, one department after the other, for a page too narrow for columns.
void draw_as_list(const View& v, const std::vector<const DepartmentFigures*>& told, Page& page) {
    const int base = base_of(told);
    for (const DepartmentFigures* d : told) {
        page.wrap(v.name_of(d->id) + ": " + verdict_word(d->verdict) +
                      (d->appetite.any() ? Shown(" (accepts ") : Shown(" (")) +
                      limits_phrase(v, d->appetite) + ")",
                  2, 4);
        if (v.full())
            list_in_full(v, *d, base, page);
        else
            list_in_short(v, *d, page);
        for (const Shown& more : {over_phrase(v, *d), beyond_money(*d)}) page.wrap(more, 4, 6);
    }
}

/// What the table leaves out: what is beyond money for those who are within, who is hardly hit.
void draw_below_the_table(const View& v, const std::vector<const DepartmentFigures*>& told,
                          Page& page) {
    for (const Shown& more : beyond_money(v, told_below(v, told)))
        page.wrap(more.styled(Style::doubt), 2, 4);
    page.wrap(beside_disruption(v, told).styled(Style::faint), 2, 4);
}

void draw_hardly_hit(const View& v, Page& page) {
    if (v.full()) return;
    if (const auto all = hardly_hit(v); !all.empty())
        page.wrap(hardly_hit_phrase(v, all), 2, 4);
}

void draw_calm(const View& v, Page& page) {
    for (const Calm& c : calm_departments(v, v.full()))
        page.wrap(calm_names(c, v.full()) + ": " + c.why.styled(Style::faint), 2, 4);
}

void draw_accepted(const View& v, Page& page) {
    for (const DepartmentFigures& d : v.a.departments)
        if (d.accepted)
            page.wrap(v.name_of(d.id) + ": " + verdict_word(d.verdict) + ", " +
                          accepted_phrase(v, *d.accepted),
                      2, 4);
}

}  // namespace

void draw_departments(const View& v, Page& page) {
    const std::vector<const DepartmentFigures*> told = told_apart(v);
    const Table t = department_table(v, told);
    if (!t.empty() && t.fits(page.width())) {
        t.print(page, group_heads());
        draw_below_the_table(v, told, page);
    } else {
        draw_as_list(v, told, page);
    }
    draw_hardly_hit(v, page);
    draw_accepted(v, page);
    draw_calm(v, page);
}

}  // namespace knockon
