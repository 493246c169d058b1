// risk/tally.h: from runs to figures with their errors.
//
// A run is scored as a row of figures (what they mean is the caller's). Runs come in strata, each
// with an exactly known probability; a mean is the sum over strata of probability × mean in it.
// There is one rule for every error: runs come in `replicates` (draws.h), each of which goes over all
// strata and is independent of the others, so that whatever is worked out of the runs (a mean, a
// quantile, a share, a difference) is worked out of each replicate, and its error is what they
// differ by (Owen, Monte Carlo theory, methods and examples, chapter 17). Where few runs make a figure,
// eight replicates say little of its error and its interval is lopsided: both are then told from the runs
// themselves (tally.cpp).
// Sums are made in a fixed order, so that the number of threads changes no byte.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "risk/draws.h"
#include "risk/propagate.h"
#include "risk/transition.h"

namespace knockon {

/// How two worlds are scored. Made once per thread by a factory, so that it may keep scratch space.
struct Score {
    /// The figures of a run, written over zeros; and which are not 0, until the next one is scored.
    std::function<std::span<const std::uint32_t>(const Propagation& without, const Propagation& with,
                                                 std::span<double>)> score;
    /// The figures that are shared out among causes: the total, then each bearer.
    std::function<void(const Propagation& without, const Propagation& with, std::span<double>)> worth;
    std::function<void(std::span<double>)> worth_of_scored;  // the same of what was scored last
    /// Whether either world lost anything in what was scored last. If not, no part of its outages does.
    std::function<bool()> any_loss;
    std::function<std::uint64_t()> work;  // what all of it has taken so far, in what a budget counts by
};

struct Scoring {
    std::size_t figures = 0;       // written by `score`
    std::size_t bearers = 0;       // written by `worth`; [0] is the total
    std::vector<bool> kept;        // figures whose whole distribution is wanted
    std::vector<bool> asked;       // figures that are asked for; none: all. The others may be left at 0
    std::vector<bool> without;     // figures of the world without the change; the others are differences
    /// A figure whose mean must reach the wanted relative error; where it is 0, `otherwise` must.
    struct Target {
        std::size_t figure = 0, otherwise = 0;
    };
    std::vector<Target> targets;
    std::size_t total = 0;         // the figure that is the sum of the targets' figures
    /// Per subject (process) the figures that say it was hit when one of them is above zero.
    std::vector<std::vector<std::size_t>> hit;
    bool causes = true;            // off: only the figures, not whose doing they are
    Outage tied;                   // stretches in which outages count together, however far apart
    std::uint64_t imprint = 0;     // of all that figures are worked out of besides outages
    std::function<Score(const std::vector<bool>& asked)> make;
};

/// What a figure came to in a run. There are as many as runs times figures kept, so nothing lies between.
#pragma pack(push, 4)
struct RunValue {
    double value = 0;
    std::uint32_t run = 0;
};
#pragma pack(pop)

/// Why a subject was hit: the smallest set of causes found that hits it alone.
struct Explanation {
    std::size_t subject = 0;
    std::vector<std::uint32_t> sources;
    friend auto operator<=>(const Explanation&, const Explanation&) = default;
};
struct ExplanationCount {
    double weight = 0;
    std::uint64_t run = 0;  // the first run that showed it
};

/// Sums over some runs of one stratum, in order. Tables are as large as what was met in them.
struct Sums {
    std::uint64_t runs = 0;
    std::uint64_t shared = 0;  // the first of them: whose losses were shared out among causes
    /// What an entry came to in single runs, each times the weight of the run.
    struct Shape {
        double largest = 0, square = 0, cube = 0;  // absolute; sums
        double only = 0;                           // absolute and without weights, where
        bool yes_or_no = true;                     // it is the same whenever it is not 0
        bool without = false;                      // Scoring
        std::uint32_t runs = 0;                    // in which it is not 0
        void add(double weight, double x);
        void add(const Shape& other);
    };
    /// Of some entries, each per replicate.
    struct Entries {
        std::vector<double> sum;
        std::vector<Shape> shape;
        void resize(std::size_t n);
        void add(const Entries& other);
        void add(std::size_t i, std::uint64_t run, double weight, double x);
    };
    /// What one bearer bears of what one source causes.
    struct Share {
        std::uint32_t bearer = 0;
        std::array<double, replicates> sum{};
        Shape shape;
        void add(std::uint64_t run, double weight, double x);
    };
    /// Of one source: those bearers that bear any of it, ascending.
    class Shares {
      public:
        /// @param shares  per bearer
        void add(std::uint64_t run, double weight, std::span<const double> shares);
        void add(const Shares& other);
        const Share* find(std::uint32_t bearer) const;

