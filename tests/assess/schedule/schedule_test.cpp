#include "assess/schedule/schedule.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

std::string frozen_for(std::string_view scope) {
    return works + "freezes:\n  month_end: {during: frozen, reason: invoices go out" +
           (scope.empty() ? "" : ", for: [" + std::string(scope) + "]") + "}\n";
}

std::string at(std::string_view start, std::string_view length) {
    return replaced(on_db, "start: 2027-01-12T20:00, length: 1h",
                    "start: " + std::string(start) + ", length: " + std::string(length));
}

std::string one_minute_in() { return at("2027-01-12T20:00", "61m"); }

}  // namespace

TEST_CASE("a window that ends exactly when a freeze begins does not touch it") {
    CHECK(Asked(frozen_for(""), on_db).count("T01") == 0);
    CHECK(Asked(frozen_for(""), one_minute_in()).count("T01") == 1);
}

TEST_CASE("a window that begins exactly when a freeze ends does not touch it") {
    CHECK(Asked(frozen_for(""), at("2027-01-13T06:00", "1h")).count("T01") == 0);
    CHECK(Asked(frozen_for(""), at("2027-01-13T05:59", "1h")).count("T01") == 1);
}

TEST_CASE("a window without length is where it starts") {
    const auto moment = [](std::string_view start) {
        return replaced(on_db, "start: 2027-01-12T20:00, length: 1h",
                        "start: " + std::string(start));
    };
    CHECK(Asked(frozen_for(""), moment("2027-01-12T21:00")).count("T01") == 1);
    CHECK(Asked(frozen_for(""), moment("2027-01-12T20:59")).count("T01") == 0);
    CHECK(Asked(frozen_for(""), moment("2027-01-13T06:00")).count("T01") == 0);
}

TEST_CASE("a freeze holds for components, departments, suppliers and kinds that are touched") {
    for (const char* scope : {"", "db", "it", "nordhost", "database", "portal, db"}) {
        CAPTURE(scope);
        const Finding f = Asked(frozen_for(scope), one_minute_in()).one("T01");
        CHECK(f.severity == Severity::error);
        CHECK(!f.accepted);
        CHECK(has(f.message, "for db: invoices go out"));
        CHECK(f.subjects == std::vector<Id>{"month_end"});
    }
}

TEST_CASE("a freeze for what depends on what is touched is a warning") {
    for (const char* scope : {"erp", "finance", "application"}) {
        CAPTURE(scope);
        const Finding f = Asked(frozen_for(scope), one_minute_in()).one("T01");
        CHECK(f.severity == Severity::warning);
        CHECK(has(f.message, "depends on what the change touches"));
    }
}

TEST_CASE("a freeze for what neither is touched nor depends on it says nothing") {
    for (const char* scope : {"portal", "bigdata"})
        CHECK(Asked(frozen_for(scope), one_minute_in()).count("T01") == 0);
    // db is what erp needs, not what needs erp.
    CHECK(Asked(frozen_for("db"), replaced(one_minute_in(), "update: db", "update: erp"))
              .count("T01") == 0);
}

TEST_CASE("a name that is a component and a kind stands for the component") {
    const std::string both =
        replaced(frozen_for("database"),
                 "  portal:", "  database: {kind: saas, availability: 100%}\n  portal:");
    CHECK(Asked(both, one_minute_in()).count("T01") == 0);
}

TEST_CASE("what a change adds or moves to a supplier belongs to it already") {
    const std::string move = replaced(one_minute_in(), "update: db, fails: 0%",
                                      "migrate: db, to: {supplier: bigdata}, fails: 0%");
    CHECK(Asked(frozen_for("bigdata"), move).one("T01").severity == Severity::error);
    CHECK(Asked(frozen_for("nordhost"), move).one("T01").severity == Severity::error);
}

TEST_CASE("a freeze shows where it and its calendar are written") {
    Asked a(frozen_for(""), one_minute_in());
    const Finding f = a.one("T01");
    CHECK(has(a.line(f.at), "window: {start: 2027-01-12T20:00"));
    REQUIRE(f.related.size() == 2);
    CHECK(has(a.line(f.related[0].at), "month_end: {during: frozen"));
    CHECK(has(a.line(f.related[1].at), "frozen: {periods:"));
    CHECK(has(f.message, "Tue 12 Jan 2027 21:00 to Wed 13 Jan 2027 06:00"));
}

