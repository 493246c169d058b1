// When instead, what would help in this window, what stays behind.
#include <algorithm>

#include "report/text/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

constexpr std::size_t starts_shown = 3, departments_shown = 4, measures_shown = 3,
                      processes_shown = 6, points_shown = 6;

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
        {heading("What would help in this window"), Table::Fit::fold, 24}, {"saves"}, {"costs"}};
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

void draw_rows(const View& v, const std::vector<StructureRow>& rows, Page& page) {
    const Shown title = heading("What stays behind");
    if (rows.empty()) {
        page.line(title);
        return;
    }
    const std::size_t shown = v.full() ? rows.size() : std::min(rows.size(), processes_shown);
    Table t({{title, Table::Fit::fold, 12}, {"down before"}, {"after"}, {"loss per year"}});
    for (std::size_t i = 0; i < shown; ++i)
        t.row({rows[i].process, rows[i].before, rows[i].after, rows[i].more});
    t.print(page);
    page.wrap(and_more(rows.size() - shown), 2, 4);
}

void draw_points(const View& v, const std::vector<SinglePoint>& points, Words verb, Page& page) {
    draw_some(v, point_sentences(v, points, verb, Style::plain), points_shown, 2, page,
              [&](std::size_t n) {
                  return Shown("and ") + counted(n, "other", "others") + verb +
                         Shown("some process: -v lists them");
              });
}

void draw_combinations(const View& v, const std::vector<Combination>& all, Words verb, Page& page) {
    draw_some(
        v, combination_sentences(v, all, verb, v.full()), points_shown, 2, page,
        [](std::size_t n) { return Shown("and ") + count(n) + " more processes: -v lists them"; });
}

}  // namespace

void draw_windows(const View& v, Page& page) {
    if (v.a.windows.empty()) return;
    const WhenInstead when = when_instead(v, departments_shown);
    std::vector<Table::Column> heads = {{heading("When instead")}, {"risk"}};
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

void draw_mitigations(const View& v, Page& page) {
    const std::vector<HelpRow> rows = what_would_help(v);
    const Shown balance = help_balance(v, v.full());
    if (rows.empty() && balance.empty()) return;
    page.blank();
    const std::size_t shown = v.full() ? rows.size() : std::min(rows.size(), measures_shown);
    if (rows.empty())
        page.wrap(heading("What would help in this window"));
    else
        table_of(rows, shown).print(page);
    if (v.full())
        for (const HelpRow& r : rows) draw_in_full(v, r, page);
    page.wrap(and_more(rows.size() - shown), 2, 4);
    page.wrap(balance, 2, 4);
}

void draw_structure(const View& v, Page& page) {
    if (!v.a.structure) return;
    const StructureReport& s = *v.a.structure;
    const std::vector<StructureRow> rows = structure_rows(v);
    if (rows.empty() && s.new_single_points_of_failure.empty() &&
        s.removed_single_points_of_failure.empty() && s.new_cut_sets.empty() &&
        s.removed_cut_sets.empty())
        return;
    page.blank();
    draw_rows(v, rows, page);
    for (const Shown& sentence : structure_sentences(v)) page.wrap(sentence, 2, 4);
    draw_points(v, s.new_single_points_of_failure, newly_alone, page);
    draw_points(v, s.removed_single_points_of_failure, no_longer_alone, page);
    draw_combinations(v, s.new_cut_sets, newly_down, page);
    draw_combinations(v, s.removed_cut_sets, no_longer_down, page);
    for (const Shown& remark : structure_remarks(v)) page.wrap(remark, 2, 4);
}

}  // namespace knockon
