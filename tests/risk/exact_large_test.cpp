// The exact engine on models too large for a table of states: against BuDDy, a package by other
// people that knows nothing of our simplifications, modules and orders.
#include <doctest/doctest.h>

#include "exact_models.h"
#include "near.h"
#include "risk/exact.h"

#ifdef KNOCKON_HAS_BUDDY
#include "exact_buddy.h"
#endif

using namespace knockon;

TEST_CASE("trees of a thousand events and more are solved, or bounded and said to be so") {
    for (const auto& [seed, events, far] : {std::tuple{1, 1000, 0.1},
                                            {2, 1200, 0.1},
                                            {3, 1500, 0.05},
                                            {4, 1000, 0.3},
                                            {1, 1000, 0.3},
                                            {7, 3000, 0.02}}) {
        const auto& shown_seed = seed;
        CAPTURE(shown_seed);
        const auto& shown_events = events;
        CAPTURE(shown_events);
        trial::Dice dice{static_cast<std::uint64_t>(seed)};
        const auto size = static_cast<std::uint32_t>(events);
        const FailureModel m = trial::any_tree(dice, size, size * 7 / 10, far);
        const Exact exact(m, {.nodes = 1u << 17});
        const RootFigures f = exact.figures(0);
        CHECK(f.probability.low <= f.probability.high);
        CHECK(f.exact == f.probability.exact());
        const CutSets sets = exact.cut_sets(0);
        CHECK(sets.count().has_value() == f.exact);
        const auto best = sets.most_probable(20);
        REQUIRE(!best.empty());
        for (const CutSet& set : best) {
            // A cut set brings the root down, and none of its events is idle.
            const auto falls = [&](const std::vector<std::uint32_t>& happened) {
                std::vector<trial::Word> state(m.events.size(), 0);
                for (const std::uint32_t e : happened) state[e] = 1;
                return (trial::down(m, state)[m.roots[0]] & 1) != 0;
            };
            CHECK(falls(set.events));
            for (const std::uint32_t e : set.events) {
                auto fewer = set.events;
                std::erase(fewer, e);
                CHECK(!falls(fewer));
            }
            CHECK(set.probability <= f.probability.high);
        }
    }
}

TEST_CASE("a chain of needs a hundred thousand long needs no deep stack") {
    // Links alternate between "both of" and "any of" with an event of their own.
    FailureModel m;
    const std::uint32_t length = 100'000;
    m.events.push_back({0.5, 1});
    m.nodes.push_back({{0}, {}});
    for (std::uint32_t i = 1; i < length; ++i) {
        m.events.push_back({0.25, 1});
        m.nodes.push_back({{i}, {}});
        const auto last = static_cast<std::uint32_t>(m.nodes.size()) - 1;
        m.nodes.push_back({{}, {{{last - 1, last}, i % 2 + 1}}});
    }
    m.roots = {static_cast<std::uint32_t>(m.nodes.size()) - 1};
    double expected = 0.5;
    for (std::uint32_t i = 1; i < length; ++i)
        expected = i % 2 == 1 ? 0.25 + 0.75 * expected : 0.25 * expected;
    CHECK(Exact(m).figures(0).probability.low == near(expected, 1e-9));
}

#ifdef KNOCKON_HAS_BUDDY
TEST_CASE("probabilities and importances agree with BuDDy's diagrams") {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_tree(dice, 40 + dice.below(120), 60, 0.25);
        const auto f = Exact(m).figures(0);
        REQUIRE(f.exact);
        trial::Buddy buddy(m);
        CHECK(f.probability.low == near(buddy.probability(m.events), 1e-9));
        for (std::size_t i = 0; i < f.events.size(); i += 9) {
            auto events = m.events;
            const EventFigures& e = f.events[i];
            events[e.event].probability = 1;
            CHECK(trial::same(e.with.low, buddy.probability(events), 1e-9));
            events[e.event].probability = 0;
            CHECK(trial::same(e.without.low, buddy.probability(events), 1e-9));
        }
    }
}

TEST_CASE("so do cyclic models") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_web(dice, 40, 4);
        const auto f = Exact(m).figures(0);
        REQUIRE(f.exact);
        trial::Buddy buddy(m);
        CHECK(f.probability.low == near(buddy.probability(m.events), 1e-9));
    }
}
#endif
