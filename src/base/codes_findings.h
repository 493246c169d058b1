// base/codes_findings.h: the entries of codes.h of findings, by the quality that they are about,
// each with the standard or publication that its rule comes from.
#pragma once

#include <array>

#include "base/codes.h"

namespace knockon {

/// Where several rules come from.
namespace standard {
inline constexpr std::string_view structure = "knockon-semantics(7), section 5";
inline constexpr std::string_view common_cause =
    "NUREG/CR-5485; knockon-semantics(7), section 2.5";
inline constexpr std::string_view continuity = "ISO 22301, 8.2.2: business impact analysis";
inline constexpr std::string_view enablement = "ITIL 4, change enablement: change schedule";
inline constexpr std::string_view suppliers =
    "ISO/IEC 27001:2022, A.5.19 to A.5.22: supplier relationships";
inline constexpr std::string_view assets =
    "ISO/IEC 27001:2022, A.5.9: inventory and ownership of assets";
inline constexpr std::string_view coverage = "knockon-semantics(7): what it does not know";
}  // namespace standard

inline constexpr auto codes_of_findings = std::to_array<CodeEntry>({
    // A: is it up when it is needed?
    {code::new_single_point, "new single point of failure",
     "After the change one component or supplier stops a process by itself, and it did not "
     "before: a minimal cut set of one (Rausand, Risk Assessment). Tolerances are left aside: "
     "they delay the stop and do not prevent it.",
     "Make it redundant (`any: […]`), let only a part of the work hang on it (`impact`), or "
     "accept it by name where the process can do without it for long enough (`tolerates`).",
     standard::structure},
    {code::worse_for_good, "worse for good",
     "In the steady state after the change a process is down for more hours a year, or loses "
     "more, than before, by more than the policy's `thresholds: {hours_per_year: …, "
     "loss_per_year: …}`. The transition may be safe; this is what stays behind. `about` marks "
     "what was estimated by simulating years.",
     "Choose something more dependable, make it redundant, or weigh the loss per year against "
     "the benefit.",
     standard::structure},
    {code::capacity_exceeded, "capacity exceeded in a peak",
     "A load step brings a component more load than its `capacity` in more than 1 of 20 of such "
     "peaks; it is then down for as long as the peak lasts (semantics, section 2.6). Or, from the "
     "change on, more is asked of a component than its `capacity`: its `load`, and what new needs "
     "ask of it (`load` of the consumer times `calls`), down to whatever it needs itself. Only "
     "load steps are in the figures.",
     "Raise the capacity, let less be asked of it (`calls`), or accept it by name where those "
     "who need it hold out that long (`tolerates`).",
     "knockon-semantics(7), section 2.6"},
    {code::redundancy_in_name, "redundancy that is none",
     "Of a group in which some members may fail, so many share one supplier, site, network or "
     "technology that its failure alone brings the whole group down. The group is computed as if "
     "its members failed independently, but for what a supplier's `share` says, so the figures "
     "flatter it. Common causes take a tenth or so of the failures of redundant equipment "
     "(NUREG/CR-5485).",
     "Put a member elsewhere; or model what they share as a component that all of them need, so "
     "that it is in the figures, and accept this by name.",
     standard::common_cause},
    {code::weaker_than_promised, "weaker than promised",
     "A component that a process cannot do without for a moment is down more often than the "
     "process's `target` allows in all. The promise cannot be kept, whatever else is done.",
     "Make the component redundant or more dependable, let the process do without it for a "
     "while, or correct the promise.",
     standard::structure},
    {code::better_than_supplier, "better than its supplier",
     "A component is said to be down less often than what it shares with the other components of "
     "its supplier. Both cannot be: it is taken at the supplier's shared part.",
     "Correct the availability of the component, or of the supplier, or the supplier's `share`.",
     standard::common_cause},
    {code::capacity_not_stated, "capacity that nobody stated",
     "A load step asks more of a component that states no `capacity`. It is taken to carry any "
     "load (semantics, section 2.6), so nothing of what more load may do to it is in the figures.",
     "State its `capacity` (and its `load`), or accept it by name where it is known to carry "
     "that much.",
     "knockon-semantics(7), section 2.6"},
    {code::sum_breaks_promise, "target that the sum of the parts breaks",
     "Each of the components that a process cannot do without for a moment keeps the process's "
     "`target`, but together they are down more often than it allows: 99 % of 99 % is 98.01 %. "
     "Redundant parts and needs with a tolerance are left aside, so it can only be worse.",
     "Make one of them more dependable or redundant, let the process do without it for a while, "
     "or correct the promise.",
     standard::structure},
    // C: does it come back in time, and with its data?
    {code::recovery_too_long, "recovery longer than a process can bear",
     "If the step fails when its planned part ends, 1 recovery in 10 (p90, after the way back "
     "where there is one, in the hours of support) interrupts a process for more of its working "
     "time than its `mtpd` in force (ISO 22301: maximum tolerable period of disruption). Needs "
     "with a `chance` are left aside.",
     "Rehearse a quicker way back, choose a window outside the hours of the process, or arrange "
     "support for that night.",
     standard::continuity},
    {code::runs_into_deadline, "watched period runs into a deadline or peak",
     "A process that outages of the change can reach has a deadline or a peak before the watch "
     "over the change ends. A failure then costs more, or misses the deadline.",
     "Begin earlier or later; `knockon windows` compares starts.",
     standard::continuity},
    {code::no_way_back, "no way back",
     "The step cannot be undone (a warning), its way back was never rehearsed (a warning), or "
     "nobody says how it would be undone (a note). A way back that was never tried is a hope; "
     "recoveries without one are long.",
     "Say how it is undone, after a rehearsal (`rollback: {takes: …, works: …, rehearsed: "
     "DATE}`), split off the part that cannot be undone, or accept it by name.",
     "ITIL 4, release management: back-out plan"},
    {code::no_time_to_turn_back, "no time left to turn back",
     "Undoing what has been done takes longer than what is left when the last step ends: a "
     "failure that shows then reaches beyond the window, or into the next working hours of a "
     "process that it hits. The way back is taken to be as long as the `rollback: {takes}` of all "
     "steps together.",
     "Lengthen the window, or begin earlier where it is the hours of a process that end it; "
     "shorten the way back; or accept it by name, with a decision at the last moment named.",
     "ITIL 4, release management: back-out plan"},
    {code::recovery_beyond_target, "recovery beyond the recovery target",
     "1 in 10 outages of a component (p90 of its recovery, and its restart) interrupts a process "
     "for longer than its `rto`, what needs on the way tolerate taken off. The most demanding "
     "process is named first; needs with a `chance` are left aside. A note where the recovery is "
     "assumed.",
     "Shorten the recovery, make the component redundant, or correct `rto`.",
     standard::continuity},
    {code::backup_beyond_target, "backup older than may be lost",
     "A restore of a component that a process rests on loses more work than the `rpo` of the "
     "process allows; or (a note) its `backup` is not said, although it is a store, works with "
     "data of a class, or is needed by a process that limits what may be lost.",
     "Back up more often, replicate, or state `backup` or correct `rpo`.",
     standard::continuity},
    {code::supplier_does_not_cover, "supplier does not cover the process",
     "1 in 10 outages of a supplier lasts longer than a process bears (`mtpd`), or a supplier's "
     "support hours leave out working time of a process that cannot do without its component: an "
     "outage in that time waits for the supplier. A note where someone is on call, or the "
     "recovery is assumed.",
     "Agree on other hours or a quicker recovery, keep a spare, or let the process do without it "
     "for a while.",
     standard::suppliers},
    // M: can it be run and mended by the people who have it?
    {code::technology_not_accepted, "parts that do not fit",
     "A component needs another, and neither accepts the technology of the other, as both say of "
     "themselves (`accepts`, `technologies`). A part of one make does not fit a machine of "
     "another: what is built in all the same is found out at the worst moment, or stays for ever "
     "as something that nobody else can mend. Where a component does not say, nothing is asked.",
     "Choose a part that fits (the finding names some), put something between the two that "
     "speaks both, or correct `accepts` and `technologies`.",
     "ISO/IEC 25010, compatibility"},
    {code::no_owner, "nobody owns it",
     "A process needs the component, and no department answers for it: nobody plans its changes, "
     "pays for its repair or is asked before it is touched.",
     "Agree who answers for it and state `owner`.",
     standard::assets},
    {code::no_contract, "no supplier or agreement behind it",
     "A component is bought or outsourced and it is not said who supplies it, or nothing is known "
     "of what its supplier has agreed to (availability, recovery, support hours). When it fails "
     "nobody has to come, and the figures rest on what is usual instead of on what was agreed.",
     "Name the `supplier`, and state what is agreed: `availability`, `recovery`, `support`.",
     standard::suppliers},
    {code::end_of_life, "end of support is near",
     "A component that a process needs is out of support, or will be within the horizon of the "
     "policy (`thresholds: {end_of_life_horizon: …}`; a tie is outside). After that day nobody "
     "mends its faults and leaks.",
     "Plan its replacement, and say so by accepting the finding until then.",
     "ISO/IEC 27001:2022, A.8.8: technical vulnerabilities"},
    {code::old_model, "description is old",
     "What the change touches or its processes rest on was last held against reality (`verified`, "
     "of the component, else of the landscape) longer ago than the policy allows (`thresholds: "
     "{model_age: …}`), or it is not said when. A need that was added since is missing from every "
     "figure, and nothing shows that it is.",
     "Go through the components named with their owners, and state `verified` anew.",
     "ITIL 4, service configuration management: verification and audit"},
    {code::long_chain, "long chain of suppliers that nobody directs",
     "A process rests on a chain of more suppliers in a row than the policy allows (`thresholds: "
     "{chain_length: …}`), each with an agreement of its own, and no department directs all of "
     "them (`owner` of a supplier). When something fails each points at the next, and nobody has "
     "answered for the whole.",
     "Make one department the `owner` of these suppliers; the finding names the one nearest to "
     "it: the owner of most of the chain, else the department of the process.",
     "service integration and management (SIAM); ISO/IEC 27001:2022, A.5.21: supply chain"},
    {code::cold_start_cycle, "components need each other to start",
     "Components need each other in a circle, without a choice and without a moment's patience, "
     "and have a restart delay: after an outage of all of them it is not said which can come up "
     "first, and perhaps none can. Their delays are not fed back round the circle, so the outage "
     "may last longer than the report says.",
     "Break the circle with a need that can wait (`tolerates`) or has another choice (`any`); or "
     "write down and rehearse the order of a cold start, and accept this by name.",
     "knockon-semantics(7), section 3"},
    {code::change_reaches_nothing, "reaches no process",
     "No chain of needs leads from what the change touches to any process. Either the change is "
     "harmless, or the model has a hole; a report without figures does not tell which.",
     "Add the missing needs or processes, or confirm that nothing depends on what is touched.",
     standard::coverage},
    {code::step_reaches_nothing, "step reaches no process",
     "No process needs what this step touches, directly or not, so its outages cost nothing here.",
     "Add the need or the process that is missing, or confirm that there is none.",
     standard::coverage},
    {code::bought_outside_it, "bought outside IT",
     "A component that comes from outside (`sourcing` bought or outsourced, or a `supplier`) is "
     "owned by a department that is not IT, its supplier is not directed by IT either, and "
     "processes of other departments rest on it. Security, continuity and exit are then nobody's "
     "trade until the day it fails. Which departments are IT says the policy (`it: […]`); it is "
     "`it` where there is one, and where there is none nothing is said.",
     "Let IT direct the supplier (`owner: it` of the supplier), or own the component; or accept "
     "it with the reason why the department manages it well itself.",
     standard::assets},
    {code::department_not_modelled, "department without a process",
     "The model has no process of this department, so nothing can be said about its risk. A "
     "change after which it owns more than before makes that worse.",
     "Describe at least the processes by which the department would notice an outage.",
     standard::coverage},
    {code::over_budget, "realisation over its budget",
     "What departments pay for carrying the change out (`cost`) is more than its `budget`. "
     "Whoever agrees to the change agrees to the rest as well, known to them or not; expected "
     "losses come on top and are not in either figure.",
     "Raise the `budget` with whoever gave it, make the change smaller, or correct `cost`.",
     "PRINCE2: tolerances of cost, and exceptions to them"},
    {code::year_used_up, "yearly budget for losses used up",
     "What the change is expected to cost a department in its first year (itself, its releases "
     "per year, and what stays behind for the rest of the year) is more than the department's "
     "`loss_per_year`, so that nothing is left for any other change. A note where the error of "
     "the figure leaves it open.",
     "Make the change or its releases safer, fewer or later, let the sponsor make up for it, or "
     "agree on another `loss_per_year` with the department.",
     "ISO 31000, 6.3.4: criteria for the amount of risk that may be taken"},
    {code::calendar_left_out, "calendar file not read in full",
     "Something in the iCalendar file of a calendar has no effect: an event without length, a "
     "moved instance of a series that has changed since, free and busy times. A freeze or a "
     "deadline that was meant would be missing without a word.",
     "Look at the place in the file; correct it where it comes from, or write the time as "
     "`periods` of a calendar.",
     "RFC 5545: iCalendar"},
    // S: does data stay where it may be, and is what matters out of reach?
    {code::data_above_clearance, "data above the clearance",
     "Data of a class gets to a component, supplier or connection that is not cleared for it. "
     "Data is followed from the component that works with it down its needs, however far, unless "
     "a need says by `data` what really flows there (semantics, section 11). GDPR article 32 and "
     "ISO 27001 ask for exactly this knowledge.",
     "Say on the need what flows (`data: internal`), clear the receiver, or keep the data from "
     "it.",
     "ISO/IEC 27001:2022, A.5.12: classification of information"},
    {code::new_way_in, "new way in from the internet",
     "A chain of needs now leads from a component that is exposed to the internet to one that a "
     "critical process needs, and none did before. Whoever takes over the exposed one is on the "
     "way to the other.",
     "Drop the need; serve what is exposed from a copy that no critical process needs; or have "
     "the way checked and accept it by name.",
     "ISO/IEC 27001:2022, A.8.22: segregation of networks"},
    {code::new_third_party, "new third party in a critical chain",
     "A critical process now hangs on a supplier on which no critical process hung before: its "
     "outages, its security and its bankruptcy become ours (DORA article 28, NIS2 article 21).",
     "Check the contract, clearance and exit of the supplier, or keep the critical process free "
     "of it.",
     standard::suppliers},
    {code::no_boundary, "no boundary before confidential data",
     "A component that is exposed to the internet needs a store (kind database or data) of "
     "confidential or secret data itself, or is one: whoever takes it over has the data.",
     "Put a service before the store, or state the `clearance` of the connection once someone "
     "has checked it.",
     "ISO/IEC 27001:2022, A.8.22: segregation of networks"},
    // T: is the way in which a change is to be carried out a steady one?
    {code::inside_freeze, "inside a freeze",
     "The window shares time with a freeze for something that the change touches (an error), or "
     "that depends on what it touches (a warning). Change types in its `except` are free of it; "
     "an override with a reason is shown and counted as accepted.",
     "Choose another window (`knockon calendar` shows when the freeze is in force), or have it "
     "overridden: `overrides: [{freeze: …, because: …, by: …}]`.",
     standard::enablement},
    {code::short_notice, "shorter notice than required",
     "Between the day on which the change was requested (today, where that is not stated) and its "
     "window lies less time than changes of its type must be announced ahead.",
     "Choose a later window, or a change type that fits; `thresholds: {lead_time: …}` of the "
     "policy says how long is long enough.",
     standard::enablement},
    {code::collision, "collides with a planned change",
     "While one of the two is carried out the other is carried out or still watched, and they "
     "meet: same component, one needs the other, members of one redundant group, same supplier, "
     "same team, or the same deadline. A failure then has two explanations, two outages can "
     "coincide that one alone would not make, and the same people are needed twice.",
     "Move one of the two, carry them out as one change, or name the other in `after` and wait "
     "until it is done.",
     standard::enablement},
    {code::first_of_its_kind, "first of its kind for this team",
     "The history has no step with this verb by the team of the change. What a team does for the "
     "first time goes wrong more often and takes longer to mend than its figures say.",
     "Rehearse it, have someone along who has done it before, or leave more time in the window.",
     "Forsgren, Humble and Kim, Accelerate, 2018: small batches, practised often"},
    {code::risky_steps_together, "risky steps without a checkpoint",
     "Steps that each fail with at least the chance that the policy calls risky (`thresholds: "
     "{risky_step: …}`, 5 % by default) follow each other in one window, and nothing stops after "
     "one of them to look. A failure of the first is then found beneath the second, and both must "
     "be undone.",
     "Put `checkpoint: true` at the step after which it is decided whether to go on, state "
     "`on_failure: abort`, or split the change.",
     "ITIL 4, change enablement: go and no-go decisions"},
    {code::off_base_rate, "chance of failure is not the usual one",
     "The chance of failure that was stated lies above the base rate of steps of its verb and "
     "type of change, or far below it (`thresholds: {base_rate_ratio: …}`). Above: this is "
     "riskier than its like, and somebody knows it. Far below: people are surer of their own work "
     "than the record of such work allows (base-rate neglect: Kahneman and Tversky, 1973).",
     "Above: make it safer (a test, a rehearsal, smaller steps) and state what is left, or "
     "accept it by name. Below: say why (`tested`), or leave `fails` out and take the base rate.",
     "Kahneman and Tversky, On the psychology of prediction, 1973"},
    {code::outside_change_window, "outside its change window",
     "A part of the window lies outside the calendar in which the component may be changed "
     "(`changes_in`, its own or its supplier's), or outside the change's own `within`.",
     "Choose a window that fits; `knockon calendar ID` shows when that is.",
     standard::enablement},
    {code::window_in_past, "window lies in the past",
     "The window begins before today, so the answer is about something that has happened or "
     "should have; a mistyped year is the usual cause.",
     "Correct `window: {start: …}`, or give the day that counts as today with --today.",
     standard::enablement},
});

}  // namespace knockon
