#include "risk/cut_sets.h"

#include <algorithm>
#include <queue>
#include <tuple>
#include <utility>

#include "risk/cut_sets_count.h"

// How the most probable sets are found without listing the others, by one family worked through.
//
//     sets {a, b}, {a, c}, {d}        a 0.1, b 0.2, c 0.05, d 0.01
//
// The family is a diagram: node a (high: node b; low: node d), node b (high: the empty set, done; low:
// node c), node c, node d. From the bottom up each node is given the largest product of any set below it:
// c 0.05, b max(0.05, 0.2) = 0.2, d 0.01, a max(0.01, 0.1 x 0.2) = 0.02. That is no estimate: some set
// reaches it. So the search walks down from the best node and always takes the better branch; where it
// leaves one behind, it puts it into the queue with the bound that is true of it:
//
//     take a (left behind: "without a", bound 0.01), take b (left behind: "a, not b", bound 0.1 x 0.05)
//     -> {a, b} 0.02;   the queue holds 0.01 and 0.005
//     -> {d} 0.01;      -> {a, c} 0.005
//
// Every set comes out in its order, and the work is what is asked for times the depth, however many sets
// there are in all: millions are counted (cut_sets_count.h) and three of them are named. A unit that
// stands for a part of the landscape (exact_unit.h) is walked the same way from within: `rest` remembers
// where to go on in the outer family once its set is complete.

namespace knockon {
namespace {

constexpr std::uint32_t nothing = UINT32_MAX;

/// Walks all families at once, best set first. A state stands at a reference of one part's family;
/// `rest` says where to go on when the part's set is complete. `best` of a reference is the largest
/// product of weights of any set below it, so the bound of a state is reached by some set: the
/// first state to finish is the next best set.
class Search {
  public:
    using Part = std::pair<const Unit*, const Family*>;

    Search(std::vector<Part> parts, const std::vector<std::uint32_t>& part_of,
           const std::vector<double>& weights)
        : parts_(std::move(parts)), part_of_(part_of), weights_(weights), best_(parts_.size()) {
        for (std::uint32_t p = 0; p < parts_.size(); ++p) rate(p);
    }

    std::vector<std::vector<std::uint32_t>> run(double floor, std::size_t most) {
        std::vector<std::vector<std::uint32_t>> found;
        const auto top = static_cast<std::uint32_t>(parts_.size() - 1);
        const std::uint32_t start = parts_[top].second->sets.root;
        push({best_[top][start], 1, 0, top, start, nothing, nothing});
        while (!queue_.empty() && found.size() < most) {
            State s = queue_.top();
            queue_.pop();
            if (!(s.bound > 0) || s.bound < floor) break;
            finish(s);
            found.push_back(events(s.path));
        }
        return found;
    }

  private:
    struct State {
        double bound, done;
        std::uint64_t number;  // later ones first among equals: depth first
        std::uint32_t part, ref, rest, path;
        friend bool operator<(const State& a, const State& b) {
            return std::tie(a.bound, a.number) < std::tie(b.bound, b.number);
        }
    };
    struct Rest {
        std::uint32_t part, ref, rest;
        double best;
    };
    struct Step {
        std::uint32_t event, before;
    };

    double weight(std::uint32_t part, std::uint32_t level) const {
        const Unit::Input in = parts_[part].first->inputs[level];
        if (!in.is_unit) return weights_[in.index];
        const std::uint32_t inner = part_of_[in.index];
        return best_[inner][parts_[inner].second->sets.root];
    }

    void rate(std::uint32_t part) {
        const Diagram& d = parts_[part].second->sets;
        std::vector<double>& best = best_[part];
        best.assign(d.nodes.size() + 2, 0);
        best[1] = 1;
        for (std::size_t i = 0; i < d.nodes.size(); ++i) {
            const Diagram::Node& n = d.nodes[i];
            best[i + 2] = std::max(best[n.low], weight(part, n.level) * best[n.high]);
        }
    }

    void push(State s) {
        s.number = pushed_++;
        queue_.push(s);
    }

    double rest_best(std::uint32_t rest) const { return rest == nothing ? 1 : rests_[rest].best; }

