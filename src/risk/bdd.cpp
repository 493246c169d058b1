#include "risk/bdd.h"

#include <algorithm>
#include <cassert>
#include <utility>

// What a diagram is, by "two of a, b, c are down" worked through.
//
//     a ? (b or c) : (b and c)
//     b or c  = b ? yes : c         b and c = b ? c : no         c = c ? yes : no
//
// Four nodes and the constant, where a table of truth has eight rows; 16 of 30 has some 240 where the
// table has a thousand million. A probability is one sweep from the bottom: c 0.1, b and c 0.01, b or c
// 0.1 + 0.9 x 0.1 = 0.19, a 0.1 x 0.19 + 0.9 x 0.01 = 0.028, which is 3 x 0.1 x 0.1 x 0.9 + 0.001.
//
// `both` walks two diagrams at once. At the topmost variable of either it goes into the low branches, then
// the high ones, and makes the node of the two results; a pair that was met before is in the table. So it
// costs at most (nodes of f) x (nodes of g) steps, and mostly far fewer. The stack holds what is not done:
// a frame waits for its low result, then for its high one. Depth is the number of variables, and these can
// be a hundred thousand, so nothing recurses.
//
// Sizes are all in the order of variables: along a good one a diagram is a chain, along a bad one it has
// 2^n nodes. No order is good for all, hence the budget: exact_solve.h tries several with little before one
// with much.

