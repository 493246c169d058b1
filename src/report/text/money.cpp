// What the first year comes to, and who pays and who bears.
#include "report/text/parts.h"
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

void draw_costs(const View& v, Page& page) {
    draw_block(heading("Who pays, who bears"), cost_sentences(v, v.full()), page);
}

}  // namespace knockon
