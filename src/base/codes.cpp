#include "base/codes.h"

#include <algorithm>
#include <array>

namespace knockon {
namespace {

constexpr auto entries = std::to_array<CodeEntry>({
    {code::new_single_point, "new single point of failure",
     "After the change one component or supplier stops a process by itself, and it did not "
     "before: a minimal cut set of one (Rausand, Risk Assessment). Tolerances are left aside: "
     "they delay the stop and do not prevent it.",
     "Make it redundant (`any: […]`), let the process do without it for a while (`tolerates`), or "
     "accept it by name."},
    {code::worse_for_good, "worse for good",
     "In the steady state after the change a process is down for more hours a year, or loses "
     "more, than before, by more than the policy's `thresholds: {hours_per_year: …, "
     "loss_per_year: …}`. The transition may be safe; this is what stays behind. `about` marks "
     "what was estimated by simulating years.",
     "Choose something more dependable, make it redundant, or weigh the loss per year against the "
     "benefit."},
    {code::capacity_exceeded, "capacity exceeded in a peak",
     "A load step brings a component more load than its `capacity` in more than 1 of 20 of such "
     "peaks; it is then down for as long as the peak lasts (semantics, section 2.6).",
     "Raise the capacity, spread the load, or put a buffer (`tolerates`) before it."},
    {code::redundancy_in_name, "redundancy that is none",
     "Of a group in which some members may fail, so many share one supplier, site, network or "
     "technology that its failure alone brings the whole group down. The group is computed as if "
     "its members failed independently, but for what a supplier's `share` says, so the figures "
     "flatter it. Common causes take a tenth or so of the failures of redundant equipment "
     "(NUREG/CR-5485).",
     "Put a member elsewhere, or model what they share as a component that all of them need."},
    {code::weaker_than_promised, "weaker than promised",
     "A component that a process cannot do without for a moment is down more often than the "
     "process's `target` allows in all. The promise cannot be kept, whatever else is done.",
     "Make the component redundant or more dependable, let the process do without it for a while, "
     "or correct the promise."},
    {code::better_than_supplier, "better than its supplier",
     "A component is said to be down less often than what it shares with the other components of "
     "its supplier. Both cannot be: it is taken at the supplier's shared part.",
     "Correct the availability of the component, or of the supplier, or the supplier's `share`."},
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
     "Give the step a `rollback: {takes, works}` and rehearse it (`rehearsed: DATE`), split off "
     "the part that cannot be undone, or accept it by name."},
    {code::no_time_to_turn_back, "no time left to turn back",
     "Undoing what has been done takes longer than what is left when the last step ends: a failure "
     "that shows then reaches beyond the window, or into the next working hours of a process that "
     "it hits. The way back is taken to be as long as the `rollback: {takes}` of all steps "
     "together.",
     "Begin earlier, lengthen the window, shorten the way back, or add a `checkpoint` and decide "
     "before the last moment named."},
    {code::recovery_beyond_target, "recovery beyond the recovery target",
     "1 in 10 outages of a component (p90 of its recovery, and its restart) interrupts a process "
     "for longer than its `rto`, what needs on the way tolerate taken off. The most demanding "
     "process is named; needs with a `chance` are left aside. A note where the recovery is "
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
    {code::cannot_open, "cannot be opened",
     "A file or folder that was named does not exist, may not be read, or is a pipe or device.",
     "Check the path and the permissions; name a file, or write `-` to read standard input."},
    {code::bad_bytes, "bytes that are no text",
     "The file holds bytes that are not UTF-8, or control characters, which are invisible and "
     "change what is read.",
     "Save the file as UTF-8 and remove the character at the place named."},
    {code::syntax, "not valid YAML or JSON",
     "The file cannot be taken apart; whatever stands after the place could be lost.",
     "Correct the text at the place named; indentation and a forgotten colon are the usual "
     "causes."},
    {code::limit_exceeded, "limit exceeded",
     "Reading was stopped at a limit that protects time and memory; a part of a landscape gives"
     " no verdict.",
     "Split the file, or raise the limit that the message names with --limit NAME=N."},
    {code::wrong_kind, "another kind of document",
     "The first key `knockon:` says what a file holds; here another kind was expected, or none "
     "is named.",
     "Begin the file with `knockon: landscape/1`, `change/1`, `policy/1` or `history/1`."},
    {code::duplicate_key, "key given twice",
     "The same key stands twice in one mapping; one of the values would be lost.",
     "Keep one of them."},
    {code::no_value, "no value",
     "A file, key or entry without a value is most often a forgotten colon or something never "
     "filled in.",
     "Give the value, or remove the key."},
    {code::several_documents, "text after the first document",
     "Only one document is read per file; what comes after it would be lost without a word.",
     "Move what follows `---` or `...` to a file of its own."},
    {code::unclosed_quote, "quote is never closed",
     "An open quote swallows the lines after it, and with them whole systems.",
     "Close the quote on the line on which it begins."},
    {code::unsupported_yaml, "YAML that is not used",
     "Tags, merge keys (`<<`), aliases of what contains them and keys that are no plain words "
     "are refused: half understood, they would make a landscape that looks complete and is not.",
     "Write the values out in each place."},
    {code::nothing_to_read, "folder without a landscape",
     "No *.yaml, *.yml or *.json file with `knockon: landscape/1` was found below the folder.",
     "Name the folder that holds the landscape with -l."},
    {code::bad_calendar_file, "iCalendar file not understood",
     "An .ics file that a calendar names is not valid iCalendar (RFC 5545), so its times are "
     "unknown.",
     "Export the calendar again, or write the times as `periods`."},
    {code::unknown_key, "unknown key",
     "A key that is not known would be ignored, and the figure in it with it.",
     "Correct the key; the message names the one probably meant."},
    {code::wrong_value, "value written wrongly",
     "A quantity or a word is not written as the grammar wants; nothing is guessed.",
     "Write it as the message says, or as in the examples of knockon-model(5), section Units."},
    {code::duplicate_id, "id defined twice",
     "Ids are global: two components, suppliers or departments with one id could not be told "
     "apart.",
     "Rename one of them, or use `annotate` to add to the other."},
    {code::dangling_reference, "refers to nothing",
     "An id is used that is defined nowhere; what hangs on it would be missing from every "
     "figure.",
     "Define the id, or correct it; the message names the one probably meant."},
    {code::bad_id, "not a valid id",
     "Ids are letters, digits and `_ - . + : /`, begin with a letter or digit and have at most "
     "128 characters.",
     "Change the id; the full name can go into `name`."},
    {code::missing_key, "key is missing", "Something that has no sensible default was left out.",
     "Add the key that the message names."},
    {code::wrong_shape, "wrong type of value",
     "A list, a mapping or a plain value stands where another of them is expected.",
     "Write the value in the form that the message shows."},
    {code::set_twice, "set twice",
     "Two places, or two keys, set the same field; `annotate` may only set what is not set yet.",
     "Keep the value in one of the two places."},
    {code::unknown_timezone, "unknown time zone",
     "The time zone is not an IANA name known here; every calendar would be hours off.",
     "Write a name such as Europe/Amsterdam."},
    {code::out_of_range, "value out of range",
     "The value is written well but cannot be: a share above 1, a factor of 0, a negative "
     "count.",
     "Use a value in the range that the message names."},
    {code::conflicting_keys, "keys exclude each other",
     "Two keys say the same thing in two ways, or a step has more than one verb.",
     "Keep one of them."},
    {code::bad_rule, "recurrence rule not understood",
     "The rule is not a recurrence rule of RFC 5545, or one that never matches.",
     "Correct the rule at the place named."},
    {code::bad_calendar, "calendar does not say when",
     "A calendar needs at least one of days, hours, dates, rrule, working_day, periods and ics,"
     " and parts that go together.",
     "Add or correct what the message names."},
    {code::empty_calendar, "calendar is never active",
     "The calendar has no active time in the period looked at, so what rests on it has no "
     "effect.",
     "Check its dates, `within` and `except`."},
    {code::calendar_cycle, "calendars refer to each other in a circle",
     "A calendar is defined by itself through `within`, `except` or `holidays` and means "
     "nothing.",
     "Remove one of the references."},
    {code::wrong_reference, "refers to the wrong kind of thing",
     "The id exists, but as something else than is expected here, such as a supplier where a "
     "component belongs.",
     "Name something of the kind expected."},
    {code::need_of_itself, "needs itself",
     "A component or process that needs itself says nothing and is most often a slip.",
     "Remove the member."},
    {code::duplicate_member, "member named twice",
     "The same member stands twice in a group: it would count as redundancy for itself.",
     "Name it once."},
    {code::group_size, "group cannot have that size",
     "A group has no members, or asks for more members than it has, or for none.",
     "Add members, or lower `atleast`."},
    {code::impact_on_component, "impact on a component",
     "`impact` is a share of the hourly loss; components have no loss.",
     "Move `impact` to the need of the process."},
    {code::failover_without_spare, "failover without a spare",
     "`failover` says how well a switch works; a group that needs all of its members has "
     "nothing to switch to.",
     "Use `any` or `atleast`, or remove `failover`."},
    {code::recovery_order, "p90 not beyond p50",
     "The time exceeded in 1 case of 10 must be longer than the median.",
     "Correct the two, or give a single duration where it is constant."},
    {code::rto_beyond_mtpd, "recovery target too late",
     "A recovery target at or beyond the tolerable period plans for a disruption.",
     "Lower `rto` below `mtpd`, or raise `mtpd` if the process can really wait."},
    {code::deadline_without_slack, "deadline cannot be met",
     "The work is longer than the time before the deadline, so it is missed even when nothing "
     "fails.",
     "Correct `work` or the calendar."},
    {code::load_beyond_capacity, "more load than capacity",
     "The ordinary load is above what the component can carry: it would be down in every peak.",
     "Correct `load` or `capacity`; both are per second, minute or hour."},
    {code::appetite_without_process, "appetite without a process",
     "The department limits its risk but no process is its own, so the limit can never be "
     "exceeded: a green light that means nothing.",
     "Model the processes of the department."},
    {code::component_nothing_needs, "nothing needs this component",
     "No process is reached from the component, so a change to it will look harmless.",
     "Add the needs that lead to it, or leave it if it is really without consumers."},
    {code::process_without_needs, "process needs nothing",
     "Nothing can interrupt the process, so no change will ever be seen to touch it.",
     "Add `needs` to the process."},
    {code::department_without_process, "department without a process",
     "No risk can ever be shown for the department.",
     "Model what it does, or leave it if it only owns things."},
    {code::unused_supplier, "nobody uses this supplier",
     "No component names the supplier, so its outages have no effect.",
     "Name it as `supplier` of its components, or remove it."},
    {code::outage_order, "outage ends before it begins", "`to` must come after `from`.",
     "Correct one of the two."},
    {code::loss_bands, "bands of loss out of order",
     "The first band begins at 0 and each later one after the one before.",
     "Sort the bands and begin with `after: 0h`."},
    {code::no_process, "no process in the landscape",
     "Risk is what a process loses; without processes every change is free of risk, which is "
     "never so.",
     "Model at least the processes that cost money when they stop."},
    {code::capacity_without_load, "capacity and load do not go together",
     "Overload is judged only where a component has both `capacity` and `load`.",
     "Add the one that is missing."},
    {code::without_effect, "has no effect here",
     "A setting has a meaning only beside another one that is not there.",
     "Add the other setting, or remove this one."},
    {code::doubtful_kind, "kind is probably misspelled",
     "Any word may be a kind, but this one is one or two letters from a known kind and would "
     "get other defaults.",
     "Write the known kind, or silence this by choosing another word."},
    {code::named_twice, "named twice",
     "The same thing stands twice in a list in which it counts once.", "Name it once."},
    {code::period_order, "period ends before it begins", "The end must come after the beginning.",
     "Correct one of the two."},
    {code::no_currency, "amounts without a currency",
     "Losses are stated but no `currency`, so amounts are shown without one.",
     "Add `currency: EUR` or the like to the landscape."},
    {code::unknown_finding, "no such finding",
     "The policy rules on a finding, or accepts one, that does not exist; what was meant goes on "
     "as "
     "before.",
     "Correct the code; `knockon explain` lists them."},
    {code::acceptance_over, "acceptance is over",
     "The last day of an acceptance has passed. What it accepted counts again: a risk is accepted "
     "for a time, not for ever.",
     "Decide again: mend what was accepted, or give a later `until` with the reason of today."},
    {code::acceptance_without_match, "acceptance matches nothing",
     "Nothing that this run found is accepted by it. What was accepted is mended or belongs to "
     "another change, or the code or id is not the one that was meant.",
     "Remove the acceptance once it is of no use, or correct its code or id."},
    {code::step_target_missing, "step touches what does not exist",
     "The step names something that the landscape does not have at that moment.",
     "Correct the id, or add the component in an earlier step."},
    {code::step_id_exists, "added id exists already",
     "A step adds a component under an id that is taken.",
     "Choose another id, or use `replace` to change the one that exists."},
    {code::still_needed, "removed but still needed",
     "A component is removed while something needs it; the consumer would stay down for ever.",
     "Disconnect or remove its consumers in an earlier step."},
    {code::not_a_need, "no need of its own",
     "`disconnect` names something that the component does not need itself; a need of a member "
     "it needs is not its own.",
     "Name a member of its own `needs`."},
    {code::already_needed, "needed already", "`connect` adds a need that is there already.",
     "Remove it from the step."},
    {code::step_without_effect, "step changes nothing",
     "The step names no field that differs, or a load of once the usual.",
     "Name what changes, or use `update` for work that leaves the landscape as it is."},
    {code::no_steps, "change without steps",
     "A change without steps touches nothing; its risk is exactly 0.", "Add the steps."},
    {code::window_order, "window out of order",
     "`earliest` must not come after `latest`, and `start` belongs between them.",
     "Correct the moments."},
    {code::window_too_short, "planned work does not fit the window",
     "The planned steps end after the window.",
     "Lengthen the window, or leave `length` out to have it end with the last step."},
    {code::step_after_window, "step begins after the window",
     "A step begins at or after the end of the window.", "Correct `at`, or lengthen the window."},
    {code::rollback_after_window, "rollback outlasts the watch",
     "A way back is promised for longer than anyone watches the change.",
     "Shorten `until`, or lengthen the hypercare."},
    {code::doubtful_hypercare, "hypercare is too short",
     "Failures that surface late come after the hypercare, so they are counted in part or not "
     "at all.",
     "Lengthen `hypercare`, or leave it out to have it long enough."},
    {code::after_itself, "change that waits for itself",
     "`after` names the change itself or the same change twice.", "Remove it from `after`."},
    {code::group_left_too_small, "group left too small",
     "After the step fewer members are left than the group asks for, so it would be down for "
     "ever.",
     "Disconnect the whole group and connect what remains."},
    {code::step_after_removal, "step on something removed",
     "An earlier step removes what this step touches.",
     "Change the order of the steps, or remove one of them."},
    {code::window_start_missing, "no start of the window",
     "When a change is done decides what it can harm.",
     "Give `window: {start: …}`, or --start on the command line."},
    {code::load_without_capacity, "load step that cannot overload",
     "The component has no `load` to multiply, or nothing it reaches has a `capacity`, so the "
     "step has no effect.",
     "State `load` and `capacity` of the components on the way."},
    {code::duplicate_change, "two changes with one id",
     "Two of the changes given have the same id and could not be told apart.",
     "Rename one of them."},
    {code::planned_later, "planned change comes later",
     "`after` takes a planned change as carried out, but by its own plan it is not finished when "
     "this "
     "one begins.",
     "Move one of the two, or remove it from `after`."},
    {code::approval_not_yet, "approval dated in the future",
     "An approval carries a date that is still to come, so it cannot have been given.",
     "Correct its `at`, or give the day that counts as today with --today."},
    {code::outcome_known, "outcome recorded already",
     "The history says what became of this change, so its forecast is left as it was before that: "
     "a forecast that is made afterwards is none.",
     "Nothing, unless the change is to be carried out again: then give it an id of its own."},
    {code::bad_assignment, "--set names nothing",
     "The path of a --set does not lead to a field of the landscape or the change.",
     "Write it like components.erp.availability=99% or steps.2.fails=10%."},
    {code::unknown_command, "unknown command", "There is no such command.",
     "Run `knockon --help` for the list; the message names the one probably meant."},
    {code::unknown_id, "unknown id on the command line",
     "The id that was asked about is not in the landscape.",
     "Correct the id; the message names the one probably meant."},
    {code::usage, "command line not understood",
     "The command, an option or an argument is missing or does not fit.",
     "Run the command with --help."},
    {code::bad_option_value, "value of an option", "The value of an option is not one it can take.",
     "Use one of the values that the message names."},
    {code::no_landscape, "no landscape",
     "No landscape was named and there is none in the working folder.",
     "Name a file or folder with -l."},
    {code::cannot_write, "cannot be written",
     "A file or the output could not be written to the end.",
     "Check the path, the permissions and the space left."},
    {code::technology_not_accepted, "parts that do not fit",
     "A component needs another, and neither accepts the technology of the other, as both say of "
     "themselves (`accepts`, `technologies`). A part of one make does not fit a machine of "
     "another: "
     "what is built in all the same is found out at the worst moment, or stays for ever as "
     "something that nobody else can mend. Where a component does not say, nothing is asked.",
     "Choose a part that fits (the finding names some), put something between the two that speaks "
     "both, or correct `accepts` and `technologies`."},
    {code::no_owner, "nobody owns it",
     "A process needs the component, and no department answers for it: nobody plans its changes, "
     "pays for its repair or is asked before it is touched.",
     "Agree who answers for it and state `owner`."},
    {code::no_contract, "no supplier or agreement behind it",
     "A component is bought or outsourced and it is not said who supplies it, or nothing is known "
     "of "
     "what its supplier has agreed to (availability, recovery, support hours). When it fails "
     "nobody "
     "has to come, and the figures rest on what is usual instead of on what was agreed.",
     "Name the `supplier`, and state what is agreed: `availability`, `recovery`, `support`."},
    {code::end_of_life, "end of support is near",
     "A component that a process needs is out of support, or will be within the horizon of the "
     "policy (`thresholds: {end_of_life_horizon: …}`; a tie is outside). After that day nobody "
     "mends "
     "its faults and leaks.",
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
     "them "
     "(`owner` of a supplier). When something fails each points at the next, and nobody has "
     "answered for the whole.",
     "Make one department the `owner` of these suppliers; the finding names the one nearest to it: "
     "the owner of most of the chain, else the department of the process."},
    {code::cold_start_cycle, "components need each other to start",
     "Components of a circle of needs have a restart delay: after an outage of all of them it is "
     "not said which can come up first, and perhaps none can. Their delays are not fed back round "
     "the circle, so the outage may last longer than the report says.",
     "Write down and rehearse the order of a cold start, or break the circle with `tolerates`."},
    {code::change_reaches_nothing, "reaches no process",
     "No chain of needs leads from what the change touches to any process. Either the change is "
     "harmless, or the model has a hole; a report without figures does not tell which.",
     "Add the missing needs or processes, or confirm that nothing depends on what is touched."},
    {code::step_reaches_nothing, "step reaches no process",
     "No process needs what this step touches, directly or not, so its outages cost nothing here.",
     "Add the need or the process that is missing, or confirm that there is none."},
    {code::bought_outside_it, "bought outside IT",
     "A component that comes from outside (`sourcing` bought or outsourced, or a `supplier`) is "
     "owned "
     "by a department that is not IT, its supplier is not directed by IT either, and processes of "
     "other departments rest on it. Security, continuity and exit are then nobody's trade until "
     "the "
     "day it fails. Which departments are IT says the policy (`it: […]`); it is `it` where there "
     "is "
     "one, and where there is none nothing is said.",
     "Let IT direct the supplier (`owner: it` of the supplier), or own the component; or accept it "
     "with the reason why the department manages it well itself."},
    {code::department_not_modelled, "department without a process",
     "The model has no process of this department, so nothing can be said about its risk.",
     "Describe at least the processes by which the department would notice an outage."},
    {code::data_above_clearance, "data above the clearance",
     "Data of a class gets to a component, supplier or connection that is not cleared for it. "
     "Data is followed from the component that works with it down its needs, however far, unless "
     "a need says by `data` what really flows there (semantics, section 11). GDPR article 32 and "
     "ISO 27001 ask for exactly this knowledge.",
     "Say on the need what flows (`data: internal`), clear the receiver, or keep the data from it."},
    {code::new_way_in, "new way in from the internet",
     "A chain of needs now leads from a component that is exposed to the internet to one that a "
     "critical process needs, and none did before. Whoever takes over the exposed one is on the "
     "way to the other.",
     "Put something between that is not exposed and passes on only what it must, or drop the need."},
    {code::new_third_party, "new third party in a critical chain",
     "A critical process now hangs on a supplier on which no critical process hung before: its "
     "outages, its security and its bankruptcy become ours (DORA article 28, NIS2 article 21).",
     "Check the contract, clearance and exit of the supplier, or keep the critical process free "
     "of it."},
    {code::no_boundary, "no boundary before confidential data",
     "A component that is exposed to the internet needs a store (kind database or data) of "
     "confidential or secret data itself, or is one: whoever takes it over has the data.",
     "Put a service between the two, or state the `clearance` of the connection once someone has "
     "checked it."},
    {code::inside_freeze, "inside a freeze",
     "The window shares time with a freeze for something that the change touches (an error), or "
     "that "
     "depends on what it touches (a warning). Change types in its `except` are free of it; an "
     "override with a reason is shown and counted as accepted.",
     "Choose another window (`knockon calendar` shows when the freeze is in force), or have it "
     "overridden: `overrides: [{freeze: …, because: …, by: …}]`."},
    {code::short_notice, "shorter notice than required",
     "Between the day on which the change was requested (today, where that is not stated) and its "
     "window lies less time than changes of its type must be announced ahead.",
     "Choose a later window, or a change type that fits; `thresholds: {lead_time: …}` of the "
     "policy "
     "says how long is long enough."},
    {code::collision, "collides with a planned change",
     "While one of the two is carried out the other is carried out or still watched, and they "
     "meet: "
     "same component, one needs the other, members of one redundant group, same supplier, same "
     "team, "
     "or the same deadline. A failure then has two explanations, two outages can coincide that one "
     "alone would not make, and the same people are needed twice.",
     "Move one of the two, carry them out as one change, or name the other in `after` and wait "
     "until "
     "it is done."},
    {code::first_of_its_kind, "first of its kind for this team",
     "The history has no step with this verb by the team of the change. What a team does for the "
     "first time goes wrong more often and takes longer to mend than its figures say.",
     "Rehearse it, have someone along who has done it before, or leave more time in the window."},
    {code::risky_steps_together, "risky steps without a checkpoint",
     "Steps that each fail with at least the chance that the policy calls risky (`thresholds: "
     "{risky_step: …}`, 5 % by default) follow each other in one window, and nothing stops after "
     "one "
     "of them to look. A failure of the first is then found beneath the second, and both must be "
     "undone.",
     "Put `checkpoint: true` at the step after which it is decided whether to go on, state "
     "`on_failure: abort`, or split the change."},
    {code::off_base_rate, "chance of failure is not the usual one",
     "The chance of failure that was stated lies above the base rate of steps of its verb and type "
     "of change, or far below it (`thresholds: {base_rate_ratio: …}`). Above: this is riskier than "
     "its like, and somebody knows it. Far below: people are surer of their own work than the "
     "record "
     "of such work allows (base-rate neglect: Kahneman and Tversky, 1973).",
     "Above: test, rehearse the way back or split the step. Below: say why (`tested`), or leave "
     "`fails` out and take the base rate."},
    {code::outside_change_window, "outside its change window",
     "A part of the window lies outside the calendar in which the component may be changed "
     "(`changes_in`, its own or its supplier's), or outside the change's own `within`.",
     "Choose a window that fits; `knockon calendar ID` shows when that is."},
    {code::window_in_past, "window lies in the past",
     "The window begins before today, so the answer is about something that has happened or should "
     "have; a mistyped year is the usual cause.",
     "Correct `window: {start: …}`, or give the day that counts as today with --today."},
});

static_assert(std::is_sorted(entries.begin(), entries.end(),
                             [](const CodeEntry& a, const CodeEntry& b) {
                                 return a.code < b.code;
                             }));

}  // namespace

std::span<const CodeEntry> codes() { return entries; }

const CodeEntry* find_code(std::string_view code) {
    const auto at =
        std::lower_bound(entries.begin(), entries.end(), code,
                         [](const CodeEntry& e, std::string_view c) { return e.code < c; });
    return at != entries.end() && at->code == code ? &*at : nullptr;
}

}  // namespace knockon
