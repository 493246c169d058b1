// How an outage gets from the change to those who bear it.
#include <algorithm>
#include <array>

#include "report/text/parts.h"
#include "report/words/objections.h"

namespace knockon {
namespace {

constexpr std::size_t ways_to_objectors = 2, departments_explained = 4;
constexpr double worth_showing = 0.02;  // of the runs that hit the process

/// Those to the process that comes first; how many others there are.
std::size_t keep_one_process(std::vector<const Why*>& ways) {
    const std::size_t all = ways.size();
    const Id first = ways.front()->process;
    std::erase_if(ways, [&](const Why* w) { return w->process != first; });
    return all - ways.size();
}

/// A line per way, and one for those that are less likely, with what they make up together.
void add(const View& v, const DepartmentFigures& d, const std::vector<const Why*>& ways, Table& t) {
    const std::size_t most = v.full() ? ways.size()
                             : d.verdict == Verdict::within ? 1
                                                            : ways_to_objectors;
    std::size_t shown = 0;
    double rest = 0;
    for (const Why* w : ways) {
        if (shown >= most || (!v.full() && shown > 0 && w->share < worth_showing)) {
            rest += w->share;
            continue;
        }
        t.row({shown == 0 ? v.name_of(d.id) : Shown(), percent(w->share), chain_phrase(v, *w, v.full())});
        if (const Shown reasons = links_phrase(v, *w); v.full() && !reasons.empty())
            t.row({Shown(), Shown(), reasons.styled(Style::faint)});
        ++shown;
    }
    if (rest > 0)
        t.row({Shown(), percent(rest),
               counted(ways.size() - shown, "less likely way", "less likely ways")});
}

}  // namespace

void draw_why(const View& v, Page& page) {
    Table t({{""}, {"", Table::Fit::rigid, 12, Table::Side::right}, {"", Table::Fit::fold, 20}});
    std::size_t left_out = 0, departments = 0;
    for (const DepartmentFigures& d : v.a.departments) {
        std::vector<const Why*> ways = ways_to(v, d.id, v.a.why.size());
        if (ways.empty()) continue;
        if (!v.full() && departments++ == departments_explained) {
            left_out += ways.size();
            --departments;
            continue;
        }
        if (!v.full()) left_out += keep_one_process(ways);
        add(v, d, ways, t);
    }
    if (t.empty()) return;
    page.blank();
    page.wrap(heading("Why", Shown("(share of the cases that hit the process)")));
    t.print(page);
    if (left_out > 0)
        page.wrap(counted(left_out, "way", "ways") + " to others, or to other processes: -v lists them",
                  2, 4);
}

}  // namespace knockon
