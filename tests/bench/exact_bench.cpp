// How fast the exact engine is, beside other ways of doing the same in the same run. Not a test.
//
//   build   the same functions in the same order of variables, here and in BuDDy (its start-up,
//   which
//           fills its tables, is shown apart: ours start empty and grow)
//   sweep   all Birnbaum importances by two sweeps, beside one evaluation per event
//   growth  the whole engine on landscapes of growing size
#include <time.h>

#include <cstdio>
#include <string>
#include <utility>

#include "exact_buddy.h"
#include "exact_models.h"
#include "risk/exact.h"
#include "risk/exact_module.h"
#include "risk/exact_unroll.h"

using namespace knockon;

namespace {

/// Processor time: others may be at work on the machine.
double now_ms() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// Median time of five runs.
template <class Work>
double median_ms(Work work) {
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        const double start = now_ms();
        work();
        times.push_back(now_ms() - start);
    }
    std::sort(times.begin(), times.end());
    return times[2];
}

/// Every node's function, needs first; members in the order of the model.
Bdd::Ref build(Bdd& bdd, const FailureModel& m, const std::vector<int>& level_of) {
    bdd.restart(1u << 24);
    std::vector<Bdd::Ref> down;
    for (const FailureNode& node : m.nodes) {
        std::vector<Bdd::Ref> causes;
        for (const std::uint32_t e : node.events)
            causes.push_back(bdd.literal(static_cast<std::uint32_t>(level_of[e])));
        for (const FailureGroup& g : node.groups) {
            std::vector<Bdd::Ref> members;
            for (const std::uint32_t v : g.members) members.push_back(down[v]);
            causes.push_back(bdd.at_least(
                static_cast<std::uint32_t>(g.members.size()) - g.needed + 1, std::move(members)));
        }
        down.push_back(bdd.any_of(std::move(causes)));
    }
    return down[m.roots[0]];
}

/// Events in the order in which a depth-first walk from the top meets them.
std::vector<int> walk_order(const FailureModel& m) {
    const Unrolled u = unroll(m);
    Cone cone;
    std::vector<int> level_of(m.events.size(), -1);
    int level = 0;
    for (const Term t : leaf_order(u.formula, u.roots[0].below, {}, Walk::shared_heavy, cone))
        level_of[u.formula.event_of(t)] = level++;
    for (int& l : level_of)
        if (l < 0) l = level++;
    return level_of;
}

FailureModel quorum(std::uint32_t n) {
    FailureModel m;
    FailureGroup g{{}, n / 2 + 1};
    for (std::uint32_t e = 0; e < n; ++e) {
        m.events.push_back({0.01, 1});
        m.nodes.push_back({{e}, {}});
        g.members.push_back(e);
    }
    m.nodes.push_back({{}, {g}});
    m.roots = {n};
    return m;
}

void compare_build(const char* name, const FailureModel& m) {
    const auto level_of = walk_order(m);
    const double ours = median_ms([&] {
        Bdd bdd;  // with its tables, as small as they start
        build(bdd, m, level_of);
    });
    Bdd bdd;
    const Diagram d = extract(bdd, build(bdd, m, level_of));
    const std::uint32_t made = bdd.size();
    // The smallest table (by fours) in which BuDDy collects no garbage: collecting would be timed,
    // and a table that is mostly empty costs cache misses.
    std::vector<double> starts, builds;
    int nodes = 0;
    bddStat statistics{};
    for (int table = std::max(1 << 12, static_cast<int>(made)); builds.size() < 5;) {
        const double begin = now_ms();
        trial::Buddy buddy(m, level_of, table);
        const double ready = now_ms();
        buddy.build(m);
        const double end = now_ms();
        statistics = buddy.statistics();
        if (statistics.gbcnum > 0) {
            table *= 4;
            continue;
        }
        starts.push_back(ready - begin);
        builds.push_back(end - ready);
        nodes = buddy.nodes();
    }
    std::sort(starts.begin(), starts.end());
    std::sort(builds.begin(), builds.end());
    std::printf(
        "build  %-12s nodes %8zu  made: ours %8u BuDDy %8ld  ours %9.3f ms  BuDDy %9.3f ms "
        "(+ %.1f start)  ratio %5.2f%s\n",
        name, d.nodes.size(), made, statistics.produced, ours, builds[2], starts[2],
        builds[2] / ours,
        static_cast<int>(d.nodes.size()) == nodes ? "" : "  (nodes differ: we share complements)");
}

