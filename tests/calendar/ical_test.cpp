#include "calendar/ical.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/codes.h"
#include "calendar/ical_text.h"
#include "calendar/ical_zone.h"
#include "calendar/spans.h"
#include "calendars.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

std::string file(const std::string& body) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + body + "END:VCALENDAR\r\n";
}

std::string event(const std::string& body) {
    return file("BEGIN:VEVENT\r\nUID:1\r\n" + body + "END:VEVENT\r\n");
}

/// Active times on the wall in Amsterdam; what was said comes first.
std::string active(const std::string& text, const std::string& from, const std::string& to) {
    Defined d;
    d["c"].ics = {"c.ics", {1, 5, 1, 1}};
    d["c"].ics_text = {text, {1, 5, 1, 1}};
    const Calendars c = d.compile();
    const Zone& z = c.landscape_zone();
    return d.messages() +
           on_the_wall(c.spans("c", z.to_instant(local(from)), z.to_instant(local(to))), z);
}

std::string said(const std::string& text, std::size_t most = 1'000'000) {
    std::string all;
    for (const IcalProblem& p : read_ical(text, Zone{}, most).problems)
        all += std::to_string(p.line) + " " + p.message + "\n";
    return all;
}

}  // namespace

TEST_CASE("an event in UTC, in a zone, floating, and a whole day") {
    CHECK(active(event("DTSTART:20261230T190000Z\r\nDTEND:20261231T010000Z\r\n"), "2026-12-01",
                 "2027-01-31") == "2026-12-30 20:00/2026-12-31 02:00");
    CHECK(active(event("DTSTART;TZID=America/New_York:20261230T190000\r\nDURATION:PT2H\r\n"),
                 "2026-12-01", "2027-01-31") == "2026-12-31 01:00/2026-12-31 03:00");
    CHECK(active(event("DTSTART:20261230T190000\r\nDURATION:PT2H\r\n"), "2026-12-01",
                 "2027-01-31") == "2026-12-30 19:00/2026-12-30 21:00");
    CHECK(active(event("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\n"),
                 "2026-12-01", "2027-01-31") == "2026-12-25 00:00/2026-12-27 00:00");
    CHECK(active(event("DTSTART;VALUE=DATE:20261225\r\n"), "2026-12-01", "2027-01-31") ==
          "2026-12-25 00:00/2026-12-26 00:00");
}

TEST_CASE(
    "folded lines, LF, lower case, quoted parameters, alarms and other blocks do not matter") {
    CHECK(active("begin:vcalendar\nBEGIN:X-NOTE\nDTSTART:20200101\nEND:X-NOTE\nBEGIN:VEVENT\n"
                 "SUMMARY:Board\\, plans: a\n  long one\nDTSTART;X-A=\"a:b;c\";TZID=\"Europe/\n"
                 "\tAmsterdam\":20261230T1\n 90000\nDURATION:PT1H\nBEGIN:VALARM\nTRIGGER:-PT15M\n"
                 "DURATION:PT9H\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR",
                 "2026-12-01", "2027-01-31") == "2026-12-30 19:00/2026-12-30 20:00");
}

TEST_CASE("a rule with dates taken out, added and moved") {
    const std::string series =
        "BEGIN:VEVENT\r\nUID:s\r\nDTSTART;TZID=Europe/Amsterdam:20261005T090000\r\n"
        "DTEND;TZID=Europe/"
        "Amsterdam:20261005T100000\r\nRRULE:FREQ=WEEKLY;UNTIL=20261102T080000Z\r\n"
        "EXDATE;TZID=Europe/Amsterdam:20261012T090000\r\n"
        "RDATE;TZID=Europe/Amsterdam:20261014T150000\r\n"
        "RDATE;VALUE=PERIOD:20261015T150000Z/PT30M,20261016T150000Z/20261016T153000Z\r\n"
        "END:VEVENT\r\n";
    CHECK(active(file(series), "2026-09-01", "2027-01-31") ==
          "2026-10-05 09:00/2026-10-05 10:00\n2026-10-14 15:00/2026-10-14 16:00\n"
          "2026-10-15 17:00/2026-10-15 17:30\n2026-10-16 17:00/2026-10-16 17:30\n"
          "2026-10-19 09:00/2026-10-19 10:00\n2026-10-26 09:00/2026-10-26 10:00\n"
          "2026-11-02 09:00/2026-11-02 10:00");
    const std::string moved =
        "BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261019T090000\r\n"
        "DTSTART;TZID=Europe/Amsterdam:20261020T110000\r\nDURATION:PT3H\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID:20261026T080000Z\r\nSTATUS:CANCELLED\r\n"
        "DTSTART;TZID=Europe/Amsterdam:20261026T090000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
    CHECK(active(file(moved + series), "2026-10-17", "2027-01-31") ==
          "2026-10-20 11:00/2026-10-20 14:00\n2026-11-02 09:00/2026-11-02 10:00");
}

