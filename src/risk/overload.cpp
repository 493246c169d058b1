#include "risk/overload.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <map>

#include "base/tie.h"
#include "risk/draws.h"

// When more load than a component carries arrives. Load steps multiply what their target is asked for;
// the surplus travels down the needs, times the calls that each need makes:
//
//     shop ×3: 100/s → 300/s, surplus 200/s;  api, 2 calls each: +400/s;  its database, 1 call: +400/s
//
// The demand varies as exp(σ Z), Z normal and one for the whole run (a campaign that goes well does so
// everywhere). So a component with usual load L, surplus S and capacity C is down where
//
//     (L + S) exp(σ Z) > C,    that is where Z > ln(C / (L + S)) / σ,
//
// a threshold worked out once for every subset of the load steps (at most 5), since which of them count is
// what the shares of causes ask. With σ = 0 it is certain or impossible, and a tie is carried. Between two thresholds
// nothing depends on Z: such a level is known by what it overloads, and its probability exactly. Another capacity or
// factor moves the thresholds, but what a level of the same components does stays what it was.
// The peaks of the steps are cut into stretches in which the same steps are in force.

namespace knockon {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double default_sigma = 0.1;
constexpr std::size_t most_levels = 8;
constexpr double rare = 1e-3;  // P(Z' > Z)

/// One load step: who gets more, how it spreads, when.
struct LoadStep {
    ExtraLoad load;
    double sigma = default_sigma;
    Outage when;
};

Outage peak_times(const Step& step, Duration begins, const TransitionInput& in) {
    const Duration end = step.lasts ? std::min(begins + *step.lasts, in.horizon) : in.horizon;
    if (begins >= end) return {};
    if (!step.peak) return {{begins, end}};
    Outage when;
    for (const Span& s : in.calendars->spans(*step.peak, in.start + begins, in.start + end))
        when.push_back({std::max(s.start - in.start, begins), std::min(s.end - in.start, end)});
    normalise(when);
    return when;
}

/// Stretches of time in which the same load steps are in force.
std::vector<std::pair<Interval, std::uint32_t>> stretches(const std::vector<LoadStep>& loads) {
    std::vector<Duration> edges;
    for (const LoadStep& l : loads)
        for (const Interval& i : l.when) {
            edges.push_back(i.start);
            edges.push_back(i.end);
        }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<std::pair<Interval, std::uint32_t>> out;
    for (std::size_t e = 0; e + 1 < edges.size(); ++e) {
        std::uint32_t in_force = 0;
        for (std::size_t i = 0; i < loads.size(); ++i)
            for (const Interval& when : loads[i].when)
                if (when.start <= edges[e] && edges[e + 1] <= when.end) in_force |= 1u << i;
        if (in_force != 0) out.push_back({{edges[e], edges[e + 1]}, in_force});
    }
    return out;
}

/// Z beyond which `place` is down under the load steps `subset`; infinite: never.
double threshold(const std::vector<LoadStep>& loads, std::uint32_t subset, std::uint32_t place,
                 double usual, double capacity) {
    double load = usual, sigma = 0;
    bool reached = false;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        if ((subset >> i & 1) == 0 || !loads[i].load.reached[place]) continue;
        reached = true;
        load += loads[i].load.extra[place];
        sigma = std::max(sigma, loads[i].sigma);
    }
    if (!reached || !(load > 0)) return never;
    if (sigma <= 0) return exceeds(load, capacity) ? -never : never;
    return portable_log(capacity / load) / sigma;
}

std::vector<LoadStep> load_steps(const Transition& t, const TransitionInput& in) {
    std::vector<LoadStep> loads;
    for (const std::uint32_t source : t.load_sources) {
        const Step& step = in.change->steps[source];
        const StepPlan& plan = t.steps[source];
        LoadStep load{{std::vector<double>(t.with.size()), std::vector<bool>(t.with.size())},
                      step.sigma.value_or(default_sigma),
                      peak_times(step, plan.begins, in)};
        if (plan.place != none) load.load = extra_load(t.with, *in.after, plan.place, step.times);
        loads.push_back(std::move(load));
    }
    return loads;
}

/// By subset of the load steps, of which only those `in_force` count.
std::vector<double> thresholds(const std::vector<LoadStep>& loads, std::uint32_t in_force,
                               std::uint32_t place, const World& w, const Landscape& l) {
    std::vector<double> out(std::size_t{1} << loads.size(), never);
    const auto c = l.components.find(w.graph->names[w.node[place]]);
    if (c == l.components.end() || !c->second.more->capacity) return out;
    for (std::uint32_t m = 1; m < out.size(); ++m)
        out[m] = threshold(loads, m & in_force, place, c->second.more->load.value_or(0),
                           *c->second.more->capacity);
    return out;
}

