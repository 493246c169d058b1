#include "calendar/zone.h"

#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "calendar/skipped.h"
#include "local_time.h"

using namespace knockon;
using namespace std::chrono_literals;

TEST_CASE("a local time that does not exist is the moment at which the clock skips it") {
    const Zone amsterdam = zone("Europe/Amsterdam");
    CHECK(amsterdam.to_instant(local("2026-03-29 02:00")) == utc("2026-03-29 01:00"));
    CHECK(amsterdam.to_instant(local("2026-03-29 02:30")) == utc("2026-03-29 01:00"));
    CHECK(amsterdam.to_instant(local("2026-03-29 02:59:59")) == utc("2026-03-29 01:00"));
    CHECK(amsterdam.to_instant(local("2026-03-29 01:59:59")) == utc("2026-03-29 00:59:59"));
    CHECK(amsterdam.to_instant(local("2026-03-29 03:00")) == utc("2026-03-29 01:00"));
}

TEST_CASE("in iCalendar it takes the offset before the gap (RFC 5545 section 3.3.5)") {
    const Zone amsterdam = zone("Europe/Amsterdam");
    const auto rfc = [&](const char* t) {
        return to_instant(amsterdam, local(t), Skipped::as_in_rfc5545);
    };
    CHECK(rfc("2026-03-29 02:00") == utc("2026-03-29 01:00"));
    CHECK(rfc("2026-03-29 02:30") == utc("2026-03-29 01:30"));
    CHECK(rfc("2026-03-29 01:59:59") == utc("2026-03-29 00:59:59"));
    CHECK(rfc("2026-10-25 02:30") == utc("2026-10-25 00:30"));
}

TEST_CASE("a local time that exists twice is the first") {
    const Zone amsterdam = zone("Europe/Amsterdam");
    CHECK(amsterdam.to_instant(local("2026-10-25 02:30")) == utc("2026-10-25 00:30"));
    CHECK(amsterdam.to_instant(local("2026-10-25 03:00")) == utc("2026-10-25 02:00"));
    CHECK(amsterdam.to_instant(local("2026-10-25 02:59:59")) == utc("2026-10-25 00:59:59"));
}

TEST_CASE("a moment with an offset of its own needs no zone") {
    const Zone amsterdam = zone("Europe/Amsterdam");
    CHECK(amsterdam.to_instant(Moment{local("2027-10-31 02:30"), 1h}) == utc("2027-10-31 01:30"));
    CHECK(amsterdam.to_instant(Moment{local("2027-10-31 02:30"), {}}) == utc("2027-10-31 00:30"));
}

