// assess/compare.h: alternatives for the same wish, side by side on the same draws.
//
// Each alternative is assessed as it would be alone, and has the same figures. Since all of them
// meet the same luck, what two differ by is known better than either (risk/tally.h).
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "assess/study/question.h"
#include "base/diagnostic.h"
#include "model/history.h"
#include "model/landscape.h"
#include "model/policy.h"

namespace knockon {

/// One of the changes to choose from. `landscape` is the one that it will find.
struct Alternative {
    std::string path;
    const Landscape* landscape = nullptr;
    const Change* change = nullptr;
};

/// What one alternative comes to.
struct Compared {
    std::string path;
    Assessment report;
    double benefit = 0, cost = 0;  // of all departments, in the first year
    Estimate net;                  // of the first year, losses included
    std::map<Id, Estimate> more;   // expected extra loss, less that of the first alternative
    Estimate more_total;
    std::vector<Exit> new_suppliers;           // and what it would take to leave them
    std::map<Severity, std::size_t> findings;  // that are open
    std::vector<std::size_t> dominated_by;     // alternatives, from 0
};

struct Comparison {
    std::string version;
    std::uint64_t seed = 1;
    std::string organisation, currency, timezone;
    std::vector<Id> departments;  // reached by any of them, the largest loss first
    std::map<Id, std::string> names;
    std::vector<Compared> alternatives;  // in the order given
    /// By department: those whose loss no other undercuts by more than the error, from 0. All of
    /// them: no telling which is better.
    std::map<Id, std::vector<std::size_t>> best;
    std::vector<Input> inputs;
    std::vector<std::string> overrides, limits_hit;
};

/// One alternative is dominated by another where that is certainly no worse for anybody and better
/// for somebody: loss (beyond the error of the difference), verdict, and cost less benefit of every
/// department, loss per year that stays behind (unless the intervals overlap), suppliers newly
/// depended on, and findings that are errors.
///
/// Empty with errors in `out` where one of them cannot be assessed.
std::optional<Comparison> compare(std::span<const Alternative> alternatives, const Policy& policy,
                                  const History& history, const AssessOptions& options,
                                  const Sources& sources, Diagnostics& out);

}  // namespace knockon
