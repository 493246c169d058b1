#include <algorithm>

#include "asked.h"
#include "assess/study/calendars.h"
#include "assess/study/loss.h"
#include "seeded.h"

using namespace knockon;
using namespace knockon::test;

TEST_CASE("where peaks meet, the largest factor and the smallest MTPD hold, on one calendar too") {
    const auto active = [](std::string_view peaks) {
        std::string l = replaced(works, "active: office}", "active: early, mtpd: 4h, peaks: [" + std::string(peaks) + "]}");
        l = replaced(l, "  nights:", "  early: {hours: 00:00-10:00}\n  at: {hours: 02:00-04:00}\n  same: {hours: 02:00-04:00}\n  nights:");
        const Asked a(l, on_db);
        Diagnostics out;
        const Calendars calendars = compile_calendars(a.landscape, out);
        REQUIRE(out.all.empty());
        const Instant start = calendars.landscape_zone().to_instant(*parse_moment("2026-12-01T00:00"));
        return process_terms(a.landscape.processes.at("invoicing"), calendars, start, std::chrono::hours{10}, {}).active;
    };
    using std::chrono::hours;
    const std::vector<ActiveTime> expected = {{{hours{0}, hours{2}}, 1, hours{4}},
                                              {{hours{2}, hours{4}}, 3, hours{1}},
                                              {{hours{4}, hours{10}}, 1, hours{4}}};
    for (const char* peaks : {"{during: at, factor: 3, mtpd: 1h}",
                              "{during: at, factor: 3}, {during: at, factor: 2, mtpd: 1h}, {during: at, factor: 2, mtpd: 2h}",
                              "{during: at, factor: 2, mtpd: 1h}, {during: same, factor: 3, mtpd: 2h}"}) {
        CAPTURE(peaks);
        const std::vector<ActiveTime> got = active(peaks);
        REQUIRE(got.size() == expected.size());
        for (std::size_t i = 0; i < got.size(); ++i) {
            CHECK(got[i].when == expected[i].when);
            CHECK(got[i].factor == expected[i].factor);
            CHECK(got[i].mtpd == expected[i].mtpd);
        }
    }
}

TEST_CASE("of many deadlines those are missed that each by itself would be") {
    const auto hour = [](int h) { return Duration{std::chrono::hours{h}}; };
    int missed = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        Seeded draw(seed);
        ProcessTerms t;
        t.horizon = hour(200);
        t.active = {{{hour(-100), hour(200)}, 1, hour(300)}};
        for (int i = 0; i < 30; ++i) {
            const int length = draw.between(1, 20), end = draw.between(1, 200);
            t.deadlines.push_back({{hour(end - length), hour(end)}, hour(draw.between(1, length)), 0, draw.chance(0.5)});
            t.longest_deadline = std::max(t.longest_deadline, hour(length));
        }
        std::stable_sort(t.deadlines.begin(), t.deadlines.end(),
                         [](const DeadlineTerm& a, const DeadlineTerm& b) { return a.when.end < b.when.end; });
        std::vector<Hit> hits;
        for (int at = draw.between(0, 150); at < 200 && hits.size() < 3; at += draw.between(1, 20)) {
            const int length = draw.between(1, 30);
            hits.push_back({{hour(at), hour(at + length)}, draw.chance(0.8) ? 1 : 0.5});
            at += length;
        }
        const Interval watched{hour(draw.between(0, 50)), hour(draw.between(100, 200))};
        int expected = 0;
        for (const DeadlineTerm& d : t.deadlines)
            if (d.when.end > watched.start && d.when.end <= watched.end && is_missed(d, hits)) ++expected;
        CHECK(outcome(t, hits, watched).missed == expected);
        CHECK(disrupted_by(t, hits, {}, watched).spared == (expected > 0));
        CHECK(disrupted_by(t, {}, hits, watched).change == (expected > 0));
        missed += expected;
    }
    CHECK(missed > 300);
}
