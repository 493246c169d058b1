// assess/structure/structure.h: how good each process is, now and after a change, and what it stands on.
//
// The steady state (semantics, section 5): exact where no tolerance and no restart delay lies between
// the failures and the process, else by simulating years; losses are exact only where the process is
// always active and an hour costs the same from the first minute. Cut sets and importance are those
// of the needs alone, tolerances aside.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/structure/structure_options.h"
#include "base/diagnostic.h"

namespace knockon {

struct ImportanceRow {
    Id id;  // component, supplier, or the need that a draw belongs to ("plan needs api")
    double birnbaum = 0, criticality = 0;
    double raw = 0;
    std::optional<double> rrw;  // empty where it is infinite
    std::optional<double> saves_per_year;  // loss per year that would go if it never failed
    double share_of_loss = 0;  // part of the time down that would go with it
};

struct CutSetRow {
    std::vector<Id> members;
    double probability = 0;
    /// For each member, how it brings the process down: the needs from the process to it.
    std::vector<std::vector<Id>> chains;
    std::optional<WeakestNeed> weakest;  // of all of them; empty where all is stated
};

struct ProcessStructure {
    Id id;
    std::string name;
    Id department;
    bool simulated = false;       // unavailability, hours and episodes come from years simulated
    bool loss_simulated = false;
    SteadyState state;
    std::optional<double> target;  // unavailability that it was promised to have at most
    std::optional<std::string> cut_sets;  // how many there are, exactly; empty: not all are known
    std::vector<CutSetRow> top;           // the most probable
    std::vector<ImportanceRow> importance;  // the largest criticality first
    std::vector<Id> single_points;        // components and suppliers
};

struct DepartmentStructure {
    Id id;
    std::string name;
    Estimate loss_per_year;
    std::vector<ImportanceRow> saves;  // what would help most, by loss per year
};

struct Structure {
    std::string version;
    std::uint64_t seed = 1;
    std::string organisation, currency;
    std::vector<ProcessStructure> processes;      // the largest loss per year first
    std::vector<DepartmentStructure> departments; // likewise
    std::uint64_t years = 0;                      // simulated; 0: all exact
    std::map<Id, std::string> names;  // of what brings processes down
    std::vector<std::string> limits_hit;
    std::vector<Assumption> assumptions;
};

/// An unknown process is an error in `out`, and so is, where only what is exact is wanted, a process
/// that needs years simulated.
Structure structure(const Landscape& landscape, const StructureOptions& options, Diagnostics& out);

/// What a year of a process comes to, after less before.
struct YearMore {
    Estimate loss, downtime_h;
};
/// By simulating years of both landscapes on the same draws, in the order of `processes`; empty where even a
/// few years take too much work.
std::vector<YearMore> more_per_year(const Landscape& before, const Landscape& after,
                                    const std::vector<Id>& processes,
                                    const StructureOptions& options);

/// Before and after a change, for those of the processes (ascending) that stand on anything that is not
/// the same in both, and those that need no years simulated; empty where there are none. Limits that were
/// met are added to `limits_hit`.
std::optional<StructureReport> structure_change(const Landscape& before, const Landscape& after,
                                                const std::vector<Id>& processes,
                                                const StructureOptions& options,
                                                std::vector<std::string>& limits_hit);

}  // namespace knockon
