// assess/windows/player.h: the runs of one thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <tuple>
#include <vector>

#include "assess/windows/score.h"
#include "risk/strata.h"

namespace knockon {

class WindowPlayer {
  public:
    WindowPlayer(const Study& study, const StartPlans& plans, const Strata& strata,
                 const WindowTally& tally);

    /// Plays points first..first + count - 1 of a replicate of a stratum at every start, until that takes more
    /// than the most work.
    void play(const Strata::Entry& stratum, std::uint64_t replicate, std::uint64_t first,
              std::uint64_t count, std::uint64_t most_work);
    const std::vector<double>& sum() const { return scorer_.sum(); }
    /// What the last `play` took: that of the propagations of its runs, and what was scored.
    std::uint64_t work() const { return work_; }

  private:
    /// A block of dates as seen from a start that it meets.
    struct Meeting {
        std::uint32_t block = 0, shape = 0;
        Duration begins{0};  // from the start
        friend auto operator<=>(const Meeting& a, const Meeting& b) {
            return std::tie(a.begins, a.shape) <=> std::tie(b.begins, b.shape);
        }
        friend bool operator==(const Meeting& a, const Meeting& b) {
            return a.begins == b.begins && a.shape == b.shape;
        }
    };
    /// Starts at which a run does the same, in order of time.
    struct Group {
        Scenario scenario;
        std::vector<std::uint32_t> starts;
    };

    void play_run(const Strata::Entry& stratum, std::uint64_t run);
    bool alike_everywhere() const;
    void group_starts();
    void play_group(const Scenario& scenario, std::span<const std::uint32_t> starts);
    void meetings_of(Duration at, std::vector<Meeting>& out) const;
    void spread(const Scenario& scenario);
    void travel(const Scenario& scenario, std::vector<HitPair>& out);
    void travel_and_score(const Scenario& scenario, std::span<const std::uint32_t> starts,
                          std::span<const Interval> met);
    void take(const Propagation& world, std::uint32_t place, std::vector<Hit>& out) const;
    void dates_in_this_run();

    const Study& study_;
    const StartPlans& plans_;
    const Strata& strata_;
    StartScorer scorer_;
    Propagation without_, with_;
    Coalition coalition_;
    std::vector<std::uint8_t> all_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places_;  // per process
    Scenario background_, dated_, joined_;
    Strata::Events events_;
    std::vector<Group> groups_;
    std::size_t used_groups_ = 0;
    std::uint64_t work_ = 0;
    std::vector<std::size_t> group_of_;  // per `Timed`
    std::vector<std::uint32_t> alone_;   // starts that meet no block of dates
    std::vector<Meeting> met_;           // of the start looked at
    std::vector<Interval> reached_;      // from the start: where the run's outages reach, apart
    std::vector<HitPair> hits_;          // per process
    /// By what is live: per process the place among the known hits at dates, or none.
    std::map<std::vector<std::uint8_t>, std::vector<std::uint32_t>> by_live_;
    std::vector<std::vector<std::unique_ptr<DatedHits>>> known_;  // per process
    std::vector<const DatedHits*> dated_hits_;                    // per process, in this run
};

}  // namespace knockon
