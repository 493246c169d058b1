#include "risk/exact_unroll.h"

#include <algorithm>
#include <cassert>

#include "graph/components.h"

// A worked cycle. a needs b or c (one suffices), b needs a, c fails alone; a and b also fail by themselves,
// events A, B, C:   a = A ∪ (b ∩ C),  b = B ∪ a.
// No ring of needs without alternatives, so nothing is merged. a meets the only cycle: it is chosen.
//
//     before    a = no                    b = B
//     round 1   a = A ∪ (B ∩ C)           b = B ∪ A ∪ (B ∩ C) = A ∪ B
//
// One node was chosen, so one round is enough: another would give A ∪ ((A ∪ B) ∩ C), which is the same.

namespace knockon {
namespace {

using Value = Unrolled::Value;
using Lists = std::vector<std::vector<std::uint32_t>>;

/// Members without which the group is down: needs without an alternative.
bool is_hard(const FailureGroup& g) { return g.needed == g.members.size() && g.chance == no_event; }

Sccs components(const Lists& needs) {
    Graph g;
    g.names.resize(needs.size());
    g.group_first.push_back(0);
    g.user_first.assign(needs.size() + 1, 0);
    for (const auto& of_node : needs) {
        const auto first = static_cast<std::uint32_t>(g.members.size());
        g.members.insert(g.members.end(), of_node.begin(), of_node.end());
        g.groups.push_back({first, static_cast<std::uint32_t>(of_node.size()), 0, nullptr});
        g.group_first.push_back(static_cast<std::uint32_t>(g.groups.size()));
    }
    return strongly_connected(g);
}

class Unrolling {
  public:
    Unrolling(const FailureModel& model, std::size_t budget)
        : model_(model),
          budget_(budget),
          out_{Formula(static_cast<std::uint32_t>(model.events.size())), {}} {}

    Unrolled run() {
        merge_hard_cycles();
        const Sccs order = components(needs_);
        values_.resize(rings_.size());
        in_order_.assign(rings_.size(), 0);
        for (std::size_t k = 0; k < order.size(); ++k) {
            const auto members = order.members(k);
            const auto& first = needs_[members[0]];
            const bool cyclic = members.size() > 1 ||
                                std::find(first.begin(), first.end(), members[0]) != first.end();
            if (cyclic) {
                iterate(members);
            } else {
                set(members[0]);
            }
        }
        for (const std::uint32_t r : model_.roots) out_.roots.push_back(values_[ring_of_[r]]);
        return std::move(out_);
    }

  private:
    /// Rings are the hard cycles, each as one node; most hold a single one.
    void merge_hard_cycles() {
        Lists hard(model_.nodes.size());
        for (std::size_t v = 0; v < hard.size(); ++v)
            for (const FailureGroup& g : model_.nodes[v].groups)
                if (is_hard(g)) hard[v].insert(hard[v].end(), g.members.begin(), g.members.end());
        const Sccs rings = components(hard);
        ring_of_ = rings.of;
        rings_.resize(rings.size());
        needs_.resize(rings.size());
        for (std::uint32_t r = 0; r < rings.size(); ++r) {
            const auto members = rings.members(r);
            rings_[r].assign(members.begin(), members.end());
            for (const std::uint32_t v : rings_[r])
                for (const FailureGroup& g : model_.nodes[v].groups)
                    for (const std::uint32_t m : g.members)
                        if (ring_of_[m] != r || !is_hard(g)) needs_[r].push_back(ring_of_[m]);
            std::sort(needs_[r].begin(), needs_[r].end());
            needs_[r].erase(std::unique(needs_[r].begin(), needs_[r].end()), needs_[r].end());
        }
    }

    Term event(std::uint32_t e) const {
        const double q = model_.events[e].probability;
        assert(q >= 0 && q <= 1 && "a probability lies in [0, 1]");
        if (q == 0) return Formula::no;
        if (q == 1) return Formula::yes;
        return out_.formula.event(e);
    }

    Term group(const FailureGroup& g, std::uint32_t ring, Term Value::*side) {
        const std::size_t n = g.members.size();
        assert(g.needed >= 1 && g.needed <= n && "a group needs 1 to all of its members");
        std::vector<Term> down;
        for (const std::uint32_t m : g.members)
            if (ring_of_[m] != ring || !is_hard(g)) down.push_back(values_[ring_of_[m]].*side);
        if (is_hard(g)) return out_.formula.any_of(std::move(down));
        Term failed = out_.formula.at_least(static_cast<std::uint32_t>(n) - g.needed + 1, down);
        if (g.failover != no_event) {
            down.resize(g.needed);
            const Term first = out_.formula.any_of(std::move(down));
            const Term stuck = out_.formula.all_of({event(g.failover), first});
            failed = out_.formula.any_of({failed, stuck});
        }
        return g.chance == no_event ? failed : out_.formula.all_of({event(g.chance), failed});
    }

