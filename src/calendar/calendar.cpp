#include "calendar/calendar.h"

#include <algorithm>
#include <cassert>

#include "calendar/plan.h"
#include "calendar/spans.h"

namespace knockon {

namespace {

using std::chrono::days;

constexpr Duration furthest = days{400};  // a span is followed beyond the question
constexpr Duration nearby = days{8};      // enough for most: no working week is longer
constexpr Duration patience = days{3653};

Instant within_years(Instant t) { return std::clamp(t, first_moment(), last_moment()); }

Duration longest(Duration a) { return std::min(a, patience); }

}  // namespace

struct Calendars::Impl {
    Plan plan;

    std::size_t place(const Id& id) const {
        const auto found = plan.places.find(id);
        assert(found != plan.places.end() && "whoever asks has checked that the calendar exists");
        return found->second;
    }
};

Calendars::Calendars() : impl_(std::make_shared<Impl>()) {}

Calendars Calendars::compile(const std::map<Id, Calendar>& definitions, const Zone& landscape_zone,
                             Diagnostics& out, const CalendarBudget& budget) {
    Calendars made;
    made.impl_ = std::make_shared<Impl>(Impl{make_plan(definitions, landscape_zone, out, budget)});
    return made;
}

bool Calendars::has(const Id& id) const { return impl_->plan.places.count(id) > 0; }

const Zone& Calendars::zone(const Id& id) const {
    return impl_->plan.calendars[impl_->place(id)].lists.zone;
}

const Zone& Calendars::landscape_zone() const { return impl_->plan.landscape_zone; }

Spans Calendars::spans(const Id& id, Instant from, Instant to) const {
    from = within_years(from);
    to = within_years(to);
    if (from >= to) return {};
    const std::size_t calendar = impl_->place(id);
    Instant low = from - nearby, high = to + nearby;
    for (;;) {
        Spans found = impl_->plan.active(calendar, low, high);
        std::erase_if(found, [&](const Span& s) { return s.end <= from || s.start >= to; });
        // A span that reaches the edge of what was worked out may go on beyond it.
        const bool cut_low = !found.empty() && found.front().start == low && low > from - furthest;
        const bool cut_high = !found.empty() && found.back().end == high && high < to + furthest;
        if (!cut_low && !cut_high) return found;
        if (cut_low) low = from - furthest;
        if (cut_high) high = to + furthest;
    }
}

std::optional<Instant> Calendars::next_active(const Id& id, Instant t) const {
    const std::size_t calendar = impl_->place(id);
    const Instant start = within_years(t), end = within_years(start + patience);
    Instant from = start;
    for (Duration step = days{8}; from < end; step = longest(step * 4)) {
        const Instant to = std::min(end, from + step);
        const Spans found = impl_->plan.active(calendar, from, to);
        if (!found.empty()) return found.front().start;
        from = to;
    }
    return std::nullopt;
}

}  // namespace knockon
