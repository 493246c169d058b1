#include "calendar/recurrence.h"

#include <doctest/doctest.h>

#include <sstream>

#include "calendars.h"

using namespace knockon;
using std::chrono::local_seconds;

namespace {

/// The first `most` occurrences of a rule that begins at `start` in New York (where UNTIL in UTC is
/// looked at), up to the year 2030.
std::vector<local_seconds> occurrences(const std::string& rule, const std::string& start,
                                       std::size_t most) {
    const Parsed<Rule> parsed = parse_rule(rule);
    REQUIRE_MESSAGE(parsed, parsed.expected);
    std::optional<local_seconds> until;
    if ((*parsed).until) {
        until = (*parsed).until->last;
        if ((*parsed).until->utc)
            until = zone("America/New_York").to_local(Instant{until->time_since_epoch()});
    }
    std::vector<local_seconds> found;
    Recurrence{*parsed, local(start), until}.between(local(start), local("2030-01-01"), most,
                                                     found);
    return found;
}

/// "1997-09 2 4 / 1997-10 1" at nine in the morning.
std::vector<local_seconds> days_at_nine(const std::string& text) {
    std::vector<local_seconds> all;
    std::istringstream in{text};
    std::chrono::year_month month{};
    for (std::string word; in >> word;) {
        if (word == "/") continue;
        if (const auto dash = word.find('-'); dash == 4) {
            month =
                std::chrono::year{std::stoi(word)} / static_cast<int>(std::stoi(word.substr(5)));
            continue;
        }
        const auto dots = word.find("..");
        const int first = std::stoi(word);
        const int last = dots == std::string::npos ? first : std::stoi(word.substr(dots + 2));
        for (int d = first; d <= last; ++d)
            all.push_back(std::chrono::local_days{month / d} + std::chrono::hours{9});
    }
    return all;
}

std::string shown(const std::vector<local_seconds>& times) {
    std::string text;
    for (const local_seconds t : times)
        text += Zone{}.rfc3339(Instant{t.time_since_epoch()}).substr(0, 19) + " ";
    return text;
}

struct Example {
    const char* rule;
    const char* start;
    const char* expected;  // all of them, or the first
};

// RFC 5545 section 3.8.5.3, all examples with days, in its order. "===" forms are each here.
const Example examples[] = {
    {"FREQ=DAILY;COUNT=10", "1997-09-02", "1997-09 2..11"},
    {"FREQ=DAILY;UNTIL=19971224T000000Z", "1997-09-02",
     "1997-09 2..30 / 1997-10 1..31 / 1997-11 1..30 / 1997-12 1..23"},
    {"FREQ=DAILY;INTERVAL=2", "1997-09-02",
     "1997-09 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 / 1997-10 2 4 6 8 10 12 14 16 18 20 22 24 "
     "26 "
     "28 30 / 1997-11 1 3"},
    {"FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997-09 2 12 22 / 1997-10 2 12"},
    {"FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "1998-01-01",
     "1998-01 1..31 / 1999-01 1..31 / 2000-01 1..31"},
    {"FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01-01",
     "1998-01 1..31 / 1999-01 1..31 / 2000-01 1..31"},
    {"FREQ=WEEKLY;COUNT=10", "1997-09-02", "1997-09 2 9 16 23 30 / 1997-10 7 14 21 28 / 1997-11 4"},
    {"FREQ=WEEKLY;UNTIL=19971224T000000Z", "1997-09-02",
     "1997-09 2 9 16 23 30 / 1997-10 7 14 21 28 / 1997-11 4 11 18 25 / 1997-12 2 9 16 23"},
    {"FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02",
     "1997-09 2 16 30 / 1997-10 14 28 / 1997-11 11 25 / 1997-12 9 23 / 1998-01 6 20 / 1998-02 3 "
     "17"},
    {"FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09-02",
     "1997-09 2 4 9 11 16 18 23 25 30 / 1997-10 2"},
    {"FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09-02",
     "1997-09 2 4 9 11 16 18 23 25 30 / 1997-10 2"},
    {"FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01",
     "1997-09 1 3 5 15 17 19 29 / 1997-10 1 3 13 15 17 27 29 31 / 1997-11 10 12 14 24 26 28 / "
     "1997-12 8 10 12 22"},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09-02",
     "1997-09 2 4 16 18 30 / 1997-10 2 14 16"},
    {"FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05",
     "1997-09 5 / 1997-10 3 / 1997-11 7 / 1997-12 5 / 1998-01 2 / 1998-02 6 / 1998-03 6 / 1998-04 "
     "3 "
     "/ 1998-05 1 / 1998-06 5"},
    {"FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09-05",
     "1997-09 5 / 1997-10 3 / 1997-11 7 / 1997-12 5"},
    {"FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07",
     "1997-09 7 28 / 1997-11 2 30 / 1998-01 4 25 / 1998-03 1 29 / 1998-05 3 31"},
    {"FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22",
     "1997-09 22 / 1997-10 20 / 1997-11 17 / 1997-12 22 / 1998-01 19 / 1998-02 16"},
    {"FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28",
     "1997-09 28 / 1997-10 29 / 1997-11 28 / 1997-12 29 / 1998-01 29 / 1998-02 26"},
    {"FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09-02",
     "1997-09 2 15 / 1997-10 2 15 / 1997-11 2 15 / 1997-12 2 15 / 1998-01 2 15"},
    {"FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30",
     "1997-09 30 / 1997-10 1 31 / 1997-11 1 30 / 1997-12 1 31 / 1998-01 1 31 / 1998-02 1"},
    {"FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10",
     "1997-09 10..15 / 1999-03 10..13"},
    {"FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "1997-09-02",
     "1997-09 2 9 16 23 30 / 1997-11 4 11 18 25 / 1998-01 6 13 20 27 / 1998-03 3 10 17 24 31"},
    {"FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10",
     "1997-06 10 / 1997-07 10 / 1998-06 10 / 1998-07 10 / 1999-06 10 / 1999-07 10 / 2000-06 10 / "
     "2000-07 10 / 2001-06 10 / 2001-07 10"},
    {"FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03-10",
     "1997-03 10 / 1999-01 10 / 1999-02 10 / 1999-03 10 / 2001-01 10 / 2001-02 10 / 2001-03 10 / "
     "2003-01 10 / 2003-02 10 / 2003-03 10"},
    {"FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01",
     "1997-01 1 / 1997-04 10 / 1997-07 19 / 2000-01 1 / 2000-04 9 / 2000-07 18 / 2003-01 1 / "
     "2003-04 10 / 2003-07 19 / 2006-01 1"},
    {"FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-05 19 / 1998-05 18 / 1999-05 17"},
    {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1997-05 12 / 1998-05 11 / 1999-05 17"},
    {"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13",
     "1997-03 13 20 27 / 1998-03 5 12 19 26 / 1999-03 4 11 18 25"},
    {"FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06-05",
     "1997-06 5 12 19 26 / 1997-07 3 10 17 24 31 / 1997-08 7 14 21 28 / 1998-06 4 11 18 25 / "
     "1998-07 2 9 16 23 30 / 1998-08 6 13 20 27"},
    {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02",
     "1998-02 13 / 1998-03 13 / 1998-11 13 / 1999-08 13 / 2000-10 13"},
    {"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09-13",
     "1997-09 13 / 1997-10 11 / 1997-11 8 / 1997-12 13 / 1998-01 10 / 1998-02 7 / 1998-03 7 / "
     "1998-04 11 / 1998-05 9 / 1998-06 13"},
    {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05",
     "1996-11 5 / 2000-11 7 / 2004-11 2"},
    {"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04",
     "1997-09 4 / 1997-10 7 / 1997-11 6"},
    {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29",
     "1997-09 29 / 1997-10 30 / 1997-11 27 / 1997-12 30 / 1998-01 29 / 1998-02 26 / 1998-03 30"},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08 5 10 19 24"},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08 5 17 19 31"},
    {"FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15",
     "2007-01 15 30 / 2007-02 15 / 2007-03 15 30"},
};

}  // namespace

