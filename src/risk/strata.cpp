#include "risk/strata.h"

#include <algorithm>
#include <cmath>

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
// times mean. With n steps that would be 2^n strata; beyond four events the unlikely combinations stay together:
// a stratum then says of the first events whether they happen, and chance decides the later ones. Nor are there
// more strata than that takes memory for: of hundreds of events, chance decides all after the first few dozen.
//
// What a failure costs lies in the recoveries that take long, so these are drawn twice as often as they
// come, and count for half as much (draw_tail). That holds for the first few failures of a run: the weights
// of a hundred, multiplied, would leave nearly every run without any and one in many with all of it.

namespace knockon {
namespace {

constexpr std::size_t most_combined = 4;  // events of which every combination is a stratum
constexpr std::size_t most_strata = 32;   // beyond as many, and below a probability, chance decides
constexpr std::size_t most_first = 32;    // events of which each is a stratum, where it is the first to happen
constexpr double least_weight = 1e-4;
constexpr int most_tails = 4;  // failures of a run that are drawn towards their tail

/// The number that keys the draws of a run that need not be even: strata do not share luck.
std::uint64_t luck(const Strata::Entry& stratum, std::uint64_t run) { return stratum.key + run; }

/// The even draws of one source in a run of a stratum. The key of a stratum is made of those of its sources:
/// mixed first, so that they do not cancel.
Net net(const Strata::Entry& stratum, std::uint64_t key, std::uint64_t run) {
    return {key ^ (stratum.key * golden), run};
}

/// How a step fails in this run. How long a repair takes is asked only where there is one.
StepFailure failure_of(const StepPlan& step, const Net& draws, int& tails, double& weight) {
    StepFailure failure;
    failure.late = step.late > 0 && draws.at(2) < step.late;
    failure.shows = failure.late
                        ? step.window_end + from_seconds(draws.at(1) * seconds(step.late_within))
                        : step.planned_end;
    failure.rollback_works = !step.rollback || draws.at(3) < step.rollback->works;
    const bool undone =
        step.rollback && failure.shows <= step.rollback->until && failure.rollback_works;
    if (undone) return failure;
    if (++tails > most_tails) {
        failure.lasts = draw_recovery(step.recovery, sigma_of(step.recovery), draws.at(0));
        return failure;
    }
    const TailDraw repair = draw_tail(step.recovery, draws.at(0));
    failure.lasts = repair.lasts;
    weight *= repair.weight;
    return failure;
}

}  // namespace

Strata::Strata(const Transition& t, std::uint64_t seed)
    : t_(t), select_key_(stream_key(seed, "which happens first")) {
    const double left = add_events();
    double quiet = 1, any = 0;
    for (const BackgroundSource& b : t.background) {
        const double p = b.counts ? b.any : 0;
        any += quiet * p;
        quiet *= 1 - p;
        first_background_.push_back(any);
        lots_.push_back({b.key, b.any, static_cast<std::uint64_t>(b.any * 0x1p53) + 1, b.counts});
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

/// Splits what is left to chance, event by event; returns the probability that none happens.
double Strata::add_events() {
    Leaf root{std::vector<Says>(t_.steps.size() + 1, Says::no)};
    std::vector<std::size_t> open;  // events that may or may not happen
    bool sure = false;
    for (std::size_t e = 0; e < root.events.size(); ++e) {
        const double p = event_probability(e);
        if (p > 0 && p < 1) {
            open.push_back(e);
            root.events[e] = Says::chance;
        } else if (p >= 1) {
            root.events[e] = Says::yes;
            sure = true;
        }
    }
    std::vector<Leaf> leaves;  // none happens: the first
    if (root.events.back() == Says::yes)
        add_happening(root, t_.steps.size(), leaves);
    else
        leaves.push_back(std::move(root));
    for (;;) {
        const std::size_t i = next_to_split(leaves, open);
        if (i == leaves.size()) break;
        if (i == 0 && leaves.size() > most_first) {
            sure = true;  // that none happens is no stratum then
            break;
        }
        const std::size_t event = open[leaves[i].next++];
        const Leaf whole = leaves[i];
        leaves[i].events[event] = Says::no;
        leaves[i].weight *= 1 - event_probability(event);
        add_happening(whole, event, leaves);
    }
    const double no_event = sure ? 0 : leaves.front().weight;
    for (std::size_t i = sure ? 0 : 1; i < leaves.size(); ++i) add_event_stratum(std::move(leaves[i]));
    return no_event;
}

/// An overload happens at one of its levels.
void Strata::add_happening(const Leaf& leaf, std::size_t event, std::vector<Leaf>& leaves) const {
    Leaf happens = leaf;
    happens.events[event] = Says::yes;
    if (event < t_.steps.size()) {
        happens.weight *= event_probability(event);
        leaves.push_back(std::move(happens));
        return;
    }
    for (std::size_t level = 0; level < t_.overload_levels.size(); ++level) {
        happens.level = level;
        happens.weight = leaf.weight * t_.overload_levels[level].chance();
        leaves.push_back(happens);
    }
}

/// A few events: every combination. More: none at all comes apart, then the likeliest combinations.
std::size_t Strata::next_to_split(const std::vector<Leaf>& leaves,
                                  const std::vector<std::size_t>& open) const {
    if (leaves.front().next < open.size()) return 0;
    std::size_t best = leaves.size();
    double most = open.size() <= most_combined ? 0 : least_weight;
    for (std::size_t i = 1; i < leaves.size(); ++i) {
        if (leaves[i].next == open.size()) continue;
        const double p = event_probability(open[leaves[i].next]);
        const double weight = leaves[i].weight * std::min(p, 1 - p);
        if (weight > most) most = weight, best = i;
    }
    return leaves.size() < most_strata ? best : leaves.size();
}

void Strata::add_event_stratum(Leaf leaf) {
    if (leaf.weight <= 0) return;
    Entry entry{Entry::Kind::event, std::move(leaf.events), leaf.weight};
    entry.level = leaf.level;
    for (std::size_t e = 0; e < entry.events.size(); ++e) {
        const bool step = e < t_.steps.size();
        if (entry.events[e] == Says::yes)
            entry.key = entry.key * 3 +
                        (step ? t_.steps[e].key : t_.overload_levels[entry.level].key);
        if (step && entry.events[e] != Says::no &&
            t_.steps[e].recovery.shape != Recovery::Shape::constant)
            entry.most = std::min(2 * entry.most, std::exp2(most_tails));
    }
    entry.certain = is_certain(entry);
    strata_.push_back(std::move(entry));
}

/// Whether every run of such a stratum is the same.
bool Strata::is_certain(const Entry& entry) const {
    const std::vector<Says>& events = entry.events;
    const bool background = std::any_of(t_.background.begin(), t_.background.end(),
                                        [](const BackgroundSource& b) { return b.counts; });
    if (background || events.back() == Says::chance || any_open_mark()) return false;
    if (events.back() == Says::yes && !t_.overload_levels[entry.level].one) return false;
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

void Strata::draw_events(const Entry& stratum, std::uint64_t run, Events& out) const {
    out.failures.assign(t_.steps.size(), std::nullopt);
    out.z.reset();
    out.weight = 1;
    int tails = 0;
    for (std::size_t e = 0; e < t_.steps.size(); ++e) {
        const StepPlan& step = t_.steps[e];
        const Says says = stratum.events[e];
        if (says == Says::no) continue;
        if (says == Says::yes || net(stratum, step.key + 1, run).at(0) < step.fails)
            out.failures[e] = failure_of(step, net(stratum, step.key, run), tails, out.weight);
    }
    if (stratum.events.back() == Says::no || t_.overload_chance <= 0) return;
    const double p = beyond(stratum, run);
    if (p < t_.overload_chance) out.z = -normal_quantile(p);
}

/// P(Z' > Z) for the Z of a run; at one level any other does the same.
double Strata::beyond(const Entry& stratum, std::uint64_t run) const {
    const OverloadLevel all{.most = 1, .one = false};
    const OverloadLevel& of =
        stratum.level < t_.overload_levels.size() ? t_.overload_levels[stratum.level] : all;
    const double u = of.one ? 0.5 : net(stratum, t_.load_key, run).at(0);
    return of.least + u * of.chance();
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

void Strata::draw_sources(const Entry& stratum, std::uint64_t run_number, Scenario& out) const {
    const std::uint64_t run = luck(stratum, run_number);
    std::size_t first = stratum.kind == Entry::Kind::quiet ? lots_.size() : 0;  // of those that count
    std::size_t given = lots_.size();  // to have an outage
    double within = 0;
    if (stratum.kind == Entry::Kind::background) {
        const double u = net(stratum, select_key_, run_number).at(0) * first_background_.back();
        first = static_cast<std::size_t>(
            std::upper_bound(first_background_.begin(), first_background_.end(), u) -
            first_background_.begin());
        first = std::min(first, first_background_.size() - 1);
        if (lots_[first].counts) given = first;
        within = Stream(lots_[first].key, run).uniform() * lots_[first].any;
    }
    const Stream::Scattered scattered{mixed(run + golden)};
    const Lot* const lots = lots_.data();
    for (std::size_t i = 0, end = lots_.size(); i < end; ++i) {
        if (i < first && lots[i].counts) continue;
        Stream stream(lots[i].key, scattered);
        const std::uint64_t number = stream.number();
        if (number > lots[i].most && i != given) continue;
        const double u = i == given ? within : Stream::uniform_of(number);
        if (u < lots[i].any) draw_source(t_.background[i], u, stream, out);
    }
}

void Strata::draw_background(const Entry& stratum, std::uint64_t run, Scenario& out) const {
    out.outages.clear();
    out.happened.clear();
    out.stops.clear();
    draw_sources(stratum, run, out);
    out.live.resize(t_.marks.all.size());
    for (std::size_t m = 0; m < out.live.size(); ++m)
        out.live[m] = net(stratum, mark_keys_[m], run).at(0) < t_.marks.all[m].probability;
}

void Strata::draw(const Entry& stratum, std::uint64_t run, Scenario& out) const {
    draw_background(stratum, run, out);
    Events events;
    draw_events(stratum, run, events);
    place_events(events, t_.timed, out);
    out.weight = events.weight;
    std::sort(out.happened.begin(), out.happened.end());
}

}  // namespace knockon
