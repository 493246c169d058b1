// Agreement with libical on random plain rules. Where it is known to differ from RFC 5545 the cases
// are worked out by hand at the end. Where libical is not installed this file is empty.
#if __has_include(<libical/ical.h>)

#include <doctest/doctest.h>
#include <libical/ical.h>

#include <algorithm>
#include <random>

#include "calendar/recurrence.h"
#include "calendars.h"

using namespace knockon;
using std::chrono::local_seconds;

namespace {

using Random = std::mt19937_64;

int between(Random& random, int low, int high) {
    return low + static_cast<int>(random() % static_cast<std::uint64_t>(high - low + 1));
}

/// One to three different numbers out of [low, high], without 0, as a list.
std::string numbers(Random& random, int low, int high) {
    std::vector<int> chosen;
    for (int n = between(random, 1, 3); n > 0; --n) {
        const int x = between(random, low, high);
        if (x != 0 && std::find(chosen.begin(), chosen.end(), x) == chosen.end())
            chosen.push_back(x);
    }
    if (chosen.empty()) chosen.push_back(high);
    std::sort(chosen.begin(), chosen.end());
    std::string text;
    for (const int x : chosen) text += (text.empty() ? "" : ",") + std::to_string(x);
    return text;
}

std::string days(Random& random, int most) {
    const char* names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    std::string text;
    for (int d = 0; d < 7; ++d) {
        if (random() % 3) continue;
        int nth = 0;
        while (most > 0 && nth == 0) nth = between(random, -most, most);
        text += (text.empty() ? "" : ",") + (nth ? std::to_string(nth) : "") + names[d];
    }
    return text.empty() ? (most > 0 ? "1MO" : "MO") : text;
}

/// The part of a rule that chooses days, or nothing.
std::string any_day_part(Random& random, int every, bool months) {
    const bool years = every == 0;
    if (years && !months && random() % 6 == 0) return ";BYYEARDAY=" + numbers(random, -366, 366);
    if (years && !months && random() % 5 == 0)
        return ";BYWEEKNO=" + numbers(random, 2, 51) + ";BYDAY=" + days(random, 0);
    if (random() % 3 == 0) {
        if (every == 1 || (years && months)) return ";BYMONTHDAY=" + numbers(random, -31, 31);
        if (every == 3) return ";BYMONTHDAY=" + numbers(random, 1, 31);
    }
    if (random() % 2 == 0) return "";
    // Numbered days of a year without BYMONTH count through the year.
    const int nth = every == 1 || months ? 5 : 53;
    return ";BYDAY=" + days(random, every <= 1 && random() % 2 ? nth : 0);
}

/// A rule with parts that RFC 5545 allows together and libical is not known to get wrong.
std::string any_rule(Random& random) {
    const int every = between(random, 0, 3);
    const char* names[] = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"};
    std::string rule = std::string{"FREQ="} + names[every];
    if (random() % 2)
        rule += ";INTERVAL=" + std::to_string(between(random, 2, every == 3 ? 40 : 5));
    const bool months = random() % 3 == 0;
    if (months) rule += ";BYMONTH=" + numbers(random, 1, 12);
    const std::string day_part = any_day_part(random, every, months);
    rule += day_part == ";BYDAY=SU" ? ";BYDAY=SA,SU" : day_part;
    const bool positions = every <= 1 && day_part.starts_with(";BYDAY") && random() % 4 == 0;
    if (positions) rule += ";BYSETPOS=" + numbers(random, -4, 4);
    if (!positions && random() % 6 == 0) rule += ";BYHOUR=" + numbers(random, 1, 23);
    if (!positions && random() % 6 == 0) rule += ";BYMINUTE=" + numbers(random, 1, 59);
    if (random() % 4 == 0) rule += ";WKST=SU";
    if (random() % 6 == 0) rule += ";COUNT=" + std::to_string(between(random, 1, 40));
    return rule;
}

local_seconds to_local(const icaltimetype& t) {
    return std::chrono::local_days{std::chrono::year{t.year} / static_cast<int>(t.month) /
                                   static_cast<int>(t.day)} +
           std::chrono::hours{t.hour} + std::chrono::minutes{t.minute} +
           std::chrono::seconds{t.second};
}

icaltimetype to_ical(local_seconds t) {
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{t - day};
    icaltimetype out = icaltime_null_time();
    out.year = static_cast<int>(date.year());
    out.month = static_cast<int>(static_cast<unsigned>(date.month()));
    out.day = static_cast<int>(static_cast<unsigned>(date.day()));
    out.hour = static_cast<int>(time.hours().count());
    out.minute = static_cast<int>(time.minutes().count());
    out.second = static_cast<int>(time.seconds().count());
    return out;
}

std::vector<local_seconds> by_libical(const std::string& rule, local_seconds start,
                                      local_seconds end) {
    icalerror_set_errors_are_fatal(0);
    const icalrecurrencetype r = icalrecurrencetype_from_string(rule.c_str());
    std::vector<local_seconds> found;
    icalrecur_iterator* i = icalrecur_iterator_new(r, to_ical(start));
    if (!i) return found;
    for (icaltimetype t = icalrecur_iterator_next(i); !icaltime_is_null_time(t);
         t = icalrecur_iterator_next(i)) {
        if (to_local(t) >= end) break;
        found.push_back(to_local(t));
    }
    icalrecur_iterator_free(i);
    return found;
}

std::vector<local_seconds> by_us(const std::string& rule, local_seconds start, local_seconds end) {
    const Parsed<Rule> parsed = parse_rule(rule);
    REQUIRE_MESSAGE(parsed, parsed.expected);
    std::vector<local_seconds> found;
    Recurrence{*parsed, start}.between(start, end, 1'000'000, found);
    return found;
}

struct Case {
    const char* rule;
    const char* start;
    std::vector<const char*> days;  // the first of them, worked out by hand
};

}  // namespace

