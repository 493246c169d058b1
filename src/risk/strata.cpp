#include "risk/strata.h"

#include <algorithm>

// What strata save, by one change worked through.
//
// Two steps fail in 5 % and 2 % of the cases, and in 10 % of the watched periods something else fails that
// the change has made more dangerous. Drawn one after the other, 84 of 100 runs would show nothing at all:
//
//     nothing happens                0.95 x 0.98 x 0.9 = 0.838     known to be 0, never drawn
//     only something else            0.95 x 0.98 x 0.1 = 0.093
//     step 1 fails, step 2 does not  0.05 x 0.98       = 0.049
//     step 2 fails, step 1 does not  0.95 x 0.02       = 0.019
//     both fail                      0.05 x 0.02       = 0.001
//
// The weights are exact and add up to 1. Every stratum gets the runs that its spread deserves, so "both
// fail" is looked at as closely as a stratum fifty times as frequent, and the figure is the sum of weight
// times mean. With n steps that would be 2^n strata; beyond four events a stratum is "this one is the first
// in the list to happen", and chance decides the later ones.

namespace knockon {
namespace {

constexpr std::size_t most_combined = 4;  // events of which every combination is a stratum

/// A uniform draw of which the runs of one block hold one in each 64th of (0, 1). The order in which
/// they do differs from block to block and from draw to draw, so that no two go together.
double even(double u, std::uint64_t key, std::uint64_t run) {
    const std::uint64_t block = run / block_size, place = run % block_size;
    const auto order = static_cast<std::uint64_t>(first_uniform(key, block) * 0x1p32);
    const std::uint64_t step = 2 * (order % (block_size / 2)) + 1;  // odd: a permutation
    const std::uint64_t cell = (place * step + order / block_size) % block_size;
    return (static_cast<double>(cell) + u) / static_cast<double>(block_size);
}

/// The number that keys the draws of a run: strata do not share luck, and blocks stay whole.
std::uint64_t luck(const Strata::Entry& stratum, std::uint64_t run) {
    return (stratum.key & ~(block_size - 1)) + run;
}

/// How a step fails in this run; the stream stands after the draw that decided that it does.
StepFailure failure_of(const StepPlan& step, Stream stream, std::uint64_t run) {
    StepFailure failure;
    failure.late = even(stream.uniform(), step.key + 1, run) < step.late;
    const double moment = even(stream.uniform(), step.key + 2, run);
    failure.shows = failure.late
                        ? step.window_end + from_seconds(moment * seconds(step.late_within))
                        : step.planned_end;
    failure.lasts = draw_recovery(step.recovery, even(stream.uniform(), step.key + 3, run));
    failure.rollback_works =
        !step.rollback || even(stream.uniform(), step.key + 4, run) < step.rollback->works;
    return failure;
}

}  // namespace

Strata::Strata(const Transition& t, std::uint64_t seed)
    : t_(t), select_key_(stream_key(seed, "which happens first")) {
    double left = 1;  // probability that no event happens
    add_events(left);
    double quiet = 1, any = 0;
    for (const BackgroundSource& b : t.background) {
        const double p = b.counts ? b.any : 0;
        any += quiet * p;
        quiet *= 1 - p;
        first_background_.push_back(any);
    }
    const std::vector<Says> nothing(t.steps.size() + 1, Says::no);
    if (left * any > 0)
        strata_.push_back({Entry::Kind::background, nothing, left * any,
                           stream_key(seed, "background only"), false});
    if (left * quiet > 0)
        strata_.push_back({Entry::Kind::quiet, nothing, left * quiet, stream_key(seed, "quiet"),
                           !marks_matter()});
    for (const Mark& m : t.marks.all) mark_keys_.push_back(stream_key(seed, m.name));
}

/// A few events: a stratum for each combination. More: one for each that may be the first to happen.
void Strata::add_events(double& none_happens) {
    std::vector<std::size_t> open;  // events that may or may not happen
    std::vector<Says> fixed(t_.steps.size() + 1, Says::no);
    bool sure = false;
    for (std::size_t e = 0; e < fixed.size(); ++e) {
        const double p = event_probability(e);
        if (p > 0 && p < 1) open.push_back(e);
        if (p >= 1) {
            fixed[e] = Says::yes;
            sure = true;
        }
    }
    if (open.size() <= most_combined) {
        for (std::size_t set = 0; set < std::size_t{1} << open.size(); ++set) {
            std::vector<Says> events = fixed;
            double weight = 1;
            for (std::size_t i = 0; i < open.size(); ++i) {
                const double p = event_probability(open[i]);
                events[open[i]] = set >> i & 1 ? Says::yes : Says::no;
                weight *= set >> i & 1 ? p : 1 - p;
            }
            if (set == 0 && !sure) {
                none_happens = weight;
                continue;
            }
            add_event_stratum(std::move(events), weight);
        }
        if (sure) none_happens = 0;
        return;
    }
    for (std::size_t e = 0; e < fixed.size(); ++e) {
        const double p = event_probability(e);
        if (p <= 0) continue;
        std::vector<Says> events(fixed.size(), Says::chance);
        std::fill(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(e), Says::no);
        events[e] = Says::yes;
        add_event_stratum(std::move(events), none_happens * p);
        none_happens *= 1 - p;
    }
}

void Strata::add_event_stratum(std::vector<Says> events, double weight) {
    if (weight <= 0) return;
    std::uint64_t key = 0;
    for (std::size_t e = 0; e < events.size(); ++e)
        if (events[e] == Says::yes)
            key = key * 3 + (e < t_.steps.size() ? t_.steps[e].key : t_.load_key);
    const bool certain = is_certain(events);
    strata_.push_back({Entry::Kind::event, std::move(events), weight, key, certain});
}

/// Whether every run of such a stratum is the same.
bool Strata::is_certain(const std::vector<Says>& events) const {
    const bool background = std::any_of(t_.background.begin(), t_.background.end(),
                                        [](const BackgroundSource& b) { return b.counts; });
    if (background || events.back() != Says::no || any_open_mark()) return false;
    for (std::size_t e = 0; e < t_.steps.size(); ++e) {
        const StepPlan& s = t_.steps[e];
        if (events[e] == Says::chance && s.fails > 0) return false;
        if (events[e] != Says::yes) continue;
        const bool way_back = !s.rollback || s.rollback->works <= 0 || s.rollback->works >= 1;
        if (s.recovery.shape != Recovery::Shape::constant || s.late > 0 || !way_back) return false;
    }
    return true;
}

bool Strata::any_open_mark() const {
    return std::any_of(t_.marks.all.begin(), t_.marks.all.end(),
                       [](const Mark& m) { return m.is_open(); });
}

/// Without an event a mark decides something only where an outage is certain.
bool Strata::marks_matter() const {
    return any_open_mark() && (t_.has_planned() || t_.may_be_fixed);
}

double Strata::event_probability(std::size_t event) const {
    if (event == t_.steps.size()) return t_.overload_chance;
    return t_.steps[event].fails;
}

void Strata::draw_events(const Entry& stratum, std::uint64_t number, Events& out) const {
    const std::uint64_t run = luck(stratum, number);
    out.failures.assign(t_.steps.size(), std::nullopt);
    out.z.reset();
    for (std::size_t e = 0; e < t_.steps.size(); ++e) {
        const Says says = stratum.events[e];
        if (says == Says::no) continue;
        Stream stream(t_.steps[e].key, run);
        const double u = stream.uniform();
        if (says == Says::yes || u < t_.steps[e].fails)
            out.failures[e] = failure_of(t_.steps[e], stream, run);
    }
    const Says overload = stratum.events.back();
    if (overload == Says::no || t_.overload_chance <= 0) return;
    const double u = even(first_uniform(t_.load_key, run), t_.load_key + 1, run);
    const double beyond = overload == Says::yes ? u * t_.overload_chance : u;  // P(Z' > Z)
    if (beyond < t_.overload_chance) out.z = -normal_quantile(beyond);
}

void Strata::place_events(const Events& events, const Timed& timed, Scenario& out) const {
    certain_outages(timed, out);
    for (std::size_t e = 0; e < t_.steps.size(); ++e) {
        const auto& failure = events.failures[e];
        add_step(t_.steps[e], timed.repair[e], failure ? &*failure : nullptr, out);
        if (!failure) continue;
        out.happened.push_back(t_.steps[e].source);
        if (!failure->late) out.stops.push_back(t_.steps[e].source);
    }
    if (!events.z) return;
    add_overloads(timed, *events.z, out);
    for (const std::uint32_t load : t_.load_sources) out.happened.push_back(load);
}

void Strata::draw_source(const BackgroundSource& b, double u, Stream rest, Scenario& out) const {
    Outage outage;
    const auto add_places = [&](const std::vector<std::uint32_t>& places, bool with) {
        for (const std::uint32_t place : places)
            for (const Interval& when : outage)
                out.outages.push_back({b.source, with ? none : place, with ? place : none, when, 0});
    };
    out.happened.push_back(b.source);
    if (b.same) {
        renewal_outages(b.with, u, rest, t_.horizon, outage);
        for (std::size_t i = 0; i < b.with_places.size(); ++i)
            for (const Interval& when : outage)
                out.outages.push_back({b.source, b.without_places[i], b.with_places[i], when, 0});
        return;
    }
    if (u < b.without.any(t_.horizon)) {
        renewal_outages(b.without, u, rest, t_.horizon, outage);
        add_places(b.without_places, false);
    }
    if (u < b.with.any(t_.horizon)) {
        renewal_outages(b.with, u, rest, t_.horizon, outage);
        add_places(b.with_places, true);
    }
}

void Strata::draw_sources(const Entry& stratum, std::uint64_t run, Scenario& out) const {
    std::size_t first = 0;
    double within = 0;
    const bool conditional = stratum.kind == Entry::Kind::background;
    if (conditional) {
        const double u = even(first_uniform(select_key_, run), select_key_ + 1, run) *
                         first_background_.back();
        first = static_cast<std::size_t>(
            std::upper_bound(first_background_.begin(), first_background_.end(), u) -
            first_background_.begin());
        first = std::min(first, first_background_.size() - 1);
        within = first_uniform(t_.background[first].key, run) * t_.background[first].any;
    }
    for (std::size_t i = 0; i < t_.background.size(); ++i) {
        const BackgroundSource& b = t_.background[i];
        Stream stream(b.key, run);
        double u = stream.uniform();
        if (b.counts) {
            if (stratum.kind == Entry::Kind::quiet || (conditional && i < first)) continue;
            if (conditional && i == first) u = within;
        }
        if (u < b.any) draw_source(b, u, stream, out);
    }
}

void Strata::draw_background(const Entry& stratum, std::uint64_t number, Scenario& out) const {
    const std::uint64_t run = luck(stratum, number);
    out.outages.clear();
    out.happened.clear();
    out.stops.clear();
    draw_sources(stratum, run, out);
    out.live.resize(t_.marks.all.size());
    for (std::size_t m = 0; m < out.live.size(); ++m)
        out.live[m] = even(first_uniform(mark_keys_[m], run), mark_keys_[m] + 1, run) <
                      t_.marks.all[m].probability;
}

void Strata::draw(const Entry& stratum, std::uint64_t run, Scenario& out) const {
    draw_background(stratum, run, out);
    Events events;
    draw_events(stratum, run, events);
    place_events(events, t_.timed, out);
    std::sort(out.happened.begin(), out.happened.end());
}

}  // namespace knockon
