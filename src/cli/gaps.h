// cli/gaps.h: what a landscape that was imported cannot say, and what to fill in first.
#pragma once

#include <string>
#include <vector>

#include "assess/structure/missing.h"

namespace knockon {

struct Gaps {
    std::vector<Id> unassigned;      // processes whose department is not known
    std::vector<Id> without_needs;   // processes
    std::vector<Id> reach_nothing;   // components that no process needs, directly or not
    std::vector<Id> guessed_groups;  // who has a need of several members that is a guess
    std::size_t needs = 0, guessed_needs = 0, observed_needs = 0;
    std::size_t components = 0, processes = 0;
    Id top;                              // what needs most of all and nothing needs; to be put into an example
    MissingFigures figures;              // ten at most
};

/// O(needs) beside the figures (assess/structure/missing.h).
Gaps gaps_of(const Landscape& landscape);

/// What to do, first things first, with the lines to fill in, which are never broken; empty where nothing is missing.
std::string gaps_text(const Gaps& gaps, int width);

}  // namespace knockon
