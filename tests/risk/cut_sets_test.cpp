#include "risk/cut_sets.h"

#include <doctest/doctest.h>

#include <bit>
#include <sstream>

#include "exact_models.h"
#include "near.h"
#include "risk/cut_sets_count.h"
#include "risk/exact.h"

using namespace knockon;

namespace {

/// Minimal cut sets by definition: states that are down, and up again without any one event.
std::vector<CutSet> by_definition(const FailureModel& m, const std::vector<char>& table) {
    std::size_t certain = 0, possible = 0;
    for (std::size_t e = 0; e < m.events.size(); ++e) {
        if (m.events[e].probability == 1) certain |= std::size_t{1} << e;
        if (m.events[e].probability > 0) possible |= std::size_t{1} << e;
    }
    std::vector<CutSet> out;
    for (std::size_t s = 0; s < table.size(); ++s) {
        bool minimal = (s & certain) == certain && (s & ~possible) == 0 && table[s];
        CutSet set{{}, 1};
        for (std::uint32_t e = 0; e < m.events.size() && minimal; ++e) {
            const std::size_t bit = std::size_t{1} << e;
            if ((s & bit) == 0 || (certain & bit) != 0) continue;
            minimal = !table[s & ~bit];
            set.events.push_back(e);
            set.probability *= m.events[e].probability;
        }
        if (minimal) out.push_back(std::move(set));
    }
    return out;
}

bool more_probable(const CutSet& a, const CutSet& b) { return a.probability > b.probability; }

}  // namespace

TEST_CASE("a whole number of any size adds, multiplies and prints") {
    SetCount power(1);
    for (int i = 0; i < 100; ++i) power = power + power;
    CHECK(power.digits() == "1267650600228229401496703205376");  // 2^100
    SetCount factorial(1);
    for (std::uint64_t i = 2; i <= 25; ++i) factorial = factorial * SetCount(i);
    CHECK(factorial.digits() == "15511210043330985984000000");
    CHECK((SetCount(0) * power).digits() == "0");
    CHECK((SetCount(999'999'999) + SetCount(1)).digits() == "1000000000");
}

TEST_CASE("fifty pairs in a row make 2^50 cut sets, counted and sorted without being listed") {
    // Down when each of fifty pairs has lost one: any(all(pair 1), all(pair 2), ...).
    FailureModel m;
    FailureGroup any{{}, 1};
    for (std::uint32_t p = 0; p < 50; ++p) {
        m.events.push_back({0.01, 1});
        m.events.push_back({0.02, 1});
        m.nodes.push_back({{2 * p, 2 * p + 1}, {}});
        any.members.push_back(p);
    }
    m.nodes.push_back({{}, {any}});
    m.roots = {50};
    const Exact exact(m);
    const CutSets sets = exact.cut_sets(0);
    CHECK(sets.count() == "1125899906842624");
    const auto best = sets.most_probable(51);
    REQUIRE(best.size() == 51);
    CHECK(best[0].probability == near(std::pow(0.02, 50)));
    for (std::size_t i = 1; i < 51; ++i) CHECK(best[i].probability == near(std::pow(0.02, 50) / 2));
    CHECK(sets.up_to_order(49, 10).empty());
    CHECK(sets.up_to_order(50, 10).size() == 10);
}

TEST_CASE("of a hundred thousand that each bring it down alone, all are single points") {
    FailureModel m;
    FailureNode all;
    for (std::uint32_t e = 0; e < 100'000; ++e) {
        m.events.push_back({1e-6, 1});
        all.events.push_back(e);
    }
    m.nodes.push_back(all);
    m.roots.push_back(0);
    const Exact exact(m);
    const CutSets sets = exact.cut_sets(0);
    CHECK(sets.count() == "100000");
    CHECK(sets.single_points() == all.events);
}

TEST_CASE("number, order and probability of cut sets agree with the definition") {
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_model(dice, 12);
        const auto tables = trial::truth_tables(m);
        const Exact exact(m);
        for (std::size_t r = 0; r < m.roots.size(); ++r) {
            CAPTURE(r);
            auto expected = by_definition(m, tables[r]);
            const CutSets sets = exact.cut_sets(r);
            REQUIRE(sets.count() == std::to_string(expected.size()));
            CHECK(!sets.complete_to_order().has_value());
            // All of them, as sets.
            auto all = sets.up_to_order(16, 100'000);
            const auto by_events = [](const CutSet& a, const CutSet& b) {
                return a.events < b.events;
            };
            std::sort(all.begin(), all.end(), by_events);
            std::sort(expected.begin(), expected.end(), by_events);
            REQUIRE(all.size() == expected.size());
            for (std::size_t i = 0; i < all.size(); ++i)
                REQUIRE(all[i].events == expected[i].events);
            // The small ones alone, and the most probable ones alone.
            const auto small = std::ranges::count_if(
                expected, [](const CutSet& s) { return s.events.size() <= 2; });
            REQUIRE(sets.up_to_order(2, 100'000).size() == static_cast<std::size_t>(small));
            std::sort(expected.begin(), expected.end(), more_probable);
            const auto best = sets.most_probable(5);
            REQUIRE(best.size() == std::min<std::size_t>(5, expected.size()));
            for (std::size_t i = 0; i < best.size(); ++i)
                REQUIRE(best[i].probability == near(expected[i].probability, 1e-12));
        }
    }
}

TEST_CASE("inclusion and exclusion over the cut sets gives the probability") {
    int tried = 0;
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_model(dice, 16);
        const Exact exact(m);
        const auto sets = exact.cut_sets(0).up_to_order(16, 13);
        if (sets.empty() || sets.size() > 12) continue;
        ++tried;
        long double sum = 0, size = 0;
        for (std::uint32_t pick = 1; pick < 1u << sets.size(); ++pick) {
            std::uint32_t events = 0;
            for (std::size_t i = 0; i < sets.size(); ++i)
                if (pick >> i & 1)
                    for (const std::uint32_t e : sets[i].events) events |= 1u << e;
            long double p = std::popcount(pick) % 2 ? 1 : -1;
            for (std::size_t e = 0; e < m.events.size(); ++e)
                if (events >> e & 1) p *= m.events[e].probability;
            sum += p;
            size += std::abs(p);
        }
        // Alternating terms cancel; what the sum itself has lost cannot be asked for.
        const double error = static_cast<double>(std::abs(sum - exact.figures(0).probability.low));
        CHECK(error <= 1e-9 * exact.figures(0).probability.low + 1e-17 * static_cast<double>(size));
    }
    CHECK(tried > 500);
}

TEST_CASE(
    "where there is no room for all cut sets, the small ones are complete and said to be so") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_tree(dice, 80, 60, 0.4);
        const Exact full(m), cramped(m, {.cut_set_nodes = 150});
        const CutSets all = full.cut_sets(0), some = cramped.cut_sets(0);
        if (!some.complete_to_order()) continue;
        CHECK(!some.count().has_value());
        const std::uint32_t order = *some.complete_to_order();
        const auto expected = all.up_to_order(order, 3000), found = some.up_to_order(order, 3000);
        CHECK(found.size() == expected.size());
        if (expected.size() < 3000) CHECK(found == expected);
    }
}
