#include "assess/study/outer_draws.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "assess/study/study.h"
#include "base/beta.h"
#include "risk/draws.h"
#include "risk/enumerate.h"

namespace knockon {
namespace {

constexpr double least_times = 5;  // the interval of the inputs is as many times that of sampling

bool in_kernel(const Transition& t, const Id& id) {
    const std::uint32_t without = t.without.find(id), with = t.with.find(id);
    return (without != none && t.kernel_without[t.without.node[without]]) ||
           (with != none && t.kernel_with[t.with.node[with]]);
}

bool any_in_kernel(const Study& study, bool (*wanted)(const Component&, const Id&), const Id& id) {
    for (const Landscape* l : {study.before, study.after.get()})
        for (const auto& [name, c] : l->components)
            if (wanted(c, id) && in_kernel(study.transition, name)) return true;
    return false;
}

bool matters(const InputPlace& place, const Study& study) {
    const Transition& t = study.transition;
    switch (place.of) {
        case InputPlace::Of::step:
            return t.steps[place.step].fails > 0;
        case InputPlace::Of::described:
            return in_kernel(t, *study.change->steps[place.step].target);
        case InputPlace::Of::component:
            return in_kernel(t, place.id);
        case InputPlace::Of::supplier:
            return any_in_kernel(
                study,
                [](const Component& c, const Id& id) { return c.supplier && *c.supplier == id; },
                place.id);
        case InputPlace::Of::kind:
            break;
    }
    return any_in_kernel(
        study, [](const Component& c, const Id&) { return !c.unavailability || !c.recovery; },
        place.id);
}

/// The order in which the draws meet the parts of one input.
std::vector<int> shuffled(std::uint64_t seed, const std::string& name) {
    std::vector<int> order(outer_draws);
    std::iota(order.begin(), order.end(), 0);
    Stream stream(stream_key(seed, "input " + name), 0);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1],
                  order[static_cast<std::size_t>(stream.uniform() * static_cast<double>(i))]);
    return order;
}

/// Points of what is stated alike in many places, which take some milliseconds each.
class KnownPoints {
  public:
    const std::vector<double>& of(const Probability& p) {
        const auto [at, is_new] = known_.try_emplace({p.value, p.low, p.high, double(p.hits), double(p.trials)});
        if (is_new) at->second = even_points(p, outer_draws);
        return at->second;
    }

  private:
    std::map<std::array<double, 5>, std::vector<double>> known_;
};

/// What one input may be, part by part, and how it is put in its place.
class Drawn {
  public:
    Drawn(const InputSlot& where, KnownPoints& known) : where_(where) {
        if (const auto* p = std::get_if<Stated<Probability>*>(&where))
            probability_ = known.of(***p);
        else if (const auto* r = std::get_if<Stated<Recovery>*>(&where))
            lengths((**r)->p50, (**r)->p90);
        else
            lengths(*std::get<Length*>(where), {});
    }

    void put(int cell) const {
        const auto k = static_cast<std::size_t>(cell);
        if (const auto* p = std::get_if<Stated<Probability>*>(&where_)) {
            const double x = probability_[k];
            (*p)->value = {x, x, x, 0, 0};
        } else if (const auto* r = std::get_if<Stated<Recovery>*>(&where_)) {
            (*r)->value.p50 = constant(p50_[k]);
            if ((*r)->value.shape == Recovery::Shape::lognormal)
                (*r)->value.p90 = constant(std::max(p90_[k], p50_[k]));
        } else {
            *std::get<Length*>(where_) = constant(p50_[k]);
        }
    }

  private:
    void lengths(const Length& p50, const Length& p90) {
        p50_ = even_points(p50, outer_draws);
        p90_ = even_points(p90, outer_draws);
    }
    static Length constant(double s) {
        const Duration d = from_seconds(s);
        return {d, d, d};
    }

    InputSlot where_;
    std::vector<double> probability_, p50_, p90_;  // per part; lengths in seconds
};

/// Draws every input, and what it makes of the estimates.
void draw(const Study& study, std::uint64_t seed, InputEffects& out) {
    Landscape before = *study.before;
    Change change = *study.change;
    KnownPoints known;
    std::vector<Drawn> drawn;
    for (const UncertainInput& input : out.inputs) {
        drawn.emplace_back(slot(input.place, before, change), known);
        out.cell.push_back(shuffled(seed, input.name));
    }
    TransitionInput in = study.input;
    in.before = &before;
    in.change = &change;
    for (std::size_t j = 0; j < outer_draws; ++j) {
        for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i].put(out.cell[i][j]);
        Diagnostics none_left;  // the change was checked; other estimates break nothing
        const Landscape after = apply(before, change, none_left);
        in.after = &after;
        out.estimates.push_back(estimates_of(study.transition, in));
    }
}

