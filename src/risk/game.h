// risk/game.h: who caused what in one run (semantics, section 7).
//
// The worth of a set of causes is the extra loss when only they take part. The Shapley share of a
// cause is its mean marginal worth over all orders of arrival; it is computed exactly from all
// coalitions of the causes active in the run. Outages that no restart delay and no shared deadline
// can bring together are separate games, which keeps each of them small; games in which both worlds
// meet the same outages are worth nothing and are not played. Where runs are drawn, more than a few
// causes that meet share by one order of arrival, drawn for the run, and its reverse, and where they
// are many in a part of the runs, which count for the others: shares are then off, but not to one
// side, and their error, which is what replicates differ by, says by how much. What they come to is
// then off as well; the caller brings it back to the mean.
// Source: Shapley, Contributions to the Theory of Games II (1953) 307-317.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "risk/scenario.h"
#include "risk/tally.h"

namespace knockon {

class Game {
  public:
    /// What is asked of a run: what it comes to; besides, whose doing that is; besides, the smallest sets of
    /// causes that hit each subject.
    enum class Asked { figures, causes, reasons };

    Game(const Transition& t, const Scoring& scoring);

    /// Whether runs are drawn from now on, so that what one of them says need not be exact.
    void sample(bool drawn) {
        samples_ = drawn, explaining_ = 0;
        hits_again_.clear();  // what a run takes must not depend on runs that others may play
    }

    /// Where many causes meet, only one in so many runs more is shared out, and counts for the others.
    void hurry(double times) { hurry_ = times; }

    /// From now on figures of runs that `all` has met alike, if it is given and keeps all that are asked for,
    /// are taken from there. It must outlive that.
    void recall(const Sums* all);

    /// Scores a run and adds it to `out` with the given weight. `luck` tells apart the runs of one number.
    void play(const Scenario& s, std::uint64_t run, double weight, Asked asked, Sums& out,
              std::uint64_t luck = 0);

    /// The two worlds after `play` or `evaluate`.
    const Propagation& without() const { return without_; }
    const Propagation& with() const { return with_; }
    /// What all runs so far have taken: that of both propagations, what is drawn and sorted, and what is scored.
    std::uint64_t work() const { return work_ + without_.work() + with_.work() + score_.work(); }
    /// Lets the chosen causes' outages travel through both worlds.
    void evaluate(const Scenario& s, std::span<const std::uint8_t> chosen);

  private:
    struct Part {  // outages that can meet
        std::vector<RunOutage> outages;
        std::vector<std::uint32_t> sources;    // taking part, ascending
        std::vector<std::uint32_t> differing;  // of these: without them both worlds are alike
    };
    void split(const Scenario& s);
    void share(const Scenario& s, const Part& part, std::uint64_t number);
    void share_exactly(const Scenario& s, const Part& part);
    void share_by_orders(const Scenario& s, const Part& part, Stream& stream);
    void add_sources(std::span<const RunOutage> outages, std::vector<std::uint32_t>& sources,
                     std::vector<std::uint32_t>& differing) const;
    void worth(const Scenario& s, const Part& part, std::span<double> out);
    void worth_of_all(const Scenario& s, const Part& part, std::span<double> out);
    void score();
    void travel(const Scenario& s);
    void add_recalled(std::uint64_t run, double weight, Sums& out);
    void add(std::uint32_t figure, double x, std::uint64_t run, double weight, Sums& out) const;
    bool by_chance(const Scenario& s) const;
    void name_outages(const Scenario& s);
    void explain(const Scenario& s, std::uint64_t run, double weight, Sums& out);
    bool is_hit(std::size_t subject) const;
    const std::vector<bool>& hit_by(const Scenario& s, const std::vector<std::uint32_t>& sources);
    std::vector<std::uint32_t> enough(const Scenario& s, std::size_t subject,
                                      const std::vector<std::uint32_t>& all);

    const Transition& t_;
    const Scoring& scoring_;
    Score score_;
    Propagation without_, with_;
    Coalition coalition_;
    bool samples_ = false;
    double hurry_ = 1;
    std::uint64_t work_ = 0, explaining_ = 0;
    std::uint64_t ground_ = 0;              // imprint of both worlds and of how they are scored
    const Sums* recalls_ = nullptr;
    std::vector<std::uint32_t> asked_;      // figures
    std::vector<std::size_t> next_value_;   // of each, in `recalls_`
    std::vector<std::uint8_t> chosen_;
    std::vector<double> figures_;
    std::span<const std::uint32_t> scored_;  // those that are not 0
    std::vector<RunOutage> in_time_;  // outages of the run, by their starts
    std::vector<Part> parts_;
    std::size_t used_parts_ = 0;
    std::vector<double> run_worth_;      // per bearer
    std::size_t differing_parts_ = 0;    // of the run
    std::vector<std::int64_t> name_;     // of the outages chosen
    std::map<std::vector<std::int64_t>, std::vector<double>> known_;  // worths by that
    std::size_t known_numbers_ = 0;      // in all of them
    std::vector<double> worths_;   // coalition × bearers
    std::vector<double> shares_;   // source of the part × bearers
    std::vector<double> last_in_;  // source of the part
    std::vector<double> chance_;   // by how many others came before
    std::vector<std::uint32_t> all_sources_;        // of the whole run, each with a row below
    std::vector<std::uint32_t> row_of_;             // per source
    std::vector<double> run_shares_, run_last_in_;  // row × bearers, row
    std::vector<std::size_t> hits_;                    // subjects of the run explained
    std::vector<std::uint32_t> active_, differing_;    // its causes
    Explanation found_;
    std::map<std::vector<std::uint32_t>, std::vector<bool>> hit_by_;  // of one run, by causes
    std::map<std::vector<std::int64_t>, std::vector<bool>> hits_again_;  // by outages
};

}  // namespace knockon
