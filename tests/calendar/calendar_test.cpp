#include "calendar/calendar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "calendar/spans.h"
#include "calendars.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

const Zone& amsterdam() {
    static const Zone z = zone("Europe/Amsterdam");
    return z;
}

std::string wall(const Calendars& c, const Id& id, const std::string& from, const std::string& to) {
    const Zone& z = c.landscape_zone();
    return on_the_wall(c.spans(id, z.to_instant(local(from)), z.to_instant(local(to))), z);
}

double active_hours(const Calendars& c, const Id& id, Instant from, Instant to) {
    return hours(overlap(c.spans(id, from, to), from, to));
}

}  // namespace

TEST_CASE("an office is open from Monday to Friday") {
    Defined d;
    d["office"].days = weekdays(1, 5);
    d["office"].hours = std::vector{hours(8, 18)};
    const Calendars c = d.compile();
    CHECK(d.said.all.empty());
    CHECK(wall(c, "office", "2026-11-27", "2026-12-01") ==
          "2026-11-27 08:00/2026-11-27 18:00\n2026-11-30 08:00/2026-11-30 18:00");
    CHECK(c.next_active("office", utc("2026-11-28 12:00")) == utc("2026-11-30 07:00"));
    CHECK(c.next_active("office", utc("2026-11-30 09:30")) == utc("2026-11-30 09:30"));
}

TEST_CASE("a night belongs to the day on which it begins") {
    Defined d;
    d["friday_night"].days = weekdays(5, 5);
    d["friday_night"].hours = std::vector{hours(22, 6)};
    const Calendars c = d.compile();
    CHECK(wall(c, "friday_night", "2026-11-28", "2026-11-29") ==
          "2026-11-27 22:00/2026-11-28 06:00");
}

TEST_CASE("equal start and end are a day by the clock") {
    Defined d;
    d["shift"].days = weekdays(6, 6);
    d["shift"].hours = std::vector{hours(12, 12)};
    const Calendars c = d.compile();
    // 27 March 2027 is the Saturday before summer time, 30 October the one before winter time.
    const Spans spring = c.spans("shift", utc("2027-03-27"), utc("2027-03-28"));
    const Spans autumn = c.spans("shift", utc("2027-10-30"), utc("2027-10-31"));
    REQUIRE(spring.size() == 1);
    REQUIRE(autumn.size() == 1);
    CHECK(spring[0].end - spring[0].start == 23h);
    CHECK(autumn[0].end - autumn[0].start == 25h);
}

TEST_CASE("every day from 00:00 to 24:00 has no seams, whatever the clocks do") {
    Defined d;
    d["plain"].hours = std::vector{HourRange{}};
    d["week"].days = weekdays(1, 7);
    d["dates"].dates = {dates("2025-01-01", "2028-12-31")};
    d["halves"].hours = std::vector{hours(12, 24), hours(0, 12)};
    for (const char* name :
         {"Europe/Amsterdam", "America/Havana", "Africa/Cairo", "America/Asuncion",
          "Australia/Lord_Howe", "Asia/Beirut", "Atlantic/Azores"}) {
        CAPTURE(std::string{name});
        const Calendars c = d.compile(name);
        for (const char* id : {"plain", "week", "dates", "halves"}) {
            CAPTURE(std::string{id});
            const Spans s = c.spans(id, utc("2026-03-01"), utc("2026-12-01"));
            REQUIRE(s.size() == 1);
            CHECK(s[0].start <= utc("2025-03-01"));
            CHECK(s[0].end >= utc("2027-11-01"));
        }
    }
}

TEST_CASE("a span keeps its true start, and is followed no further than 400 days") {
    Defined d;
    d["long"].dates = {dates("2026-03-01", "2026-12-31")};
    d["always"].hours = std::vector{HourRange{}};
    const Calendars c = d.compile();
    CHECK(wall(c, "long", "2026-11-01", "2026-11-02") == "2026-03-01 00:00/2027-01-01 00:00");
    const Instant from = utc("2026-11-01"), to = utc("2026-11-02");
    CHECK(c.spans("always", from, to) == Spans{{from - 24h * 400, to + 24h * 400}});
    CHECK(c.spans("long", utc("2027-01-01"), utc("2027-02-01")).empty());
    CHECK(c.spans("long", utc("2026-11-01"), utc("2026-11-01")).empty());
}