TEST_CASE("whole days of a rule, and one of them taken out") {
    CHECK(active(event("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\n"), "2024-01-01",
                 "2033-01-01") ==
          "2024-02-29 00:00/2024-03-01 00:00\n"
          "2028-02-29 00:00/2028-03-01 00:00\n"
          "2032-02-29 00:00/2032-03-01 00:00");
    CHECK(
        active(event("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=MONTHLY;UNTIL=20260401T000000Z\r\n"
                     "EXDATE;VALUE=DATE:20260201\r\n"),
               "2026-01-01", "2027-01-01") ==
        "2026-01-01 00:00/2026-01-02 00:00\n2026-03-01 00:00/2026-03-02 00:00\n"
        "2026-04-01 00:00/2026-04-02 00:00");
}

TEST_CASE("DURATION in days is the clock's, DTEND is exact") {
    const auto length = [](const std::string& body) {
        const Ical ical = read_ical(event(body), zone("Europe/Amsterdam"), 10);
        REQUIRE(ical.fixed.size() == 1);
        return ical.fixed[0].end - ical.fixed[0].start;
    };
    CHECK(length("DTSTART:20260328T120000\r\nDURATION:P1D\r\n") == 23h);
    CHECK(length("DTSTART:20260328T120000\r\nDURATION:PT24H\r\n") == 24h);
    CHECK(length("DTSTART:20261024T120000\r\nDTEND:20261025T120000\r\n") == 25h);
    CHECK(length("DTSTART:20261024T120000\r\nDURATION:P1W\r\n") == 7 * 24h + 1h);
    // The same for every occurrence: the second of these nights is the one with the extra hour.
    CHECK(active(event("DTSTART:20261023T220000\r\nDTEND:20261024T060000\r\n"
                       "RRULE:FREQ=DAILY;COUNT=2\r\n"),
                 "2026-10-23", "2026-10-26") ==
          "2026-10-23 22:00/2026-10-24 06:00\n2026-10-24 22:00/2026-10-25 05:00");
    CHECK(active(event("DTSTART:20261023T220000\r\nDURATION:PT8H\r\nRRULE:FREQ=DAILY\r\n"),
                 "2026-10-24 21:00", "2026-10-25 12:00") == "2026-10-24 22:00/2026-10-25 05:00");
}

TEST_CASE("taking out what is not there is a warning, for it was meant to be something else") {
    const std::string series =
        "DTSTART;TZID=Europe/Amsterdam:20261005T090000\r\nDURATION:PT1H\r\n"
        "RRULE:FREQ=WEEKLY\r\n";
    CHECK(said(event(series + "EXDATE:20261012T070000Z\r\n")).empty());
    CHECK(said(event(series + "EXDATE;VALUE=DATE:20261012\r\n")).empty());
    CHECK(
        said(event(series + "EXDATE:20261012T090000Z\r\n")) ==
        "4 EXDATE or RECURRENCE-ID takes out 2026-10-12T11:00:00+02:00, at which nothing begins\n");
    CHECK(said(event(series + "EXDATE;VALUE=DATE:20261013\r\n")) ==
          "4 EXDATE or RECURRENCE-ID takes out 2026-10-13, at which nothing begins\n");
}

TEST_CASE("an event that is no occurrence of its own rule counts, with a warning") {
    CHECK(active(event("DTSTART:20261001T090000\r\nDURATION:PT1H\r\n"
                       "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\r\n"),
                 "2026-09-01", "2027-01-01") ==
          "c.ics:4: DTSTART is no occurrence of the event's rule; it is taken as one more\n"
          "2026-10-01 09:00/2026-10-01 10:00\n2026-10-05 09:00/2026-10-05 10:00\n"
          "2026-10-12 09:00/2026-10-12 10:00");
}

TEST_CASE("a zone that only the file knows is made from its rules") {
    const std::string rules =
        "BEGIN:VTIMEZONE\r\nTZID:Our office\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
        "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
        "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
        "END:VTIMEZONE\r\n";
    const std::string body =
        "BEGIN:VEVENT\r\nDTSTART;TZID=Our office:20260101T120000\r\nDURATION:PT1H\r\n"
        "RRULE:FREQ=HOURLY;INTERVAL=7\r\nEND:VEVENT\r\n";
    const Ical ours = read_ical(file(body + rules), Zone{}, 1'000'000);
    REQUIRE(ours.problems.empty());
    REQUIRE(ours.rules.size() == 1);
    const Zone amsterdam = zone("Europe/Amsterdam");
    for (Instant t = utc("2000-01-01"); t < utc("2100-01-01"); t += 5 * 24h + 1h)
        CHECK(ours.rules[0].series->zone.offset(t) == amsterdam.offset(t));
    CHECK(said(file(body)) == "5 there is no time zone `Our office`\n");
    CHECK(read_ical(
              event("DTSTART;TZID=/x.org/2020a/Asia/Kolkata:20260101T120000\r\nDURATION:PT1H\r\n"),
              Zone{}, 9)
              .fixed == Spans{{utc("2026-01-01 06:30"), utc("2026-01-01 07:30")}});
}

