// Who benefits and who bears, who must agree, who must be told.
#include <algorithm>

#include "report/text/parts.h"
#include "report/words/first_year.h"

namespace knockon {
namespace {

constexpr double worth_a_line = 0.1;      // share of a year's budget from which it is always shown
constexpr std::size_t bearers_shown = 2;  // of those who neither gain nor pay nor object

void draw_row(const View& v, const FirstYear& year, const Shown& name, const EconomicsRow& r,
              Table& t) {
    std::vector<Shown> cells = {name};
    for (const MoneyCell& c : year.cells(v, r)) cells.push_back(c.text);
    t.row(std::move(cells));
}

/// Departments with anything to gain or to lose: those that the first screen names, and the others.
struct Rows {
    std::vector<const EconomicsRow*> named, others;
};

Rows rows_of(const View& v, const Economics& e) {
    Rows rows;
    std::vector<const EconomicsRow*> only_bear;
    for (const EconomicsRow& r : e.departments) {
        if (!in_first_year(r)) continue;
        const auto d = v.departments.find(r.department);
        const bool matters = r.benefit != 0 || r.benefit_per_year != 0 || r.cost != 0 ||
                             r.left_behind.value > 0 || r.department == v.a.sponsor ||
                             (d != v.departments.end() && objects(*d->second));
        (v.full() || matters ? rows.named : only_bear).push_back(&r);
    }
    std::stable_sort(only_bear.begin(), only_bear.end(),
                     [](auto* a, auto* b) { return a->risk.value > b->risk.value; });
    // One that is left over is named rather than counted.
    const std::size_t some =
        only_bear.size() <= bearers_shown + 1 ? only_bear.size() : bearers_shown;
    rows.named.insert(rows.named.end(), only_bear.begin(), only_bear.begin() + some);
    rows.others.assign(only_bear.begin() + some, only_bear.end());
    std::stable_sort(rows.named.begin(), rows.named.end());  // as the assessment has them
    return rows;
}

void draw_rows(const View& v, const Economics& e, Page& page) {
    const FirstYear year = first_year_of(e);
    std::vector<Table::Column> columns = {{heading("First year"), Table::Fit::fold, 14}};
    for (const Words w : year.columns) columns.push_back({w});
    Table t(columns);
    const Rows rows = rows_of(v, e);
    for (const EconomicsRow* r : rows.named) draw_row(v, year, v.name_of(r->department), *r, t);
    EconomicsRow rest;
    for (const EconomicsRow* r : rows.others) {
        rest.risk.value += r->risk.value;
        rest.releases.value += r->releases.value;
        rest.left_behind.value += r->left_behind.value;
        rest.net.value += r->net.value;
    }
    if (!rows.others.empty())
        draw_row(v, year, count(rows.others.size()) + Shown(" others (-v)"), rest, t);
    if (t.empty()) return;
    if (rows.named.size() > 1) draw_row(v, year, Shown("all together"), e.total, t);
    page.blank();
    t.print(page);
    if (e.externality_share)
        page.wrap(Shown("others than the sponsor bear ") + percent(*e.externality_share) +
                      " of what is lost in it",
                  2, 4);
    if (const Shown later = from_then_on(v); !later.empty()) page.wrap(later, 2, 4);
}

void draw_compensation(const View& v, const Economics& e, Page& page) {
    if (e.compensation.empty()) return;
    double sum = 0;
    std::vector<Shown> parts;
    for (const Compensation& c : e.compensation) {
        sum += c.amount.value;
        if (parts.size() < 3 || v.full())
            parts.push_back(v.name_of(c.department) + " " + v.money_of(c.amount.value));
    }
    if (parts.size() < e.compensation.size())
        parts.push_back(count(e.compensation.size() - parts.size()) + Shown(" more"));
    page.wrap(v.name_of(v.a.sponsor) + " would leave nobody worse off by making up " +
                  v.money_of(sum) + ": " + Shown::joined(parts, ", "),
              2, 4);
}

void draw_budgets(const View& v, const Economics& e, Page& page) {
    if (e.budget && e.total.cost > *e.budget)
        page.wrap((Shown("The realisation costs ") + v.money_of(e.total.cost - *e.budget, 3) +
                   " more than its budget of " + stated_money(*e.budget, v.a.currency))
                      .styled(Style::doubt),
                  2, 4);
    for (const YearBudget& y : e.year_budgets) {
        const double share = y.budget > 0 ? y.used.value / y.budget : 0;
        if (y.used.value <= 0 || (share < worth_a_line && y.budget > 0 && !v.full())) continue;
        Shown s = v.name_of(y.department) + ": its share of the first year is " +
                  v.money_of(y.used.value) + " of a yearly loss budget of " +
                  stated_money(y.budget, v.a.currency);
        if (y.used.value > y.budget) s = (s + ": it would be used up").styled(Style::doubt);
        page.wrap(s, 2, 4);
    }
}

void draw_exits(const View& v, const Economics& e, Page& page) {
    for (const Exit& x : e.exits) {
        Shown s = Shown("Leaving ") + Shown::from(x.supplier) + " again ";
        if (!x.takes_s && !x.cost) s += "takes nobody knows how long: its `exit` is not stated";
        if (x.takes_s) s += Shown("takes ") + exact_duration(*x.takes_s);
        if (x.cost)
            s += Shown(x.takes_s ? Words(" and costs ") : Words("costs ")) +
                 stated_money(*x.cost, v.a.currency);
        page.wrap(s, 2, 4);
    }
}

Shown signature(const View& v, const SignOff& s) {
    std::vector<Shown> reasons;
    for (const std::string& r : s.reasons) reasons.push_back(Shown::from(r));
    Shown text = Shown::from(s.name).styled(Style::strong) + " (" + Shown::joined(reasons, "; ");
    if (!s.standing.empty() && (v.full() || !s.given))
        text += Shown("; ") + Shown::from(s.standing);
    return text + ")";
}

}  // namespace

void draw_economics(const View& v, Page& page) {
    if (!v.a.economics) return;
    const Economics& e = *v.a.economics;
    draw_rows(v, e, page);
    if (!e.flag.empty()) page.wrap(Shown::from(e.flag).styled(Style::doubt), 2, 4);
    draw_compensation(v, e, page);
    for (const Waiting& w : e.waiting)
        page.wrap(Shown("Each week of waiting costs ") + v.name_of(w.department) + " " +
                      v.money_of(w.per_week),
                  2, 4);
    draw_budgets(v, e, page);
    draw_exits(v, e, page);
}

void draw_agreement(const View& v, Page& page) {
    std::vector<Shown> open, given;
    for (const SignOff& s : v.a.sign_off) (s.given ? given : open).push_back(signature(v, s));
    if (open.empty() && given.empty()) return;
    page.blank();
    if (!open.empty()) page.wrap(heading("To agree: ") + Shown::joined(open, ", "), 0, 2);
    if (!given.empty())
        page.wrap(heading(open.empty() ? Words("All have agreed: ") : Words("Agreed: ")) +
                      Shown::joined(given, ", "),
                  0, 2);
}

void draw_inform(const View& v, Page& page) {
    if (v.a.inform.empty()) return;
    page.blank();
    if (v.full()) {
        page.line(heading("To inform"));
        for (const Inform& i : v.a.inform) {
            Shown who = v.name_of(i.department).styled(Style::strong);
            if (i.people > 0)
                who += Shown(" (") + count(static_cast<unsigned>(i.people)) + " people)";
            page.wrap(who + ": " + Shown::from(i.text), 2, 4);
        }
        return;
    }
    std::vector<Shown> names;
    for (const Inform& i : v.a.inform) {
        Shown who = v.name_of(i.department);
        if (i.people > 0) who += Shown(" (") + count(static_cast<unsigned>(i.people)) + ")";
        names.push_back(who);
    }
    page.wrap(heading("To inform ") + Shown("(people): ") + Shown::joined(names, ", ") +
                  "; -v has the text",
              0, 2);
}

}  // namespace knockon
