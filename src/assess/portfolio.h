// assess/portfolio.h: many changes at once: each alone, where they meet, what they risk together.
//
// Every change is assessed as it would be alone, and its report says the same, to the byte.
// Changes whose watched periods overlap are then played together (together.h). A chain of overlaps
// can be as long as the year, so it is cut where it would hold too many changes or days for one
// play; the notes say where.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assess/schedule/collisions.h"
#include "assess/together.h"
#include "base/diagnostic.h"
#include "model/history.h"
#include "model/policy.h"

namespace knockon {

/// One change of many. `landscape` is the one that it will find.
struct Candidate {
    const Landscape* landscape = nullptr;
    const Change* change = nullptr;
    Diagnostics diagnostics;            // of its assessment
    std::optional<Assessment> answer;   // empty where the diagnostics hold an error
    const Assessment* since = nullptr;  // an earlier report on the same change
};

/// Fills the answers. Each takes one thread, `options.jobs` of them at a time, which changes no
/// byte. The reports' inputs are left to the caller.
void assess_each(std::vector<Candidate>& candidates, const Policy& policy, const History& history,
                 const AssessOptions& options);

/// Where two of the changes meet.
struct Meeting {
    CollisionKind kind = CollisionKind::component;
    Id first, second;  // the one that starts first
    std::string what;
    Instant from, to;
    /// What the two add to each other's expected loss: both together less each alone, over the same
    /// period. Empty where that was not played.
    std::optional<Estimate> loss;
    bool excused = false;  // was there in the earlier portfolio: not at the gate
};

/// A change that could not be assessed, and why, in one line.
struct LeftOut {
    std::string path;
    std::string because;
};

struct Portfolio {
    std::string version;
    std::uint64_t seed = 1;
    std::string currency, timezone;
    std::vector<Assessment> reports;  // worst first
    std::vector<LeftOut> left_out;
    std::vector<Meeting> collisions;  // by time
    std::vector<Together> together;   // by time
    /// Expected extra loss: the periods played together, and the changes that no other overlaps.
    std::optional<Estimate> loss;
    Severity collision_severity = Severity::warning;  // by policy; where it is off there are none
    std::vector<std::string> notes;
};

/// Marks the meetings of two changes that the earlier portfolio knows as excused, and notes which
/// changes it has and this one has not.
void compare_portfolios(const Portfolio& before, const std::string& path, bool only_worse,
                        Portfolio& out);

/// Puts the answers that there are together. `landscape` is the one that all have in common.
Portfolio make_portfolio(const Landscape& landscape, std::vector<Candidate> candidates,
                         const Policy& policy, const AssessOptions& options);

}  // namespace knockon
