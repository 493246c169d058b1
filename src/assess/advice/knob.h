// assess/advice/knob.h: one estimate that can be turned, and what the figures are when it is.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/study/inputs.h"
#include "assess/study/study.h"

namespace knockon {

/// The estimates behind a cause: how often a step fails and how long that lasts, how available a
/// component or a supplier is. Nothing for a load step.
std::vector<InputPlace> estimates_behind(const Cause& cause, const Study& study);

/// The figures at one value; a 95 % point where it is wanted, else 0.
struct KnobFigures {
    std::vector<double> mean, p95;
};

/// Nearer to a value that was played finely, relative to it, one is not played finely once more.
inline constexpr double close_enough = 0.1;

/// A knob stands at a probability (an availability as the unavailability it leaves), or at the
/// logarithm of a factor on a duration. What else is uncertain stays so with the exact engine;
/// otherwise it stands at its mean.
///
/// Simulated figures are played coarsely, on the same luck at every value, and held against a play
/// as fine as the question's own at one of them: first at the value now, then where `refine` says.
/// How likely a step fails or its rollback works needs no play at each value: every chance lies as
/// far between those of never and of always as the value does.
class Knob {
  public:
    /// `wanted`: the study's scoring without causes; a 95 % point is worked out of what is kept,
    /// and fine plays look at the errors of its targets.
    Knob(const InputPlace& place, const Study& study, const Played& played, Scoring wanted,
         const AssessOptions& options);

    double now() const { return now_; }
    double least() const;
    double most() const;
    bool alike(double a, double b) const;  // the figures cannot tell them apart
    KnobFigures at(double x);
    void refine(double x);
    /// Values in between that figures are known of, from the one to the other.
    std::vector<double> tried(double from, double to) const;

    const InputPlace& place() const { return place_; }
    Position stated_at() const { return stated_at_; }
    std::string text_now() const { return text_now_; }
    /// As users write it, to as many digits as the engine knows, rounded up or down.
    std::string text(double x, bool up) const;
    /// How far a value is from the one now, as a logarithm.
    double distance(double x) const;

  private:
    bool is_length() const;
    Recovery scaled(double x) const;
    void set(double x, Landscape& l, Change& c) const;
    bool exactly() const;
    const KnobFigures& coarse(double x);
    const KnobFigures& fine(double x);
    Tally play(double x, bool fine) const;
    bool is_linear() const;
    void play_ends();
    KnobFigures between_ends(double x);
    Tally runs(const Transition& t, const Scoring& scoring, bool fine) const;
    KnobFigures figures_of(const Tally& of) const;
    Transition transition(const Landscape& before, const Change& change) const;
    Tally tally(const Transition& t, const Scoring& scoring, bool fine) const;
    Tally tally_over_draws(const Transition& t, const Scoring& scoring) const;

    InputPlace place_;
    const Study& study_;
    const Played& played_;
    Scoring scoring_;
    AssessOptions options_;
    Landscape before_;  // uncertain inputs at their means
    Change change_;
    Estimates settled_;        // of those
    Probability probability_;  // now; or
    Recovery recovery_;        // a plain length as a constant
    double now_ = 0;
    Position stated_at_;
    std::string text_now_;
    KnobFigures finer_;      // what coarse figures are multiplied by
    KnobFigures spread_;     // the figures over all draws by those with every input at its mean
    Tally ends_;             // of a linear knob: first the strata of never, then of always
    std::size_t never_ = 0;  // how many the first are
    std::vector<double> weights_;                  // of each, where it is sure
    std::map<double, KnobFigures> coarse_, fine_;  // what was played
};

}  // namespace knockon
