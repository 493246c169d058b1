// assess/assess.h: the main question. What does this change put at risk, for whom, and why?
//
//   assessment.h  the answer, as values
//   loss.h        what an interruption costs a process (semantics, section 4)
//   impact.h      what falls over when some ids are down, without a change
//   schedule.h    what calendars say against a start: freezes, change windows, notice
//   turn_back.h   until when a change can still be undone
//   planned.h     the forward schedule: what is carried out before
//   collisions.h  where a planned change and this one meet
//   values.h      the values that a result rests on
//   since.h       what moved since an earlier report
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "base/diagnostic.h"
#include "model/change.h"
#include "model/history.h"
#include "model/policy.h"

namespace knockon {

enum class Engine { automatic, enumerate, exact, simulate };
std::string_view name(Engine e);

/// `--down ID[@FROM..TO]`: taken as down, with and without the change.
struct AssumedDown {
    Id id;
    std::optional<Moment> from, to;  // default: the whole watched period
};

struct KnownCalendars;  // calendars.h

struct AssessOptions {
    Engine engine = Engine::automatic;
    std::uint64_t seed = 1;
    int jobs = 1;             // threads; never changes a byte
    double max_error = 0.02;  // relative standard error to stop at
    std::uint64_t max_runs = 200'000;
    std::uint64_t fewer = 1;  // runs to begin with are divided by this (SimulateOptions)
    std::chrono::year_month_day today{};
    std::optional<Moment> start;  // instead of the change's own
    std::vector<AssumedDown> down;
    std::vector<Change> planned;              // the forward schedule, for collisions (collisions.h)
    std::size_t most_drawn = most_on_a_page;  // nodes of the picture
    const Assessment* since = nullptr;  // an earlier report on the same change, to compare with
    bool only_worse = false;            // what was so in it is excused
    bool advice = true;                 // also: when instead, what would help
    std::shared_ptr<const KnownCalendars> calendars;  // compiled before; never changes a byte
    bool reduce = true;  // off: the same figures, slower (for tests and benchmarks)
    std::function<void(double)> progress;  // share done, 0 to 1; from one thread at a time
};

/// Everything a report on one change says. Input must be free of errors (model/check.h, apply);
/// what cannot be assessed (an engine that does not apply, a window outside 1970-2200, no window
/// start) is added to `out` as an error, and the result is then empty.
std::optional<Assessment> assess(const Landscape& landscape, const Change& change,
                                 const Policy& policy, const History& history,
                                 const AssessOptions& options, const Sources& sources,
                                 Diagnostics& out);

}  // namespace knockon
