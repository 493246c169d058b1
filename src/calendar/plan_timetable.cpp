// What one definition lists (plan.h): every part checked, and worked out as far as it can be before
// a question is asked.
#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "calendar/calendar.h"
#include "calendar/ical.h"
#include "calendar/plan.h"
#include "calendar/spans.h"

namespace knockon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::January;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

bool in_years(const year_month_day& d) {
    return static_cast<int>(d.year()) >= first_year && static_cast<int>(d.year()) <= last_year;
}

/// Days on which a calendar is active at all, in its own zone.
class DaySet {
  public:
    DaySet(const Spans& active, const Zone& zone)
        : days_(static_cast<std::size_t>((years_end - years_begin).count())) {
        for (const Span& s : active) {
            const local_days last = floor<days>(zone.to_local(s.end - Duration{1}));
            for (local_days d = floor<days>(zone.to_local(s.start)); d <= last; d += days{1})
                if (d >= years_begin && d < years_end) days_[place(d)] = true;
        }
    }
    bool operator[](local_days d) const { return days_[place(d)]; }

  private:
    static std::size_t place(local_days d) {
        return static_cast<std::size_t>((d - years_begin).count());
    }
    std::vector<bool> days_;
};

class Lister {
  public:
    Lister(const Calendar& c, const Zone& zone, std::size_t max_occurrences, Steps& steps,
           Diagnostics& out)
        : c_(c), max_(max_occurrences), steps_(steps), out_(out) {
        made_.zone = zone;
    }

    Timetable run(const Spans& holidays, const Zone& holidays_zone) {
        list_hours();
        for (const DateRange& d : c_.dates) list_dates(d);
        if (c_.working_day) list_working_days(*c_.working_day, DaySet{holidays, holidays_zone});
        for (const auto& r : c_.rrules)
            if (!steps_.over()) list_rule(r);
        for (const MomentRange& p : c_.periods) list_period(p);
        if (c_.ics_text) list_ical();
        made_.dates = normalised(std::move(made_.dates));
        made_.fixed = normalised(std::move(made_.fixed));
        return std::move(made_);
    }

  private:
    void list_hours();
    void list_dates(const DateRange& d);
    void list_working_days(const WorkingDay& w, const DaySet& holiday);
    void list_rule(const Stated<std::string>& text);
    bool rule_is_sound(const Rule& rule, const Recurrence& r, Position at);
    void list_days(const Recurrence& r, const Rule& rule, std::optional<Instant> until);
    void list_times(const Recurrence& r, const Rule& rule, std::optional<Instant> until,
                    Position at);
    void list_period(const MomentRange& p);
    void list_ical();

    const Calendar& c_;
    std::size_t max_;
    Steps& steps_;
    Diagnostics& out_;
    Timetable made_;
};

/// Days of the week and hours, and what goes with what.
void Lister::list_hours() {
    const bool has_days = c_.days || !c_.dates.empty() || !c_.rrules.empty() || c_.working_day;
    const bool has_stretches = !c_.periods.empty() || c_.ics;
    if (!has_days && !has_stretches && !c_.hours) {
        made_.always = !c_.within.empty() || !c_.except.empty();
        if (!made_.always)
            out_.error(code::bad_calendar, c_.at,
                       fmt::format("calendar `{}` does not say when", c_.id),
                       "add `days`, `hours`, `dates`, `rrule`, `working_day`, `periods` or `ics`");
        return;
    }
    if (c_.days && c_.days->empty())
        out_.error(code::bad_calendar, c_.days.at, "`days` names no day",
                   "write days such as mon-fri, or leave `days` out");
    if (c_.hours && c_.hours->empty())
        out_.error(code::bad_calendar, c_.hours.at, "`hours` names no hours",
                   "write hours such as 08:00-18:00, or leave `hours` out");
    if (c_.from && c_.rrules.empty())
        out_.error(code::bad_calendar, c_.from.at,
                   "`from` is the first day of a rule, and there is no `rrule`",
                   "add `rrule`, or leave `from` out");
    if (c_.hours && has_stretches && !has_days)
        out_.error(code::bad_calendar, c_.hours.at,
                   "`hours` does not apply to `periods` and `ics`, which have times of their own",
                   "add `days: mon-sun` if these are hours of every day");
    if (c_.hours) made_.hours = *c_.hours;
    for (const weekday d : *c_.days) made_.week.set(d.c_encoding());
    if (c_.hours && !has_days) made_.week.set();
}

