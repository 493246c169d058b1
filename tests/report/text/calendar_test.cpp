#include "report/report.h"

#include <doctest/doctest.h>

#include "read_back.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

Zone amsterdam() { return *Zone::find("Europe/Amsterdam"); }

Instant local(int year, unsigned month, unsigned day, std::chrono::minutes clock) {
    return amsterdam().to_instant(
        std::chrono::local_days{std::chrono::year{year} / static_cast<int>(month) /
                                static_cast<int>(day)} +
        clock);
}

CalendarSheet invoice_day() {
    CalendarSheet s;
    s.id = "invoice_day";
    s.name = "Invoices";
    s.zone = amsterdam();
    s.from = local(2027, 2, 1, 0min);
    s.to = local(2027, 3, 1, 0min);
    s.intervals = {{local(2027, 2, 26, 6h), local(2027, 2, 26, 18h)}};
    s.months = {{"February 2027", "Mon        Tue"}};
    return s;
}

}  // namespace

TEST_CASE("a calendar is drawn by months, with a sum at the end") {
    CHECK(calendar_text(invoice_day(), {}) ==
          "invoice_day  Invoices                                           Europe/Amsterdam\n"
          "\n"
          "February 2027\n"
          "Mon        Tue\n"
          "\n"
          "1 interval, 12 h in all, in Mon 1 Feb 2027 00:00 – Mon 1 Mar 00:00\n");
}

TEST_CASE("a calendar that is never active says so") {
    CalendarSheet s = invoice_day();
    s.intervals.clear();
    CHECK(calendar_text(s, {}).find("Never active in ") != std::string::npos);
    CHECK(read_back(calendar_json(s))["intervals"].Empty());
}

TEST_CASE("calendar/1 has the fields of the contract") {
    const rapidjson::Document d = read_back(calendar_json(invoice_day()));
    CHECK(text(d["knockon"]) == "calendar/1");
    CHECK(text(d["id"]) == "invoice_day");
    CHECK(text(d["timezone"]) == "Europe/Amsterdam");
    CHECK(text(d["intervals"][0]["start"]) == "2027-02-26T06:00:00+01:00");
    CHECK(text(d["intervals"][0]["end"]) == "2027-02-26T18:00:00+01:00");
}

TEST_CASE("the list of calendars says when each is active next, or that it is not") {
    const std::vector<CalendarRow> rows = {
        {"nights", "", amsterdam(), Span{local(2027, 2, 26, 20h), local(2027, 2, 27, 6h)}},
        {"gone", "Old", amsterdam(), {}}};
    const std::string page = calendars_text(rows, {});
    CHECK(page.find("Fri 26 Feb 2027 20:00 – Sat 27 Feb 06:00") != std::string::npos);
    CHECK(page.find("not within ten years") != std::string::npos);
    const rapidjson::Document d = read_back(calendars_json(rows));
    CHECK(text(d["calendars"][0]["id"]) == "nights");
    CHECK(text(d["calendars"][0]["next"]["end"]) == "2027-02-27T06:00:00+01:00");
    CHECK(d["calendars"][1]["next"].IsNull());
}