TEST_CASE("days of 23 and 25 hours: the worked example of the clock") {
    // Host down from 12:00 on the Saturday for 36 h (March) or 37 h (October), or for one hour from
    // the second 02:30 of 31 October; hours by hand from the two offsets.
    struct Row {
        const char* id;
        double march, october, second;
    };
    Defined d;
    d["whole_day"].dates = {dates("2027-03-28"), dates("2027-10-31")};
    d["night"].dates = {dates("2027-03-27"), dates("2027-10-30")};
    for (const char* id : {"early", "half_past", "until", "two"})
        d[id].dates = d["whole_day"].dates;
    d["whole_day"].hours = std::vector{hours(0, 24)};
    d["night"].hours = std::vector{hours(22, 6)};
    d["early"].hours = std::vector{hours(1, 5)};
    d["half_past"].hours = std::vector{HourRange{150min, 240min}};
    d["until"].hours = std::vector{HourRange{60min, 150min}};
    d["two"].hours = std::vector{hours(2, 3)};
    const Calendars c = d.compile();
    const Instant march = amsterdam().to_instant(local("2027-03-27 12:00"));
    const Instant october = amsterdam().to_instant(local("2027-10-30 12:00"));
    const Instant second = amsterdam().to_instant(Moment{local("2027-10-31 02:30"), 1h});
    for (const Row& r :
         {Row{"whole_day", 23, 25, 1}, Row{"night", 7, 9, 1}, Row{"early", 3, 5, 1},
          Row{"half_past", 1, 2.5, 1}, Row{"until", 1, 1.5, 0}, Row{"two", 0, 2, 0.5}}) {
        CAPTURE(std::string{r.id});
        CHECK(active_hours(c, r.id, march, march + 36h) == r.march);
        CHECK(active_hours(c, r.id, october, october + 37h) == r.october);
        CHECK(active_hours(c, r.id, second, second + 1h) == r.second);
    }
}

TEST_CASE("wider hours are never active less, also where the clock skips their beginning or end") {
    Defined d;
    for (int from = 60; from <= 240; from += 15)
        for (int to = from + 15; to <= 240; to += 15)
            d[std::to_string(from) + "_" + std::to_string(to)].hours =
                std::vector{HourRange{std::chrono::minutes{from}, std::chrono::minutes{to}}};
    const Calendars c = d.compile();
    const Instant day = amsterdam().to_instant(local("2026-03-29"));
    const auto active = [&](int from, int to) {
        return active_hours(c, std::to_string(from) + "_" + std::to_string(to), day, day + 12h);
    };
    CHECK(active(120, 210) == 0.5);  // 02:00-03:30, 02:30-03:30 and 03:00-03:30 are the same
    CHECK(active(150, 210) == 0.5);
    CHECK(active(180, 210) == 0.5);
    CHECK(active(135, 195) == 0.25);  // 02:15-03:15: the clock shows 03:00 to 03:15
    for (int from = 60; from <= 210; from += 15)
        for (int to = from + 30; to <= 240; to += 15) {
            CHECK(active(from, to) >= active(from + 15, to));
            CHECK(active(from, to) >= active(from, to - 15));
        }
}

TEST_CASE("a period that begins at a time which the clock skips is told so") {
    Defined d;
    d["p"].periods = {{Moment{local("2026-03-29 02:30"), {}},
                       Moment{local("2026-03-29 05:00"), {}},
                       {1, 7, 3, 1}}};
    const Calendars c = d.compile();
    CHECK(d.messages() ==
          "the clock skips 02:30 on 2026-03-29 in Europe/Amsterdam; it is taken as 03:00\n");
    CHECK(wall(c, "p", "2026-03-29", "2026-03-30") == "2026-03-29 03:00/2026-03-29 05:00");
    d["p"].periods[0].from.utc_offset = 1h;  // 03:30 on the clock, and meant
    CHECK(d.compile().has("p"));
    CHECK(d.said.all.empty());
}

