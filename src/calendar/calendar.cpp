#include "calendar/calendar.h"

#include <algorithm>
#include <cassert>
#include <mutex>
#include <tuple>

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
    /// Answers given lately. Many peaks, deadlines and freezes ask one calendar about one stretch.
    class Lately {
      public:
        using Question = std::tuple<std::size_t, Instant, Instant>;

        std::optional<Spans> find(const Question& q) const {
            const std::lock_guard lock(mutex_);
            const auto known = answers_.find(q);
            return known == answers_.end() ? std::nullopt : std::optional{known->second};
        }

        void keep(const Question& q, const Spans& answer) {
            constexpr std::size_t most = 100'000;  // spans, and questions: some megabytes
            const std::lock_guard lock(mutex_);
            if (held_ + answer.size() + 1 > most) {
                answers_.clear();
                held_ = 0;
            }
            if (answer.size() < most && answers_.emplace(q, answer).second)
                held_ += answer.size() + 1;
        }

      private:
        mutable std::mutex mutex_;
        std::map<Question, Spans> answers_;
        std::size_t held_ = 0;
    };

    explicit Impl(Plan made = {}) : plan(std::move(made)) {}

    Plan plan;
    mutable Lately lately;

    std::size_t place(const Id& id) const {
        const auto found = plan.places.find(id);
        assert(found != plan.places.end() && "whoever asks has checked that the calendar exists");
        return found->second;
    }

    Spans spans(std::size_t calendar, Instant from, Instant to) const {
        Instant low = from - nearby, high = to + nearby;
        for (;;) {
            Spans found = plan.active(calendar, low, high);
            std::erase_if(found, [&](const Span& s) { return s.end <= from || s.start >= to; });
            // A span that reaches the edge of what was worked out may go on beyond it.
            const bool cut_low =
                !found.empty() && found.front().start == low && low > from - furthest;
            const bool cut_high =
                !found.empty() && found.back().end == high && high < to + furthest;
            if (!cut_low && !cut_high) return found;
            if (cut_low) low = from - furthest;
            if (cut_high) high = to + furthest;
        }
    }
};

Calendars::Calendars() : impl_(std::make_shared<Impl>()) {}

Calendars Calendars::compile(const std::map<Id, Calendar>& definitions, const Zone& landscape_zone,
                             Diagnostics& out, const CalendarBudget& budget) {
    Calendars made;
    made.impl_ = std::make_shared<Impl>(make_plan(definitions, landscape_zone, out, budget));
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
    if (auto known = impl_->lately.find({calendar, from, to})) return *std::move(known);
    Spans found = impl_->spans(calendar, from, to);
    impl_->lately.keep({calendar, from, to}, found);
    return found;
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
