// assess/inspected.h: one landscape as the rules of landscape_findings.h see it.
#pragma once

#include <chrono>

#include "assess/fallout.h"
#include "assess/finding_list.h"
#include "calendar/calendar.h"
#include "graph/components.h"
#include "graph/graph.h"
#include "model/landscape.h"

namespace knockon {

/// A landscape, and what more than one rule would have to work out.
struct Inspected {
    const Landscape& landscape;
    const Calendars& calendars;
    std::chrono::year_month_day today;  // not ok(): not known
    Graph graph;
    Sccs sccs;
    Fallout fallout;

    const Component& component(Node v) const { return landscape.components.at(graph.names[v]); }
    const Process& process(Node v) const { return landscape.processes.at(graph.names[v]); }
    std::string hits(Node v) const { return hits_text(fallout, v); }
};

/// All rules of a quality. They take thresholds from the policy of the list.
void availability_of_landscape(const Inspected& in, FindingList& out);
void manageability_of_landscape(const Inspected& in, FindingList& out);

}  // namespace knockon
