// What stands in people's calendars around a change: for the page, and for those calendars.
#include <fmt/format.h>

#include "report/text/parts.h"
#include "report/writing/ics.h"

namespace knockon {
namespace {

using Kind = TimelineEntry::Kind;

constexpr std::size_t entries_shown = 40;

}  // namespace

void draw_timeline(const View& v, Page& page) {
    if (v.a.timeline.empty()) return;
    const bool year = v.a.hypercare_end - v.a.start > std::chrono::hours{24 * 200};
    Table t({{Shown("Time line").styled(Style::strong)}, {""}, {"", Table::Fit::fold, 16}});
    std::size_t n = 0;
    for (const TimelineEntry& e : v.a.timeline) {
        if (n++ == entries_shown) break;
        const Shown when =
            e.to > e.from ? period(e.from, e.to, v.zone, year) : moment(e.from, v.zone, year);
        const bool ours =
            e.kind == Kind::window || e.kind == Kind::watched || e.kind == Kind::turn_back;
        Shown what = Shown::from(ours || e.kind == Kind::planned ? e.id : e.text);
        if (e.kind == Kind::planned && e.text != e.id) what += Shown("  ") + Shown::from(e.text);
        t.row({when, Shown(timeline_kind(e.kind)), what});
    }
    page.blank();
    t.print(page);
    if (n > entries_shown)
        page.wrap(Shown("and ") + count(v.a.timeline.size() - entries_shown) +
                      " more: --format ics has them all",
                  2, 4);
}

}  // namespace knockon
