#include "calendar/ical.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "calendar/calendar.h"
#include "calendar/ical_revision.h"
#include "calendar/ical_text.h"
#include "calendar/ical_zone.h"
#include "calendar/spans.h"

namespace knockon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::January;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::year;

const local_seconds earliest{local_days{year{1600} / January / 1}};
const local_seconds end_of_years{local_days{year{last_year + 1} / January / 1}};

constexpr std::size_t most_problems = 100;  // further ones would hardly tell more

class Events {
  public:
    Events(const Zone& floating, std::size_t most, Ical& out, Steps* steps)
        : floating_(floating), most_(most), out_(out), zones_(out.problems), steps_(steps) {}

    void run(const std::vector<IcalBlock>& calendars) {
        std::vector<IcalEvent> all;
        for (const IcalBlock& c : calendars)
            for (const IcalBlock& b : c.inner) {
                if (b.kind != IcalBlock::Kind::event) continue;
                IcalEvent e = ical_event(b, c);
                if (set_instance(e)) all.push_back(std::move(e));
            }
        for (const IcalSeries& s : newest_revisions(std::move(all), floating_))
            if (!full_) series(s);
        if (unsaid_ > 0)
            out_.problems.push_back({Severity::warning,
                                     code::bad_calendar_file,
                                     1,
                                     fmt::format("{} more of these are not shown", unsaid_),
                                     {}});
        out_.occurrences = occurrences_;
    }

  private:
    void say(Severity severity, std::string_view code, std::uint32_t line, std::string message,
             std::string help = {}) {
        if (out_.problems.size() < most_problems)
            out_.problems.push_back({severity, code, line, std::move(message), std::move(help)});
        else
            ++unsaid_;
    }
    void fail(std::uint32_t line, std::string message, std::string help = {}) {
        say(Severity::error, code::bad_calendar_file, line, std::move(message), std::move(help));
    }
    void warn(std::uint32_t line, std::string message, std::string help = {}) {
        say(Severity::warning, code::bad_calendar_file, line, std::move(message), std::move(help));
    }
    void too_many(std::uint32_t line) {
        full_ = true;
        out_.problems.push_back({Severity::error, code::limit_exceeded, line,
                                 fmt::format("there are more than {} occurrences", most_),
                                 "raise it with --limit occurrences=N"});
    }

    std::optional<IcalWhen> when(const IcalProperty& p, std::string_view text);
    void note_zone_of_all(std::uint32_t line);
    std::optional<IcalWhen> when(const IcalProperty& p) { return when(p, p.value); }
    bool set_instance(IcalEvent& e);
    void series(const IcalSeries& s);
    bool said_once(const IcalBlock& b);
    void event(const IcalEvent& e, const std::vector<IcalEvent>& instances);
    std::optional<Lasting> lasting_of(const IcalBlock& b, const IcalWhen& start);
    void dates(const IcalBlock& b, EventRule& one);
    void date(const IcalProperty& p, std::string_view text, const EventRule& one);
    std::optional<local_days> day_of(const IcalWhen& w, bool all_day) const;
    void leave_out(const IcalWhen& w, bool all_day, EventRule& one) const;
    void leave_out(const IcalEvent& e, const std::vector<IcalEvent>& instances, bool all_day,
                   EventRule& one);
    bool rules(const IcalBlock& b, const EventRule& one, bool all_day);
    bool rule(const IcalProperty& p, const EventRule& one, bool all_day);
    void report_without_effect(const IcalBlock& b, const EventRule& one);
    void note_outdated(const IcalEvent& series, const std::vector<IcalEvent>& instances,
                       bool all_day, EventRule& one);
    bool begins(local_seconds from, local_seconds to) const;
    void keep(const Span& s, std::uint32_t line);
    void count(std::size_t n, std::uint32_t line);

