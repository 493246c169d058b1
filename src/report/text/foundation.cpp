// What all of it rests on: what would change a verdict, what inputs leave open, what was assumed.
#include "report/text/parts.h"
#include "report/words/advice.h"

namespace knockon {
namespace {

constexpr std::size_t most_per_department = 2;  // in the normal view

bool is_shown(const View& v, const BreakEven& b, std::size_t already) {
    if (v.full()) return true;
    const auto d = v.departments.find(b.department);
    return d != v.departments.end() && d->second->verdict != Verdict::within &&
           already < most_per_department;
}

}  // namespace

void draw_break_even(const View& v, Page& page) {
    std::map<Id, std::size_t> already;
    std::vector<Shown> lines;
    for (const BreakEven& b : v.a.break_even)
        if (is_shown(v, b, already[b.department]++)) lines.push_back(break_even_sentence(v, b));
    draw_block(heading("What would change the verdict"), lines, page);
}

void draw_input_ranges(const View& v, Page& page) {
    std::vector<Shown> lines;
    for (const DepartmentFigures& d : v.a.departments)
        if (const Shown open = open_range(v, d); !open.empty())
            lines.push_back(v.name_of(d.id) + "  " + open);
    draw_block(heading("What uncertain inputs leave open", Shown("(90 % interval)")), lines, page);
}

void draw_assumptions(const std::vector<Assumption>& assumptions, Page& page) {
    page.blank();
    if (assumptions.empty()) {
        page.wrap(heading("Assumed") + "\u00A0 nothing: every value in use was stated");
        return;
    }
    page.wrap(heading("Assumed"));
    for (const Assumption& a : assumptions)
        page.wrap(Shown::from(a.of) + ", " + Shown::from(a.what) + ": " + Shown::from(a.value) +
                      Shown("  ") + Shown::from(a.source).styled(Style::faint),
                  2, 4);
}

}  // namespace knockon
