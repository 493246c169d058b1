// What stands in people's calendars around a change, for those calendars.
#include "report/writing/ics.h"

#include <fmt/format.h>

#include <set>

#include "report/pipelines/pipelines.h"
#include "report/words/calendar_sheet.h"
#include "report/words/said.h"

namespace knockon {
namespace {

using Kind = TimelineEntry::Kind;

std::string summary(const TimelineEntry& e) {
    const Words lead = words_of(
        e.kind,
        {"", "Watched: ", "Planned: ", "Freeze: ", "Deadline: ", "Last moment to turn back: "});
    const bool says_all = e.kind == Kind::freeze || e.kind == Kind::deadline;
    return says_all ? fmt::format("{}{}", lead.text(), e.text)
                    : fmt::format("{}{}: {}", lead.text(), e.id, e.text);
}

/// A change keeps its key when it moves; what comes again has one for each time.
std::string key(const TimelineEntry& e, const Zone& utc) {
    std::string s = fmt::format("{}\n{}", name(e.kind), e.id);
    if (e.kind == Kind::freeze || e.kind == Kind::deadline)
        s += fmt::format("\n{}\n{}", e.text, utc.rfc3339(e.from));
    return s;
}

}  // namespace

std::string report_ics(std::span<const Assessment> all) {
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
            if (e.kind == Kind::window)
                for (const std::string& file : judged_by({&a, 1}))
                    event.description += (event.description.empty() ? "Judged by " : "; ") + file;
            if (known.insert(event.key).second) events.push_back(std::move(event));
        }
    }
    return ics_document(events, stamp);
}

std::string calendar_ics(const CalendarSheet& sheet) {
    std::vector<IcsEvent> events;
    for (const Span& s : sheet.intervals)
        events.push_back({fmt::format("calendar\n{}\n{}", sheet.id, sheet.zone.rfc3339(s.start)),
                          sheet.name.empty() ? sheet.id : sheet.name, sheet.note, "calendar", s,
                          false});
    return ics_document(events, sheet.from);
}

}  // namespace knockon