namespace knockon {
namespace {

constexpr std::uint32_t smallest_table = 1u << 10;
constexpr std::uint64_t steps_per_node = 16;

std::uint64_t mix(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    std::uint64_t h = (std::uint64_t{a} << 32 | b) * 0x9e3779b97f4a7c15u;
    h = (h ^ (h >> 32) ^ c) * 0xd6e8feb86659fd93u;
    return h ^ (h >> 32);
}

}  // namespace

Bdd::Bdd(std::uint32_t node_budget) { restart(node_budget); }

void Bdd::restart(std::uint32_t node_budget) {
    budget_ = std::min(node_budget, 0x7ffffff0u);
    steps_left_ = steps_per_node * (budget_ + std::uint64_t{smallest_table});
    burst_ = false;
    nodes_.clear();
    nodes_.push_back({bottom, no, no, 0});
    if (heads_.size() < smallest_table) heads_.resize(smallest_table);
    head_mask_ = smallest_table - 1;
    std::fill(heads_.begin(), heads_.begin() + smallest_table, 0u);
    if (cache_.size() < smallest_table) cache_.resize(smallest_table);
    cache_mask_ = smallest_table - 1;
    ++era_;
}

void Bdd::grow() {
    const std::size_t size = 2 * (std::size_t{head_mask_} + 1);
    head_mask_ = static_cast<std::uint32_t>(size - 1);
    cache_mask_ = head_mask_;
    if (heads_.size() < size) heads_.resize(size);
    if (cache_.size() < size) cache_.resize(size);
    rebuild_chains();
}

void Bdd::rebuild_chains() {
    std::fill(heads_.begin(), heads_.begin() + head_mask_ + 1, 0u);
    for (std::uint32_t i = 1; i < nodes_.size(); ++i) {
        Node& n = nodes_[i];
        std::uint32_t& head = heads_[mix(n.low, n.high, n.level) & head_mask_];
        n.next = std::exchange(head, i);
    }
}

Bdd::Ref Bdd::make(std::uint32_t level, Ref low, Ref high) {
    if (low == high) return low;
    const Ref opposite = low & 1;
    low ^= opposite;
    high ^= opposite;
    std::uint32_t& head = heads_[mix(low, high, level) & head_mask_];
    for (std::uint32_t i = head; i != 0; i = nodes_[i].next) {
        const Node& n = nodes_[i];
        if (n.low == low && n.high == high && n.level == level) return 2 * i + opposite;
    }
    if (burst_ || nodes_.size() >= budget_) {
        burst_ = true;
        return no;
    }
    const auto i = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({level, low, high, std::exchange(head, i)});
    if (i > head_mask_) grow();
    return 2 * i + opposite;
}

Bdd::Ref Bdd::both(Ref f, Ref g) {
    stack_.clear();
    for (;;) {
        if (burst_) return no;
        Ref result = no;
        if (f > g) std::swap(f, g);
        if (f == no || f == (g ^ 1)) {
            result = no;
        } else if (f == yes || f == g) {
            result = g;
        } else {
            const Entry& known = cache_[mix(f, g, 0) & cache_mask_];
            if (known.f == f && known.g == g && known.era == era_) {
                result = known.result;
            } else {
                const std::uint32_t top = std::min(level(f), level(g));
                stack_.push_back({f, g, no, top, false});
                if (level(f) == top) f = low(f);
                if (level(g) == top) g = low(g);
                if (--steps_left_ == 0) burst_ = true;
                continue;
            }
        }
        while (!stack_.empty() && stack_.back().low_known) {
            const Frame& t = stack_.back();
            result = make(t.level, t.low, result);
            cache_[mix(t.f, t.g, 0) & cache_mask_] = {t.f, t.g, result, era_};
            stack_.pop_back();
        }
        if (stack_.empty()) return burst_ ? no : result;
        Frame& t = stack_.back();
        t.low = result;
        t.low_known = true;
        f = level(t.f) == t.level ? high(t.f) : t.f;
        g = level(t.g) == t.level ? high(t.g) : t.g;
    }
}

void Bdd::deepest_first(std::vector<Ref>& functions) const {
    std::sort(functions.begin(), functions.end(),
              [&](Ref a, Ref b) { return std::pair(level(b), b) < std::pair(level(a), a); });
}

Bdd::Ref Bdd::all_of(std::vector<Ref> functions) {
    deepest_first(functions);
    Ref result = yes;
    for (const Ref f : functions) result = both(f, result);
    return result;
}

Bdd::Ref Bdd::any_of(std::vector<Ref> functions) {
    deepest_first(functions);
    Ref result = no;
    for (const Ref f : functions) result = either(f, result);
    return result;
}

Bdd::Ref Bdd::at_least(std::uint32_t count, std::vector<Ref> functions) {
    deepest_first(functions);
    // missing[k]: true where at least k of the functions looked at so far are.
    std::vector<Ref> missing(count + 1, no);
    missing[0] = yes;
    const std::size_t total = functions.size();
    for (std::size_t i = 0; i < total; ++i) {
        const Ref f = functions[i];
        const bool plain = low(f) == no && high(f) == yes;
        // Counts that the remaining functions could not lift to `count` are never asked for.
        const std::size_t rest = total - i - 1;
        const std::size_t least = count > rest ? count - rest : 1;
        for (std::size_t k = std::min<std::size_t>(count, i + 1); k >= least; --k) {
            const Ref without = missing[k], with = missing[k - 1];
            const bool above = level(f) < level(without) && level(f) < level(with);
            // Where one more is enough, fewer are enough: no "if f" is needed, "or" will do.
            missing[k] =
                plain && above ? make(level(f), without, with) : either(without, both(f, with));
        }
    }
    return missing[count];
}

void Bdd::keep_only(std::span<Ref> roots) {
    std::vector<std::uint32_t> place(nodes_.size(), 0);
    for (const Ref r : roots) place[r >> 1] = 1;
    for (std::size_t i = nodes_.size(); i-- > 1;) {
        if (place[i] == 0) continue;
        place[nodes_[i].low >> 1] = 1;
        place[nodes_[i].high >> 1] = 1;
    }
    place[0] = 0;
    std::uint32_t kept = 1;
    for (std::size_t i = 1; i < nodes_.size(); ++i) {
        if (place[i] == 0) continue;
        const Node n = nodes_[i];
        nodes_[kept] = {n.level, 2 * place[n.low >> 1] + (n.low & 1),
                        2 * place[n.high >> 1] + (n.high & 1), 0};
        place[i] = kept++;
    }
    nodes_.resize(kept);
    for (Ref& r : roots) r = 2 * place[r >> 1] + (r & 1);
    rebuild_chains();
    ++era_;
    burst_ = false;
    steps_left_ = steps_per_node * (budget_ + std::uint64_t{smallest_table});
}

}  // namespace knockon
