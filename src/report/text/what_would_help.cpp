// What would help in this window.
#include <algorithm>

#include "report/text/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

constexpr std::size_t shown_at_first = 3;

void draw_in_full(const View& v, const HelpRow& r, Page& page) {
    page.wrap(Shown::from(r.measure->text) + ": saves " +
                  with_interval(r.measure->saves, [&](double x) { return v.money_of(x); }),
              4, 6);
    for (const std::string& edit : r.measure->edits)
        page.wrap(Shown::from(edit).styled(Style::faint), 6, 8);
}

Table table_of(const std::vector<HelpRow>& rows, std::size_t shown) {
    const bool priced = std::any_of(rows.begin(), rows.end(),
                                    [](const HelpRow& r) { return r.measure->cost.has_value(); });
    const bool effects =
        std::any_of(rows.begin(), rows.end(), [](const HelpRow& r) { return !r.then.empty(); });
    std::vector<Table::Column> heads = {
        {Shown("What would help in this window").styled(Style::strong), Table::Fit::fold, 24},
        {"saves"},
        {"costs"}};
    if (priced) heads.push_back({"net"});
    if (effects) heads.push_back({"then", Table::Fit::fold, 14});
    Table t(std::move(heads));
    for (std::size_t i = 0; i < shown; ++i) {
        std::vector<Shown> cells = {Shown::from(rows[i].measure->text), rows[i].saves,
                                    rows[i].costs};
        if (priced) cells.push_back(rows[i].net);
        if (effects) cells.push_back(rows[i].then);
        t.row(std::move(cells));
    }
    return t;
}

}  // namespace

void draw_mitigations(const View& v, Page& page) {
    const std::vector<HelpRow> rows = what_would_help(v);
    const Shown balance = help_balance(v, v.full());
    if (rows.empty() && balance.empty()) return;
    page.blank();
    const std::size_t shown = v.full() ? rows.size() : std::min(rows.size(), shown_at_first);
    if (rows.empty())
        page.wrap(Shown("What would help in this window").styled(Style::strong));
    else
        table_of(rows, shown).print(page);
    if (v.full())
        for (const HelpRow& r : rows) draw_in_full(v, r, page);
    if (rows.size() > shown)
        page.wrap(Shown("and ") + count(rows.size() - shown) + " more: -v lists them", 2, 4);
    if (!balance.empty()) page.wrap(balance, 2, 4);
}

}  // namespace knockon