TEST_CASE("a shift in a night of 25 hours works an hour longer") {
    Defined d;
    d["shifts"].days = weekdays(1, 7);
    d["shifts"].hours = std::vector{hours(6, 14), hours(14, 22), hours(22, 6)};
    d["late"].days = weekdays(6, 6);
    d["late"].hours = std::vector{hours(22, 6)};
    const Calendars c = d.compile();
    const Spans night = c.spans("late", utc("2026-10-24 21:00"), utc("2026-10-24 22:00"));
    REQUIRE(night.size() == 1);
    CHECK(night[0].end - night[0].start == 9h);
    CHECK(amsterdam().rfc3339(night[0].start) == "2026-10-24T22:00:00+02:00");
    CHECK(amsterdam().rfc3339(night[0].end) == "2026-10-25T06:00:00+01:00");
    // Three shifts follow one another without a gap, also through both changes of the clocks.
    CHECK(c.spans("shifts", utc("2026-03-01"), utc("2026-11-30")).size() == 1);
}

TEST_CASE("except and within are difference and intersection") {
    Defined d;
    d["holidays"].dates = {dates("2026-12-25", "2026-12-26"), dates("2027-01-01")};
    d["nights"].hours = std::vector{hours(20, 6)};
    d["december"].dates = {dates("2026-12-01", "2026-12-31")};
    Calendar& c = d["quiet"];
    c.hours = std::vector{hours(20, 6)};
    c.except = {Ref{"holidays", {}}};
    c.within = {Ref{"december", {}}};
    d["not_holidays"].except = {Ref{"holidays", {}}};
    d["both"].within = {Ref{"nights", {}}, Ref{"december", {}}};
    const Calendars made = d.compile();
    CHECK(d.messages().empty());
    CHECK(wall(made, "quiet", "2026-12-24 12:00", "2026-12-27 12:00") ==
          "2026-12-24 20:00/2026-12-25 00:00\n2026-12-27 00:00/2026-12-27 06:00");
    CHECK(wall(made, "quiet", "2026-12-31 12:00", "2027-01-03") ==
          "2026-12-31 20:00/2027-01-01 00:00");
    CHECK(wall(made, "not_holidays", "2026-12-27", "2026-12-28").ends_with("/2027-01-01 00:00"));
    CHECK(wall(made, "both", "2026-11-30 12:00", "2026-12-01 12:00") ==
          "2026-12-01 00:00/2026-12-01 06:00");
}

TEST_CASE("a calendar has a zone of its own") {
    Defined d;
    d["new_york"].days = weekdays(1, 5);
    d["new_york"].hours = std::vector{hours(9, 17)};
    d["new_york"].timezone = std::string{"America/New_York"};
    const Calendars c = d.compile();
    // Two weeks in March in which America is on summer time and Europe is not.
    CHECK(wall(c, "new_york", "2026-03-06", "2026-03-07") == "2026-03-06 15:00/2026-03-06 23:00");
    CHECK(wall(c, "new_york", "2026-03-09", "2026-03-10") == "2026-03-09 14:00/2026-03-09 22:00");
    CHECK(c.zone("new_york").name() == "America/New_York");
}

TEST_CASE("periods are taken as written") {
    Defined d;
    d["stocktaking"].periods = {
        {Moment{local("2026-12-30 20:00"), {}}, Moment{local("2026-12-31 02:00"), {}}, {}},
        {Moment{local("2027-06-30 20:00"), 0h}, Moment{local("2027-07-01 02:00"), {}}, {}}};
    const Calendars c = d.compile();
    CHECK(wall(c, "stocktaking", "2026-12-31 01:00", "2027-07-01") ==
          "2026-12-30 20:00/2026-12-31 02:00\n2027-06-30 22:00/2027-07-01 02:00");
}

