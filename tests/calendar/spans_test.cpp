#include "calendar/spans.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

using namespace knockon;

namespace {

Instant at(int hour) { return Instant{std::chrono::hours{hour}}; }

Span span(int from, int to) { return {at(from), at(to)}; }

/// Which of the first hours a set covers: the plainest picture of it.
std::vector<bool> hours_of(const Spans& a) {
    std::vector<bool> hours(64);
    for (int h = 0; h < 64; ++h)
        for (const Span& s : a)
            if (s.start <= at(h) && at(h) < s.end) hours[static_cast<std::size_t>(h)] = true;
    return hours;
}

Spans any_spans(std::mt19937_64& random) {
    Spans spans;
    for (std::uint64_t n = random() % 8; n > 0; --n) {
        const int from = static_cast<int>(random() % 60);
        spans.push_back(span(from, from + static_cast<int>(random() % 6)));
    }
    return spans;
}

bool in_order(const Spans& a) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].start >= a[i].end) return false;
        if (i > 0 && a[i].start <= a[i - 1].end) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("spans that touch are one") {
    CHECK(normalised({span(1, 2), span(2, 3)}) == Spans{span(1, 3)});
    CHECK(common({span(1, 2)}, {span(2, 3)}).empty());
    CHECK(without({span(1, 4)}, {span(2, 3)}) == Spans{span(1, 2), span(3, 4)});
    CHECK(normalised({span(3, 3)}).empty());
}

TEST_CASE("the end of a span is not in it") {
    CHECK(overlap({span(1, 2)}, at(1), at(2)) == std::chrono::hours{1});
    CHECK(overlap({span(1, 2)}, at(2), at(3)) == Duration{0});
    CHECK(common({span(1, 2)}, {span(2, 3)}).empty());
}

TEST_CASE("operations on spans say hour by hour what they say on the whole") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random{seed};
        const Spans raw = any_spans(random);
        const Spans a = normalised(raw), b = normalised(any_spans(random));
        REQUIRE(in_order(a));
        REQUIRE(hours_of(a) == hours_of(raw));
        const auto ha = hours_of(a), hb = hours_of(b);
        const int from = static_cast<int>(random() % 40),
                  to = from + static_cast<int>(random() % 24);
        std::vector<bool> both(64), first(64), cut(64);
        int length = 0;
        for (std::size_t h = 0; h < 64; ++h) {
            const bool inside = static_cast<int>(h) >= from && static_cast<int>(h) < to;
            both[h] = ha[h] && hb[h];
            first[h] = ha[h] && !hb[h];
            cut[h] = ha[h] && inside;
            length += cut[h] ? 1 : 0;
        }
        for (const auto& [spans, hours] :
             {std::pair{common(a, b), both}, std::pair{without(a, b), first},
              std::pair{clipped(a, at(from), at(to)), cut}}) {
            CHECK(in_order(spans));
            CHECK(hours_of(spans) == hours);
        }
        CHECK(overlap(a, at(from), at(to)) == std::chrono::hours{length});
    }
}