TEST_CASE("the examples of RFC 5545 section 3.8.5.3 come out as printed there") {
    for (const Example& e : examples) {
        CAPTURE(std::string{e.rule});
        const std::string rule = e.rule;
        const auto expected = days_at_nine(e.expected);
        const bool ends =
            rule.find("COUNT") != std::string::npos || rule.find("UNTIL") != std::string::npos;
        const auto found = occurrences(rule, std::string{e.start} + " 09:00",
                                       ends ? expected.size() + 1 : expected.size());
        CHECK_MESSAGE(found == expected, shown(found));
    }
}

TEST_CASE("the examples of the RFC within a day") {
    // The third has UNTIL=19970902T170000Z in the RFC, which is 13:00 there; erratum 3883 sets it
    // right.
    CHECK(shown(occurrences("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", "1997-09-02 09:00",
                            9)) == "1997-09-02T09:00:00 1997-09-02T12:00:00 1997-09-02T15:00:00 ");
    CHECK(shown(occurrences("FREQ=MINUTELY;INTERVAL=15;COUNT=6", "1997-09-02 09:00", 9)) ==
          "1997-09-02T09:00:00 1997-09-02T09:15:00 1997-09-02T09:30:00 1997-09-02T09:45:00 "
          "1997-09-02T10:00:00 1997-09-02T10:15:00 ");
    CHECK(shown(occurrences("FREQ=MINUTELY;INTERVAL=90;COUNT=4", "1997-09-02 09:00", 9)) ==
          "1997-09-02T09:00:00 1997-09-02T10:30:00 1997-09-02T12:00:00 1997-09-02T13:30:00 ");
    const auto daily = occurrences("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
                                   "1997-09-02 09:00", 100);
    CHECK(daily == occurrences("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
                               "1997-09-02 09:00", 100));
    CHECK(daily[23] == local("1997-09-02 16:40"));
    CHECK(daily[24] == local("1997-09-03 09:00"));
}

