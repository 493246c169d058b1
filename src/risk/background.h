// risk/background.h: failures that have nothing to do with the change (semantics, sections 2.3, 2.5).
#pragma once

#include "risk/transition.h"

namespace knockon {

/// How one component fails: of its own, and the part it shares with its supplier's others.
/// U = 1 - (1 - own)(1 - shared); a component better than its supplier's shared part is taken at it.
struct Unavailability {
    double own = 0;
    double shared = 0;
};
Unavailability unavailability_split(const Component& c, const Landscape& l);

/// The shared part of a supplier: share × its unavailability.
double shared_unavailability(const Supplier& s, const Landscape& l);

/// Adds the background sources of the kernel, by name, and their entries in `sources`.
void add_background(Transition& t, const TransitionInput& in);

/// Gives the sources of `t` the estimates of other landscapes.
void estimate_background(const Transition& t, const TransitionInput& in,
                         std::vector<BackgroundSource>& sources);

}  // namespace knockon
