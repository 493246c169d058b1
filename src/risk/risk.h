// risk/risk.h: where to start. What chance does to a landscape, in time; nothing of money or people.
//
// The order of reading is the order in which one is made of the other:
//
//   outage.h         the algebra: sets of stretches of time, and the three things that happen to them
//   world.h          one landscape made ready for outages to travel through it
//   propagate.h      how they travel: the least fixpoint of semantics, section 3
//   transition.h     what may happen while a change is carried out: every source of outages
//   background.h, overload.h   two of these that need more words
//   draws.h          one stream of random numbers for each of them
//   scenario.h       one run: what happened; and a choice of causes made two worlds
//   tally.h             from runs to figures, and how sure one is of them
//   distribution.h      quantiles and tails of a figure
//
// Engines that answer with runs (semantics, section 10):
//
//   enumerate.h      every combination of yes and no; exact, for small cases and as the oracle
//   simulate.h       drawn, with strata.h saying what need not be drawn
//   game.h           who caused what in one run; imprint.h tells which runs of a variant were met before
//
// The engine without time, for the structure of a landscape and for tests of the others:
//
//   failure_model.h  the question: what is down when what has failed
//   exact.h          the answer, which goes through exact_unroll.h (cycles), exact_formula.h,
//                    exact_simplify.h, exact_module.h, exact_solve.h and exact_unit.h in this order,
//                    on bdd.h; exact_approximate.h bounds what is too large
//   cut_sets.h       the combinations that bring it down, over cut_sets_minimal.h and _count.h
//
// Everything is a function of values; the only state is the memory that an engine uses again.
#pragma once