TEST_CASE("the last working day of a month whose last day is a Friday holiday is the Thursday") {
    Defined d;
    d["holidays"].dates = {dates("2027-12-31"), dates("2027-05-31")};  // a Friday and a Monday
    Calendar& c = d["close"];
    c.working_day = WorkingDay{-1, WorkingDay::Of::month, Ref{"holidays", {}}};
    c.hours = std::vector{hours(6, 18)};
    const Calendars made = d.compile();
    CHECK(d.messages().empty());
    CHECK(wall(made, "close", "2027-12-20", "2028-01-10") == "2027-12-30 06:00/2027-12-30 18:00");
    CHECK(wall(made, "close", "2027-05-20", "2027-06-10") == "2027-05-28 06:00/2027-05-28 18:00");
}

TEST_CASE("working days of months, quarters and years") {
    Defined d;
    d["newyear"].dates = {dates("2027-01-01")};
    const auto define = [&](const char* id, int ordinal, WorkingDay::Of of) {
        d[id].working_day = WorkingDay{ordinal, of, Ref{"newyear", {}}};
    };
    define("third", 3, WorkingDay::Of::month);
    define("last_but_one", -2, WorkingDay::Of::quarter);
    define("first", 1, WorkingDay::Of::year);
    define("many", 23, WorkingDay::Of::month);
    const Calendars c = d.compile();
    // January 2027: Friday the 1st is out, so Monday 4, Tuesday 5, Wednesday 6.
    CHECK(wall(c, "third", "2027-01-01", "2027-01-31") == "2027-01-06 00:00/2027-01-07 00:00");
    CHECK(wall(c, "last_but_one", "2027-01-01", "2027-04-10") ==
          "2027-03-30 00:00/2027-03-31 00:00");
    CHECK(wall(c, "first", "2026-06-01", "2027-06-01") == "2027-01-04 00:00/2027-01-05 00:00");
    // Of 2027 only March, July and December have 23 days from Monday to Friday; June has 22.
    CHECK(wall(c, "many", "2027-03-01", "2027-08-01") == "2027-03-31 00:00/2027-04-01 00:00");
}

