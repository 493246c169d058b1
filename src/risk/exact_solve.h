// risk/exact_solve.h: terms to units: decompose, try orders under a growing budget, and where none
// fits, close the function in between two smaller ones.
#pragma once

#include <unordered_map>
#include <vector>

#include "risk/exact_simplify.h"
#include "risk/exact_unit.h"

namespace knockon {

struct ExactLimits {
    std::uint32_t nodes = 1u << 21;        // diagram nodes made for one part in one order
    std::uint64_t total_nodes = 1u << 25;  // for all parts and orders; then parts get a small share
    std::uint32_t cut_set_nodes = 1u << 22;      // nodes of a part's family of minimal cut sets
    std::uint32_t approximate_nodes = 1u << 13;  // nodes kept of a part that is too large
    std::size_t unrolled_arguments = 200'000;    // arguments of terms, cycles included
    friend bool operator==(const ExactLimits&, const ExactLimits&) = default;
};

class Solver {
  public:
    /// @param events  probability of each event of the formula, for choosing what to leave out of
    ///                an approximation; exact units do not depend on it
    Solver(Formula formula, std::vector<Measure> events, const ExactLimits& limits);

    /// The unit that is equal to `root`; parts shared by several roots are solved once.
    std::uint32_t solve(Term root);

    const Formula& formula() const { return formula_; }
    const std::vector<Unit>& units() const { return units_; }

  private:
    Term decomposed(Term t);
    void finish(Term t);
    void mark_leaf(Term t);
    std::uint32_t build(Term t);
    Bdd::Ref build_in(std::span<const Term> terms, Term root, std::span<const Term> order,
                      std::uint32_t budget);
    struct Enclosed {
        Unit unit;
        double low = 0, high = 1;  // probabilities of its two diagrams
    };
    Unit approximated(std::span<const Term> terms, std::span<const std::vector<Term>> orders);
    Enclosed approximate(std::span<const Term> terms, std::span<const Term> order);
    std::uint32_t add(Term t, Unit unit);
    std::uint32_t affordable() const;
    std::vector<Unit::Input> inputs(std::span<const Term> order) const;
    Measure likelihood(Term leaf) const;

    Formula formula_;
    std::vector<Measure> events_;
    ExactLimits limits_;
    Leaves leaves_;  // modules of the root being solved that have a unit
    std::unordered_map<Term, std::uint32_t> unit_of_;  // looked up, never walked
    std::vector<Unit> units_;
    std::vector<Measure> likelihoods_;  // of units; between the bounds where there are two
    std::uint64_t made_ = 0;            // nodes, in all attempts
    Bdd bdd_;
    Cone cone_;
    std::vector<Measure> scratch_;
};

}  // namespace knockon