TEST_CASE("both hours of a change of the clocks are told apart on the way back") {
    const Zone amsterdam = zone("Europe/Amsterdam");
    CHECK(amsterdam.rfc3339(utc("2026-10-25 00:30")) == "2026-10-25T02:30:00+02:00");
    CHECK(amsterdam.rfc3339(utc("2026-10-25 01:30")) == "2026-10-25T02:30:00+01:00");
    CHECK(amsterdam.rfc3339(utc("2026-03-29 00:59:59")) == "2026-03-29T01:59:59+01:00");
    CHECK(amsterdam.rfc3339(utc("2026-03-29 01:00")) == "2026-03-29T03:00:00+02:00");
    CHECK(Zone{}.rfc3339(utc("2026-03-29 01:00")) == "2026-03-29T01:00:00Z");
    CHECK(zone("America/St_Johns").rfc3339(utc("2026-01-01 12:00")) == "2026-01-01T08:30:00-03:30");
    CHECK(amsterdam.rfc3339(utc("2026-01-01 12:00") + 999'999us) == "2026-01-01T13:00:00+01:00");
    CHECK(amsterdam.rfc3339(Instant{-1us}) == "1970-01-01T00:59:59+01:00");
}

TEST_CASE("a moment goes to the wall and back, hour by hour through every change") {
    for (const char* name :
         {"Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
          "Africa/Casablanca", "America/Havana", "Pacific/Apia", "America/Asuncion"}) {
        CAPTURE(std::string{name});
        const Zone z = zone(name);
        for (const ClockChange& c : z.changes()) {
            for (int minutes = -180; minutes <= 180; minutes += 15) {
                const Instant t = c.at + std::chrono::minutes{minutes};
                const Instant back = z.to_instant(z.to_local(t));
                // Only a second passage through the same hour can come back as the first.
                const bool second =
                    c.after < c.before && t >= c.at && t < c.at + (c.before - c.after);
                CHECK(back == (second ? t - (c.before - c.after) : t));
            }
        }
    }
}

TEST_CASE("offsets are those of the C library, also after the last entry of the database") {
    const std::string before = std::getenv("TZ") ? std::getenv("TZ") : "";
    for (const char* name :
         {"Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
          "Africa/Casablanca", "America/Santiago", "Asia/Tehran"}) {
        CAPTURE(std::string{name});
        const Zone z = zone(name);
        setenv("TZ", name, 1);
        tzset();
        for (std::int64_t t = 0; t < 7'250'000'000; t += 86'400 * 5 + 3'617) {
            const std::time_t seconds = t;
            std::tm broken{};
            localtime_r(&seconds, &broken);
            CHECK(z.offset(Instant{std::chrono::seconds{t}}).count() == broken.tm_gmtoff);
        }
    }
    if (before.empty())
        unsetenv("TZ");
    else
        setenv("TZ", before.c_str(), 1);
    tzset();
}

TEST_CASE("winter is winter whatever kind of zone file the system has") {
    const Zone amsterdam = zone("Europe/Amsterdam");
    for (const char* winter :
         {"1980-01-15", "2026-01-15", "2037-12-15", "2045-01-15", "2200-12-15"})
        CHECK(amsterdam.offset(utc(winter)) == 1h);
    for (const char* summer :
         {"1980-07-15", "2026-07-01", "2038-07-01", "2045-07-01", "2200-07-01"})
        CHECK(amsterdam.offset(utc(summer)) == 2h);
}

TEST_CASE("a zone that does not exist is not found, and neither is a path") {
    for (const char* name :
         {"", "Europe/Amsterdm", "europe/amsterdam", "../../etc/passwd", "/etc/localtime",
          "localtime", "libc:UTC", "Fixed/UTC+01:00:00", "file:UTC", "right/Europe/Amsterdam",
          "posixrules", "Europe", "tzdata.zi"})
        CHECK_MESSAGE(!Zone::find(name), name);
    CHECK(Zone::closest("Europe/Amsterdm") == "Europe/Amsterdam");
    CHECK(Zone::closest("europe/amsterdam") == "Europe/Amsterdam");
    CHECK(Zone::closest("Amsterdam") == "Europe/Amsterdam");
    CHECK(Zone::closest("US/Easter") == "US/Eastern");  // a second name of New York
    CHECK_FALSE(Zone::closest("the office"));
    // Etc/GMT+1 lies an hour to the west, where the clock shows less (the database's file etcetera).
    for (const char* name : {"GMT+1", "UTC+1", "utc+01:00", "GMT+0100"})
        CHECK(Zone::closest(name) == "Etc/GMT-1");
    CHECK(Zone::closest("UTC-11") == "Etc/GMT+11");
    for (const char* name : {"GMT+05:30", "GMT+", "UTC+99", "GMT+1x"}) CHECK_FALSE(Zone::closest(name));
}

TEST_CASE("a zone can be made of changes of one's own") {
    const Zone z{
        "ours", 1h, {{std::chrono::sys_days{std::chrono::year{2026} / 3 / 29} + 1h, 1h, 2h}}};
    CHECK(z.to_instant(local("2026-03-29 02:30")) == utc("2026-03-29 01:00"));
    CHECK(z.to_instant(local("2026-07-01")) == utc("2026-06-30 22:00"));
    CHECK(z.to_local(utc("2020-01-01")) == local("2020-01-01 01:00"));
}

TEST_CASE("zones can be asked from several threads") {
    std::vector<std::thread> threads;
    std::vector<int> right(4, 0);
    for (std::size_t i = 0; i < right.size(); ++i)
        threads.emplace_back([i, &right] {
            for (int day = 0; day < 200; ++day) {
                const auto z = Zone::find(i % 2 ? "Europe/Paris" : "Europe/Berlin");
                right[i] +=
                    z->to_local(Instant{24h * day}) == local("1970-01-01 01:00") + 24h * day ||
                    z->offset(Instant{24h * day}) == 2h;
            }
        });
    for (std::thread& t : threads) t.join();
    CHECK(right == std::vector<int>(4, 200));
}
