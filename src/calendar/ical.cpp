#include "calendar/ical.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/codes.h"
#include "calendar/calendar.h"
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

/// A date or time of a property with the zone it is meant in.
struct When {
    local_seconds at;
    bool is_date = false;
    bool utc = false;
    Zone zone;
    Instant instant() const { return zone.to_instant(at); }
};

/// Starts that other events of the same UID replace or cancel.
struct LeftOut {
    std::vector<Instant> at;
    std::vector<local_days> on;
};

class Events {
  public:
    Events(const Zone& floating, std::size_t most, Ical& out, IcalZones& zones)
        : floating_(floating), most_(most), out_(out), zones_(zones) {}

    void run(const std::vector<IcalBlock>& blocks) {
        for (const IcalBlock& b : blocks)
            if (b.kind == IcalBlock::Kind::event) note_replacement(b);
        for (const IcalBlock& b : blocks) {
            if (b.kind == IcalBlock::Kind::event && !cancelled(b)) event(b);
            if (full_) return;
        }
    }

  private:
    void say(Severity severity, std::string_view code, std::uint32_t line, std::string message,
             std::string help = {}) {
        if (out_.problems.size() >= most_problems) {
            full_ = true;
            return;
        }
        out_.problems.push_back({severity, code, line, std::move(message), std::move(help)});
    }
    void fail(std::uint32_t line, std::string message, std::string help = {}) {
        say(Severity::error, code::bad_calendar_file, line, std::move(message), std::move(help));
    }
    static bool cancelled(const IcalBlock& b) {
        const IcalProperty* status = b.find("STATUS");
        return status && status->value == "CANCELLED";
    }

    std::optional<Zone> zone_of(const IcalProperty& p);
    std::optional<When> when(const IcalProperty& p, std::string_view text, const Zone& zone);
    std::optional<When> when(const IcalProperty& p);
    void note_replacement(const IcalBlock& b);
    bool said_once(const IcalBlock& b);
    void event(const IcalBlock& b);
    std::optional<Lasting> lasting_of(const IcalBlock& b, const When& start);
    void dates(const IcalBlock& b, EventRule& one, bool all_day);
    void date(const IcalProperty& p, std::string_view text, const Zone& zone, const EventRule& one);
    void leave_out(const IcalBlock& b, EventRule& one);
    bool rules(const IcalBlock& b, const EventRule& one, bool all_day);
    bool rule(const IcalProperty& p, const EventRule& one, bool all_day);
    void report_without_effect(const IcalBlock& b, const EventRule& one);
    bool begins(local_seconds from, local_seconds to) const;
    void keep(const Span& s, std::uint32_t line);

    const Zone& floating_;
    std::size_t most_;
    Ical& out_;
    IcalZones& zones_;
    std::map<std::string, LeftOut> replaced_;
    std::vector<Recurrence> given_;  // rules and dates of the event at hand
    std::vector<local_seconds> dates_;
    std::size_t looks_ = 100;  // at what takes out nothing; each may cost a walk through COUNT
    std::size_t occurrences_ = 0;
    bool full_ = false;
};

std::optional<Zone> Events::zone_of(const IcalProperty& p) {
    const std::string tzid = p.parameter("TZID");
    if (tzid.empty()) return floating_;
    if (auto zone = zones_.find(tzid)) return zone;
    say(Severity::error, code::unknown_timezone, p.line,
        fmt::format("there is no time zone `{}`", tzid),
        "use an IANA name, or add a VTIMEZONE of that name");
    return std::nullopt;
}

std::optional<When> Events::when(const IcalProperty& p, std::string_view text, const Zone& zone) {
    const auto moment = parse_ical_moment(text);
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
    return When{moment->at, moment->is_date, moment->utc, moment->utc ? Zone{} : zone};
}

std::optional<When> Events::when(const IcalProperty& p) {
    const auto zone = zone_of(p);
    return zone ? when(p, p.value, *zone) : std::nullopt;
}