void Lister::list_dates(const DateRange& d) {
    if (!d.first.ok() || !d.last.ok()) {
        out_.error(code::bad_calendar, d.at, "there is no such date", "write a date that exists");
    } else if (!in_years(d.first) || !in_years(d.last)) {
        out_.error(code::out_of_range, d.at,
                   fmt::format("dates go from {} to {}", first_year, last_year));
    } else if (d.last < d.first) {
        out_.error(code::period_order, d.at,
                   fmt::format("{} is before {}", write_date(d.last), write_date(d.first)),
                   fmt::format("write {}..{}", write_date(d.last), write_date(d.first)));
    } else {
        made_.dates.push_back({local_days{d.first}, local_days{d.last} + days{1}});
    }
}

/// Counted over Monday to Friday without the holidays, period by period, over all years.
void Lister::list_working_days(const WorkingDay& w, const DaySet& holiday) {
    const std::chrono::months step{w.of == WorkingDay::Of::month     ? 1
                                   : w.of == WorkingDay::Of::quarter ? 3
                                                                     : 12};
    if (!steps_.take(static_cast<std::size_t>((years_end - years_begin).count()))) return;
    bool any = false;
    const days on{w.ordinal > 0 ? 1 : -1};
    for (auto month = year{first_year} / January; month.year() <= year{last_year}; month += step) {
        const local_days begin{month / 1}, end{(month + step) / 1};
        auto left = w.ordinal > 0 ? w.ordinal : -w.ordinal;
        for (local_days d = w.ordinal > 0 ? begin : end - days{1}; left > 0 && begin <= d && d < end; d += on) {
            if (weekday{d}.iso_encoding() > 5 || holiday[d] || --left > 0) continue;
            made_.dates.push_back({d, d + days{1}});
            any = true;
        }
    }
    if (!any)
        out_.error(code::bad_calendar, c_.working_day.at,
                   fmt::format("no {} has a working day number {}", name(w.of), w.ordinal),
                   "count from 1 for the first, or from -1 for the last");
}

void Lister::list_rule(const Stated<std::string>& text) {
    const Parsed<Rule> parsed = parse_rule(*text);
    if (!parsed) {
        out_.error(code::bad_rule, text.at, parsed.expected);
        return;
    }
    const Rule& rule = *parsed;
    if (const std::string part = rule.needs_start(); !part.empty() && !c_.from) {
        out_.error(code::bad_rule, text.at,
                   fmt::format("{} counts from a first day, and `from` is missing", part),
                   "add `from`, a date such as 2026-01-02");
        return;
    }
    if (c_.from && (!c_.from->ok() || !in_years(*c_.from))) {
        out_.error(code::out_of_range, c_.from.at,
                   fmt::format("`from` is a date from {} to {}", first_year, last_year));
        return;
    }
    const local_seconds start = c_.from ? local_seconds{local_days{*c_.from}} : years_begin;
    std::optional<Instant> until_utc;
    std::optional<local_seconds> until;
    if (rule.until) {
        until = rule.until->last;
        if (rule.until->utc) {
            // The exact comparison is one of moments; a day more in local time loses nothing.
            until_utc = Instant{rule.until->last.time_since_epoch()};
            until = made_.zone.to_local(*until_utc) + days{1};
        }
    }
    const Recurrence recurrence{rule, start, until};
    if (!rule_is_sound(rule, recurrence, text.at)) return;
    if (rule.has_time())
        list_times(recurrence, rule, until_utc, text.at);
    else
        list_days(recurrence, rule, until_utc);
}

