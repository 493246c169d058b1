// risk/bdd.h: boolean functions as reduced ordered binary decision diagrams.
//
// A function is a reference: a node and a bit that says "the opposite of it". Two references are
// equal exactly when the functions are. The low branch of a node never carries the bit, so every
// node is false where nothing has happened; functions that grow with their events (all of ours)
// carry it nowhere but before the constant, and "or" costs no nodes of its own.
//
// Nodes stand in one array, children before parents: whatever is computed per node is one sweep.
// The unique table chains through it; results of `both` are kept in a direct-mapped table that
// forgets. All tables start at a few KiB, grow by doubling and are used again after `restart`.
// Nothing recurses. Nodes are not collected while a function is built: a budget bounds them, and
// whoever hits it tries another order or approximates (risk/exact_solve.h).
//
// Sources: Bryant, IEEE Trans. Computers C-35 (1986) 677-691; Brace, Rudell, Bryant, DAC 1990.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "risk/bdd_memory.h"

namespace knockon {

class Bdd {
  public:
    using Ref = std::uint32_t;  // 2 * node + (1 if the opposite is meant)
    static constexpr Ref no = 0, yes = 1;

    /// A variable's place in the order, 0 on top. The constant lies below all.
    static constexpr std::uint32_t bottom = 0xffffffff;

    struct Node {
        std::uint32_t level;
        Ref low, high;       // where the variable is false, true
        std::uint32_t next;  // in the chain of the unique table
    };

    explicit Bdd(std::uint32_t node_budget = 1u << 20);

    /// Forgets every function; keeps the memory.
    void restart(std::uint32_t node_budget);

    /// True once the budget of nodes (or of 16 steps per node, so that time is bounded too) is hit.
    /// From then on every operation returns `no`, which means nothing: ask before using a result.
    bool burst() const { return burst_; }

    /// The function "if the variable at `level` then high else low"; both lie below `level`.
    Ref make(std::uint32_t level, Ref low, Ref high);
    Ref literal(std::uint32_t level) { return make(level, no, yes); }
    static Ref negate(Ref f) { return f ^ 1; }
    Ref both(Ref f, Ref g);
    Ref either(Ref f, Ref g) { return negate(both(negate(f), negate(g))); }

    /// True where at least `count` of `functions` are; a function listed twice counts twice.
    /// Dynamic programming on (functions looked at, count still missing): count * (n - count + 1)
    /// steps, each a single node where the functions are literals.
    Ref at_least(std::uint32_t count, std::vector<Ref> functions);

    /// All of them, or any of them; the deepest are joined first, so that each join adds on top.
    Ref all_of(std::vector<Ref> functions);
    Ref any_of(std::vector<Ref> functions);

    std::uint32_t level(Ref f) const { return nodes_[f >> 1].level; }
    Ref low(Ref f) const { return nodes_[f >> 1].low ^ (f & 1); }
    Ref high(Ref f) const { return nodes_[f >> 1].high ^ (f & 1); }
    /// Nodes ever made since `restart` or `keep_only`, the constant included.
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

    /// Drops every node that `roots` do not reach; rewrites the references in `roots`. Clears
    /// `burst()`. Time O(nodes).
    void keep_only(std::span<Ref> roots);

  private:
    struct Entry {
        Ref f, g, result;
        std::uint32_t era;  // entries of an earlier era are empty
    };
    struct Frame {
        Ref f, g;
        Ref low;
        std::uint32_t level;
        bool low_known;
    };

    void grow();
    void rebuild_chains();
    void deepest_first(std::vector<Ref>& functions) const;

    Table<Node> nodes_;
    Table<std::uint32_t> heads_;  // chains; only the first head_mask_ + 1 are in use
    Table<Entry> cache_;          // likewise
    std::uint32_t head_mask_ = 0;
    std::uint32_t cache_mask_ = 0;
    std::uint32_t era_ = 0;
    std::uint32_t budget_ = 0;
    std::uint64_t steps_left_ = 0;
    bool burst_ = false;
    std::vector<Frame> stack_;
};

}  // namespace knockon