/// Mean of every figure of one draw.
void note_means(const Tally& one, InputEffects& effects) {
    for (std::size_t f = 0; f < effects.means.size(); ++f)
        effects.means[f].push_back(one.mean(f).value);
}

class Draws {
  public:
    Draws(const Study& study, const Scoring& scoring, const AssessOptions& options,
          InputEffects& effects)
        : study_(study), scoring_(scoring), options_(options), effects_(effects), transition_(study.transition) {}

    void enumerate_all(Played& out) {
        for (const Estimates& e : effects_.estimates) {
            estimate(transition_, e);
            Tally one = enumerate(transition_, scoring_);
            note_means(one, effects_);
            effects_.first.push_back(out.tally.strata.size());
            add_draw(std::move(one), out.tally);
        }
    }

    /// All draws on the same luck, coarsely: how they differ. False where that would take too much of the
    /// work allowed: how they differ is then known from the plays alone, with their noise.
    bool compare(std::uint64_t& work) {
        Scoring means_only = scoring_;
        means_only.causes = false;
        means_only.kept.assign(means_only.figures, false);
        SimulateOptions o = coarse();
        o.explained = 0;
        o.max_error = std::numeric_limits<double>::infinity();
        for (const Estimates& e : effects_.estimates) {
            estimate(transition_, e);
            const Simulated one = simulate(transition_, means_only, o);
            work += one.work;
            if (one.work > work_left(study_, options_, 0) / (2 * outer_draws)) return forget();
            note_means(one.tally, effects_);
            progress();
        }
        return true;
    }

    /// How draws differ is known from the plays alone.
    bool forget() {
        for (std::vector<double>& means : effects_.means) means.clear();
        return compared_ = false;
    }

    /// All draws, each on luck of its own, so that they make one tally. `known`: the runs of each that
    /// there are.
    void play(double error, const Tally* like, std::vector<Tally> known, Played& out) {
        SimulateOptions o = coarse();
        o.like = like;
        o.part = options_.part;
        o.explained = 512 / outer_draws;
        o.max_runs = std::max<std::uint64_t>(options_.max_runs / outer_draws, 1);
        o.max_values = options_.max_work / outer_draws;
        // Errors of the draws average out; a margin, as the worse draws weigh more.
        o.max_error = std::min(0.5, 0.7 * error * std::sqrt(double(outer_draws)));
        bool hit = false;
        int left = outer_draws;
        for (const Estimates& e : effects_.estimates) {
            estimate(transition_, e);
            o.known = known.empty() ? nullptr : &known[o.luck];
            ++o.luck;
            o.max_work = work_left(study_, options_, out.work) / static_cast<std::uint64_t>(left--);
            Simulated one = simulate(transition_, scoring_, o);
            hit |= one.hit_max_runs;
            out.work += one.work;
            out.hit_max_work |= one.hit_max_work;
            if (!compared_) note_means(one.tally, effects_);
            effects_.first.push_back(out.tally.strata.size());
            add_draw(std::move(one.tally), out.tally);
            progress();
        }
        const Reached now = reached(out.tally, scoring_);
        out.relative_error = now.relative_error;
        out.worst = now.worst;
        out.hit_max_work &= now.relative_error > options_.max_error;
        note_limits(options_, hit && !out.hit_max_work && now.relative_error > options_.max_error, out);
    }

  private:
    SimulateOptions coarse() const {
        SimulateOptions o;
        o.seed = options_.seed;
        o.jobs = options_.jobs;
        o.fewer = coarser;
        return o;
    }
    void progress() {
        ++done_;
        if (options_.progress) options_.progress(done_ / (2.0 * outer_draws));
    }

    const Study& study_;
    const Scoring& scoring_;
    const AssessOptions& options_;
    InputEffects& effects_;
    Transition transition_;
    int done_ = 0;
    bool compared_ = true;
};

/// The error that leaves the interval of the inputs `least_times` as wide as that of sampling, for
/// every department; not below half of what was asked for, since that costs four times the runs.
double error_wanted(const InputEffects& effects, const Scoring& scoring, double asked) {
    double wanted = asked;
    for (const Scoring::Target& target : scoring.targets) {
        const auto [low, high] = effects.interval(target.figure);
        const std::vector<double>& means = effects.means[target.figure];
        const double mean = std::accumulate(means.begin(), means.end(), 0.0) / outer_draws;
        if (mean == 0 || high - low <= 1e-9 * std::abs(mean)) continue;
        wanted = std::min(wanted, (high - low) / least_times / (2 * t95) / std::abs(mean));
    }
    return std::max(wanted, asked / 2);
}