TEST_CASE("types of change in `except` are free of a freeze; the type assumed is normal") {
    const auto except = [](std::string_view type) {
        return replaced(frozen_for(""), "reason:", "except: [" + std::string(type) + "], reason:");
    };
    CHECK(Asked(except("normal"), one_minute_in()).count("T01") == 0);
    CHECK(Asked(except("emergency"), one_minute_in()).count("T01") == 1);
    CHECK(Asked(except("emergency"), one_minute_in() + "type: emergency\n").count("T01") == 0);
}

TEST_CASE("an override with a reason is an accepted finding, not a silent one") {
    const std::string overridden =
        one_minute_in() + "overrides: [{freeze: month_end, because: contract, by: finance}]\n";
    Asked a(frozen_for(""), overridden);
    const Finding f = a.one("T01");
    CHECK(f.severity == Severity::error);
    REQUIRE(f.accepted);
    CHECK(*f.accepted->because == "contract");
    CHECK(*f.accepted->by == "finance");
    // It keeps its fingerprint, so that the same finding is known with and without.
    CHECK(f.fingerprint == Asked(frozen_for(""), one_minute_in()).one("T01").fingerprint);
}

TEST_CASE("month-end on a Friday that is a holiday freezes the Thursday before") {
    const std::string l = replaced(works + "freezes: {month_end: {during: close}}\n", "  nights:",
                                   "  holidays: {dates: [2027-04-30]}\n"
                                   "  close: {working_day: last, of: month, holidays: holidays, "
                                   "hours: 06:00-18:00}\n  nights:");
    CHECK(Asked(l, at("2027-04-29T17:00", "1h")).count("T01") == 1);
    CHECK(Asked(l, at("2027-04-29T18:00", "1h")).count("T01") == 0);
    CHECK(Asked(l, at("2027-04-30T17:00", "1h")).count("T01") == 0);
}

TEST_CASE("the last day of February in a leap year is the 29th") {
    const std::string l = replaced(
        works + "freezes: {invoices: {during: last_day}}\n", "  nights:",
        "  last_day: {rrule: \"FREQ=MONTHLY;BYMONTHDAY=-1\", hours: 06:00-18:00}\n  nights:");
    CHECK(Asked(l, at("2028-02-29T17:59", "1h")).count("T01") == 1);
    CHECK(Asked(l, at("2028-02-28T17:00", "1h")).count("T01") == 0);
    CHECK(Asked(l, at("2027-02-28T17:00", "1h")).count("T01") == 1);
}

TEST_CASE("five days of notice are enough for a normal change, a minute less is not") {
    const auto asked = [](std::string_view start, std::string_view requested) {
        return replaced(at(start, "1h"), "2026-12-01", requested);
    };
    CHECK(Asked(works, asked("2027-01-12T00:00", "2027-01-07")).count("T02") == 0);
    const Finding f = Asked(works, asked("2027-01-11T23:59", "2027-01-07")).one("T02");
    CHECK(f.severity == Severity::warning);
    CHECK(has(f.message, "a normal change (assumed) needs 5 d of notice"));
    CHECK(has(f.message, "has 4 d 23 h"));
}

TEST_CASE("notice counts days on the clock: summer time does not make a week too short") {
    // 28 March 2027 has 23 hours: from the 26th to the 31st there are 119.
    CHECK(Asked(works, replaced(at("2027-03-31T00:00", "1h"), "2026-12-01", "2027-03-26"))
              .count("T02") == 0);
}

TEST_CASE("notice of a change that states no request counts from today") {
    const std::string unknown = replaced(on_db, "requested: 2026-12-01\n", "");
    CHECK(Asked(works, unknown, {}, "2027-01-07").count("T02") == 0);
    CHECK(has(Asked(works, unknown, {}, "2027-01-08").one("T02").message, "from today"));
    CHECK(Asked(works, unknown, {}, "").count("T02") == 0);
}

