// assess/study/absorb.h: what holds an outage before it gets to a process, and how a need says so.
#pragma once

#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// The longest that each step may bring down what it names: its planned part, and its p99 recovery
/// where it can fail.
std::vector<OwnOutage> worst_of_steps(const Study& study);

/// With every step failing for as long as its p99 recovery: each need, on the way to the process,
/// that has a member down and holds all the same, and closing hours at the end of the way.
std::vector<Absorber> absorbers(const Study& study, const Id& process);

}  // namespace knockon
