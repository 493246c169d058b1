// assess/study/outer_draws.h: what uncertain inputs do to the figures (semantics, section 9).
//
// Every uncertain input is drawn once per outer draw, and the study is played with what was drawn.
// Of each input the draws hold one mean of each of `outer_draws` parts of equal probability, in an
// order of its own that is keyed by the seed and its name (Latin hypercube; McKay, Beckman,
// Conover, Technometrics 21 (1979) 239-245): editing one input shifts no other.
//
// All figures are those of the draws together, each as likely as the others. How far the inputs
// spread a mean is seen from playing all draws on the same luck, so that they differ by their
// inputs alone.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "assess/study/question.h"
#include "assess/study/inputs.h"
#include "risk/tally.h"
#include "risk/transition.h"

namespace knockon {

struct Study;
struct Played;

inline constexpr int outer_draws = 64;
inline constexpr std::uint64_t coarser = 8;  // times fewer runs to begin with than a single play

struct InputEffects {
    std::vector<UncertainInput> inputs;      // those that can matter to this change
    std::vector<std::vector<int>> cell;      // per input and draw: which part, from low to high
    std::vector<Estimates> estimates;        // per draw
    std::vector<std::size_t> first;          // stratum of each draw in the tally
    std::vector<std::vector<double>> means;  // per figure and draw: its mean, given what was drawn

    /// The 90 % interval that the inputs cause in the mean of a figure.
    std::pair<double, double> interval(std::size_t figure) const;
    /// The part of the spread of a figure that goes with an input: the square of their correlation.
    double part(std::size_t figure, std::size_t input) const;
};

/// The stated inputs that are uncertain and can matter to this change.
std::vector<UncertainInput> inputs_that_matter(const Study& study);

/// Puts the strata of one draw beside those of the others.
void add_draw(Tally one, Tally& all);

/// More runs of each draw, where they were drawn (`play_on`, study.h).
void draw_on(const Study& study, const Scoring& scoring, const AssessOptions& options,
             Played& played);

/// The figures of all draws together. `exactly`: each draw is enumerated, which must apply. `like`: see
/// SimulateOptions.
Played play_draws(const Study& study, const Scoring& scoring, const AssessOptions& options,
                  std::vector<UncertainInput> inputs, bool exactly, const Tally* like);

}  // namespace knockon