    /// Follows the better branch down to a whole set; the other branches wait in the queue.
    void finish(State& s) {
        for (;;) {
            if (s.ref == 1) {
                if (s.rest == nothing) return;
                const Rest r = rests_[s.rest];
                s.part = r.part;
                s.ref = r.ref;
                s.rest = r.rest;
                continue;
            }
            const Diagram::Node n = parts_[s.part].second->sets.nodes[s.ref - 2];
            const double low = best_[s.part][n.low];
            const double high = weight(s.part, n.level) * best_[s.part][n.high];
            const double tail = s.done * rest_best(s.rest);
            State other = s;
            const bool take = high >= low;
            if (take && low > 0) {
                other.ref = n.low;
                other.bound = tail * low;
                push(other);
            }
            if (!take && high > 0) {
                enter(other, n);
                other.bound = tail * high;
                push(other);
            }
            if (take) {
                enter(s, n);
            } else {
                s.ref = n.low;
            }
        }
    }

    /// Takes the variable of `n`: an event joins the set, a unit is walked before going on.
    void enter(State& s, const Diagram::Node& n) {
        const Unit::Input in = parts_[s.part].first->inputs[n.level];
        if (!in.is_unit) {
            path_.push_back({in.index, s.path});
            s.path = static_cast<std::uint32_t>(path_.size() - 1);
            s.done *= weights_[in.index];
            s.ref = n.high;
            return;
        }
        rests_.push_back({s.part, n.high, s.rest, best_[s.part][n.high] * rest_best(s.rest)});
        s.rest = static_cast<std::uint32_t>(rests_.size() - 1);
        s.part = part_of_[in.index];
        s.ref = parts_[s.part].second->sets.root;
    }

    std::vector<std::uint32_t> events(std::uint32_t path) const {
        std::vector<std::uint32_t> out;
        for (; path != nothing; path = path_[path].before) out.push_back(path_[path].event);
        std::sort(out.begin(), out.end());
        return out;
    }

