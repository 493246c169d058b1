// assess/structure/missing.h: which figures that nobody stated are worth finding out first.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/landscape.h"

namespace knockon {

/// What an availability that is not stated lies between: from a fifth of the unavailability that is taken to five times
/// it. A judgement: surveys of one sort of service span more (99.0 to 99.95 % of software as a service).
inline constexpr double plausible_factor = 5;

/// An availability that is taken from a table because nobody stated it.
struct MissingFigure {
    Id component;
    double unavailability = 0;  // taken
    std::string source;         // whence
    std::size_t processes = 0, components = 0;  // that stop with it alone
    double moves = 0;  // what is expected of a year, between the ends of what is plausible
};

/// A process of which nobody says what its hours down cost.
struct ProcessHours {
    Id process;
    double hours_per_year = 0;  // down, by failures of one component
};

struct MissingFigures {
    std::vector<MissingFigure> most;  // those that move most first
    bool money = false;               // `moves` is loss a year; else hours that processes are down, where there is no
                                      // process other components
    std::vector<ProcessHours> costs;  // those that are down longest first; at most three
    bool limited = false;             // not all could be followed
};

/// The value of knowing each figure: by how much the result expected of a year moves between the ends of what is
/// plausible for it, (high - low) * dE/dq, all others as they are taken. The result is the loss of all processes where
/// some state one by the hour (`loss: {hour: …}`; its dearest band), else their hours down; on the clock, tolerances,
/// deadlines and what components of one supplier have in common aside.
/// dE/dq is taken from failures of one and of two components (Birnbaum's importance to second order: what takes three
/// to fail moves nothing): the weight of what the component stops alone, and for each other one, times its
/// unavailability, of what both stop and neither alone. Needs that only degrade are left out, needs with a chance count
/// as certain. Time O(components * what stops with them); beyond `most_visits` of that, and as much again
/// for pairs, only what comes first by unavailability times direct users is followed.
MissingFigures missing_figures(const Landscape& landscape, std::size_t most,
                               std::size_t most_visits = 5'000'000);

}  // namespace knockon
