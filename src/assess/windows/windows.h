// assess/windows/windows.h: when instead?
//
// Every start in a range is assessed on the same draws, so that what two starts differ by is real
// and not noise. What does not depend on the start is done once per run: the draws, and the way
// outages travel (windows_play.h). It does depend on it where a repair waits for its hours, an
// overload for its peak, or a known outage or maintenance meets what the run does; starts at which
// that looks the same share it. Only what an interruption costs is worked out start by start
// (windows_score.h).
//
// All starts draw background failures over the longest of their watched periods; each counts what
// falls into its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/study/question.h"

namespace knockon {

struct WindowSearch {
    std::optional<Moment> from, to;  // default: the change's earliest and latest, else 8 weeks
    Duration every = std::chrono::hours{1};
    std::vector<Instant> starts;  // instead of a range: these, in order of time
    std::uint64_t runs = 1024;    // per start, shared out over the strata
    bool open_only = false;       // those that nobody forbids; the others are not looked at
    Policy policy;                // whose lead times and severities hold for `blocked`
};

struct WindowsReport {
    std::string version;
    std::uint64_t seed = 1;
    Id change, sponsor;
    std::string title, currency, timezone;
    std::map<Id, std::string> names;     // of every department
    std::vector<Input> inputs;
    std::vector<std::string> overrides;  // --start, as given
    Duration every{0};
    std::vector<WindowOption> options;  // in order of time
    std::optional<WindowOption> requested;
    /// Options that nobody forbids, 12 h apart: the least loss and cost of waiting together first.
    std::vector<std::size_t> best;
    std::vector<Waiting> waiting;   // who loses by it, from `per_week_late`
    double waiting_per_week = 0;    // what they lose together
    std::uint64_t runs = 0;         // played at every start
    double relative_error = 0;      // standard error of the total at the requested start
    std::vector<std::string> limits_hit, notes;
};

/// What a start comes to in one word: the worst of its departments' verdicts.
StartOption start_option(const WindowOption& o);

/// A start is blocked by what calendars, the forward schedule and the clock have against it
/// (blocked.h); what else `assess` may find is not asked here.
///
/// Empty with an error in `out` where the range is empty, ends before it begins, lies outside
/// 1970-2200, or has more than 20,000 starts.
std::optional<WindowsReport> windows(const Landscape& landscape, const Change& change,
                                     const WindowSearch& search, const AssessOptions& options,
                                     Diagnostics& out);

}  // namespace knockon
