// assess/findings/landscape_findings.h: what can be said of a landscape as it is, without a change.
//
// The same rules are asked of the landscape before a change and of the one after it: what is found
// only after it was brought about by the change (findings.h), what was found before is the past.
//
//   availability.cpp, continuity.cpp, manageability.cpp, security.cpp   one function per rule
//   technology.cpp, chain.cpp   M01 and M06, which are more than a function each
//   demand.h, fallout.h, data_flow.h   what rules ask of the graph
#pragma once

#include <chrono>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/answer/finding_list.h"
#include "assess/findings/data_flow.h"
#include "assess/findings/fallout.h"
#include "calendar/calendar.h"
#include "graph/components.h"
#include "graph/graph.h"
#include "model/landscape.h"
#include "model/policy.h"

namespace knockon {

/// A landscape, and what more than one rule would have to work out. What it was made from must
/// outlive it.
struct Inspected {
    const Landscape& landscape;
    const Calendars& calendars;
    std::chrono::year_month_day today;  // not ok(): not known
    const Policy& policy;
    Names names;
    Graph graph;
    Sccs sccs;
    Fallout fallout;
    DataFlow flow;

    Inspected(const Landscape& l, const Calendars& calendars, const Policy& policy,
              std::chrono::year_month_day today);
    Inspected(const Inspected&) = delete;
    Inspected& operator=(const Inspected&) = delete;

    const Component& component(Node v) const { return landscape.components.at(graph.names[v]); }
    const Process& process(Node v) const { return landscape.processes.at(graph.names[v]); }
    /// Null where it has none.
    const Supplier* supplier_of(const Component& c) const;
    std::string hits(Node v) const { return hits_text(fallout, names, v); }
    std::string needed_by(Node v) const { return needed_by_text(fallout, names, v); }
    std::string called(Node v) const { return names(graph.names[v]); }
};

/// Whether a process cannot bear a working day: its `mtpd`, in a peak if that is shorter, is less
/// than 8 h (where nobody says, it bears nothing), or it names a harm.
bool is_critical(const Process& p);

/// All rules of a quality about one landscape.
void availability_of_landscape(const Inspected& in, FindingList& out);
void continuity_of_landscape(const Inspected& in, FindingList& out);
void manageability_of_landscape(const Inspected& in, FindingList& out);
void technology_of_landscape(const Inspected& in, FindingList& out);  // M01
void chains_of_landscape(const Inspected& in, FindingList& out);      // M06
void security_of_landscape(const Inspected& in, FindingList& out);

/// Rules about what one landscape has over another, which is no finding where it always was so.
void security_of_difference(const Inspected& before, const Inspected& after, FindingList& out);

/// Every finding about the landscape, with severities and thresholds of the policy; each lies at a
/// place in the landscape and is `brought_about` by nothing. Two findings never have the same
/// fingerprint. The landscape must be free of errors (model/check.h); the calendars are its own.
/// @param today  not ok(): not known, so nothing is old
std::vector<Finding> landscape_findings(const Landscape& l, const Calendars& calendars,
                                        const Policy& policy, std::chrono::year_month_day today);

/// The same of one that has been inspected already, and what is to be said of the difference from
/// another one: new ways in from the internet, new third parties, more data where there was too
/// much. Those are `brought_about`. Without `before`, only of the one.
std::vector<Finding> landscape_findings(const Inspected& in, const Inspected* before);

/// The landscape that a change finds, and what is found in it: the same for many changes.
struct Past {
    Past(const Landscape& l, const Calendars& calendars, const Policy& policy,
         std::chrono::year_month_day today)
        : before(l, calendars, policy, today), found(landscape_findings(before, nullptr)) {}
    const Inspected before;
    const std::vector<Finding> found;
};

/// What the change brings about first, then errors first, then by code and subjects.
void sort_findings(std::vector<Finding>& findings);

}  // namespace knockon