TEST_CASE("how much notice a type needs is the policy's to say") {
    const std::string late = replaced(on_db, "2026-12-01", "2027-01-12");
    CHECK(Asked(works, late + "type: standard\n").count("T02") == 0);
    CHECK(Asked(works, late + "type: emergency\n").count("T02") == 0);
    const std::string policy = "thresholds: {lead_time: {standard: 1d, normal: 0h}}\n";
    CHECK(Asked(works, late + "type: standard\n", {}, "2026-12-15", policy).count("T02") == 1);
    CHECK(Asked(works, late, {}, "2026-12-15", policy).count("T02") == 0);
    CHECK(Asked(works, late, {}, "2026-12-15", "findings: {T02: off}\n").count("T02") == 0);
    CHECK(Asked(works, late, {}, "2026-12-15", "findings: {T02: error}\n").one("T02").severity ==
          Severity::error);
}

TEST_CASE("a component is changed only within its `changes_in`") {
    const std::string l = replaced(works, "  db: {", "  db: {changes_in: nights, ");
    CHECK(Asked(l, at("2027-01-12T20:00", "10h")).count("T07") == 0);
    Asked late(l, at("2027-01-12T20:00", "601m"));
    const Finding f = late.one("T07");
    CHECK(f.severity == Severity::error);
    CHECK(has(f.message, "leaves `changes_in: nights` of db from Wed 13 Jan 2027 06:00 to 06:01"));
    REQUIRE(f.related.size() == 2);
    CHECK(has(late.line(f.related[0].at), "changes_in: nights"));
    CHECK(has(late.line(f.related[1].at), "nights: {hours"));
    CHECK(Asked(l, at("2027-01-12T19:59", "1h")).count("T07") == 1);
    CHECK(has(Asked(l, at("2027-01-12T12:00", "1h")).one("T07").message, "lies outside"));
    // Depending on it is not changing it.
    CHECK(Asked(l, replaced(at("2027-01-12T12:00", "1h"), "update: db", "update: erp"))
              .count("T07") == 0);
}

TEST_CASE("the night in which the clocks go back is an hour longer") {
    const std::string l = replaced(works, "  db: {", "  db: {changes_in: nights, ");
    CHECK(Asked(l, at("2027-10-30T20:00", "11h")).count("T07") == 0);
    CHECK(Asked(l, at("2027-10-30T20:00", "661m")).count("T07") == 1);
    CHECK(Asked(l, at("2027-10-29T20:00", "11h")).count("T07") == 1);
}

TEST_CASE("a component's calendar does not take the place of its supplier's") {
    const std::string l =
        replaced(replaced(works, "nordhost: {}", "nordhost: {changes_in: nights}"), "  db: {",
                 "  db: {changes_in: office, ");
    CHECK(Asked(l, at("2027-01-12T20:00", "1h")).one("T07").subjects == std::vector<Id>{"db"});
    const Finding f = Asked(l, at("2027-01-12T12:00", "1h")).one("T07");
    CHECK(f.subjects == std::vector<Id>{"nordhost"});
    CHECK(has(f.message, "the supplier of db"));
}

TEST_CASE("a window keeps to each calendar of its own `within`") {
    const auto within = [](std::string_view start, std::string_view calendars) {
        return replaced(at(start, "1h"), "length: 1h",
                        "length: 1h, within: [" + std::string(calendars) + "]");
    };
    CHECK(Asked(works, within("2027-01-12T20:00", "nights")).count("T07") == 0);
    CHECK(Asked(works, within("2027-01-12T19:30", "nights")).count("T07") == 1);
    CHECK(Asked(works, within("2027-01-12T20:00", "nights, office")).count("T07") == 1);
}

TEST_CASE("a window that begins before today lies in the past") {
    CHECK(Asked(works, on_db, {}, "2027-01-12").count("T08") == 0);
    const Finding f = Asked(works, on_db, {}, "2027-01-13").one("T08");
    CHECK(f.severity == Severity::warning);
    CHECK(has(f.message, "Tue 12 Jan 2027 20:00"));
    CHECK(Asked(works, on_db, {}, "").count("T08") == 0);
}
