#include "risk/scenario.h"

#include <algorithm>

// A run in three parts: what chance decided (a `StepFailure`, a moment of a renewal process, a Z for the
// load), the outages that this means, and which of them count when only some causes are let loose.
//
// A step that fails at its end, shows at 2 h, with a way back of 30 min that works:
//
//     begins 1 h      planned end 2 h = shows        2 h 30
//       |---- planned work ----|----- rollback ------|          down [1, 2.5)
//
// where the way back fails the repair begins at 2 h 30 and takes R of the hours in which somebody works;
// where there is none, at 2 h. A late failure leaves the planned part and adds [shows, end) behind it.
//
// Renewal processes are met in their course: with probability `unavailability` something is down at time 0
// already, for a length drawn in proportion to itself (long outages are met more often), at a uniform age.

namespace knockon {

void add_step(const StepPlan& step, const RepairHours& repair, const StepFailure* failure,
              Scenario& out) {
    if (step.place == none) return;
    const auto add = [&](Duration from, Duration to) {
        if (from < to) out.outages.push_back({step.source, none, step.place, {from, to}, 0});
    };
    if (!failure) {
        add(step.begins, step.planned_end);
        return;
    }
    const bool back = step.rollback && failure->shows <= step.rollback->until;
    Duration repairs_from = failure->shows;
    if (back) repairs_from += step.rollback->takes;
    const Duration end = back && failure->rollback_works
                             ? repairs_from
                             : repair.finish(repairs_from, failure->lasts);
    if (failure->late) {
        add(step.begins, step.planned_end);
        add(failure->shows, end);
    } else {
        add(step.begins, end);
    }
}

void renewal_outages(const Renewal& r, double u, Stream stream, Duration horizon, Outage& out) {
    out.clear();
    Duration now{0};
    if (u < r.unavailability) {
        const Duration whole = draw_running(r.recovery, stream);
        const Duration age = from_seconds(stream.uniform() * seconds(whole));
        out.push_back({-age, whole - age});
        now = whole - age;
    } else {
        const double up = -portable_log((1 - u) / (1 - r.unavailability)) / r.rate;
        now = from_seconds(up);
        if (now >= horizon) return;
        const Duration lasts = draw_recovery(r.recovery, r.sigma, stream.uniform());
        out.push_back({now, now + lasts});
        now += lasts;
    }
    while (now < horizon) {
        const double v = stream.uniform();
        const double least = (1 - v) * (1 - 1e-9) / r.rate;  // -log v is no less than 1 - v
        if (now + from_seconds(least) >= horizon) break;
        now += from_seconds(-portable_log(v) / r.rate);
        if (now >= horizon) break;
        const Duration lasts = draw_recovery(r.recovery, r.sigma, stream.uniform());
        out.push_back({now, now + lasts});
        now += lasts;
    }
    normalise(out);
}

void add_overloads(const Timed& timed, double z, Scenario& out) {
    for (const OverloadRisk& risk : timed.overloads) {
        std::uint32_t subsets = 0;
        for (std::size_t m = 1; m < risk.threshold.size(); ++m)
            if (z > risk.threshold[m]) subsets |= 1u << m;
        if (subsets != 0) out.outages.push_back({none, none, risk.place, risk.when, subsets});
    }
}

void Coalition::choose(const Scenario& s, std::span<const std::uint8_t> chosen) {
    choose(s, s.outages, chosen);
}

void Coalition::choose(const Scenario& s, std::span<const RunOutage> outages,
                       std::span<const std::uint8_t> chosen) {
    without_.clear();
    with_.clear();
    stops_.clear();
    if (t_.abort_on_failure)
        for (const std::uint32_t source : s.stops)  // steps are the first sources, in order
            if (chosen[source]) stops_.emplace_back(source, t_.steps[source].stops_until);
    std::uint32_t loads = 0;
    for (std::size_t i = 0; i < t_.load_sources.size(); ++i)
        if (chosen[t_.load_sources[i]] && !stopped(t_.load_sources[i])) loads |= 1u << i;
    for (const RunOutage& o : outages) {
        if (o.source == none) {
            if ((o.load_subsets >> loads & 1) == 0) continue;
        } else if (!chosen[o.source] ||
                   (t_.sources[o.source].kind == Source::Kind::step && stopped(o.source))) {
            continue;
        }
        if (o.without != none) without_.push_back({o.without, o.when});
        if (o.with != none) with_.push_back({o.with, o.when});
    }
}

}  // namespace knockon
