// tests/risk/exact_buddy.h: a failure model in BuDDy (Debian's libbdd-dev), by definition.
#pragma once

#include <bdd.h>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "risk/failure_model.h"

namespace knockon::trial {

/// The function of the model's first root; events in the order given, by default that of their
/// numbers. BuDDy is one per process: make one of these at a time.
/// With an order the function is not made before `build`, so that the two can be timed apart.
class Buddy {
  public:
    explicit Buddy(const FailureModel& m, int nodes = 1 << 18) : Buddy(m, numbers(m), nodes) {
        build(m);
    }
    Buddy(const FailureModel& m, std::vector<int> level_of, int nodes)
        : level_of_(std::move(level_of)) {
        bdd_init(nodes, nodes / 4);
        bdd_gbc_hook(nullptr);
        bdd_setmaxincrease(1 << 22);
        bdd_setvarnum(static_cast<int>(m.events.size()));
        event_of_.resize(level_of_.size());
        for (std::size_t e = 0; e < level_of_.size(); ++e)
            event_of_[static_cast<std::size_t>(level_of_[e])] = e;
    }
    void build(const FailureModel& m) { root_ = fixpoint(m); }
    ~Buddy() {
        root_ = bddfalse;
        bdd_done();
    }
    Buddy(const Buddy&) = delete;
    Buddy& operator=(const Buddy&) = delete;

    double probability(const std::vector<FailureEvent>& events) {
        std::unordered_map<int, std::pair<double, double>> known;  // P(true), P(false)
        return measure(root_, events, known).first;
    }
    bddStat statistics() const {
        bddStat s{};
        bdd_stats(&s);
        return s;
    }
    int nodes() { return bdd_nodecount(root_); }

  private:
    static std::vector<int> numbers(const FailureModel& m) {
        std::vector<int> level_of;
        for (std::size_t e = 0; e < m.events.size(); ++e) level_of.push_back(static_cast<int>(e));
        return level_of;
    }

    bdd event(std::uint32_t e) const { return bdd_ithvarpp(level_of_[e]); }

    static bool deeper(const bdd& a, const bdd& b) { return level(a) > level(b); }
    static int level(const bdd& f) {
        return f == bddtrue || f == bddfalse ? bdd_varnum() : bdd_var(f);
    }

    /// The deepest first, and only the counts that the rest can still lift to `count`: what
    /// Bdd::at_least does, so that a comparison of times is one of packages.
    bdd group(const FailureGroup& g, const std::vector<bdd>& down) const {
        const std::size_t count = g.members.size() - g.needed + 1;
        std::vector<bdd> members, reached(count + 1, bddfalse);
        for (const std::uint32_t v : g.members) members.push_back(down[v]);
        std::stable_sort(members.begin(), members.end(), deeper);
        reached[0] = bddtrue;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const std::size_t rest = members.size() - i - 1;
            const std::size_t least = count > rest ? count - rest : 1;
            for (std::size_t k = std::min(count, i + 1); k >= least; --k)
                reached[k] = reached[k] | (members[i] & reached[k - 1]);
        }
        bdd result = reached[count];
        if (g.failover != no_event)
            for (std::size_t i = 0; i < g.needed; ++i)
                result |= event(g.failover) & down[g.members[i]];
        return g.chance == no_event ? result : result & event(g.chance);
    }

    bdd fixpoint(const FailureModel& m) const {
        std::vector<bdd> down(m.nodes.size(), bddfalse);
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t v = 0; v < m.nodes.size(); ++v) {
                bdd now = down[v];
                for (const std::uint32_t e : m.nodes[v].events) now |= event(e);
                for (const FailureGroup& g : m.nodes[v].groups) now |= group(g, down);
                changed = changed || now != down[v];
                down[v] = now;
            }
        }
        return down[m.roots[0]];
    }

    std::pair<double, double> measure(const bdd& f, const std::vector<FailureEvent>& events,
                                      std::unordered_map<int, std::pair<double, double>>& known) {
        if (f == bddtrue) return {1, 0};
        if (f == bddfalse) return {0, 1};
        if (const auto at = known.find(f.id()); at != known.end()) return at->second;
        const auto low = measure(bdd_low(f), events, known),
                   high = measure(bdd_high(f), events, known);
        const double q = events[event_of_[static_cast<std::size_t>(bdd_var(f))]].probability;
        return known[f.id()] = {q * high.first + (1 - q) * low.first,
                                q * high.second + (1 - q) * low.second};
    }

    std::vector<int> level_of_;
    std::vector<std::size_t> event_of_;
    bdd root_ = bddfalse;
};

}  // namespace knockon::trial
