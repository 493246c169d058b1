// assess/knob.h: one estimate that can be turned, and what the figures are when it is.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "assess/inputs.h"
#include "assess/study.h"

namespace knockon {

/// The estimates behind a cause: how often a step fails and how long that lasts, how available a
/// component or a supplier is. Nothing for a load step.
std::vector<InputPlace> estimates_behind(const Cause& cause, const Study& study);

/// The figures at one value; a 95 % point only of departments' losses.
struct KnobFigures {
    std::vector<double> mean, p95;
};

/// A knob stands at a probability (an availability as the unavailability it leaves), or at the
/// logarithm of a factor on a duration. What else is uncertain stays so with the exact engine;
/// otherwise it stands at its mean.
///
/// Simulated figures are played coarsely, on the same luck at every value, and held against a play
/// as fine as the question's own at one of them: first at the value now, then where `refine` says.
class Knob {
  public:
    Knob(const InputPlace& place, const Study& study, const Played& played, const Scoring& scoring,
         const AssessOptions& options);

    double now() const { return now_; }
    double least() const;
    double most() const;
    double precision() const;  // relative, to which the figures allow a value to be found
    KnobFigures at(double x);
    void refine(double x);

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
    KnobFigures play(double x, bool fine) const;
    KnobFigures figures(const Transition& t, const Scoring& scoring, const ScoreBoard& board,
                        bool fine) const;
    Tally tally(const Transition& t, const Scoring& scoring, bool fine) const;
    Tally tally_over_draws(const Transition& t, const Scoring& scoring) const;

    InputPlace place_;
    const Study& study_;
    const Played& played_;
    const Scoring& scoring_;
    AssessOptions options_;
    Landscape before_;  // uncertain inputs at their means
    Change change_;
    Estimates settled_;        // of those
    Probability probability_;  // now; or
    Recovery recovery_;        // a plain length as a constant
    double now_ = 0;
    Position stated_at_;
    std::string text_now_;
    KnobFigures finer_;   // what coarse figures are multiplied by
    KnobFigures spread_;  // the figures over all draws by those with every input at its mean
    std::map<double, KnobFigures> coarse_, fine_;  // what was played
};

}  // namespace knockon
