#include "assess/advice/knob.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "assess/advice/tried.h"
#include "assess/study/input_values.h"
#include "base/portable.h"
#include "risk/distribution.h"
#include "risk/enumerate.h"
#include "risk/overload.h"

// How a break-even value is found with few plays, by one worked through.
//
// Updating a component fails in 8 % of the cases, and Finance, which accepts € 600, loses € 1,000. Runs in
// which the step does not fail come to € 200 (what else may happen), those in which it does to € 10,200.
// The step's failing is independent of all other draws, so everything in between is known without a play:
//
//     loss(x) = (1 - x) x 200 + x x 10,200       loss(8 %) = 1,000       loss(4 %) = 600
//
// 4 % is what flips the verdict. `is_linear` says of which knobs that holds: how often a step fails or its
// way back works. Quantiles are as free: the draws of never and of always are kept and weighted anew.
//
// Another load or capacity moves the levels of an overload and leaves what each does: the strata are the question's
// own, with other weights, and only those of levels that it has not are played.
//
// How long a recovery takes, or how often a component fails, bends the figures, so values in between have
// to be played: only the runs in which that step fails, and a part of these, on the same luck at each value.
// The curve is smooth, though it may lie off by a few per cent. The question's own figures, at the value now,
// say by how much, and all of them are multiplied by that. Near the value that is found the ratio may be
// another, so `refine` plays all the runs there, too.

