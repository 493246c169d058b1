// risk/enumerate.h: every combination of yes and no, exactly.
//
// For small cases and as the tests' oracle: steps that fail or do not, rollbacks that work or do not,
// needs that matter or do not. Applies where nothing else is left to chance: constant recoveries, no
// background failures, no late surfacing, no random load.
#pragma once

#include <optional>
#include <string>

#include "risk/tally.h"
#include "risk/transition.h"

namespace knockon {

/// Why this transition cannot be enumerated ("crm recovers in a time that varies"); empty: it can.
std::optional<std::string> cannot_enumerate(const Transition& t);

/// How many combinations there are; beyond 2^18 only that there are more.
std::uint64_t combinations(const Transition& t);

/// One exact stratum. The transition must be one that can be enumerated.
Tally enumerate(const Transition& t, const Scoring& scoring);

/// The scenario of one combination, by the number `enumerate` gave it (in `why`).
Scenario enumerated_scenario(const Transition& t, std::uint64_t number);

}  // namespace knockon
