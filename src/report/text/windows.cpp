// When instead: the map of starts, the best of them, and what waiting costs.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "report/text/text.h"
#include "report/text/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

constexpr std::size_t most_columns = 6;

/// "€ 900 ± € 40", half the interval of the sampling error.
Shown with_error(const Choice& c, const Estimate& e) {
    Shown s(c.money_of(e.value));
    if (!e.is_exact()) s += Shown("\u00A0±\u00A0") + c.money_of((e.high - e.low) / 2);
    return s;
}

Shown share_of(const Choice& c, const WindowOption& o, const Id& id) {
    const auto row = o.departments.find(id);
    if (row == o.departments.end()) return Shown("–");
    const Shown s(c.money_of(row->second.loss.value));
    if (row->second.verdict == Verdict::within || row->second.accepted) return s;
    if (row->second.verdict == Verdict::exceeds)
        return (s + "\u00A0" + hold_sign(Hold::forbidden)).styled(Style::bad);
    return (s + "\u00A0" + hold_sign(Hold::undetermined)).styled(Style::doubt);
}

Shown saving(const Choice& c, const WindowOption& o) {
    return c.r.requested->loss.value > 0 ? Shown(signed_percent(-o.saves)) : Shown("–");
}

std::vector<Shown> cells_of(const Choice& c, const WindowOption& o, const Shown& label,
                            const std::vector<Id>& columns, const Shown& saves) {
    std::vector<Shown> cells = {label, with_error(c, o.loss)};
    for (const Id& id : columns) cells.push_back(share_of(c, o, id));
    if (c.r.waiting_per_week != 0) cells.push_back(Shown(c.money_of(o.waiting)));
    cells.push_back(saves);
    return cells;
}

Table table_of(const Choice& c, const Shown& heading, const std::vector<const WindowOption*>& shown,
               const std::vector<Id>& columns) {
    std::vector<Table::Column> heads = {{heading.styled(Style::strong)}, {"total"}};
    for (const Id& id : columns) heads.push_back({c.name_of(id), Table::Fit::fold, 10});
    if (c.r.waiting_per_week != 0) heads.push_back({"waiting"});
    heads.push_back({""});
    Table t(std::move(heads));
    for (const WindowOption* o : shown)
        t.row(cells_of(c, *o, start_shown(o->start, c.zone, c.years), columns, saving(c, *o)));
    t.row(cells_of(c, *c.r.requested, Shown("as requested"), columns, Shown()));
    return t;
}

/// As many departments as there is room for; the rest is counted.
void draw_table(const Choice& c, const TextOptions& options, const Shown& heading,
                const std::vector<const WindowOption*>& shown, Page& page) {
    std::vector<const WindowOption*> all = shown;
    all.push_back(&*c.r.requested);
    const std::vector<Id> ids = concerned(c, all);
    const bool full = options.detail == TextOptions::Detail::full;
    std::vector<Id> columns = ids;
    if (!full) columns.resize(std::min(columns.size(), most_columns));
    while (!full && columns.size() > 1 && !table_of(c, heading, shown, columns).fits(page.width()))
        columns.pop_back();
    table_of(c, heading, shown, columns).print(page);
    if (const std::size_t rest = ids.size() - columns.size(); rest > 0)
        page.wrap(Shown("and ") + counted(rest, "department more", "departments more") +
                      ", in the totals: -v lists them",
                  2, 4);
}

void draw_heading(const Choice& c, Page& page) {
    const WindowsReport& r = c.r;
    Shown title = Shown::from(r.change);
    if (!r.title.empty()) title += Shown("  ") + Shown::from(r.title);
    page.sides(title.styled(Style::strong),
               r.sponsor.empty() ? Shown() : Shown("sponsor: ") + c.name_of(r.sponsor));
    page.sides(Shown("requested: ") + moment(r.requested->start, c.zone), Shown::from(r.timezone));
    if (!r.options.empty()) page.wrap(range_sentence(c));
}

void draw_choice(const Choice& c, const TextOptions& options, Page& page) {
    const std::vector<const WindowOption*> shown = c.shown();
    page.blank();
    if (!c.r.best.empty()) {
        draw_table(c, options, Shown("Best starts"), shown, page);
    } else if (!shown.empty()) {
        page.wrap(Shown("NO START is accepted by everyone; these lose least.").styled(Style::bad));
        draw_table(c, options, Shown("Least bad"), shown, page);
        for (const WindowOption* o : shown)
            page.wrap(start_shown(o->start, c.zone, c.years) + ": " + objections(c, *o), 2, 4);
    }
    page.wrap(Shown("As requested: ") + objections(c, *c.r.requested) + ".");
    page.blank();
    page.wrap(counts_sentence(c));
    for (const Shown& line : waiting_sentences(c)) page.wrap(line);
    page.blank();
    const std::vector<Shown> certainty = certainty_sentences(c);
    for (const Shown& line : certainty) page.wrap(line, 0, &line == &certainty.front() ? 0 : 6);
}

}  // namespace

std::string windows_text(const WindowsReport& report, const TextOptions& options) {
    Page page(options.width, options.colour);
    const Choice c(report);
    draw_heading(c, page);
    page.blank();
    draw_start_map(report, c.zone, options, page);
    draw_choice(c, options, page);
    return page.take();
}

}  // namespace knockon
