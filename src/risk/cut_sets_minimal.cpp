#include "risk/cut_sets_minimal.h"

#include <algorithm>
#include <utility>
#include <vector>

// f = any(x, all(y, z)) as a diagram asks x first: high is yes, low is all(y, z). Its minimal solutions are
// those of low, {y, z}, and x with those of high for which low is false: high's only one is the empty set,
// where low is false, so {x}. Had high been y, {x, y} would be one for the same reason: low is false where y
// alone has happened. `without` is that filter, one walk over both diagrams; it is the expensive part, and
// remembers what it has answered.

namespace knockon {
namespace {

using Ref = std::uint32_t;
constexpr Ref no_set = 0, unit = 1;  // a family without a set; one of the empty set
constexpr std::uint32_t bottom = Bdd::bottom;

/// Unique table and one operation, laid out as in risk/bdd.cpp.
class Families {
  public:
    Families(const Diagram& function, std::uint32_t budget)
        : function_(function), budget_(budget), steps_left_(64 * (budget + 1024ull)) {
        nodes_.push_back({bottom, no_set, no_set, 0});
        nodes_.push_back({bottom, no_set, no_set, 0});
        heads_.resize(1u << 10);
        cache_.resize(1u << 10);
        of_nothing_.assign({0, 1});
        for (const Diagram::Node& n : function.nodes) of_nothing_.push_back(of_nothing_[n.low]);
    }

    bool burst() const { return burst_; }
    std::uint32_t level(Ref f) const { return nodes_[f].level; }

    Ref make(std::uint32_t level, Ref low, Ref high) {
        if (high == no_set) return low;
        std::uint32_t& head = heads_[mix(low, high, level) & (heads_.size() - 1)];
        for (std::uint32_t i = head; i != 0; i = nodes_[i].next) {
            const Node& n = nodes_[i];
            if (n.low == low && n.high == high && n.level == level) return i;
        }
        if (burst_ || nodes_.size() >= budget_) {
            burst_ = true;
            return no_set;
        }
        const auto i = static_cast<Ref>(nodes_.size());
        nodes_.push_back({level, low, high, std::exchange(head, i)});
        if (i > heads_.size()) grow();
        return i;
    }

    /// The sets of f for which g, a reference in the diagram, is false.
    Ref without(Ref f, std::uint32_t g);

    /// What `root` reaches, children first.
    Diagram extract(Ref root) const {
        std::vector<std::uint32_t> place(root + 2, 0);
        place[root] = 1;
        for (Ref i = root; i > unit; --i)
            if (place[i] != 0) place[nodes_[i].low] = place[nodes_[i].high] = 1;
        place[no_set] = no_set;
        place[unit] = unit;
        Diagram out;
        for (Ref i = 2; i <= root; ++i) {
            if (place[i] == 0) continue;
            const Node& n = nodes_[i];
            place[i] = static_cast<std::uint32_t>(out.nodes.size() + 2);
            out.nodes.push_back({n.level, place[n.low], place[n.high]});
        }
        out.root = place[root];
        return out;
    }

  private:
    struct Node {
        std::uint32_t level;
        Ref low, high;
        std::uint32_t next;
    };
    struct Entry {
        Ref f = 0, g = 0, result = 0;
    };
    struct Frame {
        Ref f;
        std::uint32_t g;
        Ref low;
        bool low_known;
    };

    std::uint32_t level_of(std::uint32_t g) const {
        return g <= 1 ? bottom : function_.nodes[g - 2].level;
    }

    static std::uint64_t mix(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        std::uint64_t h = (std::uint64_t{a} << 32 | b) * 0x9e3779b97f4a7c15u;
        h = (h ^ (h >> 32) ^ c) * 0xd6e8feb86659fd93u;
        return h ^ (h >> 32);
    }

    void grow() {
        heads_.assign(2 * heads_.size(), 0);
        cache_.resize(heads_.size());
        for (std::uint32_t i = 2; i < nodes_.size(); ++i) {
            Node& n = nodes_[i];
            n.next = std::exchange(heads_[mix(n.low, n.high, n.level) & (heads_.size() - 1)], i);
        }
    }

