// Who benefits and who bears, who must agree, who must be told.
#include <algorithm>

#include "report/text_parts.h"

namespace knockon {
namespace {

constexpr double worth_a_line = 0.1;  // share of a year's budget from which it is always shown

Shown heading(Words w) { return Shown(w).styled(Style::strong); }

Shown row_name(const View& v, const EconomicsRow& r) {
    return r.department.empty() ? Shown("all together") : v.name_of(r.department);
}

void draw_row(const View& v, const EconomicsRow& r, Table& t) {
    t.row({row_name(v, r), v.money_of(r.benefit, 3), v.money_of(r.cost, 3),
           v.money_of(r.risk.value), signed_money(r.net.value, v.a.currency, 3)});
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
    Table t({{heading("Who benefits, who bears"), Table::Fit::fold, 14},
             {"benefit"},
             {"cost"},
             {"risk"},
             {"net"}});
    std::size_t rows = 0;
    for (const EconomicsRow& r : e.departments) {
        if (r.benefit == 0 && r.cost == 0 && r.risk.value == 0) continue;
        draw_row(v, r, t);
        ++rows;
    }
    if (rows > 0) page.blank();
    if (rows > 1) draw_row(v, e.total, t);
    if (rows > 0) t.print(page);
    if (e.externality_share && rows > 0)
        page.wrap(Shown("others than the sponsor bear ") + percent(*e.externality_share) +
                      " of the risk of this change",
                  2, 4);
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
    if (v.full()) {
        page.blank();
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
