// base/codes_availability.h: the entries of codes.h of A (is it up when it is needed?)
#pragma once

#include <array>

#include "base/codes.h"

namespace knockon {

inline constexpr auto codes_of_availability = std::to_array<CodeEntry>({
    {code::new_single_point, "new single point of failure",
     "After the change one component or supplier stops a process by itself, and it did not "
     "before: a minimal cut set of one (Rausand, Risk Assessment). Tolerances are left aside: "
     "they delay the stop and do not prevent it.",
     "Make it redundant (`any: […]`), let only a part of the work hang on it (`impact`), or "
     "accept it by name where the process can do without it for long enough (`tolerates`)."},
    {code::worse_for_good, "worse for good",
     "In the steady state after the change a process is down for more hours a year, or loses "
     "more, than before, by more than the policy's `thresholds: {hours_per_year: …, "
     "loss_per_year: …}`. The transition may be safe; this is what stays behind. `about` marks "
     "what was estimated by simulating years.",
     "Choose something more dependable, make it redundant, or weigh the loss per year against "
     "the benefit."},
    {code::capacity_exceeded, "capacity exceeded in a peak",
     "A load step brings a component more load than its `capacity` in more than 1 of 20 of such "
     "peaks; it is then down for as long as the peak lasts (semantics, section 2.6). Or, from the "
     "change on, more is asked of a component than its `capacity`: its `load`, and what new needs "
     "ask of it (`load` of the consumer times `calls`), down to whatever it needs itself. Only "
     "load steps are in the figures.",
     "Raise the capacity, let less be asked of it (`calls`), or accept it by name where those "
     "who need it hold out that long (`tolerates`)."},
    {code::redundancy_in_name, "redundancy that is none",
     "Of a group in which some members may fail, so many share one supplier, site, network or "
     "technology that its failure alone brings the whole group down. The group is computed as if "
     "its members failed independently, but for what a supplier's `share` says, so the figures "
     "flatter it. Common causes take a tenth or so of the failures of redundant equipment "
     "(NUREG/CR-5485).",
     "Put a member elsewhere; or model what they share as a component that all of them need, so "
     "that it is in the figures, and accept this by name."},
    {code::weaker_than_promised, "weaker than promised",
     "A component that a process cannot do without for a moment is down more often than the "
     "process's `target` allows in all. The promise cannot be kept, whatever else is done.",
     "Make the component redundant or more dependable, let the process do without it for a "
     "while, or correct the promise."},
    {code::better_than_supplier, "better than its supplier",
     "A component is said to be down less often than what it shares with the other components of "
     "its supplier. Both cannot be: it is taken at the supplier's shared part.",
     "Correct the availability of the component, or of the supplier, or the supplier's `share`."},
    {code::capacity_not_stated, "capacity that nobody stated",
     "A load step asks more of a component that states no `capacity`. It is taken to carry any "
     "load (semantics, section 2.6), so nothing of what more load may do to it is in the figures.",
     "State its `capacity` (and its `load`), or accept it by name where it is known to carry "
     "that much."},
    {code::sum_breaks_promise, "target that the sum of the parts breaks",
     "Each of the components that a process cannot do without for a moment keeps the process's "
     "`target`, but together they are down more often than it allows: 99 % of 99 % is 98.01 %. "
     "Redundant parts and needs with a tolerance are left aside, so it can only be worse.",
     "Make one of them more dependable or redundant, let the process do without it for a while, "
     "or correct the promise."},
});

}  // namespace knockon