TEST_CASE("a file's own zone comes before the system's, for its own calendar object") {
    const auto zone_of = [](const std::string& name, const std::string& offset) {
        return "BEGIN:VTIMEZONE\r\nTZID:" + name +
               "\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:" + offset +
               "\r\nTZOFFSETTO:" + offset + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    };
    const auto at = [](const std::string& zone, const std::string& uid) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTART;TZID=" + zone +
               ":20260715T100000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
    };
    const auto fixed = [](const std::string& text) {
        const Ical ical = read_ical(text, Zone{}, 100);
        CHECK(ical.problems.empty());
        return normalised(ical.fixed);
    };
    CHECK(fixed(file(zone_of("GMT", "+0100") + at("GMT", "1"))) ==
          Spans{{utc("2026-07-15 09:00"), utc("2026-07-15 10:00")}});
    // The second object has no zone of its own, so that its GMT is everybody's.
    CHECK(fixed(file(zone_of("GMT", "+0500") + at("GMT", "1")) + file(at("GMT", "2"))) ==
          Spans{{utc("2026-07-15 05:00"), utc("2026-07-15 06:00")},
                {utc("2026-07-15 10:00"), utc("2026-07-15 11:00")}});
    CHECK(fixed(file(zone_of("A\\, B\\; C", "+0300") + at("\"A, B; C\"", "1"))) ==
          Spans{{utc("2026-07-15 07:00"), utc("2026-07-15 08:00")}});
    CHECK(fixed(file(zone_of("(UTC+03:00) Moscow", "+0300") + at("(UTC+03:00) Moscow", "1"))) ==
          Spans{{utc("2026-07-15 07:00"), utc("2026-07-15 08:00")}});
    // One that says nothing is passed over where its name says enough, and is an error elsewhere.
    const std::string empty = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nEND:VTIMEZONE\r\n";
    CHECK(said(file(empty + at("Asia/Tokyo", "1"))) ==
          "4 the zone has neither STANDARD nor DAYLIGHT; the zone `Asia/Tokyo` is taken by its "
          "name\n");
    CHECK(said(file(empty + at("UTC", "1"))).empty());
    const std::string ours = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nEND:VTIMEZONE\r\n";
    CHECK(said(file(ours + at("Ours", "1"))) == "4 the zone has neither STANDARD nor DAYLIGHT\n");
}

