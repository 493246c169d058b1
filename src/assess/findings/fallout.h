// assess/findings/fallout.h: who notices when a component fails, for every component at once.
#pragma once

#include <string>
#include <vector>

#include "assess/answer/names.h"
#include "graph/components.h"
#include "graph/graph.h"

namespace knockon {

/// Some of the things that fall with a node, and how many there are.
struct Falls {
    std::vector<Id> first;  // the first few by id
    std::size_t count = 0;
};

/// For every node, the processes that need it, directly or not, redundancy ignored (a process is
/// among its own), and the departments whose processes they are.
struct Fallout {
    std::vector<Falls> processes, departments;  // by node
};

/// O(needs × (processes + departments) / 64), so that thousands of findings can be told whom they
/// hit.
Fallout fallout(const Landscape& l, const Graph& g, const Sccs& sccs);

/// "hits Invoices, Wages, Web orders and 2 more (Finance, Sales)"; "reaches no process".
std::string hits_text(const Fallout& f, const Names& names, Node v);
/// "needed by Invoices and 2 more (Finance)"; "no process needs it".
std::string needed_by_text(const Fallout& f, const Names& names, Node v);

}  // namespace knockon