TEST_CASE("an invoice day at the end of February falls on the 29th in a leap year") {
    Defined d;
    d["invoice_day"].rrules = {{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", {}}};
    d["invoice_day"].hours = std::vector{hours(6, 18)};
    const Calendars c = d.compile();
    CHECK(d.messages().empty());
    CHECK(wall(c, "invoice_day", "2028-02-20", "2028-03-10") ==
          "2028-02-29 06:00/2028-02-29 18:00");
    CHECK(wall(c, "invoice_day", "2027-02-20", "2027-03-10") ==
          "2027-02-26 06:00/2027-02-26 18:00");
}

TEST_CASE("a rule without a first day of its own is old already") {
    Defined d;
    d["paydays"].rrules = {{"FREQ=WEEKLY;INTERVAL=4;BYDAY=FR", {}}};
    d["paydays"].from = std::chrono::year_month_day{std::chrono::year{2026} / 1 / 2};
    const Calendars c = d.compile();
    CHECK(d.messages().empty());
    CHECK(wall(c, "paydays", "2026-01-01", "2026-03-01") ==
          "2026-01-02 00:00/2026-01-03 00:00\n2026-01-30 00:00/2026-01-31 00:00\n"
          "2026-02-27 00:00/2026-02-28 00:00");
    CHECK(wall(c, "paydays", "2025-01-01", "2026-01-01").empty());  // before `from`
}

TEST_CASE("a rule with times of its own takes the length of the hours") {
    Defined d;
    d["backups"].rrules = {{"FREQ=DAILY;BYHOUR=1,13;BYMINUTE=30", {}}};
    d["backups"].hours = std::vector{HourRange{0min, 45min}};
    const Calendars c = d.compile();
    CHECK(d.messages().empty());
    CHECK(wall(c, "backups", "2026-03-29", "2026-03-29 23:00") ==
          "2026-03-29 01:30/2026-03-29 03:00\n2026-03-29 13:30/2026-03-29 14:15");
    d["backups"].hours = {};
    d.compile();
    CHECK(d.messages().find("`hours` must say how long") != std::string::npos);
}

TEST_CASE("several rules make one calendar, with their dates and days") {
    Defined d;
    Calendar& c = d["peaks"];
    c.rrules = {{"FREQ=MONTHLY;BYMONTHDAY=1", {}}, {"FREQ=YEARLY;BYMONTH=11;BYDAY=4FR", {}}};
    c.dates = {dates("2026-11-15")};
    const Calendars made = d.compile();
    CHECK(wall(made, "peaks", "2026-11-01", "2026-12-02") ==
          "2026-11-01 00:00/2026-11-02 00:00\n2026-11-15 00:00/2026-11-16 00:00\n"
          "2026-11-27 00:00/2026-11-28 00:00\n2026-12-01 00:00/2026-12-02 00:00");
}

TEST_CASE("a calendar that is wrong says so at its place") {
    struct Row {
        const char* text;
        const char* says;
    };
    for (const Row& r : {Row{"FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "never matches"},
                         Row{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never matches"},
                         Row{"FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "never matches"},
                         Row{"FREQ=SECONDLY;BYMONTH=4;BYMONTHDAY=31", "never matches"},
                         Row{"FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO", "never matches"},
                         Row{"FREQ=DAILY;UNTIL=19691231", "never matches"},
                         Row{"FREQ=MONTHLY;BYDAYS=MO", "did you mean BYDAY"},
                         Row{"FREQ=FORTNIGHTLY", "FREQ takes"},
                         Row{"BYDAY=MO", "needs FREQ"},
                         Row{"", "NAME=VALUE"},
                         Row{"FREQ=MONTHLY;BYMONTHDAY=32", "not `32`"},
                         Row{"FREQ=MONTHLY;BYMONTHDAY=0", "not `0`"},
                         Row{"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "not `0`"},
                         Row{"FREQ=MONTHLY;BYSETPOS=1", "there is none"},
                         Row{"FREQ=WEEKLY;BYDAY=1MO", "numbered day"},
                         Row{"FREQ=DAILY;COUNT=3;UNTIL=20270101", "exclude each other"},
                         Row{"FREQ=DAILY;INTERVAL=0", "from 1"},
                         Row{"FREQ=DAILY;INTERVAL=99999999999", "from 1"},
                         Row{"FREQ=DAILY;UNTIL=20260230", "UNTIL takes"},
                         Row{"FREQ=DAILY;UNTIL=2026111:", "UNTIL takes"},  // `:` comes after 9
                         Row{"FREQ=DAILY;FREQ=DAILY", "twice"},
                         Row{"RRULE:FREQ=DAILY", "leave out"},
                         Row{"FREQ=DAILY;INTERVAL=2", "`from` is missing"},
                         Row{"FREQ=DAILY;COUNT=2", "`from` is missing"},
                         Row{"FREQ=WEEKLY", "`from` is missing"},
                         Row{"FREQ=YEARLY;BYMONTH=3", "`from` is missing"},
                         Row{"FREQ=SECONDLY", "more than 1000000 occurrences a year"},
                         Row{"FREQ=DAILY;RSCALE=HEBREW", "not supported"}}) {
        CAPTURE(std::string{r.text});
        Defined d;
        d["c"].rrules = {{r.text, Position{1, 7, 9, 3}}};
        d["c"].hours = std::vector{hours(8, 9)};
        d.compile();
        REQUIRE(d.said.all.size() == 1);
        CHECK(d.said.all[0].severity == Severity::error);
        CHECK(d.said.all[0].at == Position{1, 7, 9, 3});
        CHECK_MESSAGE(d.said.all[0].message.find(r.says) != std::string::npos,
                      d.said.all[0].message);
    }
}

TEST_CASE("a rule that steps past every time it allows is seen through") {
    for (const char* text :
         {"FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1",
          "FREQ=MINUTELY;INTERVAL=7920;BYHOUR=1", "FREQ=SECONDLY;INTERVAL=86400;BYHOUR=3",
          "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;BYMONTHDAY=1",
          "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29"}) {
        CAPTURE(std::string{text});
        Defined d;
        d["c"].rrules = {{text, {}}};
        d["c"].from = std::chrono::year_month_day{std::chrono::year{2026} / 1 / 1};
        d["c"].hours = std::vector{hours(8, 9)};
        d.compile();
        CHECK(d.messages().find("never matches from 2026-01-01 to 2200") != std::string::npos);
    }
}

TEST_CASE("references that lead nowhere or in a circle are named") {
    Defined d;
    d["office"].days = weekdays(1, 5);
    d["a"].hours = std::vector{hours(8, 18)};
    d["a"].except = {Ref{"ofice", {1, 5, 1, 1}}};
    d.compile();
    REQUIRE(d.said.all.size() == 1);
    CHECK(d.said.all[0].help == "write `office`");

    Defined circle;
    for (const auto& [id, to] : {std::pair{"a", "b"}, {"b", "c"}, {"c", "a"}, {"d", "d"}}) {
        circle[id].hours = std::vector{hours(8, 18)};
        circle[id].except = {Ref{to, {1, 5, 1, 1}}};
    }
    circle.compile();
    CHECK(circle.messages() ==
          "calendars refer to each other in a circle: `a` → `b` → `c` → `a`\n"
          "calendars refer to each other in a circle: `d` → `d`\n");

    Defined deep;
    for (int i = 0; i < 40; ++i) {
        deep["c" + std::to_string(i)].hours = std::vector{hours(8, 18)};
        if (i > 0) deep["c" + std::to_string(i)].within = {Ref{"c" + std::to_string(i - 1), {}}};
    }
    deep.compile();
    CHECK(deep.messages() == "calendars refer to one another over more than 32 steps\n");
}

TEST_CASE("a calendar that is never active does not pass in silence") {
    Defined d;
    d["never"].dates = {dates("2026-12-25")};
    d["never"].except = {Ref{"christmas", {}}};
    d["christmas"].dates = {dates("2026-12-24", "2026-12-26")};
    d.compile();
    CHECK(d.messages() == "calendar `never` is never active between 1970 and 2200\n");
    CHECK(d.said.all[0].severity == Severity::warning);
}

TEST_CASE("a calendar that says nothing, or what cannot be, does not pass in silence") {
    Defined d;
    d["empty"];
    d["zone"].days = weekdays(1, 5);
    d["zone"].timezone = std::string{"Europe/Amsterdm"};
    d["backwards"].dates = {dates("2026-12-26", "2026-12-25")};
    d["no_24th"].working_day = WorkingDay{24, WorkingDay::Of::month, {}};
    d["from"].days = weekdays(1, 5);
    d["from"].from = std::chrono::year_month_day{std::chrono::year{2026} / 1 / 2};
    d["which"].periods = {{Moment{local("2026-12-30"), {}}, Moment{local("2026-12-31"), {}}, {}}};
    d["which"].hours = std::vector{hours(8, 18)};
    d["period"].periods = {{Moment{local("2026-12-30"), {}}, Moment{local("2026-12-30"), {}}, {}}};
    d.compile();
    CHECK(d.messages() ==
          "2026-12-25 is before 2026-12-26\n"
          "calendar `empty` does not say when\n"
          "`from` is the first day of a rule, and there is no `rrule`\n"
          "no month has a working day number 24\n"
          "the period ends no later than it begins\n"
          "`hours` does not apply to `periods` and `ics`, which have times of their own\n"
          "there is no time zone `Europe/Amsterdm`\n");
}

TEST_CASE("what a calendar says does not depend on where the question begins") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random{seed};
        const auto up_to = [&](std::uint64_t n) { return static_cast<int>(random() % n); };
        Defined d;
        d["other"].days = weekdays(2, 6);
        d["other"].hours = std::vector{hours(up_to(24), 1 + up_to(24))};
        d["other"].timezone = std::string{"America/New_York"};
        Calendar& c = d["c"];
        if (random() % 2) c.days = weekdays(1, 1 + static_cast<unsigned>(up_to(7)));
        if (random() % 2) c.hours = std::vector{hours(up_to(24), 1 + up_to(24))};
        if (random() % 2) c.dates = {dates("2026-03-20", "2026-04-10"), dates("2026-10-20")};
        if (random() % 2) c.rrules = {{"FREQ=WEEKLY;BYDAY=SU,WE", {}}};
        if (random() % 3 == 0) c.except = {Ref{"other", {}}};
        if (random() % 3 == 0) c.within = {Ref{"other", {}}};
        c.rrules.push_back({"FREQ=MONTHLY;BYMONTHDAY=-1", {}});
        const Calendars made = d.compile();
        const Instant from = utc("2026-01-01"), to = utc("2027-01-01");
        const Spans all = made.spans("c", from, to);
        CHECK(normalised(all) == all);
        if (all.empty()) continue;
        for (int i = 0; i < 20; ++i) {
            const Instant a = from + std::chrono::minutes{up_to(500'000)};
            const Instant b = a + std::chrono::minutes{1 + up_to(20'000)};
            Spans expected = all;
            std::erase_if(expected, [&](const Span& s) { return s.end <= a || s.start >= b; });
            if (b > to || all.front().start < from || all.back().end > to) continue;
            CHECK(made.spans("c", a, b) == expected);
            const auto next = made.next_active("c", a);
            const auto after =
                std::find_if(all.begin(), all.end(), [&](const Span& s) { return s.end > a; });
            if (after != all.end()) CHECK(next == std::max(a, after->start));
        }
    }
}

TEST_CASE("calendars can be asked from several threads, and about anything before") {
    Defined d;
    d["office"].days = weekdays(1, 5);
    d["office"].hours = std::vector{hours(8, 18)};
    d["night"].days = weekdays(1, 7);
    d["night"].hours = std::vector{hours(22, 5)};
    const Instant from = utc("2027-01-01");
    const auto asked = [&](const Calendars& c, int question) {
        return c.spans(question % 2 ? "office" : "night", from + question / 2 * 24h,
                       from + (question / 2 + question % 97) * 24h);
    };
    const Calendars shared = d.compile();
    std::vector<Spans> right;
    for (int q = 0; q < 3000; ++q) right.push_back(asked(d.compile(), q));
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int n = 0; n < 6000; ++n)
                if (const int q = (n * 7 + t * 311) % 3000;
                    asked(shared, q) != right[static_cast<std::size_t>(q)])
                    ++wrong;
        });
    for (std::thread& t : threads) t.join();
    CHECK(wrong == 0);
    CHECK(right[193] == asked(shared, 193));
}

TEST_CASE("what calendars cost is counted, whatever their rules ask for") {
    Defined d;
    d["base"].rrules = {Stated<std::string>("FREQ=SECONDLY;INTERVAL=40")};
    d["base"].from = std::chrono::year{1970} / std::chrono::January / 1;
    d["base"].hours = std::vector{hours(0, 1)};
    d["never"].within = {Id("base")};
    d["never"].except = {Id("base")};
    d.compile();
    CHECK(d.messages() ==
          "checking the calendars as far as `never` takes more than 50000000 steps, one for each "
          "day or time looked at\n");

    // Of one rule that never matches, and of many that hardly do.
    for (const auto& [n, rule] : {std::pair{1,
                                            "FREQ=SECONDLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;"
                                            "BYSETPOS=2"},
                                  {40, "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}}) {
        Defined many;
        for (int i = 0; i < n; ++i)
            many["c" + std::to_string(100 + i)].rrules = {Stated<std::string>(rule)};
        for (auto& [id, c] : many.all) c.hours = std::vector{hours(0, 1)};
        many.compile("Europe/Amsterdam", {1000, 1'000'000});
        CHECK(many.messages().find(n == 1 ? "never matches" : "more than 1000000 steps") !=
              std::string::npos);
    }

    // Occurrences of all together.
    Defined busy;
    for (const char* id : {"a", "b", "c"})
        busy[id].days = weekdays(1, 7), busy[id].hours = std::vector{hours(9, 10)};
    busy.compile("Europe/Amsterdam", {3 * 366, 1'000'000});
    CHECK(busy.messages() == "");
    busy.compile("Europe/Amsterdam", {2 * 366, 1'000'000});
    CHECK(busy.messages() ==
          "with calendar `c` there are more than 732 occurrences and stretches of all calendars in "
          "a year\n");
    CHECK(busy.said.all[0].help ==
          "let its rules occur less often, or raise the limit: --limit occurrences=1464");
}
