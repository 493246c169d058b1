// What stands in people's calendars around a change: for the page, and for those calendars.
#include <fmt/format.h>

#include "report/writing/ics.h"
#include "report/text_parts.h"

namespace knockon {
namespace {

using Kind = TimelineEntry::Kind;

constexpr std::size_t entries_shown = 40;

std::string summary(const TimelineEntry& e) {
    switch (e.kind) {
        case Kind::window:
            return fmt::format("{}: {}", e.id, e.text);
        case Kind::watched:
            return fmt::format("Watched: {}: {}", e.id, e.text);
        case Kind::planned:
            return fmt::format("Planned: {}: {}", e.id, e.text);
        case Kind::freeze:
            return fmt::format("Freeze: {}", e.text);
        case Kind::deadline:
            return fmt::format("Deadline: {}", e.text);
        case Kind::turn_back:
            break;
    }
    return fmt::format("Last moment to turn back: {}: {}", e.id, e.text);
}

/// A change keeps its key when it moves; what comes again has one for each time.
std::string key(const TimelineEntry& e, const Zone& utc) {
    std::string s = fmt::format("{}\n{}", name(e.kind), e.id);
    if (e.kind == Kind::freeze || e.kind == Kind::deadline)
        s += fmt::format("\n{}\n{}", e.text, utc.rfc3339(e.from));
    return s;
}

/// What several changes have in common (a freeze, a deadline) is one event; what one of them plans
/// for another that is here itself is not said twice.
std::string ics_of(std::span<const Assessment> all) {
    const Zone utc;
    std::set<Id> ids;
    std::set<std::string> known;
    std::vector<IcsEvent> events;
    Instant stamp = all.empty() ? Instant{} : all.front().start;
    for (const Assessment& a : all) ids.insert(a.change);
    for (const Assessment& a : all) {
        stamp = std::min(stamp, a.start);
        for (const TimelineEntry& e : a.timeline) {
            if (e.kind == Kind::planned && ids.contains(e.id)) continue;
            IcsEvent event{
                key(e, utc),           summary(e), "", std::string(name(e.kind)), {e.from, e.to},
                e.kind == Kind::window};
            if (known.insert(event.key).second) events.push_back(std::move(event));
        }
    }
    return ics_document(events, stamp);
}

}  // namespace

Words timeline_kind(TimelineEntry::Kind k) {
    switch (k) {
        case Kind::window:
            return "this change";
        case Kind::watched:
            return "watched";
        case Kind::planned:
            return "planned";
        case Kind::freeze:
            return "freeze";
        case Kind::deadline:
            return "deadline";
        case Kind::turn_back:
            break;
    }
    return "turn back by";
}

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

std::string report_ics(const Assessment& a) { return ics_of({&a, 1}); }

std::string portfolio_ics(const Portfolio& p) { return ics_of(p.reports); }

}  // namespace knockon