    Term function(std::uint32_t ring, Term Value::*side) {
        std::vector<Term> causes;
        for (const std::uint32_t v : rings_[ring]) {
            for (const std::uint32_t e : model_.nodes[v].events) causes.push_back(event(e));
            for (const FailureGroup& g : model_.nodes[v].groups)
                causes.push_back(group(g, ring, side));
        }
        return out_.formula.any_of(std::move(causes));
    }

    void set(std::uint32_t ring) {
        const Term below = function(ring, &Value::below);
        const bool exact = std::all_of(needs_[ring].begin(), needs_[ring].end(), [&](auto r) {
            return values_[r].below == values_[r].above;
        });
        values_[ring] = {below, exact ? below : function(ring, &Value::above)};
    }

    /// Nodes that meet every cycle, by taking the one with most needs and users within the
    /// component until no cycle is left; the others in an order in which needs come first.
    void cut(std::span<const std::uint32_t> members, std::vector<std::uint32_t>& chosen,
             std::vector<std::uint32_t>& order) {
        std::vector<std::uint32_t> left(members.begin(), members.end());
        for (const std::uint32_t v : members) in_order_[v] = 1;
        while (!left.empty()) {
            const std::size_t before = left.size();
            std::erase_if(left, [&](std::uint32_t v) {
                for (const std::uint32_t w : needs_[v])
                    if (in_order_[w] != 0) return false;
                order.push_back(v);
                in_order_[v] = 0;
                return true;
            });
            if (left.size() == before) {
                const std::uint32_t worst = most_entangled(left);
                chosen.push_back(worst);
                in_order_[worst] = 0;
                std::erase(left, worst);
            }
        }
    }

    std::uint32_t most_entangled(std::span<const std::uint32_t> left) {
        std::vector<std::uint32_t> users(left.size(), 0), needs(left.size(), 0);
        for (std::size_t i = 0; i < left.size(); ++i)
            for (const std::uint32_t w : needs_[left[i]]) {
                if (in_order_[w] == 0) continue;
                if (w == left[i]) return w;
                ++needs[i];
                ++users[static_cast<std::size_t>(std::lower_bound(left.begin(), left.end(), w) -
                                                 left.begin())];
            }
        std::size_t best = 0;
        for (std::size_t i = 1; i < left.size(); ++i)
            if (std::uint64_t{needs[i]} * users[i] > std::uint64_t{needs[best]} * users[best])
                best = i;
        return left[best];
    }

    void iterate(std::span<const std::uint32_t> members) {
        std::vector<std::uint32_t> chosen, order;
        cut(members, chosen, order);
        for (const std::uint32_t v : members) values_[v] = {Formula::no, Formula::no};
        const bool reached = rounds(chosen, order, &Value::below, chosen.size());
        if (reached && inputs_exact(members)) {
            for (const std::uint32_t v : members) values_[v].above = values_[v].below;
            return;
        }
        if (reached && rounds(chosen, order, &Value::above, chosen.size())) return;
        // Any number of rounds from "everything is down" bounds the fixpoint from above.
        for (const std::uint32_t v : chosen) values_[v].above = Formula::yes;
        rounds(chosen, order, &Value::above, 2);
    }

    bool inputs_exact(std::span<const std::uint32_t> members) const {
        for (const std::uint32_t v : members)
            for (const std::uint32_t w : needs_[v])
                if (!std::binary_search(members.begin(), members.end(), w) &&
                    values_[w].below != values_[w].above)
                    return false;
        return true;
    }

    /// @returns whether the fixpoint is reached: nothing changed, or `chosen.size()` rounds done
    bool rounds(const std::vector<std::uint32_t>& chosen, const std::vector<std::uint32_t>& order,
                Term Value::*side, std::size_t most) {
        bool changed = true;
        std::size_t done = 0;
        for (; changed && done < most; ++done) {
            if (done > 0 && out_.formula.arguments() > budget_) break;
            changed = false;
            for (const std::uint32_t v : order) values_[v].*side = function(v, side);
            std::vector<Term> next;
            for (const std::uint32_t v : chosen) next.push_back(function(v, side));
            for (std::size_t i = 0; i < chosen.size(); ++i) {
                changed = changed || values_[chosen[i]].*side != next[i];
                values_[chosen[i]].*side = next[i];
            }
        }
        for (const std::uint32_t v : order) values_[v].*side = function(v, side);
        return !changed || done == chosen.size();
    }

    const FailureModel& model_;
    std::size_t budget_;
    Unrolled out_;
    std::vector<std::uint32_t> ring_of_;
    Lists rings_;  // nodes of each
    Lists needs_;  // rings that each needs; itself only where a cycle with alternatives is left
    std::vector<Value> values_;
    std::vector<std::uint8_t> in_order_;
};

}  // namespace

Unrolled unroll(const FailureModel& model, std::size_t argument_budget) {
    return Unrolling(model, argument_budget).run();
}

}  // namespace knockon
