// risk/exact_module.h: independent parts of a term, and orders for the variables of one.
#pragma once

#include <vector>

#include "risk/exact_simplify.h"

namespace knockon {

/// The modules strictly below `root`: terms none of whose events is used from outside of them, so
/// that each can be solved alone and stand in as one pseudo-event. Ascending: inner ones first.
/// Leaves and events are not listed. Time O(terms).
/// Source: Dutuit and Rauzy, IEEE Trans. Reliability 45 (1996) 422-425.
std::vector<Term> modules(const Formula& formula, Term root, const Leaves& leaves, Cone& cone);

/// An equal term in which the arguments of "any" or "all" that are modules or leaves of no other
/// use stand in one argument of their own: they are a module together. Not to be simplified again.
Term group_modules(Formula& formula, Term root, const Leaves& leaves, Cone& cone);

/// Which argument a depth-first walk from the top looks at first. Only such walks keep diagrams
/// small, and none of them always does, so several are tried.
enum class Walk {
    shared_heavy,   // most users, then most below
    entangled,      // largest share of leaves and gates below with several users
    shared_plain,   // most users, then leaves, then in the order of making
    shared_simple,  // most users, then leaves, then least entangled
};
inline constexpr int walks = 4;

/// The leaves below `root` in the order in which the walk meets them. Time O(terms log arguments).
std::vector<Term> leaf_order(const Formula& formula, Term root, const Leaves& leaves, Walk walk,
                             Cone& cone);

}  // namespace knockon