namespace knockon {
namespace {

using What = InputPlace::What;
using Of = InputPlace::Of;

constexpr double widest = 4.1588830833596715;  // ln 64: durations are tried that far up and down
constexpr double most_unavailable = 0.5;
constexpr std::uint64_t few = 8;    // of the runs of the question's own play: one in as many
constexpr double close_enough = 0.1;  // relative to a value at which all the runs were played
constexpr double length_apart = 0.25, chance_apart = 0.35;  // of stops, as logarithms
constexpr int most_stops = 20;

std::string percent(double p) { return fmt::format("{:.8g}%", 100 * p); }

/// Of figures of the same sign; 1 where there is nothing to compare.
double times(double of, double to) { return of * to > 0 ? of / to : 1; }

KnobFigures ratio(const KnobFigures& of, const KnobFigures& to) {
    KnobFigures out = of;
    for (std::size_t f = 0; f < of.mean.size(); ++f) {
        out.mean[f] = times(of.mean[f], to.mean[f]);
        out.p95[f] = times(of.p95[f], to.p95[f]);
    }
    return out;
}

KnobFigures product(KnobFigures a, const KnobFigures& b) {
    for (std::size_t f = 0; f < a.mean.size(); ++f) {
        a.mean[f] *= b.mean[f];
        a.p95[f] *= b.p95[f];
    }
    return a;
}

bool same(const std::optional<RollbackPlan>& a, const std::optional<RollbackPlan>& b) {
    return a.has_value() == b.has_value() && (!a || (a->takes == b->takes && a->works == b->works));
}

/// What a draw makes of the estimates, with those that the knob has moved from `from` to `to`.
Estimates moved(Estimates drawn, const Estimates& from, const Estimates& to) {
    for (std::size_t i = 0; i < drawn.steps.size(); ++i) {
        StepPlan& s = drawn.steps[i];
        if (from.steps[i].fails != to.steps[i].fails) s.fails = to.steps[i].fails;
        if (from.steps[i].recovery != to.steps[i].recovery) s.recovery = to.steps[i].recovery;
        if (!same(from.steps[i].rollback, to.steps[i].rollback)) s.rollback = to.steps[i].rollback;
    }
    for (std::size_t i = 0; i < drawn.background.size(); ++i) {
        const auto alike = [](const Renewal& a, const Renewal& b) {
            return a.unavailability == b.unavailability && a.recovery == b.recovery;
        };
        if (!alike(from.background[i].without, to.background[i].without) ||
            !alike(from.background[i].with, to.background[i].with))
            drawn.background[i] = to.background[i];
    }
    return drawn;
}

std::string number_text(const InputPlace& place, double x) {
    return fmt::format("{:g}{}", x, place.what == What::capacity ? "/s" : "");
}

}  // namespace

Knob::Knob(const InputPlace& place, const Study& study, const Played& played, Scoring wanted,
           const AssessOptions& options, std::optional<Tally>& at_means)
    : place_(place),
      study_(study),
      played_(played),
      scoring_(std::move(wanted)),
      options_(options),
      before_(*study.before),
      change_(*study.change) {
    options_.progress = nullptr;
    const InputSlot where = slot(place, before_, change_);
    if (is_number()) {
        const auto* stated = std::get_if<Stated<double>*>(&where);
        number_ = stated ? ***stated : *std::get<double*>(where);
        text_now_ = number_text(place, number_);
        stated_at_ = stated ? (*stated)->at : change_.steps[place.step].at;
    } else if (is_length()) {
        recovery_ = recovery_now(place, study);
        text_now_ = value_text(recovery_);
        recovery_.p50 = mean_of(recovery_.p50);
        recovery_.p90 = mean_of(recovery_.p90);
        if (const auto* r = std::get_if<Stated<Recovery>*>(&where)) stated_at_ = (*r)->at;
    } else {
        probability_ = probability_now(place, study);
        text_now_ = value_text(place, probability_);
        now_ = probability_.value;
        stated_at_ = std::get<Stated<Probability>*>(where)->at;
    }
    if (played.inputs)
        for (const UncertainInput& i : played.inputs->inputs)
            put_at_mean(slot(i.place, before_, change_));
    Diagnostics none_left;
    const Landscape after = apply(before_, change_, none_left);
    TransitionInput in = study.input;
    in.before = &before_;
    in.after = &after;
    in.change = &change_;
    settled_ = estimates_of(study.transition, in);
    const std::vector<double> one(scoring_.figures, 1);
    spread_ = anchor_ = {one, one};
    if (!exactly()) base_ = &at_the_means(at_means);
    if (base_ == &played.tally) spare_ = spare_runs(played, options);
    if (is_linear() && !weigh_anew()) play_ends();
    if (is_linear()) {
        weigh_ends(0);
        never_ = figures_of(ends_);
        weigh_ends(1);
        at_all_times_ = figures_of(ends_);
    }
    if (exactly()) return;
    if (spare_ > 1 && !is_linear())
        anchor_ = ratio(figures_of(*base_), figures_of(play(now_, spare_)));
    const bool others = played.inputs &&
                        std::any_of(played.inputs->inputs.begin(), played.inputs->inputs.end(),
                                    [&](const UncertainInput& i) { return i.place != place_; });
    fine_.emplace(now_, figures_of(*base_));
    if (others) spread_ = ratio(figures_of(played.tally), fine(now_));
    refine(now_);
}

void Knob::refine(double x) {
    if (exactly()) return;
    for (const auto& [value, figures] : fine_)
        if (value != now_ && std::abs(value - x) <= close_enough * std::abs(x)) x = value;
    fine(x);
    refined_at_ = x;
}

bool Knob::exactly() const { return played_.engine == Engine::enumerate; }

const Tally& Knob::at_the_means(std::optional<Tally>& known) const {
    if (!played_.inputs) return played_.tally;
    if (known) return *known;
    SimulateOptions o;
    o.seed = options_.seed;
    o.jobs = options_.jobs;
    o.explained = 0;
    o.differences = true;
    o.max_error = options_.max_error;
    o.max_runs = options_.max_runs;
    Scoring all = scoring_;
    all.asked.clear();  // errors are held against the total, too
    return known.emplace(simulate(transition(before_, change_), all, o).tally);
}

bool Knob::is_length() const { return place_.what == What::recovery || place_.what == What::takes; }

bool Knob::is_number() const {
    return place_.what == What::times || place_.what == What::capacity;
}

bool Knob::is_factor() const { return is_length() || is_number(); }

bool Knob::is_linear() const { return place_.what == What::fails || place_.what == What::works; }

double Knob::least() const {
    if (place_.what == What::times) return -portable_log(number_);  // once: no load beyond the usual
    if (is_number()) return -widest;
    if (!is_length()) return 0;
    return recovery_.p50.value > Duration{0} ? -widest : 0;
}

double Knob::most() const {
    if (is_number()) return widest;
    if (is_length()) return recovery_.p50.value > Duration{0} ? widest : 0;
    if (place_.what == What::availability) return std::max(now_, most_unavailable);
    return 1;
}

bool Knob::alike(double a, double b) const {
    return std::abs(a - b) <= (exactly() ? 1e-8 : 1e-3) * std::max(std::abs(a), std::abs(b));
}

std::vector<double> Knob::stops(double end) const {
    std::vector<double> stops{now_};
    const double apart = is_length() ? length_apart : chance_apart;
    if (plays())
        for (int i = 1; i <= most_stops; ++i) {
            const double by = (end > now_ ? i : -i) * apart;
            const double x = is_length() ? now_ + by : now_ * portable_exp(by);
            if (end > now_ ? x >= end : x <= end) break;
            if (x != now_) stops.push_back(x);
        }
    if (end != now_) stops.push_back(end);
    return stops;
}

Recovery Knob::scaled(double x) const {
    const auto times = [&](const Length& l) {
        const Duration d = from_seconds(seconds(l.value) * portable_exp(x));
        return Length{d, d, d};
    };
    return {recovery_.shape, times(recovery_.p50), times(recovery_.p90)};
}

void Knob::set(double x, Landscape& l, Change& c) const {
    const InputSlot where = slot(place_, l, c);
    if (const auto* p = std::get_if<Stated<Probability>*>(&where))
        **p = Stated<Probability>({x, x, x, 0, 0}, stated_at_);
    else if (const auto* r = std::get_if<Stated<Recovery>*>(&where))
        **r = Stated<Recovery>(scaled(x), stated_at_);
    else if (const auto* capacity = std::get_if<Stated<double>*>(&where))
        **capacity = Stated<double>(number_ * portable_exp(x), stated_at_);
    else if (const auto* times = std::get_if<double*>(&where))
        **times = number_ * portable_exp(x);
    else
        *std::get<Length*>(where) = scaled(x).p50;
}

/// `same_time`: what is watched is what the question watches, so that runs can be taken from it.
Tally Knob::tally(const Transition& t, const Scoring& scoring, bool same_time,
                  std::uint64_t part, Tally* known) const {
    if (exactly()) return played_.inputs ? tally_over_draws(t, scoring) : enumerate(t, scoring);
    SimulateOptions o;
    o.seed = options_.seed;
    o.jobs = options_.jobs;
    o.explained = 0;
    o.differences = true;
    o.like = base_;
    o.part = part;
    o.known = known;
    o.levels = is_number();
    if (same_time && place_.of == Of::step && place_.what != What::fails && !is_number()) o.step = place_.step;
    return simulate(t, scoring, o).tally;
}

Tally Knob::tally_over_draws(const Transition& t, const Scoring& scoring) const {
    const Estimates now{t.steps, t.background};
    Tally all;
    Transition drawn = t;
    for (const Estimates& e : played_.inputs->estimates) {
        estimate(drawn, moved(e, settled_, now));
        add_draw(enumerate(drawn, scoring), all);
    }
    return all;
}

KnobFigures Knob::figures_of(const Tally& of) const {
    KnobFigures out{std::vector<double>(scoring_.figures), std::vector<double>(scoring_.figures)};
    for (std::size_t f = 0; f < scoring_.figures; ++f) {
        if (!scoring_.asked[f]) continue;
        out.mean[f] = of.mean(f).value;
        if (scoring_.kept[f]) out.p95[f] = Distribution(of, f).quantile(0.95).value;
    }
    return out;
}

/// The transition of the study with the knob at x, where that moves no time.
Transition Knob::transition(const Landscape& before, const Change& change) const {
    Diagnostics none_left;  // the change was checked; other estimates break nothing
    const Landscape after = apply(before, change, none_left);
    TransitionInput in = study_.input;
    in.before = &before;
    in.after = &after;
    in.change = &change;
    Transition t = study_.transition;
    estimate(t, estimates_of(t, in));
    if (!is_number()) return t;
    add_overload_chance(t, in);
    t.timed.overloads = overload_risks(t, in);
    return t;
}

Tally Knob::play(double x, std::uint64_t part, Tally* known) const {
    Landscape before = before_;
    Change change = change_;
    set(x, before, change);
    if (place_.of != Of::step || !is_length() || change.hypercare)
        return tally(transition(before, change), scoring_, true, part, known);
    // How long is watched goes with the recovery.
    Diagnostics none_left;
    const auto study = make_study(before, change, options_, none_left);
    assert(study && "what could be assessed still can");
    Scoring scoring = make_scoring(study->board, study->transition);
    scoring.causes = false;
    scoring.kept = scoring_.kept;
    scoring.asked = scoring_.asked;
    scoring.targets = scoring_.targets;
    return tally(study->transition, scoring, false, part, known);
}

/// The runs of the question, taken apart by whether the step fails in them; false where they do not say.
bool Knob::weigh_anew() {
    if (exactly() || place_.what != What::fails || !(now_ > 0 && now_ < 1)) return false;
    for (const Stratum& s : base_->strata)
        if (s.events[place_.step] == Says::chance) return false;
    for (const Stratum& s : base_->strata) {
        Stratum& mine = ends_.strata.emplace_back();
        mine.exact = s.exact;
        mine.sums.runs = s.sums.runs;
        mine.sums.figures = s.sums.figures;
        mine.sums.weights = s.sums.weights;
        mine.sums.values.resize(s.sums.values.size());
        for (std::size_t f = 0; f < s.sums.values.size(); ++f)
            if (scoring_.kept[f]) mine.sums.values[f] = s.sums.values[f];
        always_.push_back(s.events[place_.step] == Says::yes);
        weights_.push_back(s.weight / (always_.back() ? now_ : 1 - now_));
    }
    return true;
}

void Knob::play_ends() {
    for (const bool always : {false, true})
        for (Stratum& s : play(always ? 1 : 0, spare_).strata) {
            always_.push_back(always);
            weights_.push_back(s.weight);
            ends_.strata.push_back(std::move(s));
        }
}

void Knob::weigh_ends(double x) {
    for (std::size_t h = 0; h < weights_.size(); ++h)
        ends_.strata[h].weight = weights_[h] * (always_[h] ? x : 1 - x);
}

const KnobFigures& Knob::found(double x) {
    const auto known = known_.find(x);
    if (known != known_.end()) return known->second;
    return known_.emplace(x, figures_of(play(x, few * spare_))).first->second;
}

const KnobFigures& Knob::fine(double x) {
    const auto known = fine_.find(x);
    if (known != fine_.end()) return known->second;
    Tally runs = play(x, few * spare_);  // of which `found` is asked next
    known_.try_emplace(x, figures_of(runs));
    return fine_.emplace(x, product(figures_of(play(x, spare_, &runs)), anchor_)).first->second;
}

double Knob::mean_found(double x, std::size_t figure) {
    if (!is_linear()) return found(x).mean[figure];
    return (1 - x) * never_.mean[figure] + x * at_all_times_.mean[figure];
}

double Knob::p95_found(double x, std::size_t figure) {
    if (!is_linear()) return found(x).p95[figure];
    weigh_ends(x);
    return Distribution(ends_, figure).quantile(0.95).value;
}

double Knob::mean(double x, std::size_t figure) {
    const double found_here = mean_found(x, figure);
    if (exactly()) return found_here;
    return found_here * times(fine(refined_at_).mean[figure], mean_found(refined_at_, figure)) *
           spread_.mean[figure];
}

double Knob::p95(double x, std::size_t figure) {
    const double found_here = p95_found(x, figure);
    if (exactly()) return found_here;
    return found_here * times(fine(refined_at_).p95[figure], p95_found(refined_at_, figure)) *
           spread_.p95[figure];
}

std::string Knob::text(double x, bool up) const {
    const int digits = exactly() ? 3 : 2;
    if (is_length()) return written(scaled(x), up);
    if (is_number()) return number_text(place_, rounded(number_ * portable_exp(x), digits, up));
    if (place_.what == What::availability) return percent(1 - rounded(x, digits, up));
    return percent(rounded(x, digits, up));
}

double Knob::distance(double x) const {
    if (is_factor()) return std::abs(x);
    const double a = std::max(x, 1e-12), b = std::max(now_, 1e-12);
    return std::abs(portable_log(a / b));
}

}  // namespace knockon
