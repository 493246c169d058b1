#include "calendar/timetable.h"

#include <algorithm>
#include <iterator>
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
    std::chrono::seconds before{0}, behind{0};  // how far a start may lie from what it comes to
    if (steps != nullptr && !steps->take(e.series->phases.size())) return;
    for (const Phase& p : e.series->phases) {
        before = std::max(before, p.shift + p.lasting.clock + p.lasting.exact);
        behind = std::max(behind, -p.shift);
    }
    const Zone& zone = e.series->zone;
    const auto starts = e.starts(zone.to_local(from) - before - days{2},
                                 zone.to_local(to) + behind + days{2}, steps);
    if (steps != nullptr && steps->over()) return;  // a part of them is of no use
    for (const local_seconds start : starts)
        if (const auto s = e.span(start); s && s->end > from && s->start < to) out.push_back(*s);
}

}  // namespace

Span span_of(local_seconds start, const Lasting& lasting, const Zone& zone, Skipped skipped) {
    const Instant begin = to_instant(zone, start, skipped);
    const Instant end =
        lasting.clock.count() == 0 ? begin : to_instant(zone, start + lasting.clock, skipped);
    return {begin, end + lasting.exact};
}

std::vector<local_seconds> EventRule::starts(local_seconds from, local_seconds to,
                                             Steps* steps) const {
    std::vector<local_seconds> all, left_out, kept;
    rule.between(from, to, no_limit, all, steps);
    for (const Recurrence& r : series->except_rules) r.between(from, to, no_limit, left_out, steps);
    std::sort(left_out.begin(), left_out.end());
    std::set_difference(all.begin(), all.end(), left_out.begin(), left_out.end(),
                        std::back_inserter(kept));
    return kept;
}

bool Series::leaves_out(Instant start) const {
    return std::binary_search(except.begin(), except.end(), start) ||
           std::binary_search(except_days.begin(), except_days.end(),
                              floor<days>(zone.to_local(start)));
}

const Phase& Series::phase(Instant start) const {
    return *std::prev(std::upper_bound(phases.begin() + 1, phases.end(), start,
                                       [](Instant t, const Phase& p) { return t < p.from; }));
}

std::optional<Span> EventRule::span(local_seconds start) const {
    const Instant at = to_instant(series->zone, start, series->skipped);
    if ((until && at > *until) || series->leaves_out(at)) return std::nullopt;
    const Phase& p = series->phase(at);
    if (p.cancelled) return std::nullopt;
    return span_of(start + p.shift, p.lasting, p.zone, series->skipped);
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
