#include "assess/knob.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "assess/assumptions.h"
#include "base/beta.h"
#include "base/portable.h"
#include "base/text.h"
#include "model/defaults.h"
#include "risk/enumerate.h"

namespace knockon {
namespace {

using What = InputPlace::What;
using Of = InputPlace::Of;

constexpr double widest = 4.1588830833596715;  // ln 64: durations are tried that far up and down
constexpr double most_unavailable = 0.5;
constexpr double fine_error = 2.5;  // times that of the question's own play: a sixth of its runs

Length mean_of(const Length& l) {
    if (!l.is_range()) return l;
    double sum = 0;
    const auto points = even_points(l, outer_draws);
    for (const double x : points) sum += x;
    const Duration d = from_seconds(sum / outer_draws);
    return {d, d, d};
}

/// Puts an uncertain input at its mean.
void put_at_mean(const InputSlot& where) {
    if (const auto* p = std::get_if<Stated<Probability>*>(&where)) {
        Probability& at = (*p)->value;
        at = {at.value, at.value, at.value, 0, 0};
    } else if (const auto* r = std::get_if<Stated<Recovery>*>(&where)) {
        Recovery& at = (*r)->value;
        at.p50 = mean_of(at.p50);
        at.p90 = mean_of(at.p90);
    } else {
        Length& at = *std::get<Length*>(where);
        at = mean_of(at);
    }
}

/// The value in use, stated or assumed.
Probability probability_now(const InputPlace& place, const Study& study) {
    const Landscape& l = *study.before;
    const Change& c = *study.change;
    switch (place.of) {
        case Of::step: {
            const Step& s = c.steps[place.step];
            return (place.what == What::works ? works_of(*s.rollback) : fails_of(s, c)).value;
        }
        case Of::described: {
            const Landscape& after = *study.after;
            return unavailability_of(after.components.at(*c.steps[place.step].target), after).value;
        }
        case Of::component:
            return unavailability_of(l.components.at(place.id), l).value;
        case Of::supplier: {
            const Supplier& s = l.suppliers.at(place.id);
            if (s.unavailability) return *s.unavailability;
            const double u = unavailability_of(s, l).value;
            return {u, u, u, 0, 0};
        }
        case Of::kind:
            break;
    }
    return *l.defaults.at(place.id).unavailability;
}

Recovery recovery_now(const InputPlace& place, const Study& study) {
    const Landscape& l = *study.before;
    const Landscape& after = *study.after;
    static const Component nothing;  // a process has no recovery of its own
    switch (place.of) {
        case Of::step:
        case Of::described: {
            const Step& s = study.change->steps[place.step];
            if (place.what == What::takes)
                return {Recovery::Shape::constant, s.rollback->takes, {}};
            const auto it = after.components.find(*s.target);
            const Component& c = it == after.components.end() ? nothing : it->second;
            return place.of == Of::step ? recovery_of(s, c, after).value
                                        : recovery_of(c, after).value;
        }
        case Of::component:
            return recovery_of(l.components.at(place.id), l).value;
        case Of::supplier:
            return recovery_of(l.suppliers.at(place.id), l).value;
        case Of::kind:
            break;
    }
    return *l.defaults.at(place.id).recovery;
}

/// To some significant digits, unless it is such a number already to a relative 1e-5.
double rounded(double x, int digits, bool up) {
    if (!(x > 0)) return 0;
    const double unit = std::pow(10, std::floor(std::log10(x)) + 1 - digits);
    const double nearest = std::round(x / unit);
    if (std::abs(nearest * unit - x) <= 1e-5 * x) return nearest * unit;
    return (up ? std::ceil(x / unit) : std::floor(x / unit)) * unit;
}

std::string percent(double p) { return fmt::format("{:.8g}%", 100 * p); }

/// As a duration is written in files: 1h30m.
std::string written(std::int64_t whole_seconds) {
    std::string text;
    for (const auto& [letter, unit] : {std::pair{'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}}) {
        if (whole_seconds >= unit) text += fmt::format("{}{}", whole_seconds / unit, letter);
        whole_seconds %= unit;
    }
    return text.empty() ? "0s" : text;
}

std::string length(Duration d, bool up) {
    const double unit = d < std::chrono::minutes{10} ? 1 : 60;
    const double units = seconds(d) / unit, nearest = std::round(units);
    const double whole = std::abs(nearest - units) <= 1e-5 * units ? nearest
                         : up                                      ? std::ceil(units)
                                                                   : std::floor(units);
    return written(static_cast<std::int64_t>(whole * unit));
}

std::string recovery_key(const Recovery& r, bool up) {
    switch (r.shape) {
        case Recovery::Shape::constant:
            return length(r.p50.value, up);
        case Recovery::Shape::exponential:
            return fmt::format("{{mean: {}}}", length(r.p50.value, up));
        case Recovery::Shape::lognormal:
            break;
    }
    return fmt::format("{{p50: {}, p90: {}}}", length(r.p50.value, up), length(r.p90.value, up));
}

/// Of figures of the same sign; 1 where there is nothing to compare.
KnobFigures ratio(const KnobFigures& of, const KnobFigures& to) {
    KnobFigures out = of;
    const auto by = [](double& x, double y) { x = x * y > 0 ? x / y : 1; };
    for (std::size_t f = 0; f < of.mean.size(); ++f) {
        by(out.mean[f], to.mean[f]);
        by(out.p95[f], to.p95[f]);
    }
    return out;
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

}  // namespace

std::vector<InputPlace> estimates_behind(const Cause& cause, const Study& study) {
    const auto step = static_cast<std::size_t>(std::max(cause.index - 1, 0));
    switch (cause.kind) {
        case Cause::Kind::load:
            return {};
        case Cause::Kind::supplier:
            return {{What::availability, Of::supplier, 0, cause.target}};
        case Cause::Kind::step: {
            if (study.transition.steps[step].fails <= 0) return {};
            std::vector<InputPlace> places{{What::fails, Of::step, step, {}},
                                           {What::recovery, Of::step, step, {}}};
            if (study.change->steps[step].rollback)
                places.push_back({What::works, Of::step, step, {}});
            return places;
        }
        case Cause::Kind::component:
            break;
    }
    const auto& background = study.transition.background;
    if (std::none_of(background.begin(), background.end(), [&](const BackgroundSource& b) {
            return study.transition.sources[b.source].id == cause.target && b.any > 0;
        }))
        return {};  // known outages and maintenance are no estimates
    for (std::size_t i = study.change->steps.size(); i-- > 0;) {
        const Step& s = study.change->steps[i];
        if (*s.target == cause.target && s.component.unavailability)
            return {{What::availability, Of::described, i, {}}};
    }
    if (!study.before->components.contains(cause.target)) return {};
    return {{What::availability, Of::component, 0, cause.target}};
}

Knob::Knob(const InputPlace& place, const Study& study, const Played& played,
           const Scoring& scoring, const AssessOptions& options)
    : place_(place),
      study_(study),
      played_(played),
      scoring_(scoring),
      options_(options),
      before_(*study.before),
      change_(*study.change) {
    options_.progress = nullptr;
    const InputSlot where = slot(place, before_, change_);
    if (is_length()) {
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
    const std::vector<double> one(scoring.figures, 1);
    finer_ = spread_ = {one, one};
    if (exactly()) return;
    KnobFigures own{one, one};
    for (std::size_t f = 0; f < scoring.figures; ++f) {
        own.mean[f] = played.tally.mean(f).value;
        own.p95[f] = scoring.kept[f] ? Distribution(played.tally, f).quantile(0.95).value : 0;
    }
    if (!played.inputs) {
        fine_.emplace(now_, std::move(own));
    } else if (std::any_of(played.inputs->inputs.begin(), played.inputs->inputs.end(),
                           [&](const UncertainInput& i) { return i.place != place_; })) {
        spread_ = ratio(own, fine(now_));
    }
    refine(now_);
}

bool Knob::exactly() const { return played_.engine == Engine::enumerate; }

void Knob::refine(double x) {
    if (exactly()) return;
    finer_ = ratio(fine(x), coarse(x));
    for (std::size_t f = 0; f < finer_.mean.size(); ++f) {
        finer_.mean[f] *= spread_.mean[f];
        finer_.p95[f] *= spread_.p95[f];
    }
}

bool Knob::is_length() const { return place_.what == What::recovery || place_.what == What::takes; }

double Knob::least() const {
    if (!is_length()) return 0;
    return recovery_.p50.value > Duration{0} ? -widest : 0;
}

double Knob::most() const {
    if (is_length()) return recovery_.p50.value > Duration{0} ? widest : 0;
    if (place_.what == What::availability) return std::max(now_, most_unavailable);
    return 1;
}

double Knob::precision() const { return exactly() ? 1e-8 : 1e-3; }

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
    else
        *std::get<Length*>(where) = scaled(x).p50;
}

Tally Knob::tally(const Transition& t, const Scoring& scoring, bool fine) const {
    if (exactly()) return enumerate(t, scoring);
    SimulateOptions o;
    o.seed = options_.seed;
    o.jobs = options_.jobs;
    o.explained = 0;
    if (fine) {
        o.max_error = fine_error * options_.max_error;
        o.max_runs = options_.max_runs;
    } else {
        o.fewer = coarser;
        o.max_error = std::numeric_limits<double>::infinity();
    }
    return simulate(t, scoring, o).tally;
}

Tally Knob::tally_over_draws(const Transition& t, const Scoring& scoring) const {
    const Estimates now{t.steps, t.background};
    Tally all;
    Transition drawn = t;
    for (const Estimates& e : played_.inputs->estimates) {
        estimate(drawn, moved(e, settled_, now));
        add_draw(tally(drawn, scoring, true), all);
    }
    return all;
}

KnobFigures Knob::figures(const Transition& t, const Scoring& scoring, const ScoreBoard& board,
                          bool fine) const {
    Scoring means_only = scoring;
    means_only.causes = false;
    means_only.kept.assign(scoring.figures, false);
    for (std::size_t d = 0; d < board.departments.size(); ++d)
        means_only.kept[board.department(d, Figure::loss)] = true;
    const bool spread = played_.inputs && exactly();
    const Tally of = spread ? tally_over_draws(t, means_only) : tally(t, means_only, fine);
    KnobFigures out{std::vector<double>(scoring.figures), std::vector<double>(scoring.figures)};
    for (std::size_t f = 0; f < scoring.figures; ++f) {
        out.mean[f] = of.mean(f).value;
        if (means_only.kept[f]) out.p95[f] = Distribution(of, f).quantile(0.95).value;
    }
    return out;
}

KnobFigures Knob::play(double x, bool fine) const {
    Landscape before = before_;
    Change change = change_;
    set(x, before, change);
    Diagnostics none_left;  // the change was checked; other estimates break nothing
    if (place_.of == Of::step && is_length() && !change.hypercare) {
        // How long is watched goes with the recovery.
        const auto study = make_study(before, change, options_, none_left);
        assert(study && "what could be assessed still can");
        return figures(study->transition, make_scoring(study->board, study->transition),
                       study->board, fine);
    }
    const Landscape after = apply(before, change, none_left);
    TransitionInput in = study_.input;
    in.before = &before;
    in.after = &after;
    in.change = &change;
    Transition t = study_.transition;
    estimate(t, estimates_of(t, in));
    return figures(t, scoring_, study_.board, fine);
}

const KnobFigures& Knob::coarse(double x) {
    const auto known = coarse_.find(x);
    if (known != coarse_.end()) return known->second;
    return coarse_.emplace(x, play(x, false)).first->second;
}

const KnobFigures& Knob::fine(double x) {
    const auto known = fine_.find(x);
    if (known != fine_.end()) return known->second;
    return fine_.emplace(x, play(x, true)).first->second;
}

KnobFigures Knob::at(double x) {
    KnobFigures out = coarse(x);
    for (std::size_t f = 0; f < out.mean.size(); ++f) {
        out.mean[f] *= finer_.mean[f];
        out.p95[f] *= finer_.p95[f];
    }
    return out;
}

std::string Knob::text(double x, bool up) const {
    const int digits = exactly() ? 3 : 2;
    if (is_length()) return recovery_key(scaled(x), up);
    if (place_.what == What::availability) return percent(1 - rounded(x, digits, up));
    return percent(rounded(x, digits, up));
}

double Knob::distance(double x) const {
    if (is_length()) return std::abs(x);
    const double a = std::max(x, 1e-12), b = std::max(now_, 1e-12);
    return std::abs(portable_log(a / b));
}

}  // namespace knockon
