#include "assess/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "assess/schedule/schedule.h"
#include "assess/study/watched.h"

namespace knockon {
namespace {

class Timeline {
  public:
    explicit Timeline(const Study& study)
        : calendars_(study.calendars),
          change_(*study.change),
          window_{study.transition.start, study.moment(study.watched.window_end)},
          period_{window_.start, study.moment(study.watched.end)} {
        if (period_.end <= period_.start) period_ = window_span(window_.start, Duration{0});
    }

    void add_change(const std::optional<Instant>& last_turn_back) {
        const auto entry = [&](TimelineEntry::Kind kind, const Span& s) {
            add(kind, change_.id, change_.title.value_or(change_.id), s);
        };
        entry(TimelineEntry::Kind::window, window_);
        if (period_.end > window_.end)
            entry(TimelineEntry::Kind::watched, {window_.end, period_.end});
        if (last_turn_back)
            entry(TimelineEntry::Kind::turn_back, {*last_turn_back, *last_turn_back});
    }

    void add_planned(const Change& c) {
        if (c.id == change_.id || !c.window.start) return;
        const Instant start = calendars_.landscape_zone().to_instant(*c.window.start);
        const Span s = window_span(start, window_length(c));
        if (s.start < period_.end && s.end > period_.start)
            add(TimelineEntry::Kind::planned, c.id, c.title.value_or(c.id),
                {start, start + window_length(c)});
    }

    void add_freeze(const Freeze& f) {
        std::string text = f.name.value_or(f.id);
        if (f.reason) text += fmt::format(": {}", *f.reason);
        std::vector<Id> ids;
        for (const Ref& r : f.scope) ids.push_back(*r);
        if (!ids.empty()) text += fmt::format(" (for {})", fmt::join(ids, ", "));
        add_spans(TimelineEntry::Kind::freeze, f.id, text, *f.during);
    }

    void add_deadlines(const Process& p) {
        for (const Deadline& d : p.deadlines)
            add_spans(TimelineEntry::Kind::deadline, p.id,
                      fmt::format("{} ({})", p.name.value_or(p.id), *d.calendar), *d.calendar);
    }

    std::vector<TimelineEntry> by_time() {
        std::sort(all_.begin(), all_.end(), [](const TimelineEntry& a, const TimelineEntry& b) {
            return std::tie(a.from, a.kind, a.id, a.to, a.text) <
                   std::tie(b.from, b.kind, b.id, b.to, b.text);
        });
        return std::move(all_);
    }

  private:
    void add(TimelineEntry::Kind kind, const Id& id, std::string text, const Span& s) {
        all_.push_back({kind, id, std::move(text), s.start, s.end});
    }

    void add_spans(TimelineEntry::Kind kind, const Id& id, const std::string& text,
                   const Id& calendar) {
        for (const Span& s : calendars_.spans(calendar, period_.start, period_.end))
            add(kind, id, text, s);
    }

    const Calendars& calendars_;
    const Change& change_;
    Span window_, period_;
    std::vector<TimelineEntry> all_;
};

}  // namespace

std::vector<TimelineEntry> timeline(const Study& study, std::span<const Change> planned,
                                    const std::vector<Figures>& processes,
                                    const std::optional<Instant>& last_turn_back) {
    Timeline t(study);
    t.add_change(last_turn_back);
    for (const Change& c : planned) t.add_planned(c);
    for (const auto& [id, f] : study.before->freezes) t.add_freeze(f);
    for (const Figures& f : processes)
        if (f.reach != Reach::none) t.add_deadlines(study.after->processes.at(f.id));
    return t.by_time();
}

}  // namespace knockon