/// The comparison was coarse: what it says of the draws' means is moved to the mean they have.
void move_to(const Tally& tally, InputEffects& effects) {
    for (std::size_t f = 0; f < effects.means.size(); ++f) {
        std::vector<double>& means = effects.means[f];
        const double coarse = std::accumulate(means.begin(), means.end(), 0.0) / outer_draws;
        const double fine = tally.mean(f).value;
        const bool scale = coarse * fine > 0 && std::abs(fine) < 2 * std::abs(coarse) &&
                           std::abs(coarse) < 2 * std::abs(fine);
        for (double& m : means) m = scale ? m * (fine / coarse) : m + (fine - coarse);
    }
}

void say_what_is_unsure(const Study& study, const Scoring& scoring, Played& out) {
    for (std::size_t d = 0; d < scoring.targets.size(); ++d) {
        const std::size_t figure = scoring.targets[d].figure;
        const auto [low, high] = out.inputs->interval(figure);
        const Mean m = out.tally.mean(figure);
        if (high - low <= 1e-9 * std::abs(m.value)) continue;
        if (2 * t95 * m.error * least_times <= high - low) continue;
        out.limits_hit.push_back(fmt::format(
            "inputs: of the loss of {}, the sampling error is more than a fifth of what the inputs "
            "leave open; a smaller --max-error and more --max-runs narrow it",
            study.board.departments[d]));
    }
}

}  // namespace

void add_draw(Tally one, Tally& all) {
    for (Stratum& s : one.strata) {
        s.weight /= outer_draws;
        all.strata.push_back(std::move(s));
    }
}

std::pair<double, double> InputEffects::interval(std::size_t figure) const {
    std::vector<double> sorted = means[figure];
    std::sort(sorted.begin(), sorted.end());
    // The draws stand in the middle of parts of equal probability (Hazen, Trans. ASCE 77 (1914)).
    const auto at = [&](double alpha) {
        const double place = alpha * static_cast<double>(sorted.size()) - 0.5;
        const auto below = static_cast<std::size_t>(place);
        const double part = place - static_cast<double>(below);
        return sorted[below] + part * (sorted[below + 1] - sorted[below]);
    };
    return {at(0.05), at(0.95)};
}

double InputEffects::part(std::size_t figure, std::size_t input) const {
    const std::vector<double>& y = means[figure];
    const double n = static_cast<double>(y.size()), middle = (n - 1) / 2;
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double together = 0, of_figure = 0, of_input = 0;
    for (std::size_t j = 0; j < y.size(); ++j) {
        const double dx = cell[input][j] - middle, dy = y[j] - mean;
        together += dx * dy;
        of_figure += dy * dy;
        of_input += dx * dx;
    }
    return of_figure > 0 ? together * together / (of_figure * of_input) : 0;
}

std::vector<UncertainInput> inputs_that_matter(const Study& study) {
    auto inputs = uncertain_inputs(*study.before, *study.change);
    std::erase_if(inputs, [&](const UncertainInput& i) { return !matters(i.place, study); });
    return inputs;
}

Played play_draws(const Study& study, const Scoring& scoring, const AssessOptions& options,
                  std::vector<UncertainInput> inputs, bool exactly, const Tally* like) {
    Played out;
    out.engine = exactly ? Engine::enumerate : Engine::simulate;
    InputEffects& effects = out.inputs.emplace();
    effects.inputs = std::move(inputs);
    effects.means.resize(scoring.figures);
    draw(study, options.seed, effects);
    Draws draws(study, scoring, options, effects);
    if (exactly) {
        draws.enumerate_all(out);
        return out;
    }
    const bool compared = like ? draws.forget() : draws.compare(out.work);
    draws.play(compared ? error_wanted(effects, scoring, options.max_error) : options.max_error,
               like, {}, out);
    if (compared) move_to(out.tally, effects);
    say_what_is_unsure(study, scoring, out);
    return out;
}

void draw_on(const Study& study, const Scoring& scoring, const AssessOptions& options,
             Played& played) {
    InputEffects& effects = *played.inputs;
    std::vector<Tally> known(outer_draws);
    effects.first.push_back(played.tally.strata.size());
    for (std::size_t j = 0; j < known.size(); ++j)
        for (std::size_t h = effects.first[j]; h < effects.first[j + 1]; ++h)
            known[j].strata.push_back(std::move(played.tally.strata[h]));
    effects.first.clear();
    played.tally.strata.clear();
    Draws draws(study, scoring, options, effects);
    draws.play(error_wanted(effects, scoring, options.max_error), nullptr, std::move(known), played);
    move_to(played.tally, effects);
    say_what_is_unsure(study, scoring, played);
}

}  // namespace knockon
