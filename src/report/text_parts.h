// report/text_parts.h: the blocks of the text report, in the order in which a department head asks
// (design of the first screen): may we, who is hit, how badly, why, when instead, what would
// help, what stays behind, who pays and who bears. Each draws nothing when it has nothing to say.
#pragma once

#include <functional>
#include <map>

#include "calendar/zone.h"
#include "report/report.h"
#include "report/writing/shown.h"

namespace knockon {

/// What every block needs to know.
struct View {
    View(const Assessment& assessment, const Sources& inputs, const TextOptions& how);

    Shown name_of(const Id& id) const;  // a department's or process's name; else the id
    Shown place(Position at) const;     // "file:line:column"; empty if unknown
    bool full() const { return options.detail == TextOptions::Detail::full; }
    Figure money_of(double x, int digits = 2) const { return money(x, a.currency, digits); }

    const Assessment& a;
    const Sources& sources;
    const TextOptions& options;
    Zone zone;
    std::map<Id, const Figures*> processes;
    std::map<Id, const DepartmentFigures*> departments;
};

Shown verdict_sentence(const Assessment& a);
/// "12 changes: 3 not yet, 1 undetermined, 8 within what everyone accepts".
Shown verdict_phrase(const Portfolio& p);
Shown verdict_word(Verdict v);
/// "28,928 runs, error 1.9 % (Production), seed 1."
Shown method_sentence(const View& v);
/// "13 % (12 % to 14 %)": the interval of the sampling error where two digits show it.
Shown with_interval(const Estimate& e, const std::function<Figure(double)>& figure);

/// "28 h", "1,200 h": in hours, as the year is counted, but "13 min" where it is less than one.
Shown hours_of_year(double hours);

// text_departments.cpp
void draw_departments(const View& v, Page& page);
void draw_planned(const View& v, Page& page);
void draw_input_ranges(const View& v, Page& page);
/// Those who do not accept it, worst first, at most `most` by name: "Finance, Sales, 2 more".
Shown objecting(const Assessment& a, std::size_t most);
/// What a department accepts: "1 %, € 5k", "no limit".
Shown limits_phrase(const View& v, const Appetite& a);
/// What a limit of `DepartmentFigures::over` is held against: "chance of disruption".
Shown limit_words(std::string_view limit);
/// The meanings of "none": not reached, absorbed and by what, not modelled.
Shown calm_phrase(const View& v, const DepartmentFigures& d);
/// "2.4 %", or "under 0.14 %" for what was never seen, which is not never: how often it may still
/// be.
Shown chance(const Estimate& disruption);
/// The same for a narrow column, rounded up: "< 0.20 %".
Shown short_chance(const Estimate& disruption);
/// "13 %, 13 in 100"; what was never seen is "under" its upper bound.
Shown chance_phrase(const Figures& f, int base);
// text_since.cpp
void draw_since(const View& v, Page& page);
/// What moved since an earlier report, a sentence each.
std::vector<Shown> since_sentences(const View& v);
/// Which input moved it: "components.erp.availability 99.5% → 99%: + € 900".
std::vector<Shown> since_inputs(const View& v);
/// "No worse than before, so at no gate: 1 verdict, 2 findings."; empty where nothing is.
Shown excused_sentence(const Assessment& a);
/// The same of many changes, collisions counted too.
Shown excused_sentence(const Portfolio& p);
/// "since main.json"; with the version where that is another.
Shown since_heading(const Assessment& a);
// text_break_even.cpp
void draw_break_even(const View& v, Page& page);
// text_why.cpp
void draw_why(const View& v, Page& page);
/// "updating auth fails → api → Invoice run".
Shown chain_phrase(const View& v, const Why& w);
/// Why its links do not hold: "api: survives 15 min without it; db: needs 2 of 3"; may be empty.
Shown links_phrase(const View& v, const Why& w);
/// "updating auth"; `failing`: "updating auth fails".
Shown cause_phrase(const Cause& c, bool failing);
// text_blocks.cpp
void draw_windows(const View& v, Page& page);
// text_findings.cpp
void draw_findings(const View& v, Page& page);
/// "accepted by Finance until 1 Mar 2027: replaced in March".
Shown accepted_phrase(const View& v, const Acceptance& a);
// text_agreement.cpp
void draw_economics(const View& v, Page& page);
void draw_agreement(const View& v, Page& page);
void draw_inform(const View& v, Page& page);
// text_mitigations.cpp
void draw_mitigations(const View& v, Page& page);
// text_structure.cpp
void draw_structure(const View& v, Page& page);
/// A process whose years change: "~120 h", "~130 h", "~+ € 2.0k".
struct StructureRow {
    Shown process, before, after, more;
    double hours_before = 0, hours_after = 0, more_per_year = 0;
};
std::vector<StructureRow> structure_rows(const View& v);
/// What a year more costs, and whom: the dearest first.
std::vector<Shown> structure_sentences(const View& v);
/// "Line 1 now stops with crm + erp (53 min a year) and 3 less likely", a line per process.
std::vector<Shown> combination_sentences(const View& v, const std::vector<Combination>& all,
                                         Words verb, bool every_one);
inline constexpr Words newly_down = " now stops with ";
inline constexpr Words no_longer_down = " no longer stops with ";
/// What the first year comes to, and what is estimated.
std::vector<Shown> structure_remarks(const View& v);
// timeline.cpp
void draw_timeline(const View& v, Page& page);
Words timeline_kind(TimelineEntry::Kind k);
// text_details.cpp
void draw_processes(const View& v, Page& page);
void draw_causes(const View& v, Page& page);
/// "step 2: updating auth", "an outage at nordhost".
Shown cause_name(const Cause& c);
void draw_matrix(const View& v, Page& page);
void draw_assumptions(const std::vector<Assumption>& assumptions, Page& page);
/// "Assumed 3 values (recovery of component crm, …): --assumptions lists them. "; empty for none.
Shown assumed_sentence(const std::vector<Assumption>& assumptions, bool listed);

}  // namespace knockon
