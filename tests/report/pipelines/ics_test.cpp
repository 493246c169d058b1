#include "report/writing/ics.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "report/report.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

const Instant noon = std::chrono::sys_days{std::chrono::year{2027} / 1 / 12} + 12h;

IcsEvent event(std::string summary) {
    return {"key", std::move(summary), "", "", {noon, noon + 1h}, false};
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        REQUIRE(end != text.npos);
        all.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return all;
}

/// Lines put together again (RFC 5545, section 3.1).
std::string unfolded(std::string text) {
    for (std::size_t at; (at = text.find("\r\n ")) != text.npos;) text.erase(at, 3);
    return text;
}

}  // namespace

TEST_CASE("an event says when, what, and that it takes nobody's time") {
    const std::vector<std::string> all = lines(ics_document({event("Freeze")}, noon));
    const std::vector<std::string> expected = {"BEGIN:VCALENDAR",
                                               "VERSION:2.0",
                                               "PRODID:-//knockon//knockon//EN",
                                               "BEGIN:VEVENT",
                                               all.at(4),
                                               "DTSTAMP:20270112T120000Z",
                                               "DTSTART:20270112T120000Z",
                                               "DTEND:20270112T130000Z",
                                               "SUMMARY:Freeze",
                                               "TRANSP:TRANSPARENT",
                                               "END:VEVENT",
                                               "END:VCALENDAR"};
    CHECK(all == expected);
    CHECK(all[4].starts_with("UID:"));
    CHECK(all[4].ends_with("@knockon"));
}

TEST_CASE("a moment has no end, because an end that equals the start is not allowed") {
    IcsEvent e = event("Turn back by");
    e.when.end = e.when.start;
    CHECK(ics_document({e}, noon).find("DTEND") == std::string::npos);
}

TEST_CASE("texts cannot end a line or begin a property") {
    const std::string text = ics_document({event("a;b,c\\d\r\nATTACH:evil\x1b[31m\xff")}, noon);
    CHECK(text.find("\nATTACH") == std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(unfolded(text).find("SUMMARY:a\\;b\\,c\\\\d") != std::string::npos);
}

TEST_CASE("lines are folded at 75 octets, never within a character") {
    for (std::size_t length = 60; length < 240; ++length) {
        CAPTURE(length);
        for (const char* piece : {"x", "\u20ac", "\U0001F6B2"}) {
            std::string summary;
            while (summary.size() < length) summary += piece;
            const std::string text = ics_document({event(summary)}, noon);
            for (const std::string& line : lines(text)) {
                CHECK(line.size() <= 75);
                CHECK((line.empty() || (static_cast<unsigned char>(line.back()) & 0xC0) != 0xC0));
            }
            CHECK(unfolded(text).find("SUMMARY:" + summary + "\r\n") != std::string::npos);
        }
    }
}

TEST_CASE("the same thing keeps its UID, another has another") {
    IcsEvent moved = event("Freeze"), other = event("Freeze");
    moved.when = {noon + 24h, noon + 25h};
    other.key = "other";
    const auto uid = [](const IcsEvent& e) { return lines(ics_document({e}, noon)).at(4); };
    CHECK(uid(event("Freeze")) == uid(moved));
    CHECK(uid(event("Freeze")) != uid(other));
}

TEST_CASE("a time line becomes events, the change itself a busy one") {
    Assessment a;
    a.change = "CHG-1";
    a.title = "New database";
    a.start = noon;
    a.timeline = {
        {TimelineEntry::Kind::window, "CHG-1", "New database", noon, noon + 1h},
        {TimelineEntry::Kind::turn_back, "CHG-1", "New database", noon + 30min, noon + 30min},
        {TimelineEntry::Kind::freeze, "month_end", "Month end", noon + 5h, noon + 6h},
        {TimelineEntry::Kind::freeze, "month_end", "Month end", noon + 29h, noon + 30h}};
    const std::string text = report_ics({&a, 1});
    CHECK(text.find("SUMMARY:CHG-1: New database\r\n") != std::string::npos);
    CHECK(text.find("SUMMARY:Last moment to turn back: CHG-1: New database\r\n") !=
          std::string::npos);
    std::vector<std::string> uids;
    std::size_t busy = 0;
    for (const std::string& line : lines(text)) {
        if (line.starts_with("UID:")) uids.push_back(line);
        busy += line == "TRANSP:OPAQUE";
    }
    CHECK(busy == 1);
    std::sort(uids.begin(), uids.end());
    CHECK(std::unique(uids.begin(), uids.end()) == uids.end());
    CHECK(uids.size() == 4);
}
