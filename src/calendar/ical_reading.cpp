#include "calendar/ical_reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "base/text.h"
#include "calendar/calendar.h"

namespace knockon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::January;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::year;

const local_seconds earliest{local_days{year{1600} / January / 1}};

constexpr std::size_t most_problems = 100;  // further ones would hardly tell more

}  // namespace

void IcalReading::say(Severity severity, std::string_view code, std::uint32_t line,
                      std::string message, std::string help) {
    if (problems_.size() < most_problems)
        problems_.push_back({severity, code, line, std::move(message), std::move(help)});
    else
        ++unsaid_;
}

void IcalReading::fail(std::uint32_t line, std::string message, std::string help) {
    say(Severity::error, code::bad_calendar_file, line, std::move(message), std::move(help));
}

void IcalReading::warn(std::uint32_t line, std::string message, std::string help) {
    say(Severity::warning, code::bad_calendar_file, line, std::move(message), std::move(help));
}

void IcalReading::end() {
    if (unsaid_ > 0)
        problems_.push_back({Severity::warning,
                             code::bad_calendar_file,
                             1,
                             fmt::format("{} more of these are not shown", unsaid_),
                             {}});
}

/// A day means nothing but itself in any zone (RFC 5545 section 3.2.19); so does a time in UTC.
std::optional<IcalWhen> IcalReading::when(const IcalBlock& calendar, const IcalProperty& p,
                                          std::string_view text) {
    auto moment = parse_ical_moment(text);
    if (moment && !moment->utc && upper_case(p.parameter("VALUE")) == "DATE" &&
        moment->at == floor<days>(moment->at))
        moment->is_date = true;
    if (!moment) {
        fail(p.line, fmt::format("{} takes a date or a time such as 20261230 or 20261230T200000, "
                                 "not `{}`",
                                 p.name, text));
        return std::nullopt;
    }
    if (moment->at < earliest || moment->at >= years_end) {
        say(Severity::error, code::out_of_range, p.line,
            fmt::format("`{}` lies outside of the years that are worked out, up to {}", text,
                        last_year));
        return std::nullopt;
    }
    IcalWhen w{moment->at, moment->is_date, moment->utc, moment->utc ? Zone{} : floating_};
    const std::string tzid = p.parameter("TZID");
    if (w.is_date || w.utc) return w;
    if (tzid.empty()) {
        note_zone_of_all(calendar, p.line);
        return w;
    }
    const auto zone = zones_.find(calendar, tzid);
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
void IcalReading::note_zone_of_all(const IcalBlock& calendar, std::uint32_t line) {
    const IcalProperty* said = calendar.find("X-WR-TIMEZONE");
    if (!said || !zones_noted_.insert(&calendar).second) return;
    const auto zone = zones_.find(calendar, said->value);
    if (zone && zone->offset(Instant{}) == floating_.offset(Instant{}) &&
        std::ranges::equal(zone->changes(), floating_.changes()))
        return;
    warn(line,
         fmt::format("times without a zone are taken as those of {}, though X-WR-TIMEZONE of the "
                     "file is `{}`",
                     floating_.name(), said->value),
         "say beside `ics` in which `timezone` they are");
}

/// What an event says once, said twice, could mean either.
bool IcalReading::said_once(const IcalBlock& b) {
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

/// DTEND is exact between times and whole days between dates; DURATION is as its units are. A whole
/// day that ends where it begins is that day, as whoever looks at the calendar sees it.
std::optional<Lasting> IcalReading::lasting(const IcalEvent& e, const IcalWhen& start) {
    const auto whole_days = [](std::chrono::seconds length) {
        return Lasting{length.count() == 0 ? days{1} : length, {}};
    };
    const IcalBlock& b = *e.block;
    if (const IcalProperty* p = b.find("DURATION")) {
        const auto length = parse_ical_duration(p->value);
        if (!length)
            fail(p->line, fmt::format("DURATION takes P1D or PT2H30M, not `{}`", p->value));
        if (length && start.is_date) return whole_days(length->clock + length->exact);
        return length;
    }
    const IcalProperty* p = b.find("DTEND");
    if (!p) return start.is_date ? Lasting{days{1}, {}} : Lasting{};
    const auto end = when(*e.calendar, *p, p->value);
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

const std::optional<IcalStart>& IcalReading::start(const IcalEvent& e) {
    if (const auto known = starts_.find(e.block); known != starts_.end()) return known->second;
    return starts_.emplace(e.block, work_out(e)).first->second;
}

std::optional<IcalStart> IcalReading::work_out(const IcalEvent& e) {
    if (!said_once(*e.block)) return std::nullopt;
    const IcalProperty* p = e.block->find("DTSTART");
    if (!p) {
        fail(e.block->line, "the event has no DTSTART");
        return std::nullopt;
    }
    const auto at = when(*e.calendar, *p, p->value);
    const auto length = at ? lasting(e, *at) : std::nullopt;
    if (!length) return std::nullopt;
    if (length->clock + length->exact == std::chrono::seconds{0})
        warn(e.block->line, "the event has no length, so it is never active",
             "let DTEND come after DTSTART, or make it a whole day");
    return IcalStart{*at, *length};
}

}  // namespace knockon
