// base/codes_manageability.h: the entries of codes.h of M (can it be run and mended by the people
// who have it?)
#pragma once

#include <array>

#include "base/codes.h"

namespace knockon {

inline constexpr auto codes_of_manageability = std::to_array<CodeEntry>({
    {code::technology_not_accepted, "parts that do not fit",
     "A component needs another, and neither accepts the technology of the other, as both say of "
     "themselves (`accepts`, `technologies`). A part of one make does not fit a machine of "
     "another: what is built in all the same is found out at the worst moment, or stays for ever "
     "as something that nobody else can mend. Where a component does not say, nothing is asked.",
     "Choose a part that fits (the finding names some), put something between the two that "
     "speaks both, or correct `accepts` and `technologies`."},
    {code::no_owner, "nobody owns it",
     "A process needs the component, and no department answers for it: nobody plans its changes, "
     "pays for its repair or is asked before it is touched.",
     "Agree who answers for it and state `owner`."},
    {code::no_contract, "no supplier or agreement behind it",
     "A component is bought or outsourced and it is not said who supplies it, or nothing is known "
     "of what its supplier has agreed to (availability, recovery, support hours). When it fails "
     "nobody has to come, and the figures rest on what is usual instead of on what was agreed.",
     "Name the `supplier`, and state what is agreed: `availability`, `recovery`, `support`."},
    {code::end_of_life, "end of support is near",
     "A component that a process needs is out of support, or will be within the horizon of the "
     "policy (`thresholds: {end_of_life_horizon: …}`; a tie is outside). After that day nobody "
     "mends its faults and leaks.",
     "Plan its replacement, and say so by accepting the finding until then."},
    {code::old_model, "description is old",
     "What the change touches or its processes rest on was last held against reality (`verified`, "
     "of the component, else of the landscape) longer ago than the policy allows (`thresholds: "
     "{model_age: …}`), or it is not said when. A need that was added since is missing from every "
     "figure, and nothing shows that it is.",
     "Go through the components named with their owners, and state `verified` anew."},
    {code::long_chain, "long chain of suppliers that nobody directs",
     "A process rests on a chain of more suppliers in a row than the policy allows (`thresholds: "
     "{chain_length: …}`), each with an agreement of its own, and no department directs all of "
     "them (`owner` of a supplier). When something fails each points at the next, and nobody has "
     "answered for the whole.",
     "Make one department the `owner` of these suppliers; the finding names the one nearest to "
     "it: the owner of most of the chain, else the department of the process."},
    {code::cold_start_cycle, "components need each other to start",
     "Components need each other in a circle, without a choice and without a moment's patience, "
     "and have a restart delay: after an outage of all of them it is not said which can come up "
     "first, and perhaps none can. Their delays are not fed back round the circle, so the outage "
     "may last longer than the report says.",
     "Break the circle with a need that can wait (`tolerates`) or has another choice (`any`); or "
     "write down and rehearse the order of a cold start, and accept this by name."},
    {code::change_reaches_nothing, "reaches no process",
     "No chain of needs leads from what the change touches to any process. Either the change is "
     "harmless, or the model has a hole; a report without figures does not tell which.",
     "Add the missing needs or processes, or confirm that nothing depends on what is touched."},
    {code::step_reaches_nothing, "step reaches no process",
     "No process needs what this step touches, directly or not, so its outages cost nothing here.",
     "Add the need or the process that is missing, or confirm that there is none."},
    {code::bought_outside_it, "bought outside IT",
     "A component that comes from outside (`sourcing` bought or outsourced, or a `supplier`) is "
     "owned by a department that is not IT, its supplier is not directed by IT either, and "
     "processes of other departments rest on it. Security, continuity and exit are then nobody's "
     "trade until the day it fails. Which departments are IT says the policy (`it: […]`); it is "
     "`it` where there is one, and where there is none nothing is said.",
     "Let IT direct the supplier (`owner: it` of the supplier), or own the component; or accept "
     "it with the reason why the department manages it well itself."},
    {code::department_not_modelled, "department without a process",
     "The model has no process of this department, so nothing can be said about its risk. A "
     "change after which it owns more than before makes that worse.",
     "Describe at least the processes by which the department would notice an outage."},
    {code::over_budget, "realisation over its budget",
     "What departments pay for carrying the change out (`cost`) is more than its `budget`. "
     "Whoever agrees to the change agrees to the rest as well, known to them or not; expected "
     "losses come on top and are not in either figure.",
     "Raise the `budget` with whoever gave it, make the change smaller, or correct `cost`."},
    {code::year_used_up, "yearly budget for losses used up",
     "What the change is expected to cost a department in its first year (itself, its releases "
     "per year, and what stays behind for the rest of the year) is more than the department's "
     "`loss_per_year`, so that nothing is left for any other change. A note where the error of "
     "the figure leaves it open.",
     "Make the change or its releases safer, fewer or later, let the sponsor make up for it, or "
     "agree on another `loss_per_year` with the department."},
    {code::calendar_left_out, "calendar file not read in full",
     "Something in the iCalendar file of a calendar has no effect: an event without length, a "
     "moved instance of a series that has changed since, free and busy times. A freeze or a "
     "deadline that was meant would be missing without a word.",
     "Look at the place in the file; correct it where it comes from, or write the time as "
     "`periods` of a calendar."},
});

}  // namespace knockon
