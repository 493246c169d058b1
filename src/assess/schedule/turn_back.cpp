#include "assess/schedule/turn_back.h"

#include <fmt/format.h>

#include <algorithm>

#include "assess/answer/wording.h"
#include "base/codes.h"
#include "risk/transition.h"

namespace knockon {
namespace {

bool irreversible(const Step& s) {
    return !s.reversible.value_or(s.verb != Verb::remove) && !s.rollback;
}

bool says_something(const Change& change) {
    return std::any_of(change.steps.begin(), change.steps.end(),
                       [](const Step& s) { return s.rollback || irreversible(s); });
}

Duration whole_way_back(const Change& change) {
    Duration sum{0};
    for (const Step& s : change.steps)
        if (s.rollback) sum += s.rollback->takes.value;
    return sum;
}

/// The first active moment of an exposed process that is not active when the window begins.
struct NextActive {
    Id process;
    Position at;
    Instant begins;
};

std::optional<NextActive> next_active(const Landscape& after, const Calendars& calendars,
                                      const std::vector<Figures>& processes, Instant start) {
    std::optional<NextActive> first;
    for (const Figures& f : processes) {
        const auto p = after.processes.find(f.id);
        if (f.reach != Reach::exposed || p == after.processes.end() || !p->second.active) continue;
        const auto next = calendars.next_active(*p->second.active, start);
        if (!next || *next == start) continue;
        if (!first || *next < first->begins || (*next == first->begins && f.id < first->process))
            first = NextActive{f.id, p->second.active.at, *next};
    }
    return first;
}

/// By when what was done must be undone.
struct Limit {
    Duration at;
    std::string what;  // "the end of the window"
    Id subject;
    std::vector<Related> related;
};

/// None where nobody says how long the window is and no closed process opens.
std::vector<Limit> limits(const Change& change, const Landscape& after, const Calendars& calendars,
                          const std::vector<Figures>& processes, Instant start,
                          const Names& names) {
    std::vector<Limit> all;
    const Zone& zone = calendars.landscape_zone();
    if (change.window.length)
        all.push_back({*change.window.length,
                       fmt::format("the end of the window ({})",
                                   moment_text(start + *change.window.length, zone)),
                       "window",
                       {}});
    const auto next = next_active(after, calendars, processes, start);
    if (next && (all.empty() || next->begins - start < all.front().at))
        all.push_back({next->begins - start,
                       fmt::format("the opening hours of {} ({})", names(next->process),
                                   moment_text(next->begins, zone)),
                       next->process,
                       {{next->at, fmt::format("when {} is active", names(next->process))}}});
    return all;
}

std::string last_moment_text(const std::optional<Duration>& last, Instant start,
                             const Zone& zone) {
    return last ? fmt::format("the last moment to turn back is {}",
                              moment_text(start + *last, zone))
                : std::string("once the first step has begun it is too late to turn back");
}

/// C04, unless what is done when the last step ends can be undone in time.
void judge(const Change& change, const Limit& limit, Instant start, const Zone& zone,
           FindingList& out) {
    Duration done{0};
    for (const Interval& part : planned_parts(change)) done = std::max(done, part.end);
    const auto last = last_turn_back(change, limit.at);
    if (last && *last >= done) return;
    const Duration takes = whole_way_back(change);
    out.add({.code = code::no_time_to_turn_back,
             .at = change.window.length ? change.window.length.at : change.at,
             .message = fmt::format(
                 "when the last step ends ({}) {}; {}", moment_text(start + done, zone),
                 done + takes > limit.at
                     ? fmt::format("turning back takes {} and would not be done by {}",
                                   duration_text(takes), limit.what)
                     : std::string("a way back has closed (its `until`)"),
                 last_moment_text(last, start, zone)),
             .subjects = {change.id, limit.subject},
             .related = limit.related,
             .help = fmt::format(
                 "{}, shorten the work or the way back, or accept it by name, with a decision at "
                 "the last moment to turn back.",
                 limit.related.empty() ? "Lengthen the window" : "Begin earlier")});
}

}  // namespace

std::optional<Duration> last_turn_back(const Change& change, Duration limit) {
    if (!says_something(change)) return std::nullopt;
    struct Begun {
        Duration at;
        const Step* step;
    };
    std::vector<Begun> steps;
    const std::vector<Interval> parts = planned_parts(change);
    for (std::size_t i = 0; i < parts.size(); ++i)
        steps.push_back({parts[i].start, &change.steps[i]});
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Begun& a, const Begun& b) { return a.at < b.at; });
    // Between the beginnings of two steps the way back is always equally long.
    std::optional<Duration> last;
    Duration takes{0}, open = limit;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& s = *steps[i].step;
        if (irreversible(s)) return last;
        if (s.rollback) {
            takes += s.rollback->takes.value;
            if (s.rollback->until) open = std::min(open, *s.rollback->until);
        }
        const bool is_last = i + 1 == steps.size();
        if (!is_last && steps[i + 1].at == steps[i].at) continue;
        const Duration next = is_last ? limit : steps[i + 1].at;
        const Duration latest = std::min({next, open, limit - takes});
        if (latest >= steps[i].at) last = latest;
    }
    return last;
}

WayBack judge_way_back(const Change& change, const Landscape& after, const Calendars& calendars,
                       const std::vector<Figures>& processes, Instant start, FindingList& out) {
    if (!says_something(change)) return {};
    const std::vector<Limit> all = limits(change, after, calendars, processes, start, out.names());
    if (all.empty()) return {};
    const Zone& zone = calendars.landscape_zone();
    // What cannot be undone at all is another finding.
    if (std::none_of(change.steps.begin(), change.steps.end(), irreversible))
        for (const Limit& limit : all) judge(change, limit, start, zone, out);
    // The later limit, if there is one, is the earlier moment.
    const auto last = last_turn_back(change, all.back().at);
    if (last) return {start + *last, {}};
    return {{}, "turning back: " + last_moment_text(last, start, zone)};
}

}  // namespace knockon
