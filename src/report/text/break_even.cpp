// What value of an estimate would change a verdict.
#include "report/text/parts.h"
#include "report/writing/format.h"

namespace knockon {
namespace {

constexpr std::size_t most_per_department = 2;  // in the normal view

Shown line_of(const View& v, const BreakEven& b) {
    const bool at_least = b.above == (b.verdict == Verdict::within);
    const Shown bound =
        (at_least ? Shown("at least ") : Shown("at most ")) + Shown::from(b.flips_at);
    const Shown now = Shown(" (now ") + Shown::from(b.value) + ")";
    if (b.verdict == Verdict::within)
        return v.name_of(b.department) + " would be within if " + Shown::from(b.input) + " were " +
               bound + now;
    return v.name_of(b.department) + " is within while " + Shown::from(b.input) + " is " +
           bound + now;
}

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
        page.wrap(line_of(v, b), 2, 4);
    }
}

}  // namespace knockon
