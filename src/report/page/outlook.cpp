// When instead, what would help, what stays behind, who pays and who bears.
#include <algorithm>

#include "report/page/parts.h"
#include "report/words/first_year.h"

namespace knockon {
namespace {

/// Those whose verdict is not `within` as requested or at some start.
std::vector<Id> contested(const View& v) {
    std::vector<Id> ids;
    for (const DepartmentFigures& d : v.a.departments) {
        bool any = d.verdict != Verdict::within;
        for (const WindowOption& w : v.a.windows) {
            const auto row = w.departments.find(d.id);
            any = any || (row != w.departments.end() && row->second.verdict != Verdict::within);
        }
        if (any) ids.push_back(d.id);
    }
    return ids;
}

Shown codes(const std::vector<std::string>& blocked) {
    std::vector<Shown> parts;
    for (const std::string& c : blocked) parts.push_back(Shown::from(c));
    return Shown::joined(parts, ", ");
}

void window_row(const View& v, HtmlTable& t, const WindowOption& w, const std::vector<Id>& who) {
    t.row();
    t.head(moment(w.start, v.zone), seconds(w.start.time_since_epoch()));
    t.figure(v.money_of(w.loss.value), w.loss.value);
    t.figure(signed_percent(-w.saves), -w.saves);
    if (w.saving)
        t.figure(with_interval(*w.saving, [&](double x) { return v.money_of(x); }),
                 w.saving->value);
    else
        t.figure(Shown("–"), 0);
    for (const Id& id : who) {
        const auto row = w.departments.find(id);
        t.text(row == w.departments.end() ? Shown("–") : verdict_word(row->second.verdict));
    }
    t.text(w.blocked.empty() ? Shown("–") : codes(w.blocked).styled(Style::doubt));
    t.end_row();
}

void mitigation_row(const View& v, HtmlTable& t, const Mitigation& m,
                    const std::vector<const DepartmentFigures*>& over) {
    t.row();
    t.head(Shown::from(m.text));
    t.figure(with_interval(m.saves, [&](double x) { return v.money_of(x); }), m.saves.value);
    t.figure(m.cost ? Shown(v.money_of(*m.cost, 3)) : Shown("not said"), m.cost.value_or(0));
    for (const DepartmentFigures* d : over) {
        const auto verdict = m.verdicts.find(d->id);
        t.text(verdict == m.verdicts.end() ? Shown("–") : verdict_word(verdict->second));
    }
    std::vector<Shown> edits;
    for (const std::string& e : m.edits) edits.push_back(Shown::from(e));
    t.text(Shown::joined(edits, ", "), "wide");
    t.end_row();
}

void points(const View& v, Html& h, const std::vector<SinglePoint>& all, Words verb) {
    std::map<Id, std::vector<Shown>> by_component;
    for (const SinglePoint& s : all) by_component[s.component].push_back(v.name_of(s.process));
    for (const auto& [component, processes] : by_component)
        h.element("li", Shown::from(component).styled(Style::strong) + verb +
                            Shown::joined(processes, ", "));
}

bool any_point(const View& v) {
    return v.a.structure &&
           (!v.a.structure->new_single_points_of_failure.empty() ||
            !v.a.structure->removed_single_points_of_failure.empty() ||
            !v.a.structure->new_cut_sets.empty() || !v.a.structure->removed_cut_sets.empty());
}

bool any_remark(const Economics& e) {
    return !e.compensation.empty() || !e.waiting.empty() || e.budget || !e.year_budgets.empty() ||
           !e.exits.empty();
}

/// What may be said of money in words.
void economics_remarks(const View& v, const Economics& e, Html& h) {
    if (e.externality_share)
        h.element("p", Shown("Others than the sponsor bear ") + percent(*e.externality_share) +
                           " of what is lost in the first year.");
    if (const Shown later = from_then_on(v); !later.empty()) h.element("p", later + ".");
    if (!e.flag.empty()) h.element("p", Shown::from(e.flag).styled(Style::doubt));
    if (!any_remark(e)) return;
    h.open("ul", {{"class", "plain"}});
    for (const Compensation& c : e.compensation)
        h.element("li", v.name_of(c.department) + " would be no worse off with " +
                            with_interval(c.amount, [&](double x) { return v.money_of(x, 3); }) +
                            " from the sponsor");
    for (const Waiting& w : e.waiting)
        h.element("li", Shown("Each week later costs ") + v.name_of(w.department) + " " +
                            v.money_of(w.per_week, 3));
    if (e.budget)
        h.element("li", Shown("Budget for the realisation ") + v.money_of(*e.budget, 3) +
                            ", costs " + v.money_of(e.total.cost, 3));
    for (const YearBudget& y : e.year_budgets)
        h.element("li", v.name_of(y.department) + " accepts " + v.money_of(y.budget, 3) +
                            " a year from all changes; this one takes " +
                            with_interval(y.used, [&](double x) { return v.money_of(x); }));
    for (const Exit& x : e.exits)
        h.element("li",
                  Shown("Leaving ") + Shown::from(x.supplier) + " takes " +
                      (x.takes_s ? Shown(duration(*x.takes_s)) : Shown("nobody said how long")) +
                      (x.cost ? Shown(" and costs ") + v.money_of(*x.cost, 3) : Shown()));
    h.close();
}

/// The best starts beside the requested one.
void window_table(const View& v, Html& h) {
    const std::vector<Id> who = contested(v);
    std::vector<HtmlColumn> columns = {
        {"Start"}, {"Loss, mean", true}, {"Difference", true}, {"Saves", true}};
    for (const Id& id : who) columns.emplace_back(v.name_of(id));
    columns.push_back({"Blocked by"});
    HtmlTable t(h, Shown("Other starts, on the same draws."), columns, HtmlTable::Kind::sortable);
    for (const WindowOption& w : v.a.windows) window_row(v, t, w, who);
    t.row({{"class", "requested"}});
    t.head(Shown(moment(v.a.start, v.zone)) + " (as requested)");
    t.figure(v.money_of(v.a.total.loss.mean.value), v.a.total.loss.mean.value);
    t.figure(Shown("–"), 0);
    t.figure(Shown("–"), 0);
    for (const Id& id : who) t.text(verdict_word(v.departments.at(id)->verdict));
    t.text(Shown("–"));
    t.end_row();
    t.end();
}

}  // namespace

bool any_windows(const View& v) { return !v.a.windows.empty() || !v.a.starts.empty(); }

void html_windows(const View& v, Html& h) {
    if (v.a.windows.empty())
        h.element("p", "None of the starts that were tried is accepted by everyone.");
    else
        window_table(v, h);
    if (v.a.starts.empty()) return;
    h.element("h3", "By day and hour");
    html_heat(h, {v.a.starts, v.a.start, v.zone, v.a.timezone, v.a.currency});
}

bool any_mitigations(const View& v) {
    return !v.a.mitigations.empty() || !v.a.helps_little.empty();
}

void html_mitigations(const View& v, Html& h) {
    std::vector<const DepartmentFigures*> over;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.verdict != Verdict::within) over.push_back(&d);
    if (!v.a.mitigations.empty()) {
        std::vector<HtmlColumn> columns = {{"Measure"}, {"Saves", true}, {"Costs", true}};
        for (const DepartmentFigures* d : over) columns.emplace_back(v.name_of(d->id));
        columns.push_back({"To try it"});
        HtmlTable t(h,
                    Shown("Each tried by assessing the edited change on the same draws: expected "
                          "loss of all departments, and the verdict it would give."),
                    columns, HtmlTable::Kind::sortable);
        for (const Mitigation& m : v.a.mitigations) mitigation_row(v, t, m, over);
        t.end();
    }
    if (v.a.helps_little.empty()) return;
    std::vector<Shown> little;
    for (const std::string& s : v.a.helps_little) little.push_back(Shown::from(s));
    h.element(
        "p", {{"class", "note"}},
        Shown("Tried, and saves no more than its error: ") + Shown::joined(little, "; ") + ".");
}

