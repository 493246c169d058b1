// cli/gaps.h: what a landscape that was imported cannot say, and what to fill in first.
#pragma once

#include <string>
#include <vector>

#include "model/landscape.h"

namespace knockon {

/// A figure that is taken from a table because nobody stated it.
struct MissingFigure {
    Id component;
    std::size_t processes = 0, components = 0;  // that fall with it, redundancy ignored
    std::string assumed;                        // "99.9 % and 2h (built-in, database: …)"
};

struct Gaps {
    std::vector<Id> unassigned;      // processes whose department is not known
    std::vector<Id> without_needs;   // processes
    std::vector<Id> reach_nothing;   // components that no process needs, directly or not
    std::vector<Id> guessed_groups;  // who has a need of several members that is a guess
    std::size_t guessed_needs = 0, observed_needs = 0;
    std::size_t components = 0, processes = 0;
    std::vector<MissingFigure> figures;  // ten at most; those that matter most first
};

/// Figures are ordered by the downtime that they are taken to cause: the unavailability assumed,
/// times the processes (where there is none, the components) that fall with the component. Of more
/// than 5,000 components only the 500 that come first by their direct users are followed further.
Gaps gaps_of(const Landscape& landscape);

/// What to do, first things first, with the lines to fill in; empty where nothing is missing.
std::string gaps_text(const Gaps& gaps);

}  // namespace knockon
