#include "assess/study/watched.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/defaults.h"

namespace knockon {
namespace {

constexpr Duration at_least = std::chrono::hours{72};
constexpr Duration at_most = std::chrono::hours{24 * 366};

class Period {
  public:
    explicit Period(Duration window_end) : end_(window_end + at_least), because_("at least 72 h") {}

    void extend(Duration end, std::string because) {
        if (end <= end_) return;
        end_ = end;
        because_ = std::move(because);
    }
    Duration end() const { return end_; }
    const std::string& because() const { return because_; }

  private:
    Duration end_;
    std::string because_;
};

void add_recoveries(const Change& change, const Landscape& after, Duration window_end,
                    Period& period) {
    static const Component nobody_knows;
    for (const Step& step : change.steps) {
        const auto target = outage_target(step);
        if (!target || fails_of(step, change).value.value <= 0) continue;
        const auto c = after.components.find(*target);
        const Component& component = c == after.components.end() ? nobody_knows : c->second;
        Duration end = window_end + recovery_of(step, component, after).value.quantile(0.99);
        if (step.surfaces && step.surfaces->late > 0) end += step.surfaces->within;
        if (step.rollback) end += step.rollback->takes.value;
        if (end > period.end())
            period.extend(end, fmt::format("until 99 of 100 recoveries of {} are over", *target));
    }
}

/// The end of the first stretch of a calendar that ends after the window; none in reach: nothing.
void add_next(const Calendars& calendars, const Ref& calendar, Instant start, Duration window_end,
              std::string because, Period& period) {
    const Instant from = start + window_end;
    const auto next = calendars.next_active(*calendar, from);
    if (!next) return;
    const Spans spans = calendars.spans(*calendar, *next, *next + std::chrono::seconds{1});
    if (!spans.empty()) period.extend(spans.front().end - start, std::move(because));
}

/// When the last load with a stated end ends.
Duration loads_end(const Change& change) {
    const auto parts = planned_parts(change);
    Duration end{0};
    for (std::size_t i = 0; i < change.steps.size(); ++i)
        if (change.steps[i].verb == Verb::load && change.steps[i].lasts)
            end = std::max(end, parts[i].start + *change.steps[i].lasts);
    return end;
}

}  // namespace

Duration window_length(const Change& change) {
    if (change.window.length) return *change.window.length;
    Duration end{0};
    for (const Interval& part : planned_parts(change)) end = std::max(end, part.end);
    return end;
}

Watched watched_period(const Change& change, const Landscape& after, const Calendars& calendars,
                       Instant start, const std::vector<Id>& reached) {
    Watched out;
    out.window_end = window_length(change);
    const Duration end = std::max(out.window_end, loads_end(change));
    out.hypercare_from = end;
    if (change.hypercare) {
        out.end = end + *change.hypercare;
        return out;
    }
    Period period(end);
    add_recoveries(change, after, out.window_end, period);
    for (const Id& id : reached) {
        const auto it = after.processes.find(id);
        if (it == after.processes.end()) continue;
        const Process& p = it->second;
        if (p.active)
            add_next(calendars, p.active, start, end,
                     fmt::format("to the end of the next working hours of {}", p.name.value_or(id)),
                     period);
        for (const Deadline& d : p.deadlines)
            add_next(calendars, d.calendar, start, end,
                     fmt::format("to the end of the next deadline of {}", p.name.value_or(id)),
                     period);
    }
    out.end = period.end();
    out.because = period.because();
    if (out.end > at_most) {
        out.end = at_most;
        out.limits.push_back(fmt::format(
            "the watched period is cut at 366 days; it would be longer {}", period.because()));
    }
    return out;
}

}  // namespace knockon