bool any_structure(const View& v) { return !structure_rows(v).empty() || any_point(v); }

void html_structure(const View& v, Html& h) {
    const StructureReport& s = *v.a.structure;
    for (const Shown& sentence : structure_sentences(v)) h.element("p", sentence);
    const std::vector<StructureRow> rows = structure_rows(v);
    if (!rows.empty()) {
        HtmlTable t(h, Shown("Processes whose years change."),
                    {{"Process"},
                     {"Down before, per year", true},
                     {"After", true},
                     {"Loss per year", true}},
                    HtmlTable::Kind::sortable);
        for (const StructureRow& r : rows) {
            t.row();
            t.head(r.process);
            t.figure(r.before, r.hours_before);
            t.figure(r.after, r.hours_after);
            t.figure(r.more, r.more_per_year);
            t.end_row();
        }
        t.end();
    }
    if (any_point(v)) {
        h.open("ul", {{"class", "plain"}});
        points(v, h, s.new_single_points_of_failure, " becomes a single point of failure for ");
        points(v, h, s.removed_single_points_of_failure,
               " is no single point of failure any more for ");
        for (const Shown& line : combination_sentences(v, s.new_cut_sets, newly_down, true))
            h.element("li", line);
        for (const Shown& line : combination_sentences(v, s.removed_cut_sets, no_longer_down, true))
            h.element("li", line);
        h.close();
    }
    for (const Shown& remark : structure_remarks(v)) h.element("p", remark);
}

bool any_economics(const View& v) {
    if (!v.a.economics) return false;
    const Economics& e = *v.a.economics;
    return any_remark(e) || !e.flag.empty() ||
           std::any_of(e.departments.begin(), e.departments.end(), in_first_year);
}

void html_economics(const View& v, Html& h) {
    const Economics& e = *v.a.economics;
    const FirstYear year = first_year_of(e);
    std::vector<HtmlColumn> columns = {{"First year"}};
    for (const Words w : year.columns) columns.push_back({w, true});
    HtmlTable t(h, Shown("Net is the benefit less all that stands beside it."), columns,
                HtmlTable::Kind::sortable);
    const auto row = [&](const Shown& name, const EconomicsRow& r) {
        t.row();
        t.head(name);
        for (const MoneyCell& c : year.cells(v, r)) t.figure(c.text, c.amount);
        t.end_row();
    };
    std::size_t rows = 0;
    for (const EconomicsRow& r : e.departments) {
        if (!in_first_year(r)) continue;
        row(v.name_of(r.department), r);
        ++rows;
    }
    if (rows > 1) row(Shown("all together"), e.total);
    t.end();
    economics_remarks(v, e, h);
}

}  // namespace knockon
