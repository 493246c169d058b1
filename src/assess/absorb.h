// assess/absorb.h: what holds an outage before it gets to a process, and how a need says so.
#pragma once

#include <string>
#include <vector>

#include "assess/assessment.h"
#include "assess/study.h"

namespace knockon {

/// "survives 15 min without it", "needs 2 of 3", "in 30 % of the cases"; empty for a plain need.
std::string need_text(const Need& need);

/// "1 h 30 min", "2 d"; never more than two units.
std::string duration_text(Duration d);

/// The longest that each step may bring down what it names: its planned part, and its p99 recovery
/// where it can fail.
std::vector<OwnOutage> worst_of_steps(const Study& study);

/// With every step failing for as long as its p99 recovery: each need, on the way to the process,
/// that has a member down and holds all the same, and closing hours at the end of the way.
std::vector<Absorber> absorbers(const Study& study, const Id& process);

}  // namespace knockon
