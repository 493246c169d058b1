// base/codes_continuity.h: the entries of codes.h of C (does it come back in time, and with its
// data?)
#pragma once

#include <array>

#include "base/codes.h"

namespace knockon {

inline constexpr auto codes_of_continuity = std::to_array<CodeEntry>({
    {code::recovery_too_long, "recovery longer than a process can bear",
     "If the step fails when its planned part ends, 1 recovery in 10 (p90, after the way back "
     "where there is one, in the hours of support) interrupts a process for more of its working "
     "time than its `mtpd` in force (ISO 22301: maximum tolerable period of disruption). Needs "
     "with a `chance` are left aside.",
     "Rehearse a quicker way back, choose a window outside the hours of the process, or arrange "
     "support for that night."},
    {code::runs_into_deadline, "watched period runs into a deadline or peak",
     "A process that outages of the change can reach has a deadline or a peak before the watch "
     "over the change ends. A failure then costs more, or misses the deadline.",
     "Begin earlier or later; `knockon windows` compares starts."},
    {code::no_way_back, "no way back",
     "The step cannot be undone (a warning), its way back was never rehearsed (a warning), or "
     "nobody says how it would be undone (a note). A way back that was never tried is a hope; "
     "recoveries without one are long.",
     "Say how it is undone, after a rehearsal (`rollback: {takes: …, works: …, rehearsed: "
     "DATE}`), split off the part that cannot be undone, or accept it by name."},
    {code::no_time_to_turn_back, "no time left to turn back",
     "Undoing what has been done takes longer than what is left when the last step ends: a "
     "failure that shows then reaches beyond the window, or into the next working hours of a "
     "process that it hits. The way back is taken to be as long as the `rollback: {takes}` of all "
     "steps together.",
     "Lengthen the window, or begin earlier where it is the hours of a process that end it; "
     "shorten the way back; or accept it by name, with a decision at the last moment named."},
    {code::recovery_beyond_target, "recovery beyond the recovery target",
     "1 in 10 outages of a component (p90 of its recovery, and its restart) interrupts a process "
     "for longer than its `rto`, what needs on the way tolerate taken off. The most demanding "
     "process is named first; needs with a `chance` are left aside. A note where the recovery is "
     "assumed.",
     "Shorten the recovery, make the component redundant, or correct `rto`."},
    {code::backup_beyond_target, "backup older than may be lost",
     "A restore of a component that a process rests on loses more work than the `rpo` of the "
     "process allows; or (a note) its `backup` is not said, although it is a store, works with "
     "data of a class, or is needed by a process that limits what may be lost.",
     "Back up more often, replicate, or state `backup` or correct `rpo`."},
    {code::supplier_does_not_cover, "supplier does not cover the process",
     "1 in 10 outages of a supplier lasts longer than a process bears (`mtpd`), or a supplier's "
     "support hours leave out working time of a process that cannot do without its component: an "
     "outage in that time waits for the supplier. A note where someone is on call, or the "
     "recovery is assumed.",
     "Agree on other hours or a quicker recovery, keep a spare, or let the process do without it "
     "for a while."},
});

}  // namespace knockon