TEST_CASE("Windows' names of zones are known, in any case") {
    for (const char* name : {"W. Europe Standard Time", "w. europe standard time",
                             "tzone://Microsoft/W. Europe Standard Time", "europe/berlin"}) {
        CAPTURE(std::string{name});
        const Ical ical = read_ical(
            event("DTSTART;TZID=" + std::string{name} + ":20260917T130000\r\nDURATION:PT1H\r\n"),
            Zone{}, 10);
        CHECK(ical.problems.empty());
        CHECK(ical.fixed == Spans{{utc("2026-09-17 11:00"), utc("2026-09-17 12:00")}});
    }
    // First, last and those with a sign, which order otherwise; offsets as Windows shows them.
    for (const auto& [name, hours] : {std::pair{"Dateline Standard Time", -12},
                                      {"UTC-11", -11},
                                      {"UTC+12", 12},
                                      {"Line Islands Standard Time", 14},
                                      {"Yukon Standard Time", -7}})
        CHECK(zone(std::string{iana_of_windows(name).value()}).offset(utc("2026-01-15")) ==
              std::chrono::hours{hours});
    CHECK_FALSE(iana_of_windows("W. Europe"));
    // As Windows shows them, older lists and spellings too; the places decide, for the offsets are
    // what they were when somebody wrote the name.
    for (const auto& [shown, iana] :
         {std::pair{"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
                    "Europe/Berlin"},
          {"(GMT+01:00) amsterdam, berlin, bern, rome, stockholm, vienna", "Europe/Berlin"},
          {"(GMT+02:00) Helsinki, Kiev, Riga, Sofia, Tallinn, Vilnius", "Europe/Kiev"},
          {"(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London"},
          {"(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"},
          {"(UTC+02:00) Istanbul", "Europe/Istanbul"},
          {"(UTC) Coordinated Universal Time", "Etc/UTC"},
          {"(UTC-07:00) Chihuahua, La Paz, Mazatlan", "America/Chihuahua"}})
        CHECK(iana_of_windows(shown).value_or("none") == iana);
    // Places that have parted since, and names of which nothing is known.
    for (const char* open : {"(GMT+03:00) Moscow, St. Petersburg, Volgograd", "(UTC+01:00) La Paz",
                             "(UTC+01:00) Utrecht", "(UTC+01:00) ", "(UTC+01:00)", "Berlin", ""})
        CHECK_FALSE(iana_of_windows(open));
    const std::string shown = "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna";
    for (const std::string& tzid :
         {"\"" + shown + "\"", shown,
          std::string{"(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rome\\, Stockholm\\, Vienna"}})
        CHECK(active(event("DTSTART;TZID=" + tzid + ":20260917T130000\r\nDURATION:PT1H\r\n"),
                     "2026-09-01", "2026-10-01") == "2026-09-17 13:00/2026-09-17 14:00");
    CHECK(said(event("DTSTART;TZID=" + std::string(90'000, '/') + ":20260917T130000\r\n"))
              .starts_with("6 there is no time zone"));
    CHECK(said(event("DTSTART;TZID=W. Europe:20260917T130000\r\nDURATION:PT1H\r\n")) ==
          "6 there is no time zone `W. Europe`\n");
    // An hour before or after UTC? People mean the one, the database's Etc/GMT+1 is the other.
    CHECK(said(event("DTSTART;TZID=GMT+1:20260917T130000\r\nDURATION:PT1H\r\n")) ==
          "6 there is no time zone `GMT+1`\n");
}

TEST_CASE("a zone means nothing to a day, and a day that ends where it begins is that day") {
    for (const char* start :
         {"DTSTART;TZID=Asia/Shanghai;VALUE=DATE:20260901\r\n", "DTSTART;TZID=Nowhere:20260901\r\n",
          "DTSTART;VALUE=date:20260901T000000\r\n",
          "DTSTART;VALUE=DATE:20260901\r\nDTEND;VALUE=DATE:20260901\r\n",
          "DTSTART;VALUE=DATE:20260901\r\nDURATION:PT0S\r\n",
          "DTSTART;VALUE=DATE:20260901\r\nDURATION:pt24h\r\n"}) {
        CAPTURE(std::string{start});
        CHECK(active(event(start), "2026-08-01", "2026-10-01") ==
              "2026-09-01 00:00/2026-09-02 00:00");
    }
    // A day of 25 hours is one as well.
    CHECK(active(event("DTSTART:20261025\r\nDURATION:PT24H\r\n"), "2026-10-01", "2026-11-01") ==
          "2026-10-25 00:00/2026-10-26 00:00");
    // What is taken out of a series of days is a day, in whatever way it is written.
    for (const char* out : {"EXDATE:20260902T000000\r\n", "EXDATE:20260901T220000Z\r\n",
                            "EXDATE;TZID=Asia/Shanghai:20260902T000000\r\n",
                            "EXDATE;VALUE=DATE:20260902,,\r\nEXDATE:\r\n"}) {
        CAPTURE(std::string{out});
        CHECK(active(event("DTSTART:20260901\r\nRRULE:FREQ=DAILY;COUNT=3\r\n" + std::string{out}),
                     "2026-08-01", "2026-10-01") ==
              "2026-09-01 00:00/2026-09-02 00:00\n2026-09-03 00:00/2026-09-04 00:00");
    }
}

TEST_CASE("of one event the newest revision counts, cancelled or not") {
    const auto revision = [](const std::string& head, const std::string& day) {
        return "BEGIN:VEVENT\r\nUID:a\\, b\r\n" + head + "DTSTART;VALUE=DATE:202611" + day +
               "\r\nEND:VEVENT\r\n";
    };
    const auto days = [](const std::string& body) {
        std::string text = active(file(body), "2026-10-01", "2027-01-01"), out;
        for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
            out += text.substr(at, 2) == "20" ? text.substr(at + 8, 2) + " " : text.substr(at);
            if (text.find('\n', at) == std::string::npos) break;
        }
        return out;
    };
    const std::string off = "calendar `c` is never active between 1970 and 2200\n";
    const std::string one = revision("SEQUENCE:1\r\n", "02"),
                      ten = revision("SEQUENCE:10\r\n", "10");
    CHECK(days(one + ten) == "10 ");
    CHECK(days(ten + one) == "10 ");
    CHECK(days(ten + revision("SEQUENCE:11\r\nSTATUS:Cancelled\r\n", "02")) == off);
    CHECK(days(ten + revision("SEQUENCE:9\r\nSTATUS:CANCELLED\r\n", "02")) == "10 ");
    CHECK(days(revision("DTSTAMP:20260102T000000Z\r\n", "03") +
               revision("DTSTAMP:20260101T000000Z\r\n", "04")) == "03 ");
    CHECK(days(revision("LAST-MODIFIED:20260102T000000Z\r\n", "03") +
               revision("LAST-MODIFIED:20260103T000000Z\r\n", "04")) == "04 ");
    CHECK(said(file(revision("", "03") + revision("", "04"))) ==
          "8 another event has the UID `a, b`, and neither is newer by SEQUENCE or DTSTAMP; both "
          "count\n");
    // The whole object says that its events are off.
    CHECK(active("BEGIN:VCALENDAR\nMETHOD:cancel\n" + revision("SEQUENCE:2\r\n", "05") +
                     "END:VCALENDAR\n" + file(one),
                 "2026-10-01", "2027-01-01") == off);

    const std::string weekly = "RRULE:FREQ=WEEKLY;COUNT=3\r\n";
    const std::string series = revision("SEQUENCE:2\r\n" + weekly, "02");  // 2, 9, 16 November
    const auto instance = [&](const std::string& sequence, const std::string& of,
                              const std::string& day) {
        return revision(
            "SEQUENCE:" + sequence + "\r\nRECURRENCE-ID;VALUE=DATE:202611" + of + "\r\n", day);
    };
    CHECK(days(series + instance("2", "09", "11") + instance("3", "09", "12")) == "02 12 16 ");
    CHECK(days(series + instance("4", "09", "11") + instance("3", "09", "12")) == "02 11 16 ");
    CHECK(days(series + instance("1", "09", "11")) == "02 11 16 ");  // still there: still moved
    const std::string without =
        revision("SEQUENCE:2\r\nEXDATE;VALUE=DATE:20261109\r\n" + weekly, "02");
    CHECK(days(without + instance("1", "09", "11")) == "02 16 ");     // taken out since
    CHECK(days(without + instance("2", "09", "11")) == "02 11 16 ");  // some programs write both
    CHECK(said(file(series + instance("1", "10", "11"))) ==
          "10 the instance is of an older revision than its series, which has nothing at that "
          "moment any more; it is left out\n");
    CHECK(days(revision("SEQUENCE:3\r\nSTATUS:CANCELLED\r\n" + weekly, "02") + series +
               instance("2", "09", "11")) == off);
}

TEST_CASE("with RANGE=THISANDFUTURE what comes after an instance moves and lasts as it does") {
    const auto series = [](const std::string& more) {
        return "BEGIN:VEVENT\r\nUID:s\r\nDTSTART;TZID=Europe/Amsterdam:20261005T090000\r\n"
               "DURATION:PT1H\r\n" +
               more + "END:VEVENT\r\n";
    };
    const auto moved = [](const std::string& id, const std::string& more) {
        return "BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID;" + id + "\r\n" + more + "END:VEVENT\r\n";
    };
    const auto in_autumn = [](const std::string& events) {
        return active(file(events), "2026-10-01", "2026-11-15");
    };
    const std::string before =
        "2026-10-05 09:00/2026-10-05 10:00\n2026-10-12 09:00/2026-10-12 10:00\n";
    const std::string behind =
        "2026-10-20 10:00/2026-10-20 12:00\n2026-10-27 10:00/2026-10-27 12:00\n"
        "2026-11-03 10:00/2026-11-03 12:00\n2026-11-10 10:00/2026-11-10 12:00";
    const std::string from_19th = moved("RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261019T090000",
                                        "DTSTART;TZID=Europe/Amsterdam:20261020T100000\r\n"
                                        "DURATION:PT2H\r\n");
    // With and without an end; the clocks go back on 25 October.
    for (const char* rule : {"RRULE:FREQ=WEEKLY\r\n", "RRULE:FREQ=WEEKLY;COUNT=6\r\n",
                             "RRULE:FREQ=WEEKLY;UNTIL=20261109T080000Z\r\n"}) {
        CAPTURE(std::string{rule});
        CHECK(in_autumn(series(rule) + from_19th) == before + behind);
        CHECK(in_autumn(from_19th + series(rule)) == before + behind);
        CHECK(in_autumn(series(rule) +
                        moved("RANGE=thisandfuture:20261019T070000Z",
                              "DTSTART:20261020T080000Z\r\nDTEND:20261020T100000Z\r\n")) ==
              before + behind);
        // One later instance moved by itself, and all from another one on called off.
        CHECK(in_autumn(series(rule) + from_19th +
                        moved("TZID=Europe/Amsterdam:20261026T090000",
                              "DTSTART;TZID=Europe/Amsterdam:20261028T080000\r\n"
                              "DURATION:PT15M\r\n") +
                        moved("RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261102T090000",
                              "STATUS:CANCELLED\r\n")) ==
              before + "2026-10-20 10:00/2026-10-20 12:00\n2026-10-28 08:00/2026-10-28 08:15");
        // To the same time of day in New York, which is five hours away, four from 25 October to
        // 1 November.
        CHECK(in_autumn(series(rule) +
                        moved("RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261019T090000",
                              "DTSTART;TZID=America/New_York:20261019T090000\r\n"
                              "DURATION:PT1H\r\n")) ==
              before +
                  "2026-10-19 15:00/2026-10-19 16:00\n2026-10-26 14:00/2026-10-26 15:00\n"
                  "2026-11-02 15:00/2026-11-02 16:00\n2026-11-09 15:00/2026-11-09 16:00");
        // The day alone names the instance, too.
        CHECK(in_autumn(series(rule) + moved("RANGE=THISANDFUTURE;VALUE=DATE:20261019",
                                             "DTSTART;TZID=Europe/Amsterdam:20261020T100000\r\n"
                                             "DURATION:PT2H\r\n")) == before + behind);
        // From there on by another rule.
        CHECK(in_autumn(series(rule) +
                        moved("RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261019T090000",
                              "DTSTART;TZID=Europe/Amsterdam:20261022T090000\r\nDURATION:PT1H\r\n"
                              "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2\r\n")) ==
              before + "2026-10-22 09:00/2026-10-22 10:00\n2026-11-05 09:00/2026-11-05 10:00");
        // Called off before a newer revision, which has nothing then.
        CHECK(in_autumn(series("SEQUENCE:1\r\n" + std::string{rule} +
                               "EXDATE;TZID=Europe/Amsterdam:20261019T090000\r\n") +
                        from_19th) ==
              before +
                  "2026-10-26 09:00/2026-10-26 10:00\n2026-11-02 09:00/2026-11-02 10:00\n"
                  "2026-11-09 09:00/2026-11-09 10:00");
    }
    // Dates of their own move as well; a period keeps its length.
    CHECK(in_autumn(series("RDATE;TZID=Europe/Amsterdam:20261019T090000,20261030T090000\r\n"
                           "RDATE;VALUE=PERIOD:20261101T080000Z/PT30M\r\n") +
                    from_19th) ==
          "2026-10-05 09:00/2026-10-05 10:00\n2026-10-20 10:00/2026-10-20 12:00\n"
          "2026-10-31 10:00/2026-10-31 12:00\n2026-11-02 10:00/2026-11-02 10:30");
    // Whole days.
    CHECK(in_autumn(
              "BEGIN:VEVENT\r\nUID:s\r\nDTSTART:20261005\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n"
              "END:VEVENT\r\n" +
              moved("RANGE=THISANDFUTURE:20261019", "DTSTART:20261021\r\nDTEND:20261023\r\n")) ==
          "2026-10-05 00:00/2026-10-06 00:00\n2026-10-12 00:00/2026-10-13 00:00\n"
          "2026-10-21 00:00/2026-10-23 00:00\n2026-10-28 00:00/2026-10-30 00:00");
}

TEST_CASE("EXRULE takes out what RFC 2445 says") {
    const auto in_october = [](const std::string& body) {
        return active(event("DTSTART:20261005T090000\r\nDURATION:PT1H\r\n" + body), "2026-10-01",
                      "2026-11-01");
    };
    const std::string third =
        "2026-10-05 09:00/2026-10-05 10:00\n2026-10-07 09:00/2026-10-07 10:00";
    for (const char* rule :
         {"RRULE:FREQ=DAILY;UNTIL=20261007T235959\r\n", "RRULE:FREQ=DAILY;COUNT=3\r\n"})
        CHECK(in_october(rule + std::string{"EXRULE:FREQ=WEEKLY;BYDAY=TU\r\n"}) == third);
    CHECK(in_october("RDATE:20261006T090000,20261007T090000\r\nEXRULE:FREQ=WEEKLY;BYDAY=TU\r\n") ==
          third);
    CHECK(in_october("RRULE:FREQ=DAILY;COUNT=4\r\nEXRULE:FREQ=DAILY;COUNT=2\r\n") ==
          "2026-10-07 09:00/2026-10-07 10:00\n2026-10-08 09:00/2026-10-08 10:00");
    CHECK(in_october("RRULE:FREQ=DAILY;COUNT=4\r\nEXRULE:FREQ=DAILY;UNTIL=20261006T070000Z\r\n") ==
          "2026-10-07 09:00/2026-10-07 10:00\n2026-10-08 09:00/2026-10-08 10:00");
    CHECK(said(event("DTSTART:20260101T000000Z\nDURATION:PT1S\nRRULE:FREQ=YEARLY\n"
                     "EXRULE:FREQ=SECONDLY\n"),
               1000) == "9 there are more than 1000 occurrences\n");
}

TEST_CASE("a SEQUENCE of any length is a number") {
    const auto revision = [](const std::string& sequence, const std::string& day) {
        return "BEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:" + sequence + "\r\nDTSTART:202611" + day +
               "T090000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
    };
    for (const char* newer : {"2", "1764460800000", "99999999999999999999999"})
        CHECK(active(file(revision(newer, "02") + revision("1", "03")), "2026-10-01",
                     "2027-01-01") == "2026-11-02 09:00/2026-11-02 10:00");
}

TEST_CASE("what programs write that others read as well is read") {
    const std::string expected =
        "2026-11-02 09:00/2026-11-02 10:00\n"
        "2026-11-09 09:00/2026-11-09 10:00";
    const std::string plain =
        event("DTSTART:20261102T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n");
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = plain;
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
        return text;
    };
    for (const std::string& text :
         {plain, "\xEF\xBB\xBF" + plain, with("COUNT=2", "COUNT=2;"),
          with("COUNT=2", ";COUNT = 2 ;"), with("DTSTART:", "DTSTART: "),
          with("DTSTART:", "DTSTART : "), with("\r\n", "\r\r\n"), with("\r\n", "  \r\n"),
          with("20261102T090000", "20261102t090000"), with("PT1H", "pt1h"),
          with("FREQ=WEEKLY", "freq=weekly"), with("RRULE:", "EXDATE:\r\nRDATE:\r\nRRULE:"),
          with("RRULE:", "RRULE:RSCALE=GREGORIAN;SKIP=OMIT;"),
          with("DURATION", "STATUS:confirmed\r\nDURATION")}) {
        CAPTURE(text);
        CHECK(active(text, "2026-10-01", "2027-01-01") == expected);
    }
}

TEST_CASE("nothing is left out in silence") {
    CHECK(said(event("DTSTART:20260101T100000\r\nDTEND:20260101T100000\r\n")) ==
          "4 the event has no length, so it is never active\n");
    CHECK(said(file("BEGIN:VTODO\nDUE:20260101\nEND:VTODO\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\n"
                    "BEGIN:VTODO\nEND:VTODO\n")) ==
          "4 2 VTODO left out: only events (VEVENT) are read\n"
          "7 1 VFREEBUSY left out: only events (VEVENT) are read\n");
    std::string many;
    for (int i = 0; i < 150; ++i)
        many +=
            "BEGIN:VEVENT\nUID:" + std::to_string(i) + "\nDTSTART:20260101T100000\nEND:VEVENT\n";
    const Ical ical =
        read_ical(file(many + "BEGIN:VEVENT\nUID:z\nDTSTART:20260102\nEND:VEVENT\n"), Zone{}, 1000);
    CHECK(ical.fixed.size() == 1);  // warnings do not end the reading
    REQUIRE(ical.problems.size() == 101);
    CHECK(std::any_of(ical.problems.begin(), ical.problems.end(), [](const IcalProblem& p) {
        return p.message == "50 more of these are not shown";
    }));
}

TEST_CASE("an offset has a sign, hours and minutes, and seconds where need be") {
    CHECK(parse_ical_offset("+0100") == 1h);
    CHECK(parse_ical_offset("-0530") == -(5h + 30min));
    CHECK(parse_ical_offset("-004430") == -(44min + 30s));
    CHECK(parse_ical_offset("+0000") == 0h);
    for (const char* text :
         {"", "0100", "x0100", "+100", "+01:00", "+01000", "+0160", "+2400", "--100"}) {
        CAPTURE(std::string{text});
        CHECK_FALSE(parse_ical_offset(text));
    }
}

TEST_CASE("times without a zone in a file that has one for all are asked about") {
    const auto of = [](const std::string& zone, const std::string& start) {
        return "BEGIN:VCALENDAR\nX-WR-TIMEZONE:" + zone + "\nBEGIN:VEVENT\nDTSTART" + start +
               "\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART:20260102T100000\nDURATION:PT1H\n"
               "END:VEVENT\nEND:VCALENDAR\n";
    };
    const std::string timed = ":20260101T100000\nDURATION:PT1H";
    CHECK(said(of("America/New_York", timed)) ==
          "4 times without a zone are taken as those of UTC, though X-WR-TIMEZONE of the file is "
          "`America/New_York`\n");
    CHECK(said(of("Nowhere", timed)).starts_with("4 times without a zone"));
    CHECK(said(of("Etc/Zulu", timed)) == "");  // the same clock
    std::string whole = of("America/New_York", ";VALUE=DATE:20260101");
    whole.replace(whole.find("20260102T100000"), 15, "20260102T100000Z");
    CHECK(said(whole) == "");
}

TEST_CASE("nonsense is named with its line") {
    CHECK(said("") == "1 this is no iCalendar file: BEGIN:VCALENDAR is missing\n");
    CHECK(said("hello\n") == "1 this is no line of iCalendar, NAME:VALUE\n");
    CHECK(said("DTSTART:20260101\n") == "1 this stands outside of BEGIN:VCALENDAR\n");
    CHECK(said("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n") ==
          "3 the file is cut off: BEGIN:VEVENT of line 2 has no END\n");
    CHECK(said("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n") ==
          "3 END:VCALENDAR where END:VEVENT is due (begun in line 2)\n");
    CHECK(said(event("DTSTART:20260230\r\n")) ==
          "6 DTSTART takes a date or a time such as 20261230 or 20261230T200000, not `20260230`\n");
    for (const char* time : {"1x0000", "10x000", "106000", "1000x0", "100061", "240000"})
        CHECK(said(event("DTSTART:20260101T" + std::string{time} + "\r\n"))
                  .starts_with("6 DTSTART takes a date or a time"));
    CHECK(said(event("SUMMARY:x\r\n")) == "4 the event has no DTSTART\n");
    CHECK(said(event("DTSTART:20260101T100000\r\nDTEND:20260101T090000\r\n")) ==
          "7 the event ends before it begins\n");
    CHECK(said(event("DTSTART:20260101T100000\r\nDTEND:20260102\r\n")) ==
          "7 DTSTART and DTEND are not both dates or times\n");
    CHECK(said(event("DTSTART:20260101T100000\r\n")) ==
          "4 the event has no length, so it is never active\n");
    CHECK(said(event("DTSTART:20260101\r\nDTSTART:20260102\r\n")) ==
          "7 the event has DTSTART twice\n");
    CHECK(said(event("DTSTART:20260101\r\nDURATION:-P1D\r\n")) ==
          "7 DURATION takes P1D or PT2H30M, not `-P1D`\n");
    CHECK(said(event("DTSTART:20260101\r\nDURATION:P9999999W9999999W\r\n")) ==
          "7 DURATION takes P1D or PT2H30M, not `P9999999W9999999W`\n");
    CHECK(said(event("DTSTART:20260101\r\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30\r\n")) ==
          "7 the rule never matches up to 2200\n");
    CHECK(said(event("DTSTART:20260101\r\nRRULE:FREQ=NEVER\r\n"))
              .starts_with("7 FREQ takes YEARLY, MONTHLY"));
    CHECK(
        said(event("DTSTART:23000101\r\n")).starts_with("6 `23000101` lies outside of the years"));
    CHECK(said(event("DTSTART:20260101\r\nEXRULE:FREQ=NEVER\r\n"))
              .starts_with("7 FREQ takes YEARLY, MONTHLY"));
    CHECK(said(file("BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDPRIOR:20260101\n"
                    "DTSTART:20260101\nEND:VEVENT\n")) ==
          "6 RANGE takes THISANDFUTURE, not `THISANDPRIOR`\n");
}

TEST_CASE("too many events, dates or occurrences meet a named limit") {
    std::string many;
    for (int i = 0; i < 101; ++i) many += "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n";
    CHECK(said(file(many), 100) == "304 there are more than 100 events\n");
    CHECK(said(event("DTSTART:20260101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\n"), 1000) ==
          "8 there are more than 1000 occurrences\n");
    CHECK(said(event("DTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=100000\n"), 1000) ==
          "7 there are more than 1000 occurrences\n");
    std::string dates;
    for (int i = 0; i < 30; ++i) dates += "RDATE:20260101\n";
    CHECK(said(event("DTSTART:20260101\n" + dates), 20) ==
          "26 there are more than 20 occurrences\n");
}

TEST_CASE("a place in a file of its own is given as such") {
    Defined d;
    d["c"].ics = {"c.ics", {1, 5, 9, 5}};
    d["c"].ics_text = {event("DTSTART:nonsense\r\n"), {2, 1, 1, 1}};
    d.compile();
    REQUIRE(d.said.all.size() == 1);
    CHECK(d.said.all[0].code == code::bad_calendar_file);
    CHECK(d.said.all[0].at == Position{2, 6, 1, 1});
    REQUIRE(d.said.all[0].related.size() == 1);
    CHECK(d.said.all[0].related[0].at == Position{1, 5, 9, 5});
}

TEST_CASE("no bytes make the reader of iCalendar stumble") {
    const std::string good = file(
        "BEGIN:VTIMEZONE\nTZID:Z\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n"
        "TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:STANDARD\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Z:20260101T100000\nDTEND;TZID=Z:20260101T110000\n"
        "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO;COUNT=9\nEXDATE;TZID=Z:20260202T100000\n"
        "RDATE;VALUE=PERIOD:20260105T100000Z/PT1H\nEND:VEVENT\n");
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random{seed};
        std::string text = good;
        for (std::uint64_t n = 1 + random() % 4; n > 0; --n) {
            const std::size_t at = random() % text.size();
            const char* pieces[] = {"\n", ":", ";", "9", "99999999", "-",
                                    "\"", "",  "T", ",", "\r\n "};
            text.replace(at, random() % 4, pieces[random() % 11]);
        }
        if (random() % 4 == 0) text.resize(random() % text.size());
        const Ical ical = read_ical(text, Zone{}, 10'000);
        for (const IcalProblem& p : ical.problems) CHECK(p.line >= 1);
        for (const Span& s : ical.fixed) CHECK(s.start < s.end);
    }
}
