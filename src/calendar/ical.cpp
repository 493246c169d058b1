#include "calendar/ical.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "base/text.h"
#include "calendar/calendar.h"
#include "calendar/ical_reading.h"
#include "calendar/spans.h"

namespace knockon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::local_seconds;
using Seconds = std::chrono::seconds;

constexpr Skipped skipped = Skipped::as_in_rfc5545;

/// A start that is written out: DTSTART where no rule has it, or an RDATE.
struct Written {
    local_seconds start;  // in the zone of the series
    Span span;
    std::uint32_t line = 0;
    bool own_length = false;
};

/// A rule of the event at hand; one with COUNT is written out.
struct Given {
    EventRule rule;
    bool counted = false;
};

class Events {
  public:
    Events(const Zone& floating, std::size_t most, Ical& out, Steps* steps)
        : reading_(floating, out.problems), most_(most), out_(out), steps_(steps) {}

    void run(const std::vector<IcalBlock>& calendars) {
        std::vector<IcalEvent> all;
        for (const IcalBlock& c : calendars)
            for (const IcalBlock& b : c.inner) {
                if (b.kind != IcalBlock::Kind::event) continue;
                IcalEvent e = ical_event(b, c);
                if (set_instance(e)) all.push_back(std::move(e));
            }
        for (const IcalSeries& s : newest_revisions(std::move(all), reading_.floating()))
            if (!full_) series(s);
        reading_.end();
        out_.occurrences = occurrences_;
    }

  private:
    using Instances = std::vector<IcalEvent>;

    bool set_instance(IcalEvent& e);
    void series(const IcalSeries& s);
    void event(const IcalEvent& e, const Instances& instances);
    void dates(const IcalEvent& e, const Lasting& lasting);
    void date(const IcalEvent& e, const IcalProperty& p, std::string_view text,
              const Lasting& lasting);
    std::optional<local_days> day_of(const IcalWhen& w) const;
    void leave_out(const IcalWhen& w);
    void leave_out(const IcalEvent& e, const Instances& instances);
    bool rules(const IcalEvent& e, local_seconds start);
    bool rule(const IcalProperty& p, local_seconds start);
    bool rule_left_out(const IcalProperty& p, local_seconds start);
    std::optional<Rule> parsed(const IcalProperty& p);
    std::optional<local_seconds> last_start(const Rule& rule) const;
    void report_without_effect(const IcalBlock& b);
    void note_outdated(const IcalEvent& series, const Instances& instances);
    void phase(const IcalEvent& instance);
    void keep_all();
    std::optional<local_seconds> first_in(local_seconds from, local_seconds to) const;
    bool leaves_out(local_seconds start) const;
    void keep(const Span& s);
    void count_a_year(const Recurrence& r, local_seconds from, local_seconds to,
                      std::uint32_t line);
    void count(std::size_t n, std::uint32_t line);

    IcalReading reading_;
    std::size_t most_;
    Ical& out_;
    Steps* steps_;
    std::set<const IcalBlock*> outdated_;  // instances that a newer revision does not have
    std::size_t looks_ = 100;  // at what takes out nothing; each may cost a walk through COUNT
    std::size_t occurrences_ = 0;
    bool full_ = false;
    // Of the event at hand:
    bool all_day_ = false;
    std::shared_ptr<Series> series_;
    std::vector<Given> given_;
    std::vector<Written> written_;
};

bool Events::set_instance(IcalEvent& e) {
    const IcalProperty* id = e.block->find("RECURRENCE-ID");
    if (!id) return true;
    const std::string range = upper_case(id->parameter("RANGE"));
    e.and_future = range == "THISANDFUTURE";
    if (!range.empty() && !e.and_future) {
        reading_.fail(id->line, fmt::format("RANGE takes THISANDFUTURE, not `{}`", range),
                      "write each instance that was changed as an event with its RECURRENCE-ID");
        return false;
    }
    e.instance = reading_.when(*e.calendar, *id, id->value);
    return e.instance.has_value();
}

void Events::series(const IcalSeries& s) {
    if (s.events.size() > 1 && !s.events.front().uid.empty())
        reading_.warn(s.events[1].block->line,
                      fmt::format("another event has the UID `{}`, and neither is newer by "
                                  "SEQUENCE or DTSTAMP; both count",
                                  s.events.front().uid),
                      "export the calendar again, or take out the one that is over");
    outdated_.clear();
    for (const IcalEvent& e : s.events) event(e, s.instances);
    for (const IcalEvent& e : s.instances)
        if (!e.cancelled && outdated_.count(e.block) == 0) event(e, {});
}

