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
    Timeline(const Study& study, Assessment& a)
        : calendars_(study.calendars), a_(a), period_{a.start, a.hypercare_end} {
        if (period_.end <= period_.start) period_ = window_span(a.start, Duration{0});
    }

    void add_change() {
        add(TimelineEntry::Kind::window, a_.change, a_.title, {a_.start, a_.end});
        if (a_.hypercare_end > a_.end)
            add(TimelineEntry::Kind::watched, a_.change, a_.title, {a_.end, a_.hypercare_end});
        if (a_.last_turn_back)
            add(TimelineEntry::Kind::turn_back, a_.change, a_.title,
                {*a_.last_turn_back, *a_.last_turn_back});
    }

    void add_planned(const Change& c) {
        if (c.id == a_.change || !c.window.start) return;
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

    void finish() {
        std::sort(a_.timeline.begin(), a_.timeline.end(),
                  [](const TimelineEntry& a, const TimelineEntry& b) {
                      return std::tie(a.from, a.kind, a.id, a.to, a.text) <
                             std::tie(b.from, b.kind, b.id, b.to, b.text);
                  });
    }

  private:
    void add(TimelineEntry::Kind kind, const Id& id, std::string text, const Span& s) {
        a_.timeline.push_back({kind, id, std::move(text), s.start, s.end});
    }

    void add_spans(TimelineEntry::Kind kind, const Id& id, const std::string& text,
                   const Id& calendar) {
        for (const Span& s : calendars_.spans(calendar, period_.start, period_.end))
            add(kind, id, text, s);
    }

    const Calendars& calendars_;
    Assessment& a_;
    Span period_;
};

}  // namespace

void add_timeline(const Study& study, std::span<const Change> planned, Assessment& a) {
    Timeline t(study, a);
    t.add_change();
    for (const Change& c : planned) t.add_planned(c);
    for (const auto& [id, f] : study.before->freezes) t.add_freeze(f);
    for (const Figures& f : a.processes)
        if (f.reach != Reach::none) t.add_deadlines(study.after->processes.at(f.id));
    t.finish();
}

}  // namespace knockon
