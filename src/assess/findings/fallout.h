// assess/findings/fallout.h: who notices when a component fails, for every component at once.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "assess/answer/names.h"
#include "graph/components.h"
#include "graph/graph.h"

namespace knockon {

/// How many of the things with these ids fall with every node, and the first few of them.
struct Falling {
    struct Falls {
        std::array<std::uint32_t, 3> first{};  // by id: places in `ids`; as many as there are
        std::uint32_t count = 0;
    };
    std::vector<Id> ids;
    std::vector<Falls> with;  // by node
    std::size_t count(Node v) const { return with[v].count; }
    std::vector<Id> first(Node v) const;
};

/// For every node, the processes that need it, directly or not, redundancy ignored (a process is
/// among its own), and the departments whose processes they are.
struct Fallout {
    Falling processes, departments;
};

/// O(needs × (processes + departments) / 64), so that thousands of findings can be told whom they
/// hit.
Fallout fallout(const Landscape& l, const Graph& g, const Sccs& sccs);

/// "hits Invoices, Wages, Web orders and 2 more (Finance, Sales)"; "reaches no process".
std::string hits_text(const Fallout& f, const Names& names, Node v);
/// "needed by Invoices and 2 more (Finance)"; "no process needs it".
std::string needed_by_text(const Fallout& f, const Names& names, Node v);

}  // namespace knockon