TEST_CASE("weeks have numbers, and week 1 may begin in the year before") {
    CHECK(shown(occurrences("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2024-06-01", 4)) ==
          "2024-12-30T00:00:00 2025-12-29T00:00:00 2027-01-04T00:00:00 2028-01-03T00:00:00 ");
    CHECK(shown(occurrences("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH", "2015-01-01", 3)) ==
          "2015-12-31T00:00:00 2020-12-31T00:00:00 2026-12-31T00:00:00 ");
    CHECK(occurrences("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2020-06-01", 2) ==
          std::vector{local("2021-01-03"), local("2022-01-02")});
    // Every other year of weeks, from one that begins before its first day.
    CHECK(shown(occurrences("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO", "2024-12-30", 2)) ==
          "2024-12-30T00:00:00 2027-01-04T00:00:00 ");
    // Every third: from the year of weeks that it begins in, 2025, and not from 2024.
    CHECK(shown(occurrences("FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1;BYDAY=MO", "2024-12-30", 2)) ==
          "2024-12-30T00:00:00 2028-01-03T00:00:00 ");
}

TEST_CASE("BYSETPOS chooses among days and times alike, from either end") {
    CHECK(shown(occurrences("FREQ=DAILY;BYHOUR=9,17;BYSETPOS=-1", "2026-01-01 08:00", 2)) ==
          "2026-01-01T17:00:00 2026-01-02T17:00:00 ");
    CHECK(shown(occurrences("FREQ=HOURLY;BYMINUTE=10,20,30;BYSETPOS=1,-1", "2026-01-01", 3)) ==
          "2026-01-01T00:10:00 2026-01-01T00:30:00 2026-01-01T01:10:00 ");
    CHECK(occurrences("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", "2026-01-01", 2) ==
          std::vector{local("2026-03-30"), local("2026-06-29")});
}

TEST_CASE("the 29th of February is every fourth year, but not in 2100") {
    const Parsed<Rule> rule = parse_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29");
    std::vector<local_seconds> found;
    Recurrence{*rule, local("2092-01-01")}.between(local("2092-01-01"), local("2110-01-01"), 9,
                                                   found);
    CHECK(found == std::vector{local("2092-02-29"), local("2096-02-29"), local("2104-02-29"),
                               local("2108-02-29")});
}

TEST_CASE("asking for a part of the time gives that part of the occurrences") {
    const char* rules[] = {"FREQ=YEARLY;BYMONTH=2,3;BYDAY=-1FR,2MO",
                           "FREQ=YEARLY;INTERVAL=3;BYWEEKNO=1,52,-1;BYDAY=MO,SU;WKST=SU",
                           "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31,-2",
                           "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO,WE;WKST=TH",
                           "FREQ=DAILY;INTERVAL=11;BYHOUR=3,4",
                           "FREQ=HOURLY;INTERVAL=7;BYMONTH=3,10;BYMINUTE=15,45",
                           "FREQ=MINUTELY;INTERVAL=1001;BYDAY=SU",
                           "FREQ=SECONDLY;INTERVAL=100003"};
    for (const char* text : rules) {
        CAPTURE(std::string{text});
        const Recurrence r{*parse_rule(text), local("2019-12-31 10:20:30")};
        std::vector<local_seconds> all;
        r.between(local("1970-01-01"), local("2032-01-01"), 1'000'000, all);
        REQUIRE(all.size() > 10);
        for (auto from = local("2019-06-01"); from < local("2031-06-01");
             from += std::chrono::hours{24 * 97 + 5}) {
            const auto to = from + std::chrono::hours{24 * 60};
            std::vector<local_seconds> part, expected;
            r.between(from, to, 1'000'000, part);
            for (const local_seconds t : all)
                if (t >= from && t < to) expected.push_back(t);
            CHECK(part == expected);
        }
    }
}
