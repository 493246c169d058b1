// risk/exact_formula.h: monotone boolean functions of basic events, written down once each.
//
// A term is the constant no or yes, a basic event, or "any", "all" or "at least m" of other terms.
// Terms are made bottom-up and hash-consed: the arguments of a term have smaller numbers, equal
// terms have one number, so a sweep in order of number is a topological one. Making a term already
// folds constants, single and repeated arguments and what absorbs (a or (a and b) is a).
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

namespace knockon {

using Term = std::uint32_t;

class Formula {
  public:
    static constexpr Term no = 0, yes = 1;
    enum class Op : std::uint8_t { constant, event, any, all, at_least };

    explicit Formula(std::uint32_t events);

    Term event(std::uint32_t e) const { return 2 + e; }
    std::uint32_t event_of(Term t) const { return t - 2; }
    std::uint32_t events() const { return events_; }

    Term any_of(std::vector<Term> args) { return make(Op::any, 1, std::move(args)); }
    Term all_of(std::vector<Term> args) { return make(Op::all, 0, std::move(args)); }
    /// True where at least `count` of `args` are; an argument listed twice counts twice.
    Term at_least(std::uint32_t count, std::vector<Term> args) {
        return make(Op::at_least, count, std::move(args));
    }
    Term make(Op op, std::uint32_t count, std::vector<Term> args);

    Op op(Term t) const { return terms_[t].op; }
    std::uint32_t count(Term t) const { return terms_[t].count; }
    /// In ascending order; only "at least" lists an argument more than once.
    std::span<const Term> args(Term t) const {
        return {args_.data() + terms_[t].first, terms_[t].size};
    }
    std::size_t size() const { return terms_.size(); }
    std::size_t arguments() const { return args_.size(); }  // of all terms together

  private:
    struct Entry {
        Op op;
        std::uint32_t count;
        std::uint32_t size;
        std::uint64_t first;
    };

    Term at_least_folded(std::uint32_t count, std::vector<Term> args);
    Term absorbed(Op op, std::vector<Term> args);
    Term hash_consed(Op op, std::uint32_t count, std::span<const Term> args);

    std::uint32_t events_;
    std::vector<Entry> terms_;
    std::vector<Term> args_;
    std::unordered_multimap<std::uint64_t, Term> known_;  // by hash; never walked
};

/// The terms below `root` and itself, in ascending order, without constants. Terms for which `leaf`
/// says so (and events) are listed but not entered. Time O(what is listed), with a memory of its
/// own that is used again.
class Cone {
  public:
    template <class Leaf>
    std::span<const Term> of(const Formula& f, Term root, Leaf leaf) {
        begin(f.size());
        visit(root);
        for (std::size_t i = 0; i < listed_.size(); ++i) {
            const Term t = listed_[i];
            if (t != root && leaf(t)) continue;
            for (const Term a : f.args(t)) visit(a);
        }
        return sorted();
    }
    /// The place of `t` in the list given last; only for terms that are in it.
    std::uint32_t place(Term t) const { return place_[t]; }
    bool holds(Term t) const { return t < seen_.size() && seen_[t] == round_; }

  private:
    void begin(std::size_t terms);
    std::span<const Term> sorted();
    void visit(Term t) {
        if (t <= Formula::yes || seen_[t] == round_) return;
        seen_[t] = round_;
        listed_.push_back(t);
    }

    std::vector<std::uint32_t> seen_, place_;
    std::uint32_t round_ = 0;
    std::vector<Term> listed_;
};

}  // namespace knockon