    const Diagram& function_;
    std::vector<std::uint32_t> of_nothing_;  // by reference: its value where nothing has happened
    Table<Node> nodes_;
    Table<std::uint32_t> heads_;
    Table<Entry> cache_;  // f == 0: empty
    std::vector<Frame> stack_;
    std::uint32_t budget_;
    std::uint64_t steps_left_;
    bool burst_ = false;
};

Ref Families::without(Ref f, std::uint32_t g) {
    stack_.clear();
    for (;;) {
        if (burst_) return no_set;
        // No set of f has a variable above its top; the empty set has none at all.
        if (f == unit) g = of_nothing_[g];
        while (level_of(g) < level(f)) g = function_.nodes[g - 2].low;
        Ref result = no_set;
        if (f == no_set || g == 1) {
            result = no_set;
        } else if (g == 0) {
            result = f;
        } else if (const Entry& e = cache_[mix(f, g, 0) & (cache_.size() - 1)];
                   e.f == f && e.g == g) {
            result = e.result;
        } else {
            if (--steps_left_ == 0) burst_ = true;
            stack_.push_back({f, g, no_set, false});
            if (level_of(g) == level(f)) g = function_.nodes[g - 2].low;
            f = nodes_[f].low;
            continue;
        }
        while (!stack_.empty() && stack_.back().low_known) {
            const Frame& t = stack_.back();
            result = make(level(t.f), t.low, result);
            cache_[mix(t.f, t.g, 0) & (cache_.size() - 1)] = {t.f, t.g, result};
            stack_.pop_back();
        }
        if (stack_.empty()) return burst_ ? no_set : result;
        Frame& t = stack_.back();
        t.low = result;
        t.low_known = true;
        f = nodes_[t.f].high;
        g = level_of(t.g) == level(t.f) ? function_.nodes[t.g - 2].high : t.g;
    }
}

std::optional<Diagram> all_solutions(const Diagram& d, std::uint32_t budget) {
    Families work(d, budget);
    std::vector<Ref> family(d.nodes.size() + 2, no_set);
    family[1] = unit;
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        const Diagram::Node& n = d.nodes[i];
        const Ref high = work.without(family[n.high], n.low);
        family[i + 2] = work.make(n.level, family[n.low], high);
        if (work.burst()) return std::nullopt;
    }
    return work.extract(family[d.root]);
}

std::optional<Diagram> small_solutions(const Diagram& d, std::uint32_t order,
                                       std::uint32_t budget) {
    Families work(d, budget);
    // family[v * (order + 1) + k]: solutions of v with at most k levels
    std::vector<Ref> family((d.nodes.size() + 2) * (order + 1), no_set);
    const auto at = [&](std::size_t v, std::size_t k) -> Ref& {
        return family[v * (order + 1) + k];
    };
    for (std::size_t k = 0; k <= order; ++k) at(1, k) = unit;
    for (std::size_t i = 0; i < d.nodes.size(); ++i) {
        const Diagram::Node& n = d.nodes[i];
        at(i + 2, 0) = at(n.low, 0);
        for (std::size_t k = 1; k <= order; ++k) {
            const Ref high = work.without(at(n.high, k - 1), n.low);
            at(i + 2, k) = work.make(n.level, at(n.low, k), high);
        }
        if (work.burst()) return std::nullopt;
    }
    return work.extract(at(d.root, order));
}

}  // namespace

Family minimal_solutions(const Diagram& d, std::uint32_t node_budget) {
    if (auto all = all_solutions(d, node_budget)) return {std::move(*all), true, 0};
    for (const std::uint32_t order : {8u, 6u, 4u, 3u, 2u, 1u})
        if (auto some = small_solutions(d, order, node_budget))
            return {std::move(*some), false, order};
    return {{}, false, 0};
}

}  // namespace knockon
