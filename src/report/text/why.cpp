// How an outage gets from the change to those who bear it.
#include <algorithm>
#include <array>

#include "report/text/parts.h"

namespace knockon {
namespace {

constexpr std::size_t ways_to_objectors = 2, ways_in_all = 5;
constexpr double worth_showing = 0.02;  // of the runs that hit the process

Id department_of(const View& v, const Id& process) {
    const auto p = v.processes.find(process);
    return p == v.processes.end() ? Id() : p->second->department;
}

}  // namespace

void draw_why(const View& v, Page& page) {
    Table t({{""}, {"", Table::Fit::rigid, 12, Table::Side::right}, {"", Table::Fit::fold, 20}});
    std::size_t shown = 0, left_out = 0;
    for (const DepartmentFigures& d : v.a.departments) {
        std::size_t ways = 0;
        for (const Why& w : v.a.why) {
            if (department_of(v, w.process) != d.id) continue;
            const bool minor = ways > 0 && w.share < worth_showing;
            const std::size_t most = d.verdict == Verdict::within ? 1 : ways_to_objectors;
            if (!v.full() && (ways == most || shown == ways_in_all || minor)) {
                ++left_out;
                continue;
            }
            t.row({ways == 0 ? v.name_of(d.id) : Shown(), percent(w.share), chain_phrase(v, w)});
            if (const Shown reasons = links_phrase(v, w); v.full() && !reasons.empty())
                t.row({Shown(), Shown(), reasons.styled(Style::faint)});
            ++ways;
            ++shown;
        }
    }
    if (t.empty()) return;
    page.blank();
    page.wrap(Shown("Why").styled(Style::strong) +
              Shown("\u00A0 (share of the cases that hit the process)").styled(Style::faint));
    t.print(page);
    if (left_out > 0)
        page.wrap(Shown("and ") + count(left_out) + " less likely: -v lists them", 2, 4);
}

}  // namespace knockon