/// @param all  thresholds, ascending, with the key of each
std::vector<OverloadLevel> levels(const std::vector<std::pair<double, std::uint64_t>>& all,
                                  std::uint64_t key) {
    std::vector<OverloadLevel> out;
    for (const auto& [z, names] : all) {
        key += names;
        const double beyond = normal_distribution(-z);
        if (out.empty() || !tied(out.back().most, beyond)) {
            if (!out.empty()) out.back().least = beyond;
            out.push_back({0, beyond});
        }
        out.back().key = key;
    }
    return out;
}

/// Those that are worth strata of their own: rare ones stand together, and where there are many, so that they are
/// about as likely as one another.
std::vector<OverloadLevel> few(const std::vector<OverloadLevel>& all) {
    std::vector<OverloadLevel> out;
    for (const OverloadLevel& level : all) {
        const double share = all.size() > most_levels ? all.front().most / double(most_levels) : 0;
        const bool apart = out.empty() || (out.back().most >= rare && out.back().chance() >= share);
        if (apart) {
            out.push_back(level);
            continue;
        }
        OverloadLevel& last = out.back();
        last.one = false;
        last.least = level.least;
        last.key = mixed(last.key + golden) + level.key + std::bit_cast<std::uint64_t>(level.least);
    }
    return out;
}

}  // namespace

ExtraLoad extra_load(const World& w, const Landscape& l, std::uint32_t target, double times) {
    ExtraLoad out{std::vector<double>(w.size()), std::vector<bool>(w.size())};
    const auto usual = l.components.find(w.graph->names[w.node[target]]);
    if (usual == l.components.end()) return out;
    out.extra[target] = usual->second.more->load.value_or(0) * (times - 1);
    out.reached[target] = true;
    for (std::uint32_t place = target + 1; place-- > 0;) {  // consumers come after their needs
        if (!out.reached[place]) continue;
        const auto groups = w.graph->groups_of(w.node[place]);
        for (const Group& g : groups)
            for (const Node m : w.graph->members_of(g)) {
                const std::uint32_t member = w.place_of[m];
                if (w.scc_of[member] == w.scc_of[place]) continue;
                out.reached[member] = true;
                out.extra[member] += g.need->terms->calls * out.extra[place];
            }
    }
    return out;
}

std::vector<Id> without_capacity(const Transition& t, const Landscape& after,
                                 const Change& change) {
    std::vector<Id> ids;
    for (const std::uint32_t source : t.load_sources) {
        const StepPlan& plan = t.steps[source];
        if (plan.place == none) continue;
        const ExtraLoad more = extra_load(t.with, after, plan.place, change.steps[source].times);
        for (std::uint32_t place = 0; place < t.with.size(); ++place) {
            const Id& id = t.with.graph->names[t.with.node[place]];
            const auto c = after.components.find(id);
            if (more.reached[place] && c != after.components.end() && !c->second.more->capacity &&
                !(more.extra[place] < 0))
                ids.push_back(id);
        }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

void add_overload_chance(Transition& t, const TransitionInput& in) {
    assert(t.load_sources.size() <= 5 && "more load steps are an error of the change");
    t.load_key = stream_key(in.seed, "load");
    const auto loads = load_steps(t, in);
    std::vector<std::pair<double, std::uint64_t>> all;  // thresholds, and what names each
    for (std::uint32_t place = 0; place < t.with.size(); ++place) {
        const auto of = thresholds(loads, ~0u, place, t.with, *in.after);
        const std::uint64_t key = stream_key(in.seed, t.with.graph->names[t.with.node[place]]);
        for (std::size_t m = 0; m < of.size(); ++m)
            if (of[m] != never) all.emplace_back(of[m], mixed(key + m * golden));
    }
    std::sort(all.begin(), all.end());
    t.overload_levels = few(levels(all, t.load_key));
    t.overload_chance = t.overload_levels.empty() ? 0 : t.overload_levels.front().most;
}

std::vector<OverloadRisk> overload_risks(const Transition& t, const TransitionInput& in) {
    std::vector<OverloadRisk> risks;
    const auto loads = load_steps(t, in);
    std::map<std::uint32_t, std::vector<OverloadRisk>> by_force;  // when is left open
    for (const auto& [when, in_force] : stretches(loads)) {
        const auto [known, added] = by_force.try_emplace(in_force);
        for (std::uint32_t place = 0; added && place < t.with.size(); ++place) {
            OverloadRisk risk{place, {}, thresholds(loads, in_force, place, t.with, *in.after)};
            if (std::any_of(risk.threshold.begin(), risk.threshold.end(),
                            [](double z) { return z != never; }))
                known->second.push_back(std::move(risk));
        }
        for (const OverloadRisk& risk : known->second) risks.push_back({risk.place, when, risk.threshold});
    }
    return risks;
}

}  // namespace knockon
