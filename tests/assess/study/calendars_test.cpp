#include "assess/study/calendars.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

Diagnostics deadlines(std::string_view calendar, std::string_view work) {
    const std::string text =
        replaced(replaced(works, "active: office",
                          "deadlines: [{calendar: close, work: " + std::string(work) + "}]"),
                 "  nights:", "  close: " + std::string(calendar) + "\n  nights:");
    Asked a(text, on_db);
    Diagnostics out;
    const Calendars calendars = compile_calendars(a.landscape, out);
    check_deadlines(a.landscape, calendars, Zone{}.to_instant(*parse_moment("2026-12-01T00:00")),
                    out);
    return out;
}

}  // namespace

TEST_CASE("a deadline with as much work as time can just be met") {
    CHECK(deadlines("{days: mon-fri, hours: 09:00-17:00}", "8h").all.empty());
    const Diagnostics out = deadlines("{days: mon-fri, hours: 09:00-17:00}", "481m");
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].code == "K140");
    CHECK(out.all[0].severity == Severity::error);
    CHECK(has(out.all[0].message, "`invoicing` asks for 8 h 1 min of work"));
}

TEST_CASE("a deadline that only some stretches can hold is a warning that names the first") {
    const Diagnostics out = deadlines(
        "{periods: [2027-01-04T09:00..2027-01-04T17:00, 2027-01-05T09:00..2027-01-05T12:00]}",
        "4h");
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].severity == Severity::warning);
    CHECK(has(out.all[0].message, "1 of 2 stretches"));
    CHECK(has(out.all[0].message, "Tue 5 Jan 2027 09:00 to 12:00"));
}

TEST_CASE("the night in which the clocks go forward is too short for a full shift of work") {
    const Diagnostics out = deadlines("{hours: 22:00-06:00}", "8h");
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].severity == Severity::warning);
    CHECK(has(out.all[0].message, "Sat 27 Mar 2027 22:00 to Sun 28 Mar 2027 06:00"));
}

TEST_CASE("deadlines that fall due ten times as often as calendars may occur are an error") {
    Asked a(replaced(replaced(works, "active: office", "deadlines: [{calendar: close, work: 1h}]"), "  nights:",
                     "  close: {hours: 09:00-17:00}\n  nights:"),
            on_db);  // due 731 times in two years
    Diagnostics out;
    const Calendars calendars = compile_calendars(a.landscape, out);
    const Instant from = Zone{}.to_instant(*parse_moment("2026-12-01T00:00"));
    a.landscape.calendar_budget.occurrences = 37;
    check_deadlines(a.landscape, calendars, from, out);
    CHECK(out.all.empty());
    a.landscape.calendar_budget.occurrences = 36;
    check_deadlines(a.landscape, calendars, from, out);
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].code == "K004");
    CHECK(has(out.all[0].message, "more than 360 times a year"));
    CHECK(has(out.all[0].help, "--limit occurrences=72"));
}

TEST_CASE("a zone of the landscape that does not exist is an error with the one meant") {
    Landscape l;
    l.timezone = std::string("Europe/Amsterdm");
    Diagnostics out;
    compile_calendars(l, out);
    REQUIRE(out.all.size() == 1);
    CHECK(out.all[0].code == "K109");
    CHECK(out.all[0].help == "write `Europe/Amsterdam`");
}