      private:
        Share& at(std::uint32_t bearer, std::size_t& from);
        std::vector<Share> all_;
    };
    Entries figures;                            // per figure
    std::vector<double> weights;                // per run: how often it comes for each time drawn
    std::vector<std::uint64_t> scenes;          // per run: an imprint of all that its figures are worked out of
    std::vector<std::vector<RunValue>> values;  // per figure kept: those that are not zero, by run
    std::vector<Shares> shares;                 // per source
    Entries last_in;                            // per source, of the total
    std::vector<double> happened_sum;           // per source: total in runs where it happened
    std::uint64_t explained = 0;                // runs that were looked into for `why`
    std::map<Explanation, ExplanationCount> why;

    void resize(const Scoring& scoring, std::size_t sources);
    void add(const Sums& other);
};

/// What a stratum says of an event: it does not happen, it does, or chance decides.
enum class Says : std::uint8_t { no, yes, chance };

struct Stratum {
    double weight = 0;  // probability of the stratum
    bool exact = false; // the sums are weighted over every case in it: no sampling error
    bool alike = false; // both worlds meet the same in each of its runs: no difference at all
    double most = 1;        // the largest weight of a run
    std::vector<Says> events;  // of the steps that fail, in order, then of an overload
    std::uint64_t key = 0;  // names its draws: strata of two tallies that share it share their luck
    Sums sums;
};

struct Mean {
    double value = 0, error = 0;  // standard error, of `replicates` - 1 degrees of freedom
    double lean = 0;              // the middle of its interval less the value
    Mean times(double factor) const { return {factor * value, factor * error, factor * lean}; }
    double low() const;   // the 95 % interval
    double high() const;
};

/// Half the 95 % interval of a mean, in standard errors: Student's t for as many replicates.
inline constexpr double t95 = 2.3646242515927844;

/// Of a yes or no that fell alike in all replicates, as a share of what a point at its border comes to (tally.cpp).
inline constexpr double alike_error = 0.31 / t95;

/// What each replicate comes to.
using Replicated = std::array<double, replicates>;
Mean mean_of(const Replicated& all);

/// What is known of the error of a mean: what replicates come to, and what single runs add to it.
struct Spread {
    Replicated of{};
    double square = 0, cube = 0;  // sums over runs, each about the mean of its stratum
    double size = 0, raw_square = 0;  // sums over runs of absolute values and squares
    double grain = 0;             // variance beyond that of the replicates
    Mean mean() const;
    /// @param largest  that a run adds, of which there may be larger ones that were not seen
    void add_moments(double squares, double cubes, double largest);
};

/// What an engine returns. Tallies of cases that exclude each other make one tally when the strata of
/// each are weighted by its probability.
struct Tally {
    std::vector<Stratum> strata;
    std::uint64_t runs() const;
    Replicated replicated(std::size_t figure) const;
    Mean mean(std::size_t figure) const;
    Mean met(std::size_t figure) const;  // the same, with nothing for what was not met
    /// What a bearer bears of what a source causes. `of`: the figure that is shared out: a run in which as
    /// much of it as usual is this source's may not have been met.
    Mean share(std::size_t source, std::size_t bearer, std::size_t of) const;
    Mean last_in(std::size_t source, std::size_t of) const;
    /// Whether a run has shown more than 0 of a figure that is kept.
    bool is_above_zero(std::size_t figure) const;
    /// What a run in which a figure is not 0 comes to: the square root of the mean square; 0 if there is none.
    double usual(std::size_t figure) const;
    /// The stratum that may show a figure, has not or has shown the same in each run, and of which a run counts most;
    /// and what half of a usual run in it adds to the variance of the mean: a stratum of few runs may have shown nothing for want of luck alone.
    struct Unmet {
        std::size_t stratum = SIZE_MAX;
        double variance = 0;
    };
    Unmet unmet(std::size_t figure) const;
    /// E[total; source happened]; divide by the source's probability for the conditional mean.
    double happened(std::size_t source) const;
    /// An upper bound (95 %) for a probability of which no run has shown any: rule of three.
    /// `of_difference`: that with and without the change differ.
    double unseen(bool of_difference) const;
};

/// The standard error that one stratum adds to the mean of a figure.
double error_of_part(const Stratum& s, std::size_t figure);

/// `times` the mean of one figure of a tally.
struct MeanTerm {
    const Tally* tally = nullptr;
    std::size_t figure = 0;
    double times = 1;
};

/// A mean less those of variants that were played with the first of the same runs: strata that they share
/// are held against each other run by run, as far as both go. The first tally must keep the figure.
Mean saved(const MeanTerm& all, std::span<const MeanTerm> variants);

/// The sum of the terms. Two changes that were played on the same seed meet the same luck, so the
/// error is that of the differences (common random numbers; Glasserman and Yao, Management Science 38
/// (1992) 884-908), not of independent means.
Mean combined(std::span<const MeanTerm> terms);

}  // namespace knockon
