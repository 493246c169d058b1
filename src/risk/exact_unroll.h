// risk/exact_unroll.h: a failure model, cycles included, as terms without cycles.
//
// Why there are such terms. Fix which events have happened. What is down then is the least fixpoint
// of a monotone map on n bits, and iterating the map from "nothing is down" reaches it after at
// most n rounds, for a round that changes nothing has reached it and every other round brings at
// least one more node down. So the value of a node is that of round n, and round n is a term:
// finitely many copies of the nodes' own functions, one inside the other, the innermost being "no".
// This holds for each outcome of the events, hence for the functions of them.
//
// n is too many. (1) Nodes in a cycle of needs without alternatives go down together: x = a or y,
// y = b or x has the least fixpoint x = y = a or b, and a ring of them becomes one node. (2) In any
// other cyclic component choose nodes that meet all of its cycles; once their values are given the
// others follow without a cycle, so it is a monotone map of the chosen nodes alone that is
// iterated, and as many rounds suffice as nodes were chosen. (3) When no chosen node's term changes
// in a round, that is the fixpoint.
//
// Where even this is too large, the rounds stop early: starting from "nothing" every round is a
// lower bound, starting from "everything" an upper one, and the caller is told by `below != above`.
#pragma once

#include <vector>

#include "risk/exact_formula.h"
#include "risk/failure_model.h"

namespace knockon {

struct Unrolled {
    struct Value {
        Term below = Formula::no, above = Formula::no;  // equal where exact
        friend bool operator==(const Value&, const Value&) = default;
    };
    Formula formula;
    std::vector<Value> roots;  // as model.roots
};

/// Events with probability 0 or 1 become constants: what cannot fail is in no cut set.
/// @param argument_budget  arguments of all terms together beyond which cycles are cut short
Unrolled unroll(const FailureModel& model, std::size_t argument_budget = 200'000);

}  // namespace knockon
