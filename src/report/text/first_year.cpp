// What the first year comes to, what must be decided, and what else it costs.
#include "report/text/parts.h"
#include "report/words/agreement.h"
#include "report/words/economics.h"

namespace knockon {
namespace {

void add(const View& v, const FirstYear& year, const FirstYear::Row& r, Table& t) {
    std::vector<Shown> cells = {r.name};
    for (const FirstYear::Column c : year.shown) cells.push_back(year.amount(v, r, c));
    cells.push_back(year.net(v, r));
    t.row(std::move(cells));
}

}  // namespace

void draw_first_year(const View& v, Page& page) {
    const FirstYear year = first_year_of(v, v.full());
    if (year.rows.empty()) return;
    std::vector<Table::Column> heads = {
        {Shown("First year").styled(Style::strong), Table::Fit::fold, 12}};
    for (const FirstYear::Column c : year.shown)
        heads.push_back({column_head(v, c), Table::Fit::last, 6});
    heads.push_back({"net"});
    Table t(std::move(heads));
    for (const FirstYear::Row& r : year.rows) add(v, year, r, t);
    if (year.rows.size() > 1) add(v, year, year.together, t);
    page.blank();
    t.print(page);
    for (const Shown& s : first_year_sentences(v, year)) page.wrap(s, 2, 4);
}

void draw_decisions(const View& v, Page& page) {
    const Shown budget = over_budget(v);
    const std::vector<Shown> agree = agreement_sentences(v);
    if (budget.empty() && agree.empty()) return;
    page.blank();
    if (!budget.empty())
        page.wrap(Shown("To decide: ").styled(Style::strong) + budget, 0, 2);
    for (const Shown& s : agree) page.wrap(s, 0, 2);
}

void draw_planned(const View& v, Page& page) {
    const std::vector<Shown> planned = planned_phrases(v, v.full());
    const Shown turn_back = turn_back_phrase(v);
    if (planned.empty() && turn_back.empty()) return;
    page.blank();
    Shown s = planned.empty() ? Shown()
                              : Shown("Planned and certain: ").styled(Style::strong) +
                                    Shown::joined(planned, "; ") + ".";
    if (!turn_back.empty()) s += (s.empty() ? Shown() : Shown(" ")) + turn_back + ".";
    page.wrap(s, 0, 2);
}

void draw_costs(const View& v, Page& page) {
    const std::vector<Shown> costs = cost_sentences(v, v.full());
    if (costs.empty()) return;
    page.blank();
    page.wrap(Shown("Who pays, who bears").styled(Style::strong));
    for (const Shown& s : costs) page.wrap(s, 2, 4);
}

void draw_inform(const View& v, Page& page) {
    if (v.a.inform.empty()) return;
    page.blank();
    const auto people = [](const Inform& i) {
        return count(static_cast<std::uint64_t>(i.people));
    };
    if (v.full()) {
        page.line(Shown("To inform").styled(Style::strong));
        for (const Inform& i : v.a.inform) {
            Shown who = v.name_of(i.department).styled(Style::strong);
            if (i.people > 0) who += Shown(" (") + people(i) + " people)";
            page.wrap(who + ": " + Shown::from(i.text), 2, 4);
        }
        return;
    }
    std::vector<Shown> names;
    for (const Inform& i : v.a.inform)
        names.push_back(i.people > 0 ? v.name_of(i.department) + " (" + people(i) + ")"
                                     : v.name_of(i.department));
    page.wrap(Shown("To inform ").styled(Style::strong) +
                  Shown("(people): ") + Shown::joined(names, ", ") + "; -v has the text",
              0, 2);
}

}  // namespace knockon
