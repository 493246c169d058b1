// assess/structure/cut_set_changes.h: which small combinations a change makes able to bring a process down.
#pragma once

#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/structure/steady.h"
#include "risk/cut_sets.h"

namespace knockon {

/// Cut sets of one process in one landscape.
struct ProcessCutSets {
    const CutSets& sets;
    const SteadyModel& model;
};

/// Adds the cut sets of two or three members that `is` has and that did not bring the process down
/// in `was`, nor did any part of them; the most probable first, at most ten. Those left out are
/// said in `limits_hit`, under `what` ("new combinations"). The other way round it gives what has
/// gone.
void add_new_cut_sets(const Id& process, const ProcessCutSets& was, const ProcessCutSets& is,
                      const char* what, std::vector<Combination>& out,
                      std::vector<std::string>& limits_hit);

}  // namespace knockon
