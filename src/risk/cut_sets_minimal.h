// risk/cut_sets_minimal.h: the minimal solutions of a diagram, as a zero-suppressed diagram.
//
// A family of sets is a node: the sets with the variable (high, the variable taken out) and those
// without (low); a node whose high family is empty does not exist. Minimal solutions of
// f = (x, f1, f0) are those of f0, and x with those of f1 for which f0 is false.
//
// Sources: Rauzy, Reliability Engineering and System Safety 40 (1993) 203-211; Minato, DAC 1993.
#pragma once

#include <cstdint>
#include <optional>

#include "risk/exact_unit.h"

namespace knockon {

/// A family of sets of levels, none containing another. References as in Diagram: 0 is the empty
/// family, 1 the family of the empty set; `low` and `high` as above.
struct Family {
    Diagram sets;
    bool complete = true;     // else only sets of at most `order` levels, and all of those
    std::uint32_t order = 0;  // meaningful where not complete
};

/// All minimal solutions of a monotone diagram. Of another diagram: the minimal ones among the sets
/// that make it true, other variables being false. Where `node_budget` is too small, those of order
/// at most 8, 6, 4, 3, 2 or 1. Time and memory O(budget).
Family minimal_solutions(const Diagram& d, std::uint32_t node_budget);

}  // namespace knockon