    std::vector<Part> parts_;
    const std::vector<std::uint32_t>& part_of_;
    const std::vector<double>& weights_;
    std::vector<std::vector<double>> best_;
    std::priority_queue<State> queue_;
    std::vector<Rest> rests_;
    std::vector<Step> path_;
    std::uint64_t pushed_ = 0;
};

/// Whether `term` is true where just `happened` (ascending) have happened.
bool holds(const Formula& f, std::span<const Term> cone, const Cone& place, Term term,
           std::span<const std::uint32_t> happened) {
    if (term <= Formula::yes) return term == Formula::yes;
    std::vector<std::uint8_t> value(cone.size(), 0);
    for (std::size_t i = 0; i < cone.size(); ++i) {
        const Term t = cone[i];
        if (f.op(t) == Formula::Op::event) {
            value[i] = std::binary_search(happened.begin(), happened.end(), f.event_of(t)) ? 1 : 0;
            continue;
        }
        std::size_t down = 0;
        const auto args = f.args(t);
        for (const Term a : args) down += value[place.place(a)];
        const std::size_t enough = f.op(t) == Formula::Op::any   ? 1
                                   : f.op(t) == Formula::Op::all ? args.size()
                                                                 : f.count(t);
        value[i] = down >= enough ? 1 : 0;
    }
    return value.back() != 0;
}

}  // namespace

std::vector<std::uint32_t> units_below(const std::vector<Unit>& units, std::uint32_t root) {
    std::vector<std::uint32_t> found{root};
    // A unit is used in one place only, so none is met twice.
    for (std::size_t i = 0; i < found.size(); ++i)
        for (const Unit::Input& in : units[found[i]].inputs)
            if (in.is_unit) found.push_back(in.index);
    std::sort(found.begin(), found.end());
    return found;
}

CutSets::CutSets(const std::vector<Unit>& units, std::uint32_t root, std::vector<double> events,
                 const Formula& formula, Term term, bool term_is_exact, std::uint32_t node_budget)
    : units_(units),
      root_(root),
      events_(std::move(events)),
      formula_(formula),
      term_(term),
      exact_(term_is_exact),
      part_of_(units.size(), nothing) {
    for (const std::uint32_t u : units_below(units, root)) {
        part_of_[u] = static_cast<std::uint32_t>(parts_.size());
        exact_ = exact_ && units[u].exact;
        parts_.push_back({u, minimal_solutions(units[u].below, node_budget)});
        const Family& f = parts_.back().family;
        if (!f.complete)
            complete_to_order_ = std::min(complete_to_order_.value_or(f.order), f.order);
    }
    if (!exact_) complete_to_order_ = 0;
    if (!complete_to_order_) count_all();
}

void CutSets::count_all() {
    std::vector<SetCount> counts;
    for (const Part& p : parts_) {
        std::vector<SetCount> by_level;
        for (const Unit::Input& in : units_[p.unit].inputs)
            by_level.push_back(in.is_unit ? counts[part_of_[in.index]] : SetCount(1));
        counts.push_back(count_sets(p.family.sets, by_level));
    }
    count_ = counts.back().digits();
}

std::vector<CutSet> CutSets::search(const std::vector<double>& weights, double floor,
                                    std::size_t most) const {
    std::vector<Search::Part> parts;
    for (const Part& p : parts_) parts.emplace_back(&units_[p.unit], &p.family);
    std::vector<CutSet> out;
    for (auto& events : Search(std::move(parts), part_of_, weights).run(floor, most)) {
        double probability = 1;
        for (const std::uint32_t e : events) probability *= events_[e];
        out.push_back({std::move(events), probability});
    }
    return exact_ ? out : checked(std::move(out));
}

/// Sets from a diagram below the function are cut sets, but need not be minimal: drop what is not
/// needed, one event after the other, the least probable first.
std::vector<CutSet> CutSets::checked(std::vector<CutSet> found) const {
    Cone place;
    const auto cone = place.of(formula_, term_, [](Term) { return false; });
    for (CutSet& set : found) {
        std::vector<std::uint32_t> by_rarity = set.events;
        std::sort(by_rarity.begin(), by_rarity.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(events_[a], a) < std::pair(events_[b], b);
        });
        for (const std::uint32_t e : by_rarity) {
            std::vector<std::uint32_t> fewer = set.events;
            std::erase(fewer, e);
            if (holds(formula_, cone, place, term_, fewer)) set.events = std::move(fewer);
        }
        set.probability = 1;
        for (const std::uint32_t e : set.events) set.probability *= events_[e];
    }
    std::sort(found.begin(), found.end(),
              [](const CutSet& a, const CutSet& b) { return a.events < b.events; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<CutSet> CutSets::most_probable(std::size_t most) const {
    auto found = search(events_, 0, most);
    std::sort(found.begin(), found.end(), [](const CutSet& a, const CutSet& b) {
        return std::tuple(-a.probability, a.events.size(), std::cref(a.events).get()) <
               std::tuple(-b.probability, b.events.size(), std::cref(b.events).get());
    });
    return found;
}

std::vector<CutSet> CutSets::up_to_order(std::uint32_t order, std::size_t most) const {
    // With a weight of one half each, the best first are the smallest first.
    constexpr std::uint32_t smallest_power = 1000;
    double floor = 1;
    for (std::uint32_t i = 0; i < std::min(order, smallest_power); ++i) floor /= 2;
    auto found = search(std::vector<double>(events_.size(), 0.5), floor, most);
    std::sort(found.begin(), found.end(), [](const CutSet& a, const CutSet& b) {
        return std::tuple(a.events.size(), -a.probability, std::cref(a.events).get()) <
               std::tuple(b.events.size(), -b.probability, std::cref(b.events).get());
    });
    return found;
}

bool CutSets::brings_down(std::span<const std::uint32_t> events) const {
    Cone place;
    const auto cone = place.of(formula_, term_, [](Term) { return false; });
    return holds(formula_, cone, place, term_, events);
}

std::vector<std::uint32_t> CutSets::single_points() const {
    std::vector<std::uint32_t> out;
    for (const CutSet& set : up_to_order(1, events_.size())) out.push_back(set.events[0]);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace knockon
