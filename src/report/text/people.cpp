// Who must agree, who must know, and what stands in people's calendars.
#include "report/text/parts.h"
#include "report/words/agreement.h"

namespace knockon {
namespace {

using Kind = TimelineEntry::Kind;

constexpr std::size_t entries_shown = 40;

}  // namespace

void draw_agreement(const View& v, Page& page) {
    draw_block(heading("Who must agree"), agreement_sentences(v), page);
}

void draw_inform(const View& v, Page& page) {
    if (v.a.inform.empty()) return;
    page.blank();
    const auto people = [](const Inform& i) { return count(i.people); };
    if (v.full()) {
        page.line(heading("To inform"));
        for (const Inform& i : v.a.inform) {
            Shown who = v.name_of(i.department).styled(Style::strong);
            if (i.people > 0) who += Shown(" (") + people(i) + " people)";
            page.wrap(who + ": " + Shown::from(i.text), 2, 4);
        }
        return;
    }
    const Shown names = Shown::joined(v.a.inform, ", ", [&](const Inform& i) {
        return i.people > 0 ? v.name_of(i.department) + " (" + people(i) + ")"
                            : v.name_of(i.department);
    });
    page.wrap(heading("To inform ") + Shown("(people): ") + names + "; -v has the text", 0, 2);
}

void draw_timeline(const View& v, Page& page) {
    if (v.a.timeline.empty()) return;
    const bool year = v.a.hypercare_end - v.a.start > std::chrono::hours{24 * 200};
    Table t({{heading("Time line")}, {""}, {"", Table::Fit::fold, 16}});
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
