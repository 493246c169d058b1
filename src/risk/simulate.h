// risk/simulate.h: runs drawn at random, as few as the wanted error needs.
//
// A run in which nothing of chance happens needs no drawing: its probability is known exactly. So the
// space is cut into strata with exact probabilities: each combination of steps that fail (and of an
// overload), of more than four such events the unlikely ones together; "background failures only"; and
// "nothing happens". In rounds, the strata that gain most by it are doubled, until the worst target's
// standard error is below the wanted share of its mean. A target smaller than a hundredth of the total is
// held to that hundredth.
//
// Draws are keyed by seed, source, stratum and run (draws.h). Runs are summed in order, so threads change no
// byte.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "risk/tally.h"
#include "risk/transition.h"

namespace knockon {

struct SimulateOptions {
    std::uint64_t seed = 1;
    int jobs = 1;
    double max_error = 0.02;
    std::uint64_t max_runs = 200'000;
    /// Stop when so much was done (`Game::work`), or would be by more runs; at the least a few of each
    /// stratum are played.
    std::uint64_t max_work = UINT64_MAX;
    std::uint64_t max_values = UINT64_MAX;  // likewise: values of single runs kept (Scoring::kept)
    std::uint64_t luck = 0;         // below 2^31; with another number every draw is another
    std::uint64_t shared = 2048;    // runs of each stratum whose losses are shared out among causes
    std::uint64_t explained = 512;  // of these, looked into for `why`
    /// Runs to begin with are divided by this; the spread must then be known well enough from fewer.
    std::uint64_t fewer = 1;
    /// Not until an error is reached, but as many runs as this tally has in each stratum that the two
    /// share: what they differ by is then free of most of the noise (`combined`, tally.h).
    const Tally* like = nullptr;
    std::uint64_t part = 1;  // one in so many of them
    /// Only how this step fails differs from `like`: strata in which it does not are taken from there.
    std::optional<std::size_t> step;
    /// Only at which Z who is overloaded differs from `like`: strata with the same levels are taken from there.
    bool levels = false;
    /// Runs of the same transition, seed and luck that are there already; they are taken from it.
    Tally* known = nullptr;
    bool differences = false;  // figures without the change are not asked for
    std::function<void(double)> progress;
};

struct Simulated {
    Tally tally;
    double relative_error = 0;          // of the worst target
    std::size_t worst = 0;              // its place among the targets
    bool hit_max_runs = false;
    bool hit_max_work = false;
    std::uint64_t work = 0;             // what was done
};

Simulated simulate(const Transition& t, const Scoring& scoring, const SimulateOptions& options);

/// What the runs of a tally would have taken if it had been shared out whose doing they are, about: told from a few
/// of each stratum.
double work_with_causes(const Transition& t, const Scoring& scoring, const SimulateOptions& options,
                        const Tally& tally);

/// The target whose mean is least well known: relative standard error, and its place.
struct Reached {
    double relative_error = 0;
    std::size_t worst = 0;
};
Reached reached(const Tally& tally, const Scoring& scoring);

/// The scenario of one run of one stratum, as `simulate` drew it (in `why`).
Scenario simulated_scenario(const Transition& t, std::uint64_t seed, std::uint64_t luck,
                            std::size_t stratum, std::uint64_t run);

}  // namespace knockon
