// assess/structure/steady.h: a landscape as a question to the exact engine.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.h"
#include "risk/failure_model.h"

namespace knockon {

/// The failure model of the needs of some processes, and what its events are called.
struct SteadyModel {
    FailureModel model;           // roots: the processes asked for, in order
    std::vector<Id> names;        // of each event: component, supplier, or "plan needs api"
    std::vector<bool> is_part;    // of each event: a component or supplier, no draw of a need
    std::vector<bool> simple;     // per root: neither tolerance nor restart between it and any failure
};

/// Own failures, the shared part of each supplier, and the draws of needs, as semantics, sections 2.3
/// and 2.5; needs that only degrade are left out. The graph's landscape must be `l`.
SteadyModel steady_model(const Landscape& l, const Graph& g, const std::vector<Id>& processes);

}  // namespace knockon
