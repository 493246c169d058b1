#include "calendar/timetable.h"

#include <algorithm>
#include <limits>

#include "calendar/spans.h"

namespace knockon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::local_seconds;

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

/// Hours of a day, over midnight if they must be.
void add_day(const Timetable& t, local_days day, Spans& out) {
    for (const HourRange& h : t.hours) {
        const auto end = h.end <= h.start ? h.end + days{1} : h.end;
        const Span s{t.zone.to_instant(day + h.start), t.zone.to_instant(day + end)};
        if (s.start < s.end) out.push_back(s);
    }
}

void add_event_rule(const EventRule& e, Instant from, Instant to, Spans& out, Steps* steps) {
    const auto reach = e.lasting.clock + e.lasting.exact + days{1};
    std::vector<local_seconds> starts;
    e.rule.between(e.zone.to_local(from) - reach, e.zone.to_local(to) + days{1}, no_limit, starts,
                   steps);
    if (steps != nullptr && steps->over()) return;  // a part of them is of no use
    for (const local_seconds start : starts) {
        const Span s = span_of(start, e.lasting, e.zone, e.skipped);
        if ((!e.until || s.start <= *e.until) && !e.leaves_out(start) && s.end > from &&
            s.start < to)
            out.push_back(s);
    }
}

}  // namespace

Span span_of(local_seconds start, const Lasting& lasting, const Zone& zone, Skipped skipped) {
    const Instant begin = to_instant(zone, start, skipped);
    const Instant end =
        lasting.clock.count() == 0 ? begin : to_instant(zone, start + lasting.clock, skipped);
    return {begin, end + lasting.exact};
}

bool EventRule::leaves_out(local_seconds start) const {
    return std::binary_search(except.begin(), except.end(), to_instant(zone, start, skipped)) ||
           std::binary_search(except_days.begin(), except_days.end(), floor<days>(start));
}

void lay_out(const Timetable& t, Instant from, Instant to, Spans& out, Steps* steps) {
    if (t.always) {
        out.push_back({from, to});
        return;
    }
    // Hours reach at most two days from the midnight they are counted from, and clocks less than
    // one.
    const local_days first = floor<days>(t.zone.to_local(from)) - days{3};
    const local_days end = floor<days>(t.zone.to_local(to)) + days{2};
    if (steps != nullptr && !steps->take(static_cast<std::size_t>((end - first).count()))) return;
    if (t.week.any())
        for (local_days d = first; d < end; d += days{1})
            if (t.week[std::chrono::weekday{d}.c_encoding()]) add_day(t, d, out);
    auto stretch = std::upper_bound(t.dates.begin(), t.dates.end(), first,
                                    [](local_days d, const DayStretch& s) { return d < s.end; });
    for (; stretch != t.dates.end() && stretch->first < end; ++stretch)
        for (local_days d = std::max(first, stretch->first); d < std::min(end, stretch->end);
             d += days{1})
            add_day(t, d, out);
    std::vector<local_seconds> starts;
    for (const DayRule& r : t.day_rules) {
        starts.clear();
        r.rule.between(first, end, no_limit, starts, steps);
        for (const local_seconds start : starts)
            if (!r.until || t.zone.to_instant(start) <= *r.until)
                add_day(t, floor<days>(start), out);
    }
    for (const EventRule& e : t.event_rules) add_event_rule(e, from, to, out, steps);
    const Spans fixed = clipped(t.fixed, from, to);
    if (steps != nullptr) steps->take(fixed.size());
    out.insert(out.end(), fixed.begin(), fixed.end());
}

std::vector<DayStretch> normalised(std::vector<DayStretch> any) {
    std::sort(any.begin(), any.end(),
              [](const DayStretch& a, const DayStretch& b) { return a.first < b.first; });
    std::vector<DayStretch> out;
    for (const DayStretch& s : any) {
        if (s.first >= s.end) continue;
        if (!out.empty() && s.first <= out.back().end)
            out.back().end = std::max(out.back().end, s.end);
        else
            out.push_back(s);
    }
    return out;
}

}  // namespace knockon
