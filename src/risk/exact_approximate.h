// risk/exact_approximate.h: two diagrams of bounded size with a function between them.
#pragma once

#include <span>

#include "risk/bdd.h"
#include "risk/exact_formula.h"
#include "risk/exact_unit.h"

namespace knockon {

struct Enclosure {
    Bdd::Ref below = Bdd::no, above = Bdd::yes;
};

/// A function that is nowhere above `f` and has at most `width` nodes (by reference): the nodes
/// that contribute least to its probability become "no". Ravi and Somenzi, ICCAD 1995, choose by
/// density; here the probability is known, so it decides.
/// @param work  raised by the nodes looked at
Bdd::Ref shrink(Bdd& bdd, Bdd::Ref f, std::size_t width, std::span<const Measure> inputs,
                ExtractMemory& memory, std::uint64_t& work);

/// Carries a pair of functions per term through the formula; the terms are monotone, so the pair
/// encloses each. Parts are shrunk to `width` nodes, further where a step would burst `bdd`, and
/// further for all that follows each time another quarter of `most_work` nodes has been looked at.
/// @param terms   the cone of `root`, ascending; leaves have a level in `level_of` (by place)
/// @returns       functions in `bdd`; never fails, at worst the constants
Enclosure enclose(Bdd& bdd, const Formula& formula, std::span<const Term> terms, const Cone& cone,
                  std::span<const std::uint32_t> level_of, std::span<const Measure> inputs,
                  std::size_t width, std::uint64_t most_work);

}  // namespace knockon
