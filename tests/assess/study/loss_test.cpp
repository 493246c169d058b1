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
        struct One {
            Interval when;
            int work, penalty;
            bool contiguous;
        };
        std::vector<One> all;
        for (int i = 0; i < 20; ++i) {
            const int length = draw.between(1, 20), end = draw.between(1, 200);
            const Interval when{hour(end - length), hour(end)};
            std::vector<Penalties::One> sorts[2];
            for (int j = draw.between(1, 4); j > 0; --j) {
                all.push_back({when, draw.between(1, length), draw.between(0, 9), draw.chance(0.5)});
                sorts[all.back().contiguous].push_back({hour(all.back().work), double(all.back().penalty)});
            }
            t.calendars.push_back({Penalties(sorts[0]), Penalties(sorts[1])});
            t.deadlines.push_back({when, std::size_t(i)});
            t.longest_deadline = std::max(t.longest_deadline, hour(length));
        }
        std::stable_sort(t.deadlines.begin(), t.deadlines.end(),
                         [](const DeadlineTerm& a, const DeadlineTerm& b) { return a.when.end < b.when.end; });
        const auto some = [&] {
            std::vector<Hit> hits;
            for (int at = draw.between(0, 150); at < 200 && hits.size() < 3; at += draw.between(1, 20)) {
                const int length = draw.between(1, 30);
                hits.push_back({{hour(at), hour(at + length)}, draw.chance(0.8) ? 1 : 0.5});
                at += length;
            }
            return hits;
        };
        // Hour by hour, each deadline by itself.
        const auto is_missed = [&](const One& d, const std::vector<Hit>& hits) {
            int up = 0, longest = 0, row = 0;
            for (Duration h = d.when.start; h < d.when.end; h += hour(1)) {
                const bool down = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
                    return hit.impact == 1 && hit.when.start <= h && h < hit.when.end;
                });
                up += !down;
                row = down ? 0 : row + 1;
                longest = std::max(longest, row);
            }
            return (d.contiguous ? longest : up) < d.work;
        };
        const std::vector<Hit> hits = some(), others = some();
        const Interval watched{hour(draw.between(0, 50)), hour(draw.between(100, 200))};
        ProcessOutcome expected;
        bool change = false, spared = false;
        for (const One& d : all) {
            if (d.when.end <= watched.start || d.when.end > watched.end) continue;
            const bool is = is_missed(d, hits), other = is_missed(d, others);
            expected.missed += is;
            expected.loss += is * d.penalty;
            change |= other && !is;
            spared |= is && !other;
        }
        CHECK(outcome(t, hits, watched).missed == expected.missed);
        CHECK(outcome(t, hits, watched).loss == expected.loss);
        CHECK(disrupted_by(t, hits, others, watched).spared == spared);
        CHECK(disrupted_by(t, hits, others, watched).change == change);
        missed += expected.missed;
    }
    CHECK(missed > 300);
}