    const Zone& floating_;
    std::size_t most_;
    Ical& out_;
    IcalZones zones_;
    Steps* steps_;
    const IcalBlock* calendar_ = nullptr;  // the object of the event at hand
    std::set<const IcalBlock*> zones_noted_;  // objects whose X-WR-TIMEZONE has been spoken of
    std::set<const IcalBlock*> outdated_;  // instances that a newer revision does not have
    std::vector<Recurrence> given_;        // rules and dates of the event at hand
    std::vector<local_seconds> dates_;
    std::size_t looks_ = 100;  // at what takes out nothing; each may cost a walk through COUNT
    std::size_t occurrences_ = 0, unsaid_ = 0;
    bool full_ = false;
};

/// A day means nothing but itself in any zone (RFC 5545 section 3.2.19); so does a time in UTC.
std::optional<IcalWhen> Events::when(const IcalProperty& p, std::string_view text) {
    auto moment = parse_ical_moment(text);
    if (moment && !moment->utc && ical_upper(p.parameter("VALUE")) == "DATE" &&
        moment->at == floor<days>(moment->at))
        moment->is_date = true;
    if (!moment) {
        fail(p.line, fmt::format("{} takes a date or a time such as 20261230 or 20261230T200000, "
                                 "not `{}`",
                                 p.name, text));
        return std::nullopt;
    }
    if (moment->at < earliest || moment->at >= end_of_years) {
        say(Severity::error, code::out_of_range, p.line,
            fmt::format("`{}` lies outside of the years that are worked out, up to {}", text,
                        last_year));
        return std::nullopt;
    }
    IcalWhen w{moment->at, moment->is_date, moment->utc, moment->utc ? Zone{} : floating_};
    const std::string tzid = p.parameter("TZID");
    if (w.is_date || w.utc) return w;
    if (tzid.empty()) {
        note_zone_of_all(p.line);
        return w;
    }
    const auto zone = zones_.find(*calendar_, tzid);
    if (!zone) {
        say(Severity::error, code::unknown_timezone, p.line,
            fmt::format("there is no time zone `{}`", tzid),
            "use an IANA name, or add a VTIMEZONE of that name");
        return std::nullopt;
    }
    w.zone = *zone;
    return w;
}

/// X-WR-TIMEZONE is no standard's: some programs take times without a zone as that zone's, others
/// show all times in it. What is meant is for the user to say.
void Events::note_zone_of_all(std::uint32_t line) {
    const IcalProperty* said = calendar_->find("X-WR-TIMEZONE");
    if (!said || !zones_noted_.insert(calendar_).second) return;
    const auto zone = zones_.find(*calendar_, said->value);
    if (zone && zone->offset(Instant{}) == floating_.offset(Instant{}) &&
        std::ranges::equal(zone->changes(), floating_.changes()))
        return;
    warn(line,
         fmt::format("times without a zone are taken as those of {}, though X-WR-TIMEZONE of the "
                     "file is `{}`",
                     floating_.name(), said->value),
         "say beside `ics` in which `timezone` they are");
}

bool Events::set_instance(IcalEvent& e) {
    const IcalProperty* id = e.block->find("RECURRENCE-ID");
    if (!id) return true;
    if (!id->parameter("RANGE").empty()) {
        fail(id->line, "RANGE=THISANDFUTURE is not supported",
             "end the series with UNTIL and write the rest as an event of its own");
        return false;
    }
    calendar_ = e.calendar;
    e.instance = when(*id);
    return e.instance.has_value();
}

void Events::series(const IcalSeries& s) {
    if (s.events.size() > 1 && !s.events.front().uid.empty())
        warn(s.events[1].block->line,
             fmt::format("another event has the UID `{}`, and neither is newer by SEQUENCE or "
                         "DTSTAMP; both count",
                         s.events.front().uid),
             "export the calendar again, or take out the one that is over");
    outdated_.clear();
    for (const IcalEvent& e : s.events) event(e, s.instances);
    for (const IcalEvent& e : s.instances)
        if (!e.cancelled && outdated_.count(e.block) == 0) event(e, {});
}

