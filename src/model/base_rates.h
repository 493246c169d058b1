// model/base_rates.h: how often steps like this one failed before.
//
// Where nobody states `fails`, a built-in judgement by verb, change type, reversible and tested is
// taken, and drawn towards what became of earlier steps: those of the same verb in other types of
// change, then of the same type by other teams, then of the team itself, each with what came before
// it worth `base_rate_strength` steps. Nought of five failures of a team where 10 % is usual gives
// 8 %, not 0. Each past step counts once, at the nearest level; a step of which nobody says whether
// it failed, and those of the very change in question, do not count.
//
// Source: empirical Bayes with a Beta prior (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013,
// section 5.3); semantics, section 9.
#pragma once

#include <map>
#include <string>

#include "model/change.h"
#include "model/history.h"

namespace knockon {

/// Steps that an estimate from further away counts for against a nearer record.
inline constexpr double base_rate_strength = 20;

/// What `history` says of the steps of this change, for `Change::record`; only verbs that it uses.
std::map<Verb, TrackRecord> track_record(const Change& change, const History& history);

/// The estimate `prior` after a record: (20 prior + failed) / (20 + steps).
double drawn_towards(double prior, const Count& record);

/// Probability that a step causes an unplanned outage where nobody states it, by the built-in table
/// and the change's record; and where it comes from, in words.
struct BaseRate {
    double fails = 0;
    std::string source;
};
BaseRate base_rate(const Step& s, const Change& c);

}  // namespace knockon
