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

/// What deadlines that fall due together need, and cost where they are missed.
class Penalties {
  public:
    /// How many are missed, and what they cost.
    struct Missed {
        std::size_t count = 0;
        double penalty = 0;
    };
    struct One {
        Duration work;
        double penalty;
    };
    explicit Penalties(std::vector<One> all = {});
    std::size_t size() const { return sorted_.size(); }
    Duration most_work() const { return sorted_.empty() ? Duration{0} : sorted_.front().work; }
    const std::vector<One>& all() const { return sorted_; }
    /// Those that need more than there is time for.
    Missed missed(Duration available) const;

  private:
    std::vector<One> sorted_;  // most work first; each penalty with those before it
};

/// The deadlines of a process on one calendar: in parts, and those whose work is of one piece.
struct DeadlinesOf {
    Penalties in_parts, contiguous;
    std::size_t size() const { return in_parts.size() + contiguous.size(); }
};

/// All deadlines of a process on one calendar, once they fall due.
struct DeadlineTerm {
    Interval when;  // [s, d), s may lie before the window
    std::size_t of = 0;
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
    std::vector<DeadlinesOf> calendars;   // with deadlines
    std::vector<DeadlineTerm> deadlines;  // those with 0 < d <= horizon, by d
    Duration longest_deadline{0};         // from when it can be worked for
};

/// Those of what falls due together that are missed.
struct MissedDeadlines {
    Penalties::Missed in_parts, contiguous;
    std::size_t count() const { return in_parts.count + contiguous.count; }
    double penalty() const { return in_parts.penalty + contiguous.penalty; }
};

/// @param lookback  how far back active time is counted from the true beginning of an episode
ProcessTerms process_terms(const Process& p, const Calendars& calendars, Instant start,
                           Duration horizon,
                           Duration lookback = std::chrono::hours{24 * 60});

/// Of all that outages are charged by.
std::uint64_t imprint(const ProcessTerms& terms);

struct ProcessOutcome {
    bool disrupted = false;
    int missed = 0;
    Duration downtime{0};
    double loss = 0;
    void add(const ProcessOutcome& other) {
        disrupted |= other.disrupted;
        missed += other.missed;
        downtime += other.downtime;
        loss += other.loss;
    }
    friend bool operator==(const ProcessOutcome&, const ProcessOutcome&) = default;
};

/// @param hits  in order, disjoint: impact 1 interrupts, less degrades
ProcessOutcome outcome(const ProcessTerms& terms, std::span<const Hit> hits);
/// The same, watched for another stretch of the terms than [0, horizon).
ProcessOutcome outcome(const ProcessTerms& terms, std::span<const Hit> hits, Interval watched);

/// It is the sum of what its deadlines come to and of what each of its episodes does.
ProcessOutcome outcome_of_deadlines(const ProcessTerms& terms, std::span<const Hit> hits, Interval watched);
/// @param episode  hits that touch one another, in order
ProcessOutcome outcome_of_episode(const ProcessTerms& terms, std::span<const Hit> episode, Interval watched);
/// The place after the last hit of the episode that begins at `i`.
std::size_t episode_end(std::span<const Hit> hits, std::size_t i);

/// Whether a process is disrupted at a moment, or misses a deadline, in one world and not in the other
/// (semantics, section 4).
struct DisruptedBy {
    bool change = false, spared = false;  // with the change alone; without it alone
    static DisruptedBy of(const MissedDeadlines& without, const MissedDeadlines& with);
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

MissedDeadlines missed(const ProcessTerms& terms, const DeadlineTerm& d, std::span<const Hit> hits);

/// The deadlines within what is watched whose time has something of `met`: the first begin and the last end of
/// what is down.
std::span<const DeadlineTerm> due(const ProcessTerms& terms, Interval watched, Interval met);

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
