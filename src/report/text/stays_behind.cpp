// What stays behind: the landscape before and after the change, year by year.
#include <algorithm>
#include <cmath>

#include "report/text/parts.h"
#include "report/words/gate.h"

namespace knockon {
namespace {

constexpr std::size_t processes_shown = 6, points_shown = 6;

void draw_rows(const View& v, const std::vector<StructureRow>& rows, Page& page) {
    const Shown heading = Shown("What stays behind").styled(Style::strong);
    if (rows.empty()) {
        page.line(heading);
        return;
    }
    Table t({{heading, Table::Fit::fold, 12}, {"down before"}, {"after"}, {"loss per year"}});
    for (const StructureRow& r : rows) {
        if (&r == rows.data() + processes_shown && !v.full()) break;
        t.row({r.process, r.before, r.after, r.more});
    }
    t.print(page);
    if (rows.size() > processes_shown && !v.full())
        page.wrap(Shown("and ") + count(rows.size() - processes_shown) + " more: -v lists them", 2,
                  4);
}

/// One line per component: what matters is which one, then for whom.
void draw_points(const View& v, const std::vector<SinglePoint>& points, Words verb, Page& page) {
    std::map<Id, std::vector<Shown>> by_component;
    for (const SinglePoint& s : points) by_component[s.component].push_back(v.name_of(s.process));
    std::size_t shown = 0;
    for (const auto& [component, processes] : by_component) {
        if (shown++ == points_shown && !v.full()) {
            page.wrap(
                Shown("and ") + count(by_component.size() - points_shown) +
                    (by_component.size() == points_shown + 1 ? Shown(" other") : Shown(" others")) +
                    verb + Shown("some process: -v lists them"),
                2, 4);
            return;
        }
        page.wrap(v.name_of(component) + verb + Shown::joined(processes, ", "), 2, 4);
    }
}

}  // namespace

namespace {

void draw_combinations(const View& v, const std::vector<Combination>& all, Words verb, Page& page) {
    const std::vector<Shown> lines = combination_sentences(v, all, verb, v.full());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == points_shown && !v.full()) {
            page.wrap(Shown("and ") + count(lines.size() - i) + " more processes: -v lists them", 2,
                      4);
            return;
        }
        page.wrap(lines[i], 2, 4);
    }
}

}  // namespace

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
    draw_points(v, s.new_single_points_of_failure, " becomes a single point of failure for ", page);
    draw_points(v, s.removed_single_points_of_failure,
                " is no single point of failure any more for ", page);
    draw_combinations(v, s.new_cut_sets, newly_down, page);
    draw_combinations(v, s.removed_cut_sets, no_longer_down, page);
    for (const Shown& remark : structure_remarks(v)) page.wrap(remark, 2, 4);
}

}  // namespace knockon
