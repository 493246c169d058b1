// assess/structure/impact.h: what falls over when some ids go down together, without a change file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/answer/weakest.h"
#include "base/diagnostic.h"
#include "model/landscape.h"

namespace knockon {

struct ImpactComponent {
    Id id;
    int depth = 0;  // fewest needs away
    bool certain = false;
};
struct ImpactProcess {
    Id id;
    std::string name;
    Id department;
    bool certain = false;             // interrupted when only these are down for good, no chance need live
    std::optional<double> after_s;    // how long it holds out; empty if not certain
    std::vector<Id> path;             // shortest chain, from one of the ids to the process
    std::optional<WeakestNeed> weakest;  // of the path; empty where all of it is stated
};
/// A redundant group among what is reached: how many more of its members may fail.
struct ImpactGroup {
    Id consumer;
    std::vector<Id> members;
    int needed = 1;      // members that must be up
    int down = 0;        // members certain to be down
    int spare = 0;       // members that may still fail
};
struct Impact {
    std::vector<Id> ids;
    std::size_t reaches_components = 0, reaches_processes = 0;
    std::vector<ImpactComponent> components;  // nearest first, then by id
    std::vector<ImpactProcess> processes;     // certain first, soonest first, then by id
    struct Row {
        Id id;
        std::string name;
        int certain = 0, possible = 0;
    };
    std::vector<Row> departments;
    std::vector<ImpactGroup> groups;
    std::map<Id, std::string> names;  // of all of these, where one is stated
};

/// Ids may be components, suppliers (all their components) or processes; an unknown one is an error
/// that names the id that was probably meant. An id that reaches no process is a warning.
Impact impact(const Landscape& landscape, const std::vector<Id>& ids, Diagnostics& out);

}  // namespace knockon
