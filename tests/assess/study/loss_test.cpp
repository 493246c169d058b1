#include "assess/study/loss.h"

#include "asked.h"
#include "assess/study/calendars.h"

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
