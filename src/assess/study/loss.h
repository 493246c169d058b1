// assess/study/loss.h: what an interruption costs one process (semantics, section 4).
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "calendar/calendar.h"
#include "model/landscape.h"
#include "risk/propagate.h"

namespace knockon {

/// A stretch of active time in which the peak factor and the MTPD in force do not change.
struct ActiveTime {
    Interval when;
    double factor = 1;
    Duration mtpd{0};
};

struct DeadlineTerm {
    Interval when;  // [s, d), s may lie before the window
    Duration work{0};
    double penalty = 0;
    bool contiguous = false;
};

/// A process's calendars and losses around one window, times relative to its start; or over a longer
/// time, of which windows that start later in it see a part (`watched`).
struct ProcessTerms {
    std::vector<ActiveTime> active;  // in order; from long before the window to the horizon
    Outage open;                     // the active times within the watched period, merged
    Duration horizon{0};
    Duration grace{0};
    double each = 0;
    std::vector<LossBand> bands;
    double cap = std::numeric_limits<double>::infinity();
    std::vector<DeadlineTerm> deadlines;  // those with 0 < d <= horizon, by d
    Duration longest_deadline{0};         // from when it can be worked for
};

/// @param lookback  how far back active time is counted from the true beginning of an episode
ProcessTerms process_terms(const Process& p, const Calendars& calendars, Instant start,
                           Duration horizon,
                           Duration lookback = std::chrono::hours{24 * 60});

struct ProcessOutcome {
    bool disrupted = false;
    int missed = 0;
    Duration downtime{0};
    double loss = 0;
    friend bool operator==(const ProcessOutcome&, const ProcessOutcome&) = default;
};

/// @param hits  in order, disjoint: impact 1 interrupts, less degrades
ProcessOutcome outcome(const ProcessTerms& terms, std::span<const Hit> hits);
/// The same, watched for another stretch of the terms than [0, horizon).
ProcessOutcome outcome(const ProcessTerms& terms, std::span<const Hit> hits, Interval watched);

/// Whether a process is disrupted at a moment, or misses a deadline, in one world and not in the other
/// (semantics, section 4).
struct DisruptedBy {
    bool change = false, spared = false;  // with the change alone; without it alone
    double figure() const { return change ? 1 : spared ? -1 : 0; }
    void add(const DisruptedBy& other) {
        change |= other.change;
        spared |= other.spared;
    }
};
DisruptedBy disrupted_by(const ProcessTerms& terms, std::span<const Hit> without,
                         std::span<const Hit> with, Interval watched);
/// The same, deadlines left aside.
DisruptedBy disrupted_at_moments(const ProcessTerms& terms, std::span<const Hit> without,
                                 std::span<const Hit> with, Interval watched);

/// What one episode comes to, deadlines left aside.
struct Charge {
    double loss = 0;
    bool disrupted = false;
};
/// @param episode  hits that touch one another, in order
Charge charge_of(const ProcessTerms& terms, std::span<const Hit> episode, Interval watched);

bool is_missed(const DeadlineTerm& d, std::span<const Hit> hits);

/// The interruptions among hits (impact 1), merged.
Outage interruptions(std::span<const Hit> hits);
void interruptions(std::span<const Hit> hits, Outage& out);

/// What the change adds to the downtime of several processes together, and what it spares them: time
/// in which any of them is down that is not so without the change, and the other way round.
class AddedDowntime {
  public:
    void clear();
    void add(const ProcessTerms& terms, std::span<const Hit> without, std::span<const Hit> with);
    /// What is in the other too.
    void add(const AddedDowntime& other);
    Duration added(Interval watched);    // extra less spared
    Duration without(Interval watched);  // any of them down without the change

  private:
    Outage extra_, spared_, without_;  // in any order
    Outage was_, is_, down_;
};

}  // namespace knockon
