// assess/structure/landscape_diff.h: two versions of a landscape: what changed in the model, and what that
// does.
//
// The model is compared value by value as the tables of `read/` write it (read/said.h), so that the
// order of keys, the files they stand in and other ways to write the same quantity are no change.
// What is only called otherwise (renames.h) is one record, and everything is compared as if it had
// had its new id before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/structure/structure.h"
#include "model/policy.h"

namespace knockon {

/// One value; a list is compared entry by entry, whatever the order.
struct FieldChange {
    std::string key;                           // "availability", "recovery.p90", "needs"
    std::optional<std::string> before, after;  // as users write it
    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

struct RecordChange {
    enum class What { added, removed, changed, renamed } what = What::changed;
    std::string section;  // "components", as in files; "landscape" for what is said once
    Id id;                // empty for what has none
    Id was;               // renamed: its older id
    std::string name;     // empty: the id
    std::vector<FieldChange> fields;  // of what is new or gone: all that it says
    Position at;                      // in the newer landscape, of what is gone in the older one
};
template <>
struct WordsOf<RecordChange::What> {
    static constexpr std::string_view all[] = {"added", "removed", "changed", "renamed"};
};

/// One process that fares otherwise. Where it is new or gone, one of the states is missing.
struct ProcessDiff {
    Id id;
    std::string name;
    Id department;
    std::optional<SteadyState> before, after;
    std::vector<Id> new_single_points, gone_single_points;
    bool simulated = false;        // years were simulated for some of it
    // After less before, on the same draws; what is missing counts as nothing.
    Estimate more_loss, more_downtime_h;
    /// Beyond the sampling error.
    bool is_worse() const;
};

struct LandscapeDiff {
    std::string version, currency;
    std::uint64_t seed = 1;
    std::vector<RecordChange> records;   // by section as in files, then by id
    std::vector<ProcessDiff> processes;  // what grows most first
    std::size_t processes_as_before = 0;
    std::size_t processes_left_out = 0;  // that stand on what differs, and on too much
    std::uint64_t years = 0;  // simulated for the figures; 0: all exact
    std::vector<Finding> new_findings, gone_findings;
    std::vector<std::string> limits_hit;

    std::size_t count(RecordChange::What w) const;
};

struct DiffOptions {
    std::uint64_t seed = 1;
    int jobs = 1;
    std::uint64_t max_years = 1024;
    std::size_t most_parts = knockon::most_parts;  // see affordable.h; of each of the two
    std::uint64_t max_work = StructureOptions{}.max_work;  // of the years simulated of each
    std::chrono::year_month_day today{};
    Policy policy;
    std::function<void(double)> progress;  // share done, 0 to 1
};

/// Both landscapes must be free of errors. What is wrong on the way is added to `out`.
LandscapeDiff landscape_diff(const Landscape& before, const Landscape& after,
                             const DiffOptions& options, Diagnostics& out);

}  // namespace knockon