void Events::event(const IcalEvent& e, const Instances& instances) {
    if (full_) return;
    const auto& start = reading_.start(e);
    if (!start) return;
    all_day_ = start->at.is_date;
    given_.clear();
    written_.clear();
    series_ = std::make_shared<Series>();
    series_->zone = start->at.zone;
    series_->skipped = skipped;
    series_->phases.push_back({Instant::min(), start->at.zone, start->lasting});
    if (!e.instance) leave_out(e, instances);
    count(1, e.block->line);
    if (!rules(e, start->at.at))
        written_.push_back({start->at.at,
                            span_of(start->at.at, start->lasting, start->at.zone, skipped),
                            e.block->line});
    dates(e, start->lasting);
    note_outdated(e, instances);
    for (const IcalEvent& i : instances)
        if (i.and_future && outdated_.count(i.block) == 0) phase(i);
    std::stable_sort(series_->phases.begin(), series_->phases.end(),
                     [](const Phase& a, const Phase& b) { return a.from < b.from; });
    report_without_effect(*e.block);
    keep_all();
}

/// RANGE=THISANDFUTURE (RFC 5545 section 3.8.4.4): the starts after the instance move on the clock
/// as far as it does and last as long; what names one of them later counts before that. A start in
/// UTC says nothing of the clock that the others are meant on; a rule of its own takes the place of
/// the series'.
void Events::phase(const IcalEvent& instance) {
    const IcalWhen& id = *instance.instance;
    const auto day = day_of(id);
    Phase made{day ? to_instant(series_->zone, *day, skipped) : id.instant(), series_->zone};
    made.cancelled = instance.cancelled || instance.block->find("RRULE") != nullptr;
    if (!made.cancelled) {
        const auto& start = reading_.start(instance);
        if (!start) return;
        local_seconds was =
            day ? local_seconds{*day} : floor<Seconds>(series_->zone.to_local(id.instant()));
        if (day && !all_day_) was = first_in(*day, *day + days{1}).value_or(was);
        local_seconds is = start->at.at;
        if (start->at.utc)
            is = floor<Seconds>(series_->zone.to_local(start->at.instant()));
        else
            made.zone = start->at.zone;
        made.shift = is - was;
        made.lasting = start->lasting;
    }
    series_->phases.push_back(std::move(made));
}

/// The first start in [from, to) by rules and dates, whatever is taken out.
std::optional<local_seconds> Events::first_in(local_seconds from, local_seconds to) const {
    std::vector<local_seconds> found;
    for (const Given& g : given_) g.rule.rule.between(from, to, 1, found, steps_);
    for (const Written& w : written_)
        if (w.start >= from && w.start < to) found.push_back(w.start);
    const auto first = std::min_element(found.begin(), found.end());
    return first == found.end() ? std::nullopt : std::optional{*first};
}

bool is_older(const IcalEvent& instance, const IcalEvent& series) {
    return std::get<0>(instance.revision) < std::get<0>(series.revision);
}

/// A moved instance of an older revision is over where the newer one has nothing at its moment.
void Events::note_outdated(const IcalEvent& e, const Instances& instances) {
    for (const IcalEvent& i : instances) {
        if (!is_older(i, e) || outdated_.count(i.block) > 0 || looks_ == 0) continue;
        --looks_;
        const auto day = day_of(*i.instance);
        const local_seconds at =
            day ? local_seconds{*day}
                : floor<Seconds>(series_->zone.to_local(i.instance->instant()));
        if (first_in(at, at + (day ? days{1} : Seconds{1}))) continue;
        outdated_.insert(i.block);
        if (day)
            std::erase(series_->except_days, *day);
        else
            std::erase(series_->except, i.instance->instant());
        reading_.warn(i.block->line,
                      "the instance is of an older revision than its series, which has nothing at "
                      "that moment any more; it is left out",
                      "export the calendar again");
    }
}

