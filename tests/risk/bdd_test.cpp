#include "risk/bdd.h"

#include <doctest/doctest.h>

#include <numeric>

#include "exact_models.h"
#include "near.h"
#include "risk/exact_unit.h"

using namespace knockon;

namespace {

/// The value of f where bit l of `state` says whether the variable at level l is true.
bool value(const Bdd& bdd, Bdd::Ref f, std::uint32_t state) {
    while (f > Bdd::yes) f = state >> bdd.level(f) & 1 ? bdd.high(f) : bdd.low(f);
    return f == Bdd::yes;
}

double binomial_tail(int n, int k, double q) {
    double sum = 0;
    for (int i = k; i <= n; ++i)
        sum += std::exp(std::lgamma(n + 1.0) - std::lgamma(i + 1.0) - std::lgamma(n - i + 1.0) +
                        i * std::log(q) + (n - i) * std::log1p(-q));
    return sum;
}

}  // namespace

TEST_CASE("equal functions are one reference, whatever way they were made") {
    Bdd bdd;
    const auto a = bdd.literal(0), b = bdd.literal(1), c = bdd.literal(2);
    CHECK(bdd.both(a, bdd.either(b, c)) == bdd.either(bdd.both(a, b), bdd.both(c, a)));
    CHECK(Bdd::negate(bdd.both(a, b)) == bdd.either(Bdd::negate(a), Bdd::negate(b)));
    CHECK(bdd.both(a, Bdd::negate(a)) == Bdd::no);
    CHECK(bdd.either(a, Bdd::negate(a)) == Bdd::yes);
}

TEST_CASE("operations agree with truth tables on random functions") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        Bdd bdd;
        std::vector<std::pair<Bdd::Ref, std::uint64_t>> known;  // with the table over 6 variables
        for (std::uint32_t l = 0; l < 6; ++l) {
            std::uint64_t table = 0;
            for (std::uint32_t s = 0; s < 64; ++s) table |= std::uint64_t{s >> l & 1} << s;
            known.emplace_back(bdd.literal(l), table);
        }
        for (int step = 0; step < 60; ++step) {
            const auto n = static_cast<std::uint32_t>(known.size());
            const auto [f, tf] = known[dice.below(n)];
            const auto [g, tg] = known[dice.below(n)];
            const auto [h, th] = known[dice.below(n)];
            switch (dice.below(4)) {
                case 0:
                    known.emplace_back(bdd.both(f, g), tf & tg);
                    break;
                case 1:
                    known.emplace_back(bdd.either(f, g), tf | tg);
                    break;
                case 2:
                    known.emplace_back(Bdd::negate(f), ~tf);
                    break;
                case 3:
                    known.emplace_back(bdd.at_least(2, {f, g, h}),
                                       (tf & tg) | (tf & th) | (tg & th));
            }
            for (std::uint32_t s = 0; s < 64; ++s)
                REQUIRE(value(bdd, known.back().first, s) == (known.back().second >> s & 1));
        }
        // Keeping some drops the others and changes no function.
        std::vector<Bdd::Ref> kept;
        for (std::size_t i = 0; i < known.size(); i += 7) kept.push_back(known[i].first);
        bdd.keep_only(kept);
        for (std::size_t i = 0; i < kept.size(); ++i)
            for (std::uint32_t s = 0; s < 64; ++s)
                REQUIRE(value(bdd, kept[i], s) == (known[7 * i].second >> s & 1));
        CHECK(bdd.both(kept[0], kept[0]) == kept[0]);
    }
}

TEST_CASE("a hundred of two hundred take k (n - k + 1) nodes and the binomial's probability") {
    Bdd bdd;
    std::vector<Bdd::Ref> events;
    for (std::uint32_t l = 0; l < 200; ++l) events.push_back(bdd.literal(l));
    const Bdd::Ref f = bdd.at_least(100, events);
    const Diagram d = extract(bdd, f);
    CHECK(d.nodes.size() == 100 * 101);
    std::vector<Measure> scratch;
    const std::vector<Measure> q(200, {0.01, 0.99});
    CHECK(measure(d, q, scratch).yes == near(binomial_tail(200, 100, 0.01), 1e-10));
}

TEST_CASE("a chain of a million variables needs no deep stack") {
    Bdd bdd(5'000'000);
    std::vector<Bdd::Ref> even, odd;
    for (std::uint32_t l = 0; l < 1'000'000; ++l) (l % 2 ? odd : even).push_back(bdd.literal(l));
    const Bdd::Ref f = bdd.any_of(even), g = bdd.any_of(odd);
    CHECK(bdd.either(f, g) != Bdd::no);
    CHECK(!bdd.burst());
}

TEST_CASE("beyond its budget a workshop says so until it is started again") {
    Bdd bdd(20);
    std::vector<Bdd::Ref> events;
    for (std::uint32_t l = 0; l < 12; ++l) events.push_back(bdd.literal(l));
    bdd.at_least(6, events);
    CHECK(bdd.burst());
    bdd.restart(2000);
    for (std::uint32_t l = 0; l < 12; ++l) events[l] = bdd.literal(l);
    const Bdd::Ref f = bdd.at_least(6, events);
    CHECK(!bdd.burst());
    CHECK(extract(bdd, f).nodes.size() == 6 * 7);
}
