// risk/overload.h: what a load step may be too much for (semantics, section 2.6).
#pragma once

#include <vector>

#include "risk/transition.h"

namespace knockon {

/// Load beyond the usual that a load step brings to each place, per second; `reached` says which
/// places it comes to at all, be it with nothing extra.
struct ExtraLoad {
    std::vector<double> extra;
    std::vector<bool> reached;
};
/// Down the needs: every member gets `calls` times what its consumer has extra, summed over
/// consumers; a need inside a component cycle passes nothing on.
ExtraLoad extra_load(const World& w, const Landscape& l, std::uint32_t target, double times);

/// Components that the load steps of the change ask more of and that state no capacity, by id.
std::vector<Id> without_capacity(const Transition& t, const Landscape& after, const Change& change);

/// Fills `overload_chance`, `overload_levels` and `load_key`: the probability that Z exceeds the smallest threshold
/// of any component under any load steps, whether or not a peak falls into the watched period, and its parts.
void add_overload_chance(Transition& t, const TransitionInput& in);

/// Who goes down when, above which Z, for the start that `in` gives.
std::vector<OverloadRisk> overload_risks(const Transition& t, const TransitionInput& in);

}  // namespace knockon
