// risk/game.h: who caused what in one run (semantics, section 7).
//
// The worth of a set of causes is the extra loss when only they take part. The Shapley share of a
// cause is its mean marginal worth over all orders of arrival; it is computed exactly from all
// coalitions of the causes active in the run. Outages that no restart delay and no shared deadline
// can bring together are separate games, which keeps each of them small; games in which both worlds
// meet the same outages are worth nothing and are not played.
// Source: Shapley, Contributions to the Theory of Games II (1953) 307-317.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "risk/scenario.h"
#include "risk/tally.h"

namespace knockon {

class Game {
  public:
    Game(const Transition& t, const Scoring& scoring);

    /// Scores a run and adds it to `out` with the given weight, with the shares of its causes.
    /// `explain`: also look for the smallest sets of causes that hit each subject.
    void play(const Scenario& s, std::uint64_t run, double weight, bool explain, Sums& out);

    /// The two worlds after `play` or `evaluate`.
    const Propagation& without() const { return without_; }
    const Propagation& with() const { return with_; }
    /// Lets the chosen causes' outages travel through both worlds.
    void evaluate(const Scenario& s, std::span<const std::uint8_t> chosen);

  private:
    struct Part {  // outages that can meet
        std::vector<RunOutage> outages;
        std::vector<std::uint32_t> sources;  // taking part, ascending
    };
    void split(const Scenario& s);
    void share(const Scenario& s, const Part& part, std::uint64_t run, Sums& out);
    void share_exactly(const Scenario& s, const Part& part);
    void share_by_orders(const Scenario& s, const Part& part, std::uint64_t run);
    void worth(const Scenario& s, const Part& part, std::span<double> out);
    void explain(const Scenario& s, std::uint64_t run, double weight, Sums& out);
    bool hits(const Scenario& s, std::size_t subject, std::span<const std::uint32_t> sources);

    const Transition& t_;
    const Scoring& scoring_;
    Score score_;
    Propagation without_, with_;
    Coalition coalition_;
    std::vector<std::uint8_t> chosen_;
    std::vector<double> figures_;
    std::vector<Part> parts_;
    std::size_t used_parts_ = 0;
    std::vector<double> worths_;    // coalition × bearers
    std::vector<double> shares_;    // source of the part × bearers
    std::vector<double> last_in_;   // source of the part
    std::vector<std::uint32_t> all_sources_;
    std::vector<double> run_shares_, run_last_in_;  // per source, of the whole run
};

}  // namespace knockon