TEST_CASE("random plain rules give over ten years what libical gives") {
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 2500; ++seed) {
        CAPTURE(seed);
        Random random{seed};
        const std::string rule = any_rule(random);
        CAPTURE(rule);
        const local_seconds start =
            local("2019-01-01") + std::chrono::hours{between(random, 0, 70'000)};
        const local_seconds end = start + std::chrono::years{10};
        const auto ours = by_us(rule, start, end);
        // libical never comes back from a rule that never matches.
        if (ours.empty()) continue;
        CHECK(ours == by_libical(rule, start, end));
        ++compared;
    }
    CHECK(compared > 2000);
}

TEST_CASE("in five zones, hours of the days that libical finds are libical's moments") {
    // Everywhere but in the hours that the clocks skip or repeat, which libical maps in its own
    // way.
    for (const char* name : {"Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe",
                             "Asia/Kolkata", "Africa/Casablanca"}) {
        CAPTURE(std::string{name});
        const Zone z = zone(name);
        icaltimezone* theirs = icaltimezone_get_builtin_timezone(name);
        REQUIRE(theirs);
        const auto instant = [&](local_seconds t) {
            return Instant{std::chrono::seconds{icaltime_as_timet_with_zone(to_ical(t), theirs)}};
        };
        const auto doubtful = [&](local_seconds t) {
            const auto c = std::lower_bound(
                z.changes().begin(), z.changes().end(), z.to_instant(t) - std::chrono::days{1},
                [](const ClockChange& x, Instant i) { return x.at < i; });
            if (c == z.changes().end()) return false;
            const auto low = std::min(c->before, c->after), high = std::max(c->before, c->after);
            const auto at = c->at.time_since_epoch();
            return t >= local_seconds{at + low} && t < local_seconds{at + high};
        };
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            CAPTURE(seed);
            Random random{seed};
            const std::string rule =
                "FREQ=MONTHLY;BYDAY=" + days(random, 0) + ";BYSETPOS=" + numbers(random, -3, 3);
            CAPTURE(rule);
            const local_seconds start = local("2020-01-01"), end = local("2030-01-01");
            const auto chosen = by_libical(rule, start, end);
            const HourRange h = hours(between(random, 0, 23), between(random, 1, 24));
            Defined d;
            d["c"].rrules = {{rule, {}}};
            d["c"].from = std::chrono::year_month_day{std::chrono::year{2020} / 1 / 1};
            d["c"].hours = std::vector{h};
            const Calendars made = d.compile(name);
            const Spans ours = made.spans("c", z.to_instant(start), z.to_instant(end));
            for (const local_seconds day : chosen) {
                const local_seconds from = day + h.start;
                const local_seconds to =
                    day + (h.end <= h.start ? h.end + std::chrono::hours{24} : h.end);
                if (doubtful(from) || doubtful(to)) continue;
                const Instant begin = instant(from), finish = instant(to);
                const auto found = std::find_if(ours.begin(), ours.end(), [&](const Span& s) {
                    return s.start <= begin && finish <= s.end;
                });
                REQUIRE(found != ours.end());
                // Nights and whole days of neighbours merge; a stretch alone is exactly libical's.
                if (h.end > h.start && h.end - h.start < std::chrono::hours{24})
                    CHECK(*found == Span{begin, finish});
            }
        }
    }
}

TEST_CASE("where libical is wrong, days worked out by hand hold") {
    const Case cases[] = {
        // BYMONTHDAY from the end limits FREQ=DAILY too (table in 3.3.10); libical finds nothing.
        {"FREQ=DAILY;BYMONTHDAY=-1", "2026-01-02", {"2026-01-31", "2026-02-28", "2026-03-31"}},
        // BYMONTHDAY expands FREQ=YEARLY (same table), in every month; libical keeps to DTSTART's.
        {"FREQ=YEARLY;BYMONTHDAY=14", "2026-02-03", {"2026-02-14", "2026-03-14", "2026-04-14"}},
        // BYSETPOS chooses within the whole set of a period, times included; libical looks at days.
        {"FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,17;BYSETPOS=-1",
         "2026-01-01",
         {"2026-01-26 17:00", "2026-02-23 17:00", "2026-03-30 17:00"}},
        // One day named twice is one: the 23rd of a month of 30 days is also the 8th from its end.
        {"FREQ=MONTHLY;BYMONTHDAY=-8,22,23;BYSETPOS=3", "2026-04-01", {"2026-05-24", "2026-07-24"}},
        // The week begins on Monday unless WKST says otherwise: that of Wednesday 5 January 2022
        // ends
        // on Sunday the 9th. libical begins it on the Sunday before.
        {"FREQ=WEEKLY;INTERVAL=5;BYDAY=SU",
         "2022-01-05",
         {"2022-01-09", "2022-02-13", "2022-03-20"}},
        // BYYEARDAY together with BYMONTH: both must hold. Day 32 is 1 February.
        {"FREQ=YEARLY;BYMONTH=2;BYYEARDAY=1,32", "2026-01-01", {"2026-02-01", "2027-02-01"}},
        // -53 is week 1 in a year of 53 weeks only, as 2026 is: its Monday is 29 December 2025.
        {"FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO", "2025-06-01", {"2025-12-29", "2031-12-29"}},
    };
    for (const Case& c : cases) {
        CAPTURE(std::string{c.rule});
        const auto found = by_us(c.rule, local(c.start), local("2035-01-01"));
        REQUIRE(found.size() >= c.days.size());
        for (std::size_t i = 0; i < c.days.size(); ++i) CHECK(found[i] == local(c.days[i]));
    }
}

#endif