void compare_sweep(const char* name, const FailureModel& m) {
    const auto level_of = walk_order(m);
    Bdd bdd;
    const Diagram d = extract(bdd, build(bdd, m, level_of));
    std::vector<Measure> q(m.events.size()), scratch;
    for (std::size_t e = 0; e < q.size(); ++e)
        q[static_cast<std::size_t>(level_of[e])] = {m.events[e].probability,
                                                    1 - m.events[e].probability};
    const double sweeps = median_ms([&] {
        std::vector<double> slopes(q.size(), 0);
        measure(d, q, scratch);
        add_slopes(d, q, scratch, 1, slopes);
    });
    const double each = median_ms([&] {
        for (Measure& input : q) {
            const Measure kept = std::exchange(input, Measure{1, 0});
            measure(d, q, scratch);
            input = kept;
        }
    });
    std::printf(
        "sweep  %-22s nodes %8zu  two sweeps %9.3f ms  one per event %9.1f ms  ratio %6.1f\n", name,
        d.nodes.size(), sweeps, each, each / sweeps);
}

/// Stages in a row, each a pair of rows of two: series-parallel.
FailureModel series_parallel(std::uint32_t stages) {
    FailureModel m;
    FailureGroup all;
    const auto component = [&](std::vector<FailureGroup> groups) {
        const auto id = static_cast<std::uint32_t>(m.nodes.size());
        m.events.push_back({0.001, 1});
        m.nodes.push_back({{id}, std::move(groups)});
        return id;
    };
    for (std::uint32_t s = 0; s < stages; ++s) {
        const std::uint32_t a = component({}), b = component({{{a}, 1}});
        const std::uint32_t c = component({}), d = component({{{c}, 1}});
        all.members.push_back(component({{{b, d}, 1}}));
    }
    all.needed = stages;
    m.nodes.push_back({{}, {all}});
    m.roots = {static_cast<std::uint32_t>(m.nodes.size()) - 1};
    return m;
}

/// Two columns; each component needs any of the two below it.
FailureModel ladder(std::uint32_t rungs) {
    FailureModel m;
    for (std::uint32_t v = 0; v < 2 * rungs; ++v) {
        m.events.push_back({0.001, 1});
        m.nodes.push_back({{v}, {}});
        const std::uint32_t below = v / 2 * 2;
        if (below >= 2) m.nodes[v].groups.push_back({{below - 2, below - 1}, 1});
    }
    m.nodes.push_back({{}, {{{2 * rungs - 2, 2 * rungs - 1}, 1}}});
    m.roots = {2 * rungs};
    return m;
}

void show_growth(const char* name, FailureModel (*make)(std::uint32_t)) {
    double before = 0;
    for (std::uint32_t n = 100; n <= 6400; n *= 2) {
        const FailureModel m = make(n);
        std::size_t nodes = 0;
        const double ms = median_ms([&] {
            const Exact exact(m);
            exact.figures(0);
            nodes = exact.nodes(0);
        });
        std::printf("growth %-16s %6zu events  nodes %8zu  %9.2f ms  x %.2f\n", name,
                    m.events.size(), nodes, ms, before > 0 ? ms / before : 1);
        before = ms;
    }
}

}  // namespace

int main() {
    for (const std::uint32_t n : {20u, 50u, 100u, 200u})
        compare_build(("half of " + std::to_string(n)).c_str(), quorum(n));
    for (const auto& [seed, events, far] : {std::tuple{1u, 60u, 0.3},
                                            {2u, 120u, 0.3},
                                            {3u, 200u, 0.2},
                                            {5u, 250u, 0.25},
                                            {8u, 300u, 0.25},
                                            {19u, 500u, 0.5},
                                            {4u, 500u, 0.5},
                                            {20u, 500u, 0.5}}) {
        trial::Dice dice{seed};
        const FailureModel m = trial::any_tree(dice, events, events * 2 / 3, far);
        const std::string name = "tree of " + std::to_string(m.events.size());
        compare_build(name.c_str(), m);
        compare_sweep(name.c_str(), m);
    }
    show_growth("series-parallel", series_parallel);
    show_growth("ladder", ladder);
}