/// What is taken out and is not there was meant to be something else: a time in another zone, say.
void Events::report_without_effect(const IcalBlock& b) {
    const Zone& zone = series_->zone;
    const auto said = [&](const std::string& what) {
        reading_.warn(
            b.line,
            fmt::format("EXDATE or RECURRENCE-ID takes out {}, at which nothing begins", what),
            "check its time and its zone");
    };
    for (const Instant t : series_->except) {
        if (looks_ == 0) return;
        --looks_;
        const local_seconds at = floor<Seconds>(zone.to_local(t));
        if (to_instant(zone, at, skipped) != t || !first_in(at, at + Seconds{1}))
            return said(zone.rfc3339(t));
    }
    for (const local_days d : series_->except_days) {
        if (looks_ == 0) return;
        --looks_;
        if (!first_in(d, d + days{1})) return said(zone.rfc3339(zone.to_instant(d)).substr(0, 10));
    }
}

/// The day that is meant where a day is what counts: it is one, or the series is of whole days.
std::optional<local_days> Events::day_of(const IcalWhen& w) const {
    if (w.is_date || (all_day_ && !w.utc)) return floor<days>(w.at);
    if (all_day_) return floor<days>(reading_.floating().to_local(w.instant()));
    return std::nullopt;
}

void Events::leave_out(const IcalWhen& w) {
    if (const auto day = day_of(w))
        series_->except_days.push_back(*day);
    else
        series_->except.push_back(w.instant());
}

void Events::leave_out(const IcalEvent& e, const Instances& instances) {
    auto& except = series_->except;
    auto& except_days = series_->except_days;
    for (const IcalProperty& p : e.block->properties)
        if (p.name == "EXDATE")
            for (const std::string_view text : ical_list(p.value))
                if (const auto at = reading_.when(*e.calendar, p, text)) leave_out(*at);
    const auto in_order = [&] {
        std::sort(except.begin(), except.end());
        std::sort(except_days.begin(), except_days.end());
    };
    in_order();
    for (const IcalEvent& i : instances) {
        const auto day = day_of(*i.instance);
        const bool taken_out =
            day ? std::binary_search(except_days.begin(), except_days.end(), *day)
                : std::binary_search(except.begin(), except.end(), i.instance->instant());
        if (taken_out && is_older(i, e)) outdated_.insert(i.block);
    }
    for (const IcalEvent& i : instances) leave_out(*i.instance);
    in_order();
    count(except.size() + except_days.size(), e.block->line);
}

void Events::dates(const IcalEvent& e, const Lasting& lasting) {
    for (const IcalProperty& p : e.block->properties)
        if (p.name == "RDATE")
            for (const std::string_view text : ical_list(p.value)) {
                if (full_) return;
                date(e, p, text, lasting);
            }
}

/// One RDATE: a start, or a period `start/end` or `start/duration`.
void Events::date(const IcalEvent& e, const IcalProperty& p, std::string_view text,
                  const Lasting& lasting) {
    const std::size_t slash = text.find('/');
    const auto start = reading_.when(*e.calendar, p, text.substr(0, slash));
    if (!start) return;
    Span s = span_of(start->at, lasting, start->zone, skipped);
    if (slash != std::string_view::npos) {
        const std::string_view rest = text.substr(slash + 1);
        if (rest.starts_with('P') || rest.starts_with('p')) {
            const auto own = parse_ical_duration(rest);
            if (!own) return reading_.fail(p.line, fmt::format("`{}` is no duration", rest));
            s = span_of(start->at, *own, start->zone, skipped);
        } else {
            const auto end = reading_.when(*e.calendar, p, rest);
            if (!end) return;
            s.end = end->instant();
        }
        if (s.end <= s.start)
            return reading_.fail(p.line, fmt::format("the period `{}` has no length", text));
    }
    count(1, p.line);
    written_.push_back({floor<Seconds>(series_->zone.to_local(s.start)), s, p.line,
                        slash != std::string_view::npos});
}

/// All rules of an event. True if DTSTART is one of their occurrences, or wrong anyway.
bool Events::rules(const IcalEvent& e, local_seconds start) {
    bool any = false, on_rule = false;
    for (const IcalProperty& p : e.block->properties)
        if (p.name == "EXRULE" && !rule_left_out(p, start)) return true;
    for (const IcalProperty& p : e.block->properties) {
        if (p.name != "RRULE" || full_) continue;
        any = true;
        on_rule = rule(p, start) || on_rule;
    }
    if (any && !on_rule)
        reading_.warn(e.block->line,
                      "DTSTART is no occurrence of the event's rule; it is taken as one more",
                      "move DTSTART to the first occurrence");
    return on_rule;
}

