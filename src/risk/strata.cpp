#include "risk/strata.h"

#include <algorithm>

namespace knockon {
namespace {

constexpr std::size_t most_combined = 4;  // events of which every combination is a stratum

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
    if (!t_.background.empty() || events.back() != Says::no) return false;
    for (const Mark& m : t_.marks.all)
        if (m.probability > 0 && m.probability < 1) return false;
    for (std::size_t e = 0; e < t_.steps.size(); ++e) {
        const StepPlan& s = t_.steps[e];
        if (events[e] == Says::chance && s.fails > 0) return false;
        if (events[e] != Says::yes) continue;
        const bool way_back = !s.rollback || s.rollback->works <= 0 || s.rollback->works >= 1;
        if (s.recovery.shape != Recovery::Shape::constant || s.late > 0 || !way_back) return false;
    }
    return true;
}

bool Strata::marks_matter() const {
    return (t_.has_planned() || !t_.fixed.empty()) &&
           std::any_of(t_.marks.all.begin(), t_.marks.all.end(),
                       [](const Mark& m) { return m.probability > 0 && m.probability < 1; });
}

double Strata::event_probability(std::size_t event) const {
    if (event == t_.steps.size()) return t_.overload_chance;
    return t_.steps[event].fails;
}

/// A step that fails in this run; the stream stands after the draw that decided so.
void Strata::draw_step(const StepPlan& step, Stream stream, Scenario& out) const {
    StepFailure failure;
    failure.late = stream.uniform() < step.late;
    const double moment = stream.uniform();
    failure.shows = failure.late
                        ? t_.window_end + from_seconds(moment * seconds(step.late_within))
                        : step.planned_end;
    failure.lasts = draw_recovery(step.recovery, stream.uniform());
    failure.rollback_works = !step.rollback || stream.uniform() < step.rollback->works;
    add_step(step, &failure, out);
    out.happened.push_back(step.source);
    if (!failure.late) out.stops.push_back(step.source);
}

void Strata::draw_events(const Entry& stratum, std::uint64_t run, Scenario& out) const {
    for (std::size_t e = 0; e < t_.steps.size(); ++e) {
        const StepPlan& step = t_.steps[e];
        Stream stream(step.key, run);
        const double u = stream.uniform();
        const Says says = stratum.events[e];
        const bool fails = says == Says::yes || (says == Says::chance && u < step.fails);
        if (fails)
            draw_step(step, stream, out);
        else
            add_step(step, nullptr, out);
    }
    const Says overload = stratum.events.back();
    if (overload == Says::no || t_.overload_chance <= 0) return;
    const double u = first_uniform(t_.load_key, run);
    const double beyond = overload == Says::yes ? u * t_.overload_chance : u;  // P(Z' > Z)
    if (beyond >= t_.overload_chance) return;
    add_overloads(t_, -normal_quantile(beyond), out);
    for (const std::uint32_t load : t_.load_sources) out.happened.push_back(load);
    std::sort(out.happened.begin(), out.happened.end());
}

void Strata::draw_background(const BackgroundSource& b, double u, Stream rest,
                             Scenario& out) const {
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

void Strata::draw_all_background(const Entry& stratum, std::uint64_t run, Scenario& out) const {
    std::size_t first = 0;
    double within = 0;
    const bool conditional = stratum.kind == Entry::Kind::background;
    if (conditional) {
        const double u = first_uniform(select_key_, run) * first_background_.back();
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
        if (u < b.any) draw_background(b, u, stream, out);
    }
}

void Strata::draw(const Entry& stratum, std::uint64_t run, Scenario& out) const {
    out.outages.clear();
    out.happened.clear();
    out.stops.clear();
    const std::uint64_t luck = stratum.key + run;
    certain_outages(t_, out);
    draw_events(stratum, luck, out);
    draw_all_background(stratum, luck, out);
    out.live.resize(t_.marks.all.size());
    for (std::size_t m = 0; m < out.live.size(); ++m)
        out.live[m] = first_uniform(mark_keys_[m], luck) < t_.marks.all[m].probability;
}

}  // namespace knockon
