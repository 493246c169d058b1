// risk/exact_simplify.h: the same function in a form that decomposes.
//
// Three rewritings, each exact: "any" inside "any" and "all" inside "all" become one where nothing
// else uses the inner one; a common argument is taken out ((a and b) or (a and c) is a and (b or
// c)); and events that bring the whole down alone, or without which nothing does, are taken to the
// top: f is s or f(s = no). The last leaves more independent parts than it found
// (risk/exact_module.h).
//
// Sources: Niemelä, Reliability Engineering and System Safety 44 (1994) 153-160.
#pragma once

#include <vector>

#include "risk/exact_formula.h"

namespace knockon {

/// Terms that stand for themselves: events are, and what is already solved.
using Leaves = std::vector<std::uint8_t>;  // by term; may be shorter than the formula
inline bool is_leaf(const Leaves& leaves, Term t) { return t < leaves.size() && leaves[t] != 0; }

/// An equal term, rewritten until nothing changes (or eight times).
/// @param leaves  terms that must not be looked into
/// @param cone    scratch memory, here and below: there may be as many parts as terms
Term simplify(Formula& formula, Term root, const Leaves& leaves, Cone& cone);

/// An equal term with the leaves that alone decide it on top, simplified.
/// Time O(terms * leaves / 64), and not attempted for these where that is beyond reason.
Term factor_single_points(Formula& formula, Term root, const Leaves& leaves, Cone& cone);

}  // namespace knockon
