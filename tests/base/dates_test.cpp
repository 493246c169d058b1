#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/quantity.h"
#include "seeded.h"

using namespace knockon;
using namespace std::chrono;
using knockon::test::Seeded;

TEST_CASE("dates are days that exist, from 1970 to 2200") {
    CHECK(*parse_date("2026-11-30") == 2026y / 11 / 30);
    CHECK(*parse_date("2028-02-29") == 2028y / 2 / 29);
    CHECK(parse_date("1970-01-01"));
    CHECK(parse_date("2200-12-31"));
    for (const std::string_view text :
         {"", "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-1",
          "26-11-30", "2026/11/30", "2026-11-30 ", "1969-12-31", "2201-01-01", "2026-11-30T00:00",
          "20261130"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text));
    }
}

TEST_CASE("every day from 1970 to 2200 is read back") {
    for (sys_days d = 1970y / 1 / 1; d <= sys_days{2200y / 12 / 31}; d += days{17}) {
        const year_month_day date{d};
        const std::string text = fmt::format("{:04}-{:02}-{:02}", int(date.year()),
                                             unsigned(date.month()), unsigned(date.day()));
        CAPTURE(text);
        REQUIRE(parse_date(text));
        CHECK(*parse_date(text) == date);
    }
}

TEST_CASE("a moment is local, or has an offset") {
    const auto local = local_days{2026y / 11 / 30} + 20h;
    CHECK(parse_moment("2026-11-30T20:00")->local == local);
    CHECK_FALSE(parse_moment("2026-11-30T20:00")->utc_offset);
    CHECK(parse_moment("2026-11-30T20:00Z")->utc_offset == 0s);
    CHECK(parse_moment("2026-11-30T20:00+01:00")->utc_offset == 3600s);
    CHECK(parse_moment("2026-11-30T20:00-05:30")->utc_offset == -19800s);
    CHECK(parse_moment("2026-11-30T20:00:07+01:00")->local == local + 7s);
    for (const std::string_view text :
         {"", "2026-11-30", "2026-11-30 20:00", "2026-11-30T24:00", "2026-11-30T20:60",
          "2026-11-30T20", "2026-11-30T20:00z", "2026-11-30T20:00+1:00", "2026-11-30T20:00+15:00",
          "2026-11-30T20:00+01", "2026-11-30T20:00:60", "2026-11-31T20:00",
          "2026-11-30T20:00Z+01:00", "2026-11-30T8:00", "2026-11-30T20:00.5"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_moment(text));
    }
}

TEST_CASE("a stretch of time ends after it begins, as far as that can be seen") {
    CHECK(parse_period("2026-12-30T20:00..2026-12-31T02:00"));
    CHECK_FALSE(parse_period("2026-12-31T02:00..2026-12-30T20:00"));
    CHECK_FALSE(parse_period("2026-12-30T20:00..2026-12-30T20:00"));
    CHECK(parse_period("2026-12-30T20:00+05:00..2026-12-30T16:00Z"));        // 15:00Z to 16:00Z
    CHECK_FALSE(parse_period("2026-12-30T20:00+03:00..2026-12-30T16:00Z"));  // 17:00Z to 16:00Z
    CHECK(parse_period("2026-12-30T20:00..2026-12-30T19:00Z"));              // depends on the zone
    CHECK_FALSE(parse_period("2026-12-30T20:00"));
}

TEST_CASE("dates may be a range") {
    CHECK(parse_dates("2026-12-25")->first == parse_dates("2026-12-25")->second);
    CHECK(parse_dates("2026-12-24..2026-12-26")->second == 2026y / 12 / 26);
    CHECK_FALSE(parse_dates("2026-12-26..2026-12-24"));
    CHECK_FALSE(parse_dates("2026-12-24.."));
}

TEST_CASE("days are listed or run from one to another, also over the weekend") {
    using Days = std::vector<weekday>;
    CHECK(*parse_days("mon-fri") == Days{Monday, Tuesday, Wednesday, Thursday, Friday});
    CHECK(*parse_days("wed,mon") == Days{Monday, Wednesday});
    CHECK(*parse_days("fri-mon") == Days{Monday, Friday, Saturday, Sunday});
    CHECK(parse_days("mon-sun")->size() == 7);
    CHECK(*parse_days("sun") == Days{Sunday});
    for (const std::string_view text : {"", "Mon", "monday", "mon,", ",mon", "mon,mon",
                                        "mon-fri,wed", "mon-", "mon-mon", "mon fri", "mon, fri"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_days(text));
    }
}

TEST_CASE("hours may run over midnight and end at 24:00") {
    CHECK(*parse_hours("08:00-18:00") == HourRange{8h, 18h});
    CHECK(*parse_hours("22:00-06:00") == HourRange{22h, 6h});
    CHECK(*parse_hours("00:00-24:00") == HourRange{0h, 24h});
    for (const std::string_view text : {"", "8:00-18:00", "08:00", "24:00-06:00", "08:00-24:01",
                                        "08:60-09:00", "08-18", "08:00..18:00", "08:00-18:00 "}) {
        CAPTURE(text);
        CHECK_FALSE(parse_hours(text));
    }
}

TEST_CASE("an ordinal counts from the start or from the end, never from 0") {
    CHECK(*parse_ordinal("first") == 1);
    CHECK(*parse_ordinal("last") == -1);
    CHECK(*parse_ordinal("3") == 3);
    CHECK(*parse_ordinal("-2") == -2);
    for (const std::string_view text :
         {"", "0", "-0", "03", "1.5", "+1", "367", "9999", "-", "third"})
        CHECK_FALSE(parse_ordinal(text));
}