/// What an event says once, said twice, could mean either.
bool Events::said_once(const IcalBlock& b) {
    const IcalProperty *end = b.find("DTEND"), *duration = b.find("DURATION");
    if (end && duration) {
        fail(duration->line, "the event has both DTEND and DURATION");
        return false;
    }
    for (const IcalProperty& p : b.properties)
        for (const std::string_view name : {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"})
            if (p.name == name && b.find(name) != &p) {
                fail(p.line, fmt::format("the event has {} twice", name));
                return false;
            }
    return true;
}

void Events::event(const IcalEvent& e, const std::vector<IcalEvent>& instances) {
    const IcalBlock& b = *e.block;
    calendar_ = e.calendar;
    if (full_ || !said_once(b)) return;
    const IcalProperty* start_line = b.find("DTSTART");
    if (!start_line) return fail(b.line, "the event has no DTSTART");
    const auto start = when(*start_line);
    if (!start) return;
    const auto lasting = lasting_of(b, *start);
    if (!lasting) return;
    if (lasting->clock + lasting->exact == std::chrono::seconds{0})
        warn(b.line, "the event has no length, so it is never active",
             "let DTEND come after DTSTART, or make it a whole day");
    EventRule one{Recurrence{Rule{}, start->at}, {}, start->zone, *lasting, {}, {},
                  Skipped::as_in_rfc5545};
    if (!e.instance) leave_out(e, instances, start->is_date, one);
    given_.clear();
    dates_.assign(1, start->at);
    const bool on_rule = rules(b, one, start->is_date);
    if (!on_rule && !one.leaves_out(start->at))
        keep(span_of(start->at, *lasting, one.zone, one.skipped), b.line);
    dates(b, one);
    note_outdated(e, instances, start->is_date, one);
    report_without_effect(b, one);
}

bool Events::begins(local_seconds from, local_seconds to) const {
    std::vector<local_seconds> found;
    for (const Recurrence& r : given_) r.between(from, to, 1, found, steps_);
    for (const local_seconds t : dates_)
        if (t >= from && t < to) found.push_back(t);
    return !found.empty();
}

bool is_older(const IcalEvent& instance, const IcalEvent& series) {
    return std::get<0>(instance.revision) < std::get<0>(series.revision);
}

/// A moved instance of an older revision is over where the newer one has nothing at its moment.
void Events::note_outdated(const IcalEvent& e, const std::vector<IcalEvent>& instances,
                           bool all_day, EventRule& one) {
    for (const IcalEvent& i : instances) {
        if (!is_older(i, e) || outdated_.count(i.block) > 0 || looks_ == 0) continue;
        --looks_;
        const auto day = day_of(*i.instance, all_day);
        const local_seconds at =
            day ? local_seconds{*day}
                : floor<std::chrono::seconds>(one.zone.to_local(i.instance->instant()));
        if (begins(at, at + (day ? days{1} : std::chrono::seconds{1}))) continue;
        outdated_.insert(i.block);
        if (day)
            std::erase(one.except_days, *day);
        else
            std::erase(one.except, i.instance->instant());
        warn(i.block->line,
             "the instance is of an older revision than its series, which has nothing at that "
             "moment any more; it is left out",
             "export the calendar again");
    }
}

/// What is taken out and is not there was meant to be something else: a time in another zone, say.
void Events::report_without_effect(const IcalBlock& b, const EventRule& one) {
    const auto said = [&](const std::string& what) {
        warn(b.line,
             fmt::format("EXDATE or RECURRENCE-ID takes out {}, at which nothing begins", what),
             "check its time and its zone");
    };
    for (const Instant t : one.except) {
        if (looks_ == 0) return;
        --looks_;
        const local_seconds at = one.zone.to_local(t);
        if (to_instant(one.zone, at, one.skipped) != t || !begins(at, at + std::chrono::seconds{1}))
            return said(one.zone.rfc3339(t));
    }
    for (const local_days d : one.except_days) {
        if (looks_ == 0) return;
        --looks_;
        if (!begins(d, d + days{1}))
            return said(one.zone.rfc3339(one.zone.to_instant(d)).substr(0, 10));
    }
}

/// DTEND is exact between times and whole days between dates; DURATION is as its units are. A whole
/// day that ends where it begins is that day, as whoever looks at the calendar sees it.
std::optional<Lasting> Events::lasting_of(const IcalBlock& b, const IcalWhen& start) {
    const auto whole_days = [](std::chrono::seconds length) {
        return Lasting{length.count() == 0 ? days{1} : length, {}};
    };
    if (const IcalProperty* p = b.find("DURATION")) {
        const auto lasting = parse_ical_duration(p->value);
        if (!lasting)
            fail(p->line, fmt::format("DURATION takes P1D or PT2H30M, not `{}`", p->value));
        if (lasting && start.is_date) return whole_days(lasting->clock + lasting->exact);
        return lasting;
    }
    const IcalProperty* p = b.find("DTEND");
    if (!p) return start.is_date ? Lasting{days{1}, {}} : Lasting{};
    const auto end = when(*p);
    if (!end) return std::nullopt;
    const auto length = start.is_date
                            ? end->at - start.at
                            : floor<std::chrono::seconds>(end->instant() - start.instant());
    if (end->is_date != start.is_date || length < std::chrono::seconds{0}) {
        fail(p->line, end->is_date != start.is_date
                          ? "DTSTART and DTEND are not both dates or times"
                          : "the event ends before it begins");
        return std::nullopt;
    }
    return start.is_date ? whole_days(length) : Lasting{{}, length};
}

/// The day that is meant where a day is what counts: it is one, or the series is of whole days.
std::optional<local_days> Events::day_of(const IcalWhen& w, bool all_day) const {
    if (w.is_date || (all_day && !w.utc)) return floor<days>(w.at);
    if (all_day) return floor<days>(floating_.to_local(w.instant()));
    return std::nullopt;
}

void Events::leave_out(const IcalWhen& w, bool all_day, EventRule& one) const {
    if (const auto day = day_of(w, all_day))
        one.except_days.push_back(*day);
    else
        one.except.push_back(w.instant());
}

void Events::leave_out(const IcalEvent& e, const std::vector<IcalEvent>& instances, bool all_day,
                       EventRule& one) {
    for (const IcalProperty& p : e.block->properties) {
        if (p.name == "EXRULE")
            fail(p.line, "EXRULE is not supported (RFC 5545 has dropped it)", "use EXDATE");
        if (p.name != "EXDATE") continue;
        for (const std::string_view text : ical_list(p.value))
            if (const auto at = when(p, text)) leave_out(*at, all_day, one);
    }
    for (const IcalEvent& i : instances) {
        const auto day = day_of(*i.instance, all_day);
        const bool taken_out =
            day ? std::count(one.except_days.begin(), one.except_days.end(), *day) > 0
                : std::count(one.except.begin(), one.except.end(), i.instance->instant()) > 0;
        if (taken_out && is_older(i, e)) outdated_.insert(i.block);
    }
    for (const IcalEvent& i : instances) leave_out(*i.instance, all_day, one);
    std::sort(one.except.begin(), one.except.end());
    std::sort(one.except_days.begin(), one.except_days.end());
    count(one.except.size() + one.except_days.size(), e.block->line);
}

void Events::dates(const IcalBlock& b, EventRule& one) {
    for (const IcalProperty& p : b.properties)
        if (p.name == "RDATE")
            for (const std::string_view text : ical_list(p.value)) date(p, text, one);
}

/// One RDATE: a start, or a period `start/end` or `start/duration`.
void Events::date(const IcalProperty& p, std::string_view text, const EventRule& one) {
    const std::size_t slash = text.find('/');
    const auto start = when(p, text.substr(0, slash));
    if (!start) return;
    Span s = span_of(start->at, one.lasting, start->zone, one.skipped);
    if (slash != std::string_view::npos) {
        const std::string_view rest = text.substr(slash + 1);
        if (rest.starts_with('P') || rest.starts_with('p')) {
            const auto lasting = parse_ical_duration(rest);
            if (!lasting) return fail(p.line, fmt::format("`{}` is no duration", rest));
            s = span_of(start->at, *lasting, start->zone, one.skipped);
        } else {
            const auto end = when(p, rest);
            if (!end) return;
            s.end = end->instant();
        }
        if (s.end <= s.start)
            return fail(p.line, fmt::format("the period `{}` has no length", text));
    }
    dates_.push_back(one.zone.to_local(s.start));
    const bool out = std::binary_search(one.except.begin(), one.except.end(), s.start) ||
                     std::binary_search(one.except_days.begin(), one.except_days.end(),
                                        floor<days>(one.zone.to_local(s.start)));
    if (!out) keep(s, p.line);
}

/// All rules of an event. True if DTSTART is one of their occurrences, or wrong anyway.
bool Events::rules(const IcalBlock& b, const EventRule& one, bool all_day) {
    bool any = false, on_rule = false;
    for (const IcalProperty& p : b.properties) {
        if (p.name != "RRULE" || full_) continue;
        any = true;
        on_rule = rule(p, one, all_day) || on_rule;
    }
    if (any && !on_rule)
        warn(b.line, "DTSTART is no occurrence of the event's rule; it is taken as one more",
             "move DTSTART to the first occurrence");
    return on_rule;
}

bool Events::rule(const IcalProperty& p, const EventRule& one, bool all_day) {
    Parsed<Rule> parsed = parse_rule(p.value);
    if (!parsed) {
        say(Severity::error, code::bad_rule, p.line, parsed.expected);
        return true;
    }
    Rule& rule = *parsed.value;
    const local_seconds start = one.rule.start();
    EventRule made = one;
    std::optional<local_seconds> until;
    if (rule.until) {
        until = rule.until->last;
        // Between dates, UTC can only mean the date that is written.
        if (rule.until->utc && !all_day) {
            made.until = Instant{until->time_since_epoch()};
            until = one.zone.to_local(*made.until) + days{1};
        }
    }
    std::vector<local_seconds> first, year_of;
    Recurrence{rule, start}.between(start, end_of_years, 1, first, steps_);
    if (steps_ != nullptr && steps_->over()) {
        full_ = true;
        return true;
    }
    if (first.empty()) {
        say(Severity::error, code::bad_rule, p.line,
            fmt::format("the rule never matches up to {}", last_year),
            "check its parts against DTSTART");
        return true;
    }
    const bool on_rule = first[0] == start;
    // An event that is no occurrence itself still is the first of COUNT.
    if (rule.count && !on_rule && --*rule.count == 0) return false;
    made.rule = Recurrence{rule, start, until};
    given_.push_back(made.rule);
    const local_seconds end = rule.count ? end_of_years : first[0] + days{366};
    made.rule.between(first[0], end, most_ - std::min(most_, occurrences_) + 1, year_of, steps_);
    if (occurrences_ + year_of.size() > most_) {
        too_many(p.line);
        return true;
    }
    if (!rule.count) {
        occurrences_ += year_of.size();
        out_.rules.push_back(std::move(made));
    } else {
        for (const local_seconds t : year_of)
            if (!one.leaves_out(t)) keep(span_of(t, one.lasting, one.zone, one.skipped), p.line);
    }
    return on_rule && (!until || start <= *until);
}

void Events::keep(const Span& s, std::uint32_t line) {
    if (full_) return;
    count(1, line);
    if (!full_ && s.start < s.end) out_.fixed.push_back(s);
}

void Events::count(std::size_t n, std::uint32_t line) {
    occurrences_ += n;
    if (!full_ && occurrences_ > most_) too_many(line);
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
