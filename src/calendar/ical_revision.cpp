#include "calendar/ical_revision.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>

#include "base/text.h"

namespace knockon {

namespace {

std::int64_t sequence_of(const IcalBlock& b) {
    const IcalProperty* p = b.find("SEQUENCE");
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::int64_t n = 0;
    for (const char c : p ? std::string_view{p->value} : std::string_view{}) {
        if (c < '0' || c > '9') return 0;
        n = n > (most - 9) / 10 ? most : 10 * n + (c - '0');
    }
    return n;
}

/// Keeps what no other of them is newer than.
void keep_newest(std::vector<IcalEvent>& all) {
    const auto newest = std::max_element(
        all.begin(), all.end(),
        [](const IcalEvent& a, const IcalEvent& b) { return a.revision < b.revision; });
    if (newest == all.end()) return;
    std::erase_if(all, [last = newest->revision](const IcalEvent& e) { return e.revision < last; });
}

bool is_whole_day(const IcalEvent& e) {
    const IcalProperty* start = e.block->find("DTSTART");
    const auto at = start ? parse_ical_moment(start->value) : std::nullopt;
    return at && at->is_date;
}

/// The same instance is the same, in whatever zone it is named.
std::int64_t moment_of(const IcalWhen& w, bool by_day, const Zone& floating) {
    if (w.is_date || !by_day)
        return w.is_date ? w.at.time_since_epoch().count() : w.instant().time_since_epoch().count();
    const auto local = w.utc ? floating.to_local(w.instant()) : w.at;
    return std::chrono::floor<std::chrono::days>(local).time_since_epoch().count() * 86'400;
}

void settle(IcalSeries& s, const Zone& floating) {
    if (!s.events.empty() && !s.events.front().uid.empty()) keep_newest(s.events);
    const bool by_day = !s.events.empty() && is_whole_day(s.events.front());
    std::map<std::pair<bool, std::int64_t>, std::vector<IcalEvent>> by_instance;
    for (IcalEvent& e : s.instances)
        by_instance[{e.instance->is_date || by_day, moment_of(*e.instance, by_day, floating)}]
            .push_back(std::move(e));
    s.instances.clear();
    for (auto& [moment, revisions] : by_instance) {
        keep_newest(revisions);
        std::move(revisions.begin(), revisions.end(), std::back_inserter(s.instances));
    }
    const auto over = std::find_if(s.events.begin(), s.events.end(),
                                   [](const IcalEvent& e) { return e.cancelled; });
    if (over != s.events.end() && !over->uid.empty())
        std::erase_if(s.instances,
                      [&](const IcalEvent& e) { return !(over->revision < e.revision); });
    std::erase_if(s.events, [](const IcalEvent& e) { return e.cancelled; });
}

}  // namespace

IcalEvent ical_event(const IcalBlock& event, const IcalBlock& calendar) {
    IcalEvent e;
    e.block = &event;
    e.calendar = &calendar;
    e.uid = event.text_of("UID");
    e.revision = {sequence_of(event), upper_case(event.text_of("DTSTAMP")),
                  upper_case(event.text_of("LAST-MODIFIED"))};
    e.cancelled = upper_case(calendar.text_of("METHOD")) == "CANCEL" ||
                  upper_case(event.text_of("STATUS")) == "CANCELLED";
    return e;
}

std::vector<IcalSeries> newest_revisions(std::vector<IcalEvent> events, const Zone& floating) {
    std::map<std::string, IcalSeries> by_uid;
    for (IcalEvent& e : events) {
        IcalSeries& s = by_uid[e.uid];
        (e.instance ? s.instances : s.events).push_back(std::move(e));
    }
    std::vector<IcalSeries> all;
    for (auto& [uid, s] : by_uid) {
        settle(s, floating);
        all.push_back(std::move(s));
    }
    return all;
}

}  // namespace knockon
