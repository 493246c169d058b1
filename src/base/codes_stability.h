// base/codes_stability.h: the entries of codes.h of T (is the way in which a change is to be
// carried out a steady one?)
#pragma once

#include <array>

#include "base/codes.h"

namespace knockon {

inline constexpr auto codes_of_stability = std::to_array<CodeEntry>({
    {code::inside_freeze, "inside a freeze",
     "The window shares time with a freeze for something that the change touches (an error), or "
     "that depends on what it touches (a warning). Change types in its `except` are free of it; "
     "an override with a reason is shown and counted as accepted.",
     "Choose another window (`knockon calendar` shows when the freeze is in force), or have it "
     "overridden: `overrides: [{freeze: …, because: …, by: …}]`."},
    {code::short_notice, "shorter notice than required",
     "Between the day on which the change was requested (today, where that is not stated) and its "
     "window lies less time than changes of its type must be announced ahead.",
     "Choose a later window, or a change type that fits; `thresholds: {lead_time: …}` of the "
     "policy says how long is long enough."},
    {code::collision, "collides with a planned change",
     "While one of the two is carried out the other is carried out or still watched, and they "
     "meet: same component, one needs the other, members of one redundant group, same supplier, "
     "same team, or the same deadline. A failure then has two explanations, two outages can "
     "coincide that one alone would not make, and the same people are needed twice.",
     "Move one of the two, carry them out as one change, or name the other in `after` and wait "
     "until it is done."},
    {code::first_of_its_kind, "first of its kind for this team",
     "The history has no step with this verb by the team of the change. What a team does for the "
     "first time goes wrong more often and takes longer to mend than its figures say.",
     "Rehearse it, have someone along who has done it before, or leave more time in the window."},
    {code::risky_steps_together, "risky steps without a checkpoint",
     "Steps that each fail with at least the chance that the policy calls risky (`thresholds: "
     "{risky_step: …}`, 5 % by default) follow each other in one window, and nothing stops after "
     "one of them to look. A failure of the first is then found beneath the second, and both must "
     "be undone.",
     "Put `checkpoint: true` at the step after which it is decided whether to go on, state "
     "`on_failure: abort`, or split the change."},
    {code::off_base_rate, "chance of failure is not the usual one",
     "The chance of failure that was stated lies above the base rate of steps of its verb and "
     "type of change, or far below it (`thresholds: {base_rate_ratio: …}`). Above: this is "
     "riskier than its like, and somebody knows it. Far below: people are surer of their own work "
     "than the record of such work allows (base-rate neglect: Kahneman and Tversky, 1973).",
     "Above: make it safer (a test, a rehearsal, smaller steps) and state what is left, or "
     "accept it by name. Below: say why (`tested`), or leave `fails` out and take the base rate."},
    {code::outside_change_window, "outside its change window",
     "A part of the window lies outside the calendar in which the component may be changed "
     "(`changes_in`, its own or its supplier's), or outside the change's own `within`.",
     "Choose a window that fits; `knockon calendar ID` shows when that is."},
    {code::window_in_past, "window lies in the past",
     "The window begins before today, so the answer is about something that has happened or "
     "should have; a mistyped year is the usual cause.",
     "Correct `window: {start: …}`, or give the day that counts as today with --today."},
});

}  // namespace knockon
