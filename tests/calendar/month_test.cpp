#include "calendar/month.h"

#include <doctest/doctest.h>

#include "calendars.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

std::string month(const Calendars& c, const Id& id, int year, unsigned number) {
    std::string text;
    for (const std::string& line :
         month_lines(c, id, std::chrono::year{year} / std::chrono::month{number})) {
        CHECK(line.size() <= 77);
        text += line + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("a month shows when a calendar is active, and which days are short or long") {
    Defined d;
    d["nights"].days = weekdays(6, 7);
    d["nights"].hours = std::vector{HourRange{22h + 30min, 6h + 15min}};
    d["office"].days = weekdays(1, 5);
    d["office"].hours = std::vector{hours(8, 12), HourRange{12h + 30min, 17h + 15min}};
    d["office"].except = {Ref{"holidays", {}}};
    d["holidays"].dates = {dates("2026-10-14")};
    const Calendars c = d.compile();
    CHECK(month(c, "nights", 2026, 10) ==
          "October 2026\n"
          "Mon        Tue        Wed        Thu        Fri        Sat        Sun\n"
          "                                  1          2          3          4\n"
          "                                  .          .         22:30-     0:00-6:15\n"
          "                                                        24:00     22:30-\n"
          "                                                                   24:00\n"
          " 5          6          7          8          9         10         11\n"
          "0:00-6:15   .          .          .          .         22:30-     0:00-6:15\n"
          "                                                        24:00     22:30-\n"
          "                                                                   24:00\n"
          "12         13         14         15         16         17         18\n"
          "0:00-6:15   .          .          .          .         22:30-     0:00-6:15\n"
          "                                                        24:00     22:30-\n"
          "                                                                   24:00\n"
          "19         20         21         22         23         24         25 (25 h)\n"
          "0:00-6:15   .          .          .          .         22:30-     0:00-6:15\n"
          "                                                        24:00     22:30-\n"
          "                                                                   24:00\n"
          "26         27         28         29         30         31\n"
          "0:00-6:15   .          .          .          .         22:30-\n"
          "                                                        24:00\n");
    CHECK(month(c, "holidays", 2026, 10).find("\n .          .         all day     .   ") !=
          std::string::npos);
    const std::string office = month(c, "office", 2026, 10);
    CHECK(office.find("12         13         14         15         16         17         18\n"
                      "08-12      08-12       .         08-12      08-12       .          .\n"
                      "12:30-     12:30-                12:30-     12:30-\n"
                      " 17:15      17:15                 17:15      17:15\n") != std::string::npos);
}

TEST_CASE("days of a month know their length and how much of it is active") {
    Defined d;
    d["c"].hours = std::vector{hours(0, 6)};
    const Calendars c = d.compile();
    const auto march = month_days(c, "c", std::chrono::year{2026} / 3);
    REQUIRE(march.size() == 31);
    CHECK(march[28].length == 23h);
    CHECK(march[28].active == 5h);
    CHECK(march[28].parts == std::vector{DayPart{0min, 6h}});
    CHECK(march[27].length == 24h);
    const auto october = month_days(c, "c", std::chrono::year{2026} / 10);
    CHECK(october[24].length == 25h);
    CHECK(october[24].active == 7h);
    CHECK_FALSE(october[24].whole());
}