/// EXRULE (RFC 2445 section 4.8.5.2; RFC 5545 has dropped it). Matching nothing is its right.
bool Events::rule_left_out(const IcalProperty& p, local_seconds start) {
    const auto rule = parsed(p);
    if (!rule) return false;
    const Recurrence& made = series_->except_rules.emplace_back(*rule, start, last_start(*rule));
    count_a_year(made, start, start + days{366}, p.line);
    return true;
}

std::optional<Rule> Events::parsed(const IcalProperty& p) {
    Parsed<Rule> rule = parse_rule(p.value);
    if (!rule) reading_.say(Severity::error, code::bad_rule, p.line, rule.expected);
    return rule.value;
}

/// UNTIL on the clock of the series. Between dates, UTC can only mean the date that is written.
std::optional<local_seconds> Events::last_start(const Rule& rule) const {
    if (!rule.until) return std::nullopt;
    if (!rule.until->utc || all_day_) return rule.until->last;
    return floor<Seconds>(series_->zone.to_local(Instant{rule.until->last.time_since_epoch()}));
}

bool Events::rule(const IcalProperty& p, local_seconds start) {
    std::optional<Rule> rule = parsed(p);
    if (!rule) return true;
    auto until = last_start(*rule);
    std::optional<Instant> last;
    if (rule->until && rule->until->utc && !all_day_) {
        last = Instant{rule->until->last.time_since_epoch()};
        *until += days{1};  // an hour may be there twice
    }
    std::vector<local_seconds> first;
    Recurrence{*rule, start}.between(start, years_end, 1, first, steps_);
    if (steps_ != nullptr && steps_->over()) {
        full_ = true;
        return true;
    }
    if (first.empty()) {
        reading_.say(Severity::error, code::bad_rule, p.line,
                     fmt::format("the rule never matches up to {}", last_year),
                     "check its parts against DTSTART");
        return true;
    }
    const bool on_rule = first[0] == start;
    // An event that is no occurrence itself still is the first of COUNT.
    if (rule->count && !on_rule && --*rule->count == 0) return false;
    const Recurrence made{*rule, start, until};
    count_a_year(made, first[0], rule->count ? years_end : first[0] + days{366}, p.line);
    if (full_) return true;
    given_.push_back({{made, last, series_}, rule->count.has_value()});
    return on_rule && (!until || start <= *until);
}

void Events::keep_all() {
    if (full_) return;
    for (const Written& w : written_) {
        if (leaves_out(w.start) || series_->leaves_out(w.span.start)) continue;
        const Phase& p = series_->phase(w.span.start);
        if (p.cancelled) continue;
        Span s = w.span;
        if (p.from != Instant::min()) {
            s = span_of(w.start + p.shift, p.lasting, p.zone, skipped);
            if (w.own_length) s.end = s.start + (w.span.end - w.span.start);
        }
        keep(s);
    }
    for (Given& g : given_) {
        if (!g.counted)
            out_.rules.push_back(std::move(g.rule));
        else
            for (const local_seconds t : g.rule.starts(g.rule.rule.start(), years_end, steps_))
                if (const auto s = g.rule.span(t)) keep(*s);
    }
}

bool Events::leaves_out(local_seconds start) const {
    std::vector<local_seconds> found;
    for (const Recurrence& r : series_->except_rules)
        r.between(start, start + Seconds{1}, 1, found, steps_);
    return !found.empty();
}

void Events::keep(const Span& s) {
    if (s.start < s.end) out_.fixed.push_back(s);
}

void Events::count_a_year(const Recurrence& r, local_seconds from, local_seconds to,
                          std::uint32_t line) {
    std::vector<local_seconds> found;
    r.between(from, to, most_ - std::min(most_, occurrences_) + 1, found, steps_);
    count(found.size(), line);
}

void Events::count(std::size_t n, std::uint32_t line) {
    occurrences_ += n;
    if (full_ || occurrences_ <= most_) return;
    full_ = true;
    out_.problems.push_back({Severity::error, code::limit_exceeded, line,
                             fmt::format("there are more than {} occurrences", most_),
                             "raise it with --limit occurrences=N"});
}

}  // namespace

Ical read_ical(std::string_view text, const Zone& floating, std::size_t max_occurrences,
               Steps* steps) {
    Ical out;
    const std::vector<IcalBlock> calendars = read_ical_text(text, max_occurrences, out.problems);
    Events{floating, max_occurrences, out, steps}.run(calendars);
    std::stable_sort(out.problems.begin(), out.problems.end(),
                     [](const IcalProblem& a, const IcalProblem& b) { return a.line < b.line; });
    return out;
}

}  // namespace knockon