void Events::note_replacement(const IcalBlock& b) {
    const IcalProperty* id = b.find("RECURRENCE-ID");
    if (!id) return;
    if (!id->parameter("RANGE").empty()) {
        fail(id->line, "RANGE=THISANDFUTURE is not supported",
             "end the series with UNTIL and write the rest as an event of its own");
        return;
    }
    const IcalProperty* uid = b.find("UID");
    const auto at = when(*id);
    if (!at) return;
    LeftOut& left_out = replaced_[uid ? uid->value : ""];
    if (at->is_date)
        left_out.on.push_back(floor<days>(at->at));
    else
        left_out.at.push_back(at->instant());
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

void Events::event(const IcalBlock& b) {
    if (!said_once(b)) return;
    const IcalProperty* start_line = b.find("DTSTART");
    if (!start_line) return fail(b.line, "the event has no DTSTART");
    const auto start = when(*start_line);
    if (!start) return;
    const auto lasting = lasting_of(b, *start);
    if (!lasting) return;
    if (lasting->clock + lasting->exact == std::chrono::seconds{0})
        say(Severity::warning, code::bad_calendar_file, b.line,
            "the event has no length, so it is never active", "give it DTEND or DURATION");
    EventRule one{Recurrence{Rule{}, start->at}, {}, start->zone, *lasting, {}, {}};
    if (!b.find("RECURRENCE-ID")) leave_out(b, one);
    given_.clear();
    dates_.assign(1, start->at);
    const bool on_rule = rules(b, one, start->is_date);
    if (!on_rule && !one.leaves_out(start->at))
        keep(span_of(start->at, *lasting, one.zone), b.line);
    dates(b, one, start->is_date);
    report_without_effect(b, one);
}

bool Events::begins(local_seconds from, local_seconds to) const {
    std::vector<local_seconds> found;
    for (const Recurrence& r : given_) r.between(from, to, 1, found);
    for (const local_seconds t : dates_)
        if (t >= from && t < to) found.push_back(t);
    return !found.empty();
}

/// What is taken out and is not there was meant to be something else: a time in another zone, say.
void Events::report_without_effect(const IcalBlock& b, const EventRule& one) {
    const auto warn = [&](const std::string& what) {
        say(Severity::warning, code::bad_calendar_file, b.line,
            fmt::format("EXDATE or RECURRENCE-ID takes out {}, at which nothing begins", what),
            "check its time and its zone");
    };
    for (const Instant t : one.except) {
        if (looks_ == 0) return;
        --looks_;
        const local_seconds at = one.zone.to_local(t);
        if (one.zone.to_instant(at) != t || !begins(at, at + std::chrono::seconds{1}))
            return warn(one.zone.rfc3339(t));
    }
    for (const local_days d : one.except_days) {
        if (looks_ == 0) return;
        --looks_;
        if (!begins(d, d + days{1}))
            return warn(one.zone.rfc3339(one.zone.to_instant(d)).substr(0, 10));
    }
}

/// DTEND is exact between times and whole days between dates; DURATION is as its units are.
std::optional<Lasting> Events::lasting_of(const IcalBlock& b, const When& start) {
    if (const IcalProperty* p = b.find("DURATION")) {
        const auto lasting = parse_ical_duration(p->value);
        if (!lasting)
            fail(p->line, fmt::format("DURATION takes P1D or PT2H30M, not `{}`", p->value));
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
    return start.is_date ? Lasting{length, {}} : Lasting{{}, length};
}

void Events::leave_out(const IcalBlock& b, EventRule& one) {
    const IcalProperty* uid = b.find("UID");
    if (const auto r = replaced_.find(uid ? uid->value : ""); r != replaced_.end()) {
        one.except = r->second.at;
        one.except_days = r->second.on;
    }
    for (const IcalProperty& p : b.properties) {
        if (p.name == "EXRULE")
            fail(p.line, "EXRULE is not supported (RFC 5545 has dropped it)", "use EXDATE");
        if (p.name != "EXDATE") continue;
        const auto zone = zone_of(p);
        if (!zone) continue;
        for (const std::string_view text : ical_list(p.value)) {
            const auto at = when(p, text, *zone);
            if (at && at->is_date)
                one.except_days.push_back(floor<days>(at->at));
            else if (at)
                one.except.push_back(at->instant());
        }
    }
    std::sort(one.except.begin(), one.except.end());
    std::sort(one.except_days.begin(), one.except_days.end());
}

void Events::dates(const IcalBlock& b, EventRule& one, bool all_day) {
    for (const IcalProperty& p : b.properties) {
        if (p.name != "RDATE") continue;
        const auto zone = all_day ? std::optional{one.zone} : zone_of(p);
        if (!zone) continue;
        for (const std::string_view text : ical_list(p.value)) date(p, text, *zone, one);
    }
}

/// One RDATE: a start, or a period `start/end` or `start/duration`.
void Events::date(const IcalProperty& p, std::string_view text, const Zone& zone,
                  const EventRule& one) {
    const std::size_t slash = text.find('/');
    const auto start = when(p, text.substr(0, slash), zone);
    if (!start) return;
    Span s = span_of(start->at, one.lasting, start->zone);
    if (slash != std::string_view::npos) {
        const std::string_view rest = text.substr(slash + 1);
        if (rest.starts_with('P')) {
            const auto lasting = parse_ical_duration(rest);
            if (!lasting) return fail(p.line, fmt::format("`{}` is no duration", rest));
            s = span_of(start->at, *lasting, start->zone);
        } else {
            const auto end = when(p, rest, zone);
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
        say(Severity::warning, code::bad_calendar_file, b.line,
            "DTSTART is no occurrence of the event's rule; it is taken as one more",
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
    Recurrence{rule, start}.between(start, end_of_years, 1, first);
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
    made.rule.between(first[0], end, most_ - std::min(most_, occurrences_) + 1, year_of);
    if (occurrences_ + year_of.size() > most_) {
        full_ = true;
        say(Severity::error, code::limit_exceeded, p.line,
            fmt::format("there are more than {} occurrences", most_),
            "raise it with --limit occurrences=N");
        return true;
    }
    if (!rule.count) {
        occurrences_ += year_of.size();
        out_.rules.push_back(std::move(made));
    } else {
        for (const local_seconds t : year_of)
            if (!one.leaves_out(t)) keep(span_of(t, one.lasting, one.zone), p.line);
    }
    return on_rule && (!until || start <= *until);
}

void Events::keep(const Span& s, std::uint32_t line) {
    if (full_) return;
    if (++occurrences_ > most_) {
        full_ = true;
        say(Severity::error, code::limit_exceeded, line,
            fmt::format("there are more than {} occurrences", most_),
            "raise it with --limit occurrences=N");
    } else if (s.start < s.end) {
        out_.fixed.push_back(s);
    }
}

}  // namespace

Ical read_ical(std::string_view text, const Zone& floating, std::size_t max_occurrences) {
    Ical out;
    const std::vector<IcalBlock> blocks = read_ical_text(text, max_occurrences, out.problems);
    IcalZones zones{blocks, out.problems};
    Events{floating, max_occurrences, out, zones}.run(blocks);
    return out;
}

}  // namespace knockon
