// When instead.
#include "report/text/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

constexpr std::size_t starts_shown = 3, departments_shown = 4;

void add(const WhenInstead& when, const Shown& start, const WhenInstead::Row& r, Table& t) {
    std::vector<Shown> cells = {start, r.risk};
    if (when.waits) {
        cells.push_back(r.waiting);
        cells.push_back(r.together);
    }
    cells.insert(cells.end(), r.verdicts.begin(), r.verdicts.end());
    cells.push_back(r.blocked);
    t.row(std::move(cells));
}

}  // namespace

void draw_windows(const View& v, Page& page) {
    if (v.a.windows.empty()) return;
    const WhenInstead when = when_instead(v, departments_shown);
    std::vector<Table::Column> heads = {{Shown("When instead").styled(Style::strong)}, {"risk"}};
    if (when.waits) {
        heads.push_back({"waiting"});
        heads.push_back({"together"});
    }
    for (const Id& id : when.departments) heads.push_back({v.name_of(id), Table::Fit::fold, 12});
    heads.push_back({""});
    Table t(std::move(heads));
    std::size_t n = 0;
    for (const WhenInstead::Row& r : when.rows) {
        if (n++ == starts_shown && !v.full()) break;
        add(when, start_shown(r.start, v.zone, false), r, t);
    }
    add(when, Shown("as requested"), when.requested, t);
    page.blank();
    t.print(page);
}

}  // namespace knockon
