#include "risk/exact.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "exact_models.h"
#include "near.h"

using namespace knockon;
using trial::same;

namespace {

FailureNode own(std::uint32_t event) { return {{event}, {}}; }
FailureNode needs(std::vector<FailureGroup> groups) { return {{}, std::move(groups)}; }

const EventFigures& figures_of(const RootFigures& f, std::uint32_t event) {
    const auto at = std::ranges::find(f.events, event, &EventFigures::event);
    REQUIRE(at != f.events.end());
    return *at;
}

/// P(down) where one event is certain or ruled out: the cofactors, by definition.
double forced(const FailureModel& m, const std::vector<char>& table, std::uint32_t event,
              double q) {
    auto events = m.events;
    events[event].probability = q;
    return trial::probability(table, events);
}

/// P(the event decides): true with it and false without it, without a difference of large numbers.
double critical(const FailureModel& m, const std::vector<char>& table, std::uint32_t event) {
    std::vector<char> decides(table.size());
    for (std::size_t s = 0; s < table.size(); ++s)
        decides[s] = table[s | std::size_t{1} << event] && !table[s & ~(std::size_t{1} << event)];
    return trial::probability(decides, m.events);
}

}  // namespace

TEST_CASE("a root that needs nothing is never down, one that has failed for good always is") {
    FailureModel m{{{1, 1}}, {{}, own(0)}, {0, 1}};
    const Exact exact(m);
    CHECK(exact.figures(0).probability == Bounds{0, 0});
    CHECK(exact.figures(1).probability == Bounds{1, 1});
    CHECK(exact.figures(1).episodes_per_hour == Bounds{0, 0});
    CHECK(exact.figures(1).events.empty());
    CHECK(exact.cut_sets(0).count() == "0");
    CHECK(exact.cut_sets(1).count() == "1");  // the empty set
}

TEST_CASE("two of three with and without a common cause agree with the closed form") {
    // Oracle common-cause: 3 U^2 (1 - U) + U^3, and U_c + (1 - U_c) of the same with U_i.
    for (const double share : {0.0, 0.05, 0.1}) {
        const double u = 0.01, common = share * u, rest = (u - common) / (1 - common);
        FailureModel m{{{rest, 0.5}, {rest, 0.5}, {rest, 0.5}, {common, 0.5}},
                       {{{0, 3}, {}}, {{1, 3}, {}}, {{2, 3}, {}}, needs({{{0, 1, 2}, 2}})},
                       {3}};
        const Exact exact(m);
        const auto f = exact.figures(0);
        const double group = 3 * rest * rest * (1 - rest) + rest * rest * rest;
        CHECK(f.exact);
        CHECK(f.probability.low == near(common + (1 - common) * group));
        CHECK(exact.cut_sets(0).count() == (share == 0 ? "3" : "4"));
        CHECK(exact.cut_sets(0).single_points().size() == (share == 0 ? 0 : 1));
        if (share > 0) continue;
        const EventFigures one = figures_of(f, 0);
        CHECK(one.birnbaum.low == near(2 * u * (1 - u)));
        CHECK(one.with.low / f.probability.low == near(66.77852348993288, 1e-12));
        CHECK(f.probability.low / one.without.low == near(2.98, 1e-12));
        CHECK(f.episodes_per_hour.low * 8760 == near(2.60172, 1e-12));
    }
}

TEST_CASE("a pair whose switch works 95 times in 100 is down that much more often") {
    FailureModel m{{{0.005, 0.5}, {0.005, 0.5}, {0.05, 0}},
                   {own(0), own(1), needs({{{0, 1}, 1, no_event, 2}})},
                   {2}};
    const Exact exact(m);
    const auto f = exact.figures(0);
    CHECK(f.probability.low == near(0.95 * 0.005 * 0.005 + 0.05 * 0.005));
    // Left and right together, or left while the switch is stuck.
    CHECK(exact.cut_sets(0).up_to_order(9, 9) ==
          std::vector<CutSet>{{{0, 2}, 0.005 * 0.05}, {{0, 1}, 0.005 * 0.005}});
}

