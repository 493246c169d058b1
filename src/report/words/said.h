// report/words/said.h: what is said of a change, once, for text, page, Markdown and pipelines. Whole
// sentences; who lays them out adds no words of content.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assess/portfolio.h"
#include "report/words/view.h"

namespace knockon {

/// "It would cost Production € 76k more every year.": where a department would lose more by it every
/// year than it accepts of one change, or all together more than they gain; else empty.
Shown lasting_sentence(const View& v);
/// The answer: "NOT YET: Finance and Production would carry more risk than they accept." NOT YET
/// where a start was found that everybody accepts, NOT AS PROPOSED where none was; a finding that
/// stops a pipeline at `gate` stops the change here as well.
Shown verdict_sentence(const Assessment& a, std::optional<Severity> gate = Severity::error);
/// "Later: Tue 5 Jan 20:00 is within what everyone accepts, at a risk of € 900; waiting until then costs
/// Marketing € 8k."; empty where nobody carries too much.
Shown way_out_sentence(const Assessment& a);
/// The verdict with what findings stop counted in, for colours and badges.
Verdict verdict_at(const Assessment& a, std::optional<Severity> gate = Severity::error);
Style verdict_style(Verdict v);
/// The headline as a word, for a column or a badge: "within", "not yet", "not as proposed".
Shown headline_word(const Assessment& a);
/// "12 changes: 1 not as proposed, 2 not yet, 9 within what everyone accepts".
Shown verdict_phrase(const Portfolio& p);
Shown verdict_word(Verdict v);
/// "Finance, Sales, 2 more": at most `most` of the names.
Shown first_of(std::vector<Shown> names, std::size_t most);
/// What the sponsor is called.
Shown sponsor_of(const Assessment& a);
/// "4 values are assumed (recovery of crm, …): --assumptions lists them."; `in_list`: they
/// are listed already.
Shown assumed_sentence(const std::vector<Assumption>& all, bool in_list);
/// "67 values, 2.0 % of the risk: fails of step 4, …".
Shown assumed_in_short(const View& v);
/// What all of it rests on, in words that everybody knows: "4 values are assumed (…): --assumptions
/// lists them. 83 % of the risk rests on what somebody stated."
Shown rests_on(const View& v);
/// Settings and policies, which decide beside what is judged: "policy rules.yaml (sha256 …)", each
/// file once.
std::vector<std::string> judged_by(std::span<const Assessment> all);
std::vector<std::string> judged_by(std::span<const Input> all);
/// "28,928 runs, error 1.9 % (Production), seed 1."
Shown method_sentence(const View& v);

/// "28 h", "1,200 h": in hours, as the year is counted, but "13 min" where it is less than one.
Shown hours_of_year(double hours);

// departments.cpp
/// Those who do not accept it, worst first, at most `most` by name: "Finance, Sales, 2 more".
Shown objecting(const Assessment& a, std::size_t most);
/// What a department accepts: "1 %; on average € 5k", "no limit"; `in_column`: under a head that says
/// what is an average.
Shown limits_phrase(const View& v, const Appetite& a, bool in_column = false);
/// Which of them are exceeded, or open, by who objects: "over 1 %, € 5k"; else empty.
Shown over_phrase(const View& v, const DepartmentFigures& d);
/// All who are hit.
std::vector<const DepartmentFigures*> exposed_departments(const View& v);
/// The base that their chances have in common (format.h).
int base_of(const std::vector<const DepartmentFigures*>& all);
/// "Finance is undetermined: at most 2 % of …": what would settle it, of each that is open.
std::vector<Shown> open_limits(const View& v);
/// "chance of disruption 1 % to 3 %, extra loss € 1k to € 4k": what uncertain inputs leave open, as
/// far as two digits show it; else empty.
Shown open_range(const View& v, const DepartmentFigures& d);
/// What chance times loss leaves of the average, where it is more than a tenth of it and matters:
/// "outages too short to disrupt are in the average: Sales € 220"; else empty.
Shown beside_disruption(const View& v, const std::vector<const DepartmentFigures*>& all);
/// What a limit of `DepartmentFigures::over` is held against: "chance of disruption".
Shown limit_words(std::string_view limit);
/// "36 min on average, 3 h 35 min in 1 case of 20", "none".
Shown spread(const Estimate& mean, const Estimate& p95, const std::function<Figure(double)>& as);
/// What neither hours nor money say: "deadlines missed: 12 in 100; harm besides money: food
/// safety"; empty where there is nothing.
Shown beyond_money(const Figures& f);
/// The meanings of "none": not reached, absorbed and by what (two, or `all`), not modelled.
Shown calm_phrase(const View& v, const DepartmentFigures& d, bool all);
/// Departments that nothing gets to, those with the same reason together.
struct Calm {
    std::vector<Shown> names;
    Shown why;
};
std::vector<Calm> calm_departments(const View& v, bool all);
/// Who they are: "Finance, Sales, 76 more", the first few by name where not `all` are asked for.
Shown calm_names(const Calm& c, bool all);
/// Those who are within, hardly hit and not harmed, so that a line is enough for all of them: next to
/// nothing on average, little even if it happens. Fewer than two are none.
std::vector<const DepartmentFigures*> hardly_hit(const View& v);
/// "Marketing, IT (no limit): within, under 0.4 %, together € 41".
Shown hardly_hit_phrase(const View& v, const std::vector<const DepartmentFigures*>& all);
/// What neither hours nor money say of several: "deadlines missed: Sales 2 in 100", "harm besides
/// money: safety (Production)".
std::vector<Shown> beyond_money(const View& v, const std::vector<const DepartmentFigures*>& all);
/// "2.4 %", or "under 0.14 %" for what was never seen, which is not never: how often it may still
/// be.
Shown chance(const Estimate& disruption);
/// The same for a narrow column, rounded up: "< 0.20 %".
Shown short_chance(const Estimate& disruption);
/// The same with as many digits as it takes to be more than a limit that it exceeds: "2.03 %" of 2 %.
Shown chance_beside_limit(const DepartmentFigures& d);
/// "13 %, 13 in 100"; what was never seen is "under" its upper bound.
Shown chance_phrase(const Figures& f, int base);
// since.cpp
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
// short_answers.cpp
/// A question that is answered in a sentence or two.
struct ShortAnswer {
    Words question;
    Shown text;
};
/// What must be decided, who must agree, what is certain, why, what helps, what stays behind, what all
/// of it rests on: as far as there is anything to say, with what decides first.
std::vector<ShortAnswer> short_answers(const View& v);
/// The message up to where a part of it ends and no more than `columns` are taken; all of it where
/// no part ends in time.
std::string_view first_parts(std::string_view message, int columns);
/// Whether one of them says what the note does.
bool is_answered(const View& v, std::string_view note);
// why.cpp
/// "updating Single sign-on fails → Integration layer → Invoice run"; with what it rests on behind it, where nobody
/// stated that: "(rests on a guessed need: Invoice run needs Integration layer)".
/// Of a long chain only the ends where not `all` are asked for.
Shown chain_phrase(const View& v, const Why& w, bool all = true);
/// "erp → api → shop"; of many the first and the last: "erp → api → crm → 9 more → shop → Web orders".
Shown chain_of(std::vector<Shown> names, bool all);
/// " (rests on a guessed need: Web shop needs db)", " (as observed)"; empty where all are stated. `called`
/// gives the name of an id.
Shown weakest_phrase(const std::optional<WeakestNeed>& w,
                     const std::function<Shown(const Id&)>& called);
/// Why its links do not hold: "api: survives 15 min without it; db: needs 2 of 3"; may be empty.
Shown links_phrase(const View& v, const Why& w);
/// "updating Single sign-on"; `failing`: "updating Single sign-on fails".
Shown cause_phrase(const View& v, const Cause& c, bool failing);
/// "step 2: updating Single sign-on", "an outage at Nordhost".
Shown cause_name(const View& v, const Cause& c);
/// "accepted by Finance until 1 Mar 2027: replaced in March".
Shown accepted_phrase(const View& v, const Acceptance& a);
// stays_behind.cpp
/// What a year more costs, after less before, in one rounding, so that the processes of a department add
/// up to what it is said to lose.
struct YearlyLoss {
    double rounding = 1;
    std::map<Id, std::int64_t> processes, departments;  // in units of it
    double of_department(const Id& id) const {
        const auto found = departments.find(id);
        return found == departments.end() ? 0 : static_cast<double>(found->second) * rounding;
    }
};
YearlyLoss yearly_loss(const View& v);
/// A process whose years change: "~120 h", "~130 h", "~€ 2.0k more".
struct StructureRow {
    Shown process, before, after, more;
    double hours_before = 0, hours_after = 0, more_per_year = 0;
};
std::vector<StructureRow> structure_rows(const View& v);
/// An outage is named after who is down; a need that passes it on ("shop needs crm") or a switch that
/// fails ("switch of shop needs a, b") after what then happens: "shop for want of crm".
Shown event_phrase(std::string_view event, const std::function<Shown(const Id&)>& name_of);
/// What a year more costs, and whom: the dearest first.
std::vector<Shown> structure_sentences(const View& v);
/// "Line 1 now stops with crm + erp (53 min a year) and 3 less likely", a line per process.
std::vector<Shown> combination_sentences(const View& v, const std::vector<Combination>& all,
                                         Words verb, bool every_one);
/// "crm becomes a single point of failure for Web orders, Line 1", a line per component: what matters
/// is which one, then for whom.
std::vector<Shown> point_sentences(const View& v, const std::vector<SinglePoint>& all, Words verb,
                                   Style style = Style::strong);
inline constexpr Words newly_alone = " becomes a single point of failure for ";
inline constexpr Words no_longer_alone = " is no single point of failure any more for ";
inline constexpr Words newly_down = " now stops with ";
inline constexpr Words no_longer_down = " no longer stops with ";
/// What the first year comes to, and what is estimated.
std::vector<Shown> structure_remarks(const View& v);
/// "each year Sales loses ~€ 1.5k more; Web orders down ~130 h instead of ~120 h; 3 new single points
/// of failure", "nothing".
Shown stays_behind_in_short(const View& v);
inline Words timeline_kind(TimelineEntry::Kind k) {
    return words_of(k, {"this change", "watched", "planned", "freeze", "deadline", "turn back by"});
}

}  // namespace knockon
