// What value of an estimate would change a verdict.
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
    bool first = true;
    for (const BreakEven& b : v.a.break_even) {
        if (!is_shown(v, b, already[b.department]++)) continue;
        if (first) {
            page.blank();
            page.wrap(Shown("What would change the verdict").styled(Style::strong));
        }
        first = false;
        page.wrap(break_even_sentence(v, b), 2, 4);
    }
}

}  // namespace knockon
