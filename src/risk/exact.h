// risk/exact.h: how often each root of a failure model is down, exactly, and because of what.
//
//   failure_model.h      the question
//   exact_unroll.h       cycles out: the model as terms
//   exact_formula.h, exact_simplify.h, exact_module.h
//                        terms, smaller terms, independent parts
//   bdd.h, exact_solve.h, exact_approximate.h
//                        each part as a decision diagram, or enclosed by two where it is too large
//   exact_unit.h         what a diagram says: probability and slopes, a sweep each
//   cut_sets.h, cut_sets_minimal.h, cut_sets_count.h
//                        minimal cut sets: how many, the most probable, the smallest
//
// The work is in making the diagrams, once per model; each set of probabilities after that is two
// sweeps. Probabilities of being down are carried as such, never as 1 - availability, so that 1e-15
// keeps its digits. Everything is the same on every machine: budgets count nodes, not seconds.
//
// Episodes: with up and down times of each event independent and stationary, the root goes down as
// often as some event takes it down, w = sum of Birnbaum_i * (1 - U_i) * lambda_i, and
// (1 - U) * lambda = U / E[R] (Vesely; Schneeweiss, IEEE Trans. Reliability R-30 (1981) 117-121).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "risk/cut_sets.h"
#include "risk/exact_solve.h"
#include "risk/failure_model.h"

namespace knockon {

/// A figure that lies for certain between the two; equal where it is exact.
struct Bounds {
    double low = 0, high = 0;
    bool exact() const { return low == high; }
    friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// What one event means for one root.
struct EventFigures {
    std::uint32_t event = 0;
    Bounds birnbaum;  // P(down | it has happened) - P(down | it has not)
    Bounds with;      // P(down | it has happened): risk achievement worth = with / probability
    Bounds without;   // P(down | it has not): risk reduction worth = probability / without
    friend bool operator==(const EventFigures&, const EventFigures&) = default;
};

struct RootFigures {
    bool exact = true;   // false: the node budget was hit, and every figure is a pair of bounds
    Bounds probability;  // that the root is down
    Bounds episodes_per_hour;  // how often it goes down
    std::vector<EventFigures>
        events;  // those that matter and have a probability in (0, 1); ascending
    friend bool operator==(const RootFigures&, const RootFigures&) = default;
};

class Exact {
  public:
    /// Solves every root. The model must be well-formed (ids in range, groups not empty,
    /// probabilities in [0, 1]): anything else is the caller's bug (assert).
    explicit Exact(FailureModel model, const ExactLimits& limits = {});
    ~Exact();
    Exact(Exact&&) noexcept;
    Exact& operator=(Exact&&) noexcept;

    /// Figures of model.roots[root]. Time O(diagram nodes).
    /// `without` is exact to a relative 1e-9 also where one event is behind nearly all of the
    /// probability; `birnbaum` to about 1e-16 of the larger of its two terms.
    RootFigures figures(std::size_t root) const;

    /// The same with other probabilities and rates; those that were 0 or 1 stay what they were.
    /// @param events  as many as in the model; probabilities in [0, 1]
    RootFigures figures(std::size_t root, std::span<const FailureEvent> events) const;

    /// Minimal cut sets of model.roots[root]; valid as long as this object is. Events with
    /// probability 0 or 1 are in none: the first cannot happen, the second goes without saying.
    CutSets cut_sets(std::size_t root) const;

    /// Diagram nodes of a root, all parts together, after what was needed to make them is gone.
    std::size_t nodes(std::size_t root) const;

  private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

}  // namespace knockon