TEST_CASE("what stays behind: the ledger before and after it asks the personaliser") {
    // Oracle stays-behind; ledger, erp, two nodes, personaliser.
    std::vector<FailureEvent> events{
        {0.001, 1}, {0.002, 1.0 / 6}, {0.01, 1.0 / 8}, {0.02, 1.0 / 8}, {0.005, 1.0 / 4}};
    FailureNode erp{{1}, {{{2, 3}, 1}}};
    FailureModel m{events, {own(0), erp, own(2), own(3), own(4), needs({{{0, 1}, 2}})}, {5}};
    const auto before = Exact(m).figures(0);
    CHECK(before.probability.low == near(0.00319740040000005, 1e-12));
    CHECK(before.episodes_per_hour.low * 8760 == near(12.093914964, 1e-12));
    m.nodes[0].groups.push_back({{4}, 1});
    const Exact after(m);
    CHECK(after.figures(0).probability.low == near(0.008181413398000048, 1e-12));
    CHECK(after.figures(0).episodes_per_hour.low * 8760 == near(22.948433854800005, 1e-12));
    CHECK(after.cut_sets(0).single_points() == std::vector<std::uint32_t>{0, 1, 4});
    CHECK(after.cut_sets(0).most_probable(1) == std::vector<CutSet>{{{4}, 0.005}});
}

TEST_CASE("a circle of needs in which nothing fails stays up, and falls as a whole") {
    FailureModel m{{{0.1, 1}},
                   {needs({{{1}, 1}}), needs({{{0}, 1}}), needs({{{3}, 1}}), {{0}, {{{2}, 1}}}},
                   {0, 2}};
    const Exact exact(m);
    CHECK(exact.figures(0).probability == Bounds{0, 0});
    CHECK(exact.figures(1).probability.low == near(0.1));
}

TEST_CASE("a rare outage keeps its digits, and so does what is left without its main cause") {
    // Five in a row at 1e-15 each, or six others at 1e-13 each.
    FailureModel m;
    FailureGroup chain{{}, 5}, reserve{{}, 1};
    for (std::uint32_t e = 0; e < 5; ++e) chain.members.push_back(e);
    for (std::uint32_t e = 5; e < 7; ++e) reserve.members.push_back(e);
    for (std::uint32_t e = 0; e < 7; ++e) {
        m.events.push_back({e == 0 ? 1e-3 : 1e-15, 1});
        m.nodes.push_back(own(e));
    }
    m.nodes.push_back(needs({reserve}));
    FailureGroup both{{7, 0}, 2};
    m.nodes.push_back(needs({both}));
    m.roots = {7, 8};
    const Exact exact(m);
    CHECK(exact.figures(0).probability.low == near(1e-30));
    CHECK(figures_of(exact.figures(1), 0).without.low == near(1e-30, 1e-9));
}

TEST_CASE("every figure agrees with brute force on twenty thousand random models, cyclic or not") {
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_model(dice, 16);
        const auto tables = trial::truth_tables(m);
        const Exact exact(m);
        for (std::size_t r = 0; r < m.roots.size(); ++r) {
            CAPTURE(r);
            const RootFigures f = exact.figures(r);
            REQUIRE(f.exact);
            REQUIRE(same(f.probability.low, trial::probability(tables[r], m.events), 1e-9));
            if (seed % 8 != 0) continue;
            double episodes = 0, rounding = 0;
            for (const EventFigures& e : f.events) {
                const double with = forced(m, tables[r], e.event, 1);
                const double without = forced(m, tables[r], e.event, 0);
                REQUIRE(same(e.with.low, with, 1e-9));
                REQUIRE(same(e.without.low, without, 1e-9));
                const double slope = critical(m, tables[r], e.event);
                REQUIRE(std::abs(e.birnbaum.low - slope) <= 1e-9 * slope + 1e-15 * with);
                const FailureEvent& event = m.events[e.event];
                episodes += slope * event.probability * event.repair_rate;
                rounding += 1e-15 * with * event.probability * event.repair_rate;
            }
            REQUIRE(std::abs(f.episodes_per_hour.low - episodes) <= 1e-9 * episodes + rounding);
        }
    }
}

