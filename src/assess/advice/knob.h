// assess/advice/knob.h: one estimate that can be turned, and what the figures are when it is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/study/inputs.h"
#include "assess/study/study.h"

namespace knockon {

/// The estimates behind a cause: how often a step fails and how long that lasts, how available a
/// component or a supplier is, by how much a load grows and what can carry it.
std::vector<InputPlace> estimates_behind(const Cause& cause, const Study& study);

/// The figures at one value; a 95 % point where it is wanted, else 0.
struct KnobFigures {
    std::vector<double> mean, p95;
};

/// A knob stands at a probability (an availability as the unavailability it leaves), or at the
/// logarithm of a factor on a duration, a load or a capacity. What else is uncertain stays so with the exact engine;
/// otherwise it stands at its mean.
///
/// How likely a step fails needs no play: the runs in which it does, and those in which it does not, are
/// weighted anew; nor how likely its way back works, beyond those of never and of always. Other values
/// are played with a part of the runs, on the luck of the question itself, and held against all of them at
/// one value. Runs that settled a verdict beyond the error asked for are not played again.
class Knob {
  public:
    /// `wanted`: the study's scoring without causes; a 95 % point is worked out of what is kept.
    /// `at_means`: the play with all that is uncertain at its mean, made where it is needed first.
    Knob(const InputPlace& place, const Study& study, const Played& played, Scoring wanted,
         const AssessOptions& options, std::optional<Tally>& at_means);

    double now() const { return now_; }
    double least() const;
    double most() const;
    bool alike(double a, double b) const;  // the figures cannot tell them apart
    /// A figure at a value.
    double mean(double x, std::size_t figure);
    double p95(double x, std::size_t figure);
    bool knows(double x) const { return known_.contains(x); }  // no play is needed
    /// From now on figures are held against all the runs at this value; at first at the value now.
    void refine(double x);
    /// Whether a value takes a play; `at` is then to be asked of few, best of `stops`: from the value now
    /// to `end`, so near to each other that what lies between can be told from them.
    bool plays() const { return !exactly() && !is_linear() && !is_number(); }
    std::vector<double> stops(double end) const;

    const InputPlace& place() const { return place_; }
    Position stated_at() const { return stated_at_; }
    std::string text_now() const { return text_now_; }
    /// As users write it, to as many digits as the engine knows, rounded up or down.
    std::string text(double x, bool up) const;
    /// How far a value is from the one now, as a logarithm.
    double distance(double x) const;

  private:
    bool is_length() const;
    bool is_number() const;
    bool is_factor() const;  // stands at the logarithm of one
    Recovery scaled(double x) const;
    void set(double x, Landscape& l, Change& c) const;
    bool exactly() const;
    bool is_linear() const;
    const Tally& at_the_means(std::optional<Tally>& known) const;
    double mean_found(double x, std::size_t figure);
    double p95_found(double x, std::size_t figure);
    const KnobFigures& found(double x);
    const KnobFigures& fine(double x);
    Tally play(double x, std::uint64_t part, Tally* known = nullptr) const;
    bool weigh_anew();
    void play_ends();
    void weigh_ends(double x);
    KnobFigures figures_of(const Tally& of) const;
    Transition transition(const Landscape& before, const Change& change) const;
    Tally tally(const Transition& t, const Scoring& scoring, bool same_time,
                std::uint64_t part, Tally* known) const;
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
    Recovery recovery_;        // a plain length as a constant; or
    double number_ = 0;        // what load comes to, or what carries it
    double now_ = 0;
    Position stated_at_;
    std::string text_now_;
    const Tally* base_ = nullptr;      // with all that is uncertain at its mean; none with the exact engine
    std::uint64_t spare_ = 1;          // one in as many of its runs would do (`spare_runs`, tried.h)
    KnobFigures anchor_;               // what figures from as few are multiplied by
    double refined_at_ = 0;            // what is found is multiplied by what `fine` has there, by what is
    KnobFigures never_, at_all_times_;  // of a linear knob: at 0 and 1
    Tally ends_;                       // of a linear knob: the strata of never and those of always
    std::vector<bool> always_;         // of each
    std::vector<double> weights_;      // of each, where it is sure
    KnobFigures spread_;               // over all that is uncertain, by with it at its mean
    std::map<double, KnobFigures> known_, fine_;  // what was found with a part of the runs, and with more
};

}  // namespace knockon