bool Lister::rule_is_sound(const Rule& rule, const Recurrence& r, Position at) {
    const auto too_many = [&](std::string what) {
        out_.error(code::limit_exceeded, at, std::move(what),
                   "let the rule occur less often, or raise it with --limit occurrences=N");
        return false;
    };
    if (rule.count && *rule.count > static_cast<std::int64_t>(max_))
        return too_many(fmt::format("COUNT is above the limit of {} occurrences", max_));
    std::vector<local_seconds> found;
    r.between(r.start(), years_end, 1, found, &steps_);
    if (steps_.over()) return false;
    if (found.empty()) {
        const year_month_day from{floor<days>(r.start())};
        out_.error(code::bad_rule, at,
                   fmt::format("the rule never matches from {} to {}", write_date(from), last_year),
                   "check its BY parts, UNTIL and `from` against each other");
        return false;
    }
    const local_seconds first = found[0];
    found.clear();
    r.between(first, first + days{366}, max_ + 1, found, &steps_);
    made_.a_year += found.size();
    if (made_.a_year > max_)
        return too_many(
            fmt::format("the rules of `{}` have more than {} occurrences a year", c_.id, max_));
    return true;
}

void Lister::list_days(const Recurrence& r, const Rule& rule, std::optional<Instant> until) {
    if (!rule.count) {
        made_.day_rules.push_back({r, until});
        return;
    }
    std::vector<local_seconds> found;
    r.between(r.start(), years_end, max_, found, &steps_);
    for (const local_seconds t : found)
        made_.dates.push_back({floor<days>(t), floor<days>(t) + days{1}});
}

/// A rule with times of its own says when to begin; the hours say for how long.
void Lister::list_times(const Recurrence& r, const Rule& rule, std::optional<Instant> until,
                        Position at) {
    if (!c_.hours || c_.hours->size() != 1) {
        out_.error(code::bad_rule, at,
                   "the rule names times of the day, and `hours` must say how long each lasts",
                   "add one range whose length counts, such as `hours: 09:00-10:00`");
        return;
    }
    const HourRange h = c_.hours->front();
    const Lasting lasting{h.end <= h.start ? h.end + days{1} - h.start : h.end - h.start, {}};
    if (!rule.count) {
        made_.event_rules.push_back(
            {r, until,
             std::make_shared<Series>(
                 Series{made_.zone, {{Instant::min(), made_.zone, lasting}}, {}, {}, {}})});
        return;
    }
    std::vector<local_seconds> found;
    r.between(r.start(), years_end, max_, found, &steps_);
    for (const local_seconds t : found)
        made_.fixed.push_back(span_of(t, lasting, made_.zone, Skipped::at_the_change));
}

void Lister::list_period(const MomentRange& p) {
    note_if_skipped(p.from, p.at, made_.zone, out_);
    note_if_skipped(p.to, p.at, made_.zone, out_);
    const Span s{made_.zone.to_instant(p.from), made_.zone.to_instant(p.to)};
    if (s.start >= s.end) {
        out_.error(code::period_order, p.at, "the period ends no later than it begins",
                   "write the earlier moment first");
        return;
    }
    made_.fixed.push_back(s);
}

void Lister::list_ical() {
    Ical ical = read_ical(*c_.ics_text, made_.zone, max_, &steps_);
    // The reader gives the text a place in its own file where it has one.
    const bool own_file = c_.ics_text.at && c_.ics_text.at.file != c_.ics.at.file;
    for (IcalProblem& p : ical.problems) {
        Diagnostic d{p.severity, p.code, std::move(p.message), c_.ics.at, std::move(p.help), {}};
        if (own_file) {
            d.at = {c_.ics_text.at.file, p.line, 1, 1};
            d.related.push_back({c_.ics.at, "named here"});
        } else {
            d.message = fmt::format("{}:{}: {}", *c_.ics, p.line, d.message);
        }
        out_.add(std::move(d));
    }
    made_.a_year += ical.occurrences;
    made_.fixed.insert(made_.fixed.end(), ical.fixed.begin(), ical.fixed.end());
    made_.event_rules.insert(made_.event_rules.end(), ical.rules.begin(), ical.rules.end());
}

}  // namespace

Timetable make_timetable(const Calendar& c, const Zone& zone, const Spans& holidays,
                         const Zone& holidays_zone, std::size_t max_occurrences, Steps& steps,
                         Diagnostics& out) {
    return Lister{c, zone, max_occurrences, steps, out}.run(holidays, holidays_zone);
}

}  // namespace knockon