TEST_CASE("an event without figures makes no difference") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_model(dice, 10);
        const auto tables = trial::truth_tables(m);
        const Exact exact(m);
        for (std::size_t r = 0; r < m.roots.size(); ++r) {
            const RootFigures f = exact.figures(r);
            for (std::uint32_t e = 0; e < m.events.size(); ++e) {
                const double q = m.events[e].probability;
                if (q == 0 || q == 1 || std::ranges::count(f.events, e, &EventFigures::event) > 0)
                    continue;
                REQUIRE(forced(m, tables[r], e, 1) == forced(m, tables[r], e, 0));
            }
        }
    }
}

TEST_CASE("other probabilities need no new diagrams") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        FailureModel m = trial::any_model(dice, 12);
        const Exact exact(m);
        for (FailureEvent& e : m.events)
            if (e.probability > 0 && e.probability < 1) e.probability = 0.01 + 0.5 * dice.share();
        const Exact afresh(m);
        for (std::size_t r = 0; r < m.roots.size(); ++r)
            REQUIRE(same(exact.figures(r, m.events).probability.low,
                         afresh.figures(r).probability.low, 1e-12));
    }
}

TEST_CASE("when the budget is hit, the bounds hold what the full budget finds") {
    int bounded = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_tree(dice, 60, 50, 0.7);
        const Exact full(m);
        const auto exact = full.figures(0);
        REQUIRE(exact.exact);
        for (const std::uint32_t width : {8u, 64u, 512u}) {
            const Exact small(
                m, {.nodes = 120, .cut_set_nodes = 1u << 16, .approximate_nodes = width});
            const auto f = small.figures(0);
            if (f.exact) {
                CHECK(same(f.probability.low, exact.probability.low, 1e-9));
                continue;
            }
            ++bounded;
            const auto holds = [](Bounds b, Bounds x) {
                return b.low <= x.low * (1 + 1e-12) && b.high >= x.low * (1 - 1e-12);
            };
            CHECK(holds(f.probability, exact.probability));
            CHECK(holds(f.episodes_per_hour, exact.episodes_per_hour));
            for (const EventFigures& e : exact.events) {
                if (std::ranges::count(f.events, e.event, &EventFigures::event) == 0) continue;
                const EventFigures b = figures_of(f, e.event);
                CHECK(b.birnbaum.low <= e.birnbaum.low + 1e-15);
                CHECK(b.birnbaum.high >= e.birnbaum.low - 1e-15);
                CHECK(holds(b.with, e.with));
                CHECK(b.without.low <= e.without.low + 1e-15);
                CHECK(b.without.high >= e.without.low - 1e-15);
            }
            const auto sets = small.cut_sets(0);
            CHECK(!sets.count().has_value());
            CHECK(sets.complete_to_order() == 0u);
            const auto known = full.cut_sets(0).up_to_order(60, 200'000);
            for (const CutSet& set : sets.most_probable(5))
                CHECK(std::ranges::count(known, set.events, &CutSet::events) == 1);
        }
    }
    CHECK(bounded > 20);
}

TEST_CASE("circles that are cut short give bounds that hold what going round to the end finds") {
    int bounded = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        trial::Dice dice{seed};
        const FailureModel m = trial::any_web(dice, 30, 4);
        const double exact = Exact(m).figures(0).probability.low;
        const Exact cut(m, {.unrolled_arguments = 150});
        const RootFigures f = cut.figures(0);
        if (f.exact) {
            CHECK(same(f.probability.low, exact, 1e-9));
            continue;
        }
        ++bounded;
        CHECK(f.probability.low <= exact * (1 + 1e-12));
        CHECK(f.probability.high >= exact * (1 - 1e-12));
        CHECK(f.episodes_per_hour.low <= f.episodes_per_hour.high);
        CHECK(!cut.cut_sets(0).count().has_value());
    }
    CHECK(bounded > 20);
}
