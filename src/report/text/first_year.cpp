// What the first year comes to, what must be decided, and what else it costs.
#include "report/text/parts.h"
#include "report/words/agreement.h"
#include "report/words/economics.h"

namespace knockon {
namespace {

/// `dashes`: what is nothing has a dash, else no words.
Table table_of(const View& v, const FirstYear& year, bool dashes) {
    std::vector<Table::Column> heads = {{heading("First year"), Table::Fit::fold, 12}};
    for (const FirstYear::Column c : year.shown)
        heads.push_back({column_head(v, c), Table::Fit::last, 6});
    heads.push_back({"net"});
    Table t(std::move(heads));
    const auto add = [&](const FirstYear::Row& r) {
        std::vector<Shown> cells = {r.name};
        for (const FirstYear::Column c : year.shown)
            cells.push_back(dashes || r.any[c] ? year.amount(v, r, c) : Shown());
        cells.push_back(year.net(v, r));
        t.row(std::move(cells));
    };
    for (const FirstYear::Row& r : year.rows) add(r);
    if (year.rows.size() > 1) add(year.together);
    return t;
}

}  // namespace

void draw_first_year(const View& v, Page& page) {
    const FirstYear year = first_year_of(v, v.full());
    if (year.rows.empty()) return;
    page.blank();
    const Table t = table_of(v, year, true);
    (t.fits(page.width()) ? t : table_of(v, year, false)).print(page);
    for (const Shown& s : first_year_sentences(v, year)) page.wrap(s, 2, 4);
}

void draw_agreement(const View& v, Page& page) {
    const std::vector<Shown> agree = agreement_sentences(v);
    if (agree.empty()) return;
    page.blank();
    page.wrap(heading("Who must agree"));
    for (const Shown& s : agree) page.wrap(s, 2, 4);
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
