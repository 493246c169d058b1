// assess/windows/score.h: what one run comes to at every start.
//
// A run hits a process in two ways that have nothing to do with each other as long as they do not
// meet in time: through what happens to the change and by chance, in the same place as seen from
// every start; and through what stands at a date, in the same place on the clock. Episodes then add
// up, so each kind is worked out apart: the first by tariff.h, start by start, the second once for
// all runs in which the same needs are live. Where they share a deadline or an episode, all of it
// is worked out together, by outcome() (loss.h). What a run does to a process is often what another
// run did (the planned part alone), and at most starts it comes to what it comes to at another (alike.h): that is
// remembered.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "assess/study/study.h"
#include "assess/windows/alike.h"
#include "assess/windows/tariff.h"
#include "assess/windows/starts.h"
#include "assess/windows/tally.h"

namespace knockon {

/// Stretches in which one process is hit, without and with the change.
struct HitPair {
    std::vector<Hit> without, with;
    friend bool operator==(const HitPair&, const HitPair&) = default;
};

/// What stands at a date does to one process, and what that alone comes to at each start.
struct DatedHits {
    HitPair hits;
    bool differs = false;  // not the same without and with the change
    // Per start: whether any of it is watched; loss with less without; whom it disrupts.
    std::vector<std::uint8_t> seen;
    std::vector<double> loss;
    std::vector<DisruptedBy> by;
};

class StartScorer {
  public:
    StartScorer(const Study& study, const StartPlans& plans, const WindowTally& tally);

    void begin();
    /// @param dated   per process: what dates do to it in this run; null: nothing
    /// @param weight  Scenario
    void begin_run(std::span<const DatedHits* const> dated, double weight);
    /// Scores a run at some starts, in order of time.
    ///
    /// @param hits  per process, relative to the start
    /// @param met   stretches, relative to the start, of what stands at a date and is part of
    /// `hits`
    void score(std::span<const std::uint32_t> starts, const std::vector<HitPair>& hits,
               std::span<const Interval> met);
    /// Processes of the last `score` that the change makes a difference to.
    std::size_t scored() const { return scored_; }
    /// Deadlines, and outages at starts worked out all together, looked through so far.
    std::uint64_t work() const { return work_; }
    void end_run();

    /// What dates alone come to at each start.
    DatedHits dated_hits(std::size_t process, HitPair hits) const;

    const std::vector<double>& sum() const { return sum_; }

  private:
    /// What a run alone comes to at a start, or at all that see the same.
    struct Result {
        double loss = 0;
        DisruptedBy by;
        bool apart = true;       // false: it takes more than the lengths of its outages to tell
        std::uint32_t work = 0;  // deadlines looked through
        std::uint64_t of = 0;    // the number of the parts that it is of
    };
    /// What a run does to one process, taken apart.
    struct Parts {
        std::uint64_t number = 0;        // no others have it
        HitPair hits;
        HitPair only;                    // stretches of one world that the other has not
        Outage extra, spared;            // interrupted in one world alone
        Outage down_without, down_with;  // interruptions
        Interval down{};                 // from the first to the last of them
        bool due = false;                // long enough down to miss a deadline
        const std::vector<std::uint32_t>* alike = nullptr;  // AlikeStarts
        std::vector<Result> results;     // by that
    };
    /// Where any of some processes that are active at the same times is down in one world alone.
    struct DownTogether {
        std::size_t process = 0;  // one of them
        Outage when;
    };
    Parts& parts_of(const HitPair& hits, std::size_t process);
    void take_apart(std::size_t process, Parts& out);
    void score_process(std::size_t process, std::span<const std::uint32_t> starts,
                       std::span<const Interval> met);
    void work_out(std::size_t process, Parts& parts, std::span<const std::uint32_t> starts);
    Result charged(std::size_t process, std::uint32_t start);
    void charge_all(std::size_t process, const std::vector<Hit>& hits, std::vector<Charge>& out);
    void add_deadlines(std::size_t process, std::uint32_t start, Result& out);
    bool at_a_deadline(std::size_t process, std::uint32_t start);
    std::span<const DeadlineTerm> due(std::size_t process, std::uint32_t start);
    Result beside_dates(std::size_t process, std::uint32_t start, std::span<const Interval> met, bool any,
                        Result alone);
    bool dated_beside(std::size_t process, std::uint32_t start,
                      std::span<const Interval> met) const;
    Result all_together(std::size_t process, const StartPlan& plan, std::span<const Interval> met);
    void gather(std::size_t process, const StartPlan& plan, std::span<const Interval> met,
                bool with, std::vector<Hit>& out) const;
    void score_downtime(std::size_t department, std::span<const std::uint32_t> starts,
                        std::span<const Interval> met);
    double added_downtime(std::size_t department, const StartPlan& plan,
                          std::span<const Interval> met);
    double length_down(std::span<const DownTogether> all, const StartPlan& plan);

    const Study& study_;
    const StartPlans& plans_;
    const WindowTally& tally_;
    std::vector<Tariff> tariffs_;
    std::vector<std::vector<Tariff::Known>> known_;  // per process
    std::vector<Duration> slack_;  // per process: shorter interruptions miss no deadline
    std::vector<Appetite> limits_;                                           // per department
    std::vector<std::vector<std::size_t>> members_;  // per department, on the board
    std::span<const DatedHits* const> dated_;
    double weight_ = 1;  // Scenario
    AlikeStarts alike_;
    std::vector<std::uint32_t> by_itself_;  // every start
    std::vector<Parts*> parts_;             // per process
    std::vector<std::uint8_t> active_;                                     // per process
    std::size_t scored_ = 0;
    std::uint64_t work_ = 0;
    std::vector<Tariff::Start> at_;                                        // per start
    std::vector<Charge> charged_without_, charged_with_;  // per start
    std::vector<std::uint32_t> to_ask_;
    std::vector<std::size_t> active_as_;       // per process: the first that is active at the same times
    std::vector<std::size_t> open_cursors_, due_cursors_;  // per process
    std::vector<DownTogether> extra_, spared_;  // of the department looked at
    std::vector<Parts> memory_;            // process × place by what it is
    std::uint64_t numbers_ = 0;            // of parts
    std::vector<double> loss_;                  // bearer × start, of this run
    std::vector<DisruptedBy> by_;               // bearer × start
    std::vector<double> downtime_;              // bearer × start
    std::vector<std::uint8_t> touched_;         // per bearer
    std::vector<double> sum_;
    std::vector<Hit> all_without_, all_with_;
    std::vector<Interval> down_;
};

}  // namespace knockon
