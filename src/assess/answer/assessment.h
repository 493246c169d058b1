// assess/answer/assessment.h: everything a report says, as values. The formats in `report/` draw it
// and compute nothing.
//
// Lengths of time are in seconds, money in the landscape's currency, probabilities in [0, 1]. What
// is "extra" is the difference with − without the change on the same draws (semantics, section 5).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/answer/picture.h"
#include "assess/answer/weakest.h"
#include "base/diagnostic.h"
#include "base/time.h"
#include "model/change.h"
#include "model/policy.h"

namespace knockon {

/// A figure and the 95 % interval of its sampling error; exact: low == value == high.
struct Estimate {
    double value = 0, low = 0, high = 0;
    std::optional<double> inputs_low, inputs_high;  // 90 % interval caused by uncertain inputs
    static Estimate exact(double x) { return {x, x, x, {}, {}}; }
    bool is_exact() const { return low == high; }
};
// Sums of estimates are as wide as can be: nothing is known of what their errors have in common.
Estimate sum(const Estimate& a, const Estimate& b);
Estimate difference(const Estimate& a, const Estimate& b);
Estimate scaled(const Estimate& e, double factor);  // not negative

/// `not_modelled`: what the landscape leaves out, so that nobody can tell; that is no permission.
enum class Verdict { within, exceeds, undetermined, not_modelled };
enum class Reach { none, absorbed, exposed };
template <>
struct WordsOf<Verdict> {
    static constexpr std::string_view all[] = {"within", "exceeds", "undetermined",
                                               "not_modelled"};
};
template <>
struct WordsOf<Reach> {
    static constexpr std::string_view all[] = {"none", "absorbed", "exposed"};
};

/// What holds an outage before it gets to a process.
struct Absorber {
    enum class By {
        tolerance, redundancy, closing_hours, chance, degraded, capacity, quiet
    } by = By::tolerance;
    Id where;          // the consumer whose need holds, or the process that is closed
    std::string text;  // "mes survives 6 h without erp", "2 of 3 of n1, n2, n3 stay up"
};
template <>
struct WordsOf<Absorber::By> {
    static constexpr std::string_view all[] = {
        "tolerance", "redundancy", "closing_hours", "chance", "degraded", "capacity", "quiet"};
};

struct LossFigures {
    Estimate mean, p95, p99;
    Estimate tail_mean;                 // mean of the worst 1 %
    std::optional<Estimate> given_any;  // E[loss | loss > 0]; empty when there never is one
};

struct MeanAndP95 {
    Estimate mean, p95;
};

/// What the change comes to where it disrupts: over the runs in which it does.
struct IfHit {
    struct Measure : MeanAndP95 {
        std::optional<Estimate> p50;  // empty in reports of before it was there
    };
    Measure downtime_s, loss;
};

/// Interruption by planned steps alone: certain, and part of the other figures.
struct Planned {
    double downtime_s = 0;  // active time
    std::optional<Instant> from, to;
};

struct Without {
    Estimate disruption, downtime_s, loss;
};

using Exceedance = std::vector<std::pair<double, double>>;  // (loss, P(extra loss >= loss))

/// What one process or department (or everything together) stands to lose.
struct Figures {
    Id id;
    std::string name;
    Id department;  // processes only
    Reach reach = Reach::none;
    std::vector<Absorber> absorbed_by;
    Estimate disruption, deadlines_missed;
    MeanAndP95 downtime_s;
    LossFigures loss;
    std::optional<IfHit> if_hit;  // empty where no run shows that it disrupts
    Planned planned;
    std::optional<Without> without;  // empty for what the change does not reach
    Exceedance exceedance;
    int people = 0;
    std::vector<std::string> harm;
};

struct DepartmentFigures : Figures {
    Appetite appetite;
    Verdict verdict = Verdict::within;
    std::vector<std::string> over;  // which limits are exceeded or open: "probability", "loss", …
    std::string settle;             // undetermined: what would settle it
    std::optional<Acceptance> accepted;  // the policy accepts the excess; it then stops nothing
    bool excused = false;  // was so in the earlier report and is no worse: not at the gate
};

struct Cause {
    enum class Kind { step, supplier, component, load } kind = Kind::step;
    int index = 0;  // step number from 1; 0 for suppliers and components
    std::optional<Verb> verb;
    Id target;
    friend auto operator<=>(const Cause&, const Cause&) = default;
};
template <>
struct WordsOf<Cause::Kind> {
    static constexpr std::string_view all[] = {"step", "supplier", "component", "load"};
};

/// Whether the department objects to the change: more than it accepts, or not known to be less, and
/// nobody has accepted that.
inline bool objects(const DepartmentFigures& d) {
    return d.verdict != Verdict::within && !d.accepted;
}

struct CauseFigures {
    Cause cause;
    Estimate loss;  // Shapley share of the expected extra loss
    std::map<Id, Estimate> by_department;
    Estimate last_in;  // expected loss saved if this cause were gone
    // Empty where no loss is expected, where it is infinite, and where it was never seen to happen.
    std::optional<double> risk_reduction_worth, risk_achievement_worth;
};

/// One way in which a process comes to be hit.
struct Why {
    Id process;
    double share = 0;  // of the runs that hit the process
    std::vector<Cause> members;
    std::vector<Id> chain;  // from the cause to the process
    std::vector<std::string>
        holds;  // per link, why it does not hold: "api survives 15 min, auth takes 45 min or more"
    std::optional<WeakestNeed> weakest;  // of the chain; empty where all of it is stated
};

/// Steady state of one process (semantics, section 5).
struct SteadyState {
    Estimate unavailability, downtime_h_per_year, episodes_per_year;  // on the clock
    std::optional<Estimate> disruptions_per_year;
    Estimate loss_per_year;
    Estimate
        working_h_per_year;  // of the downtime, what falls into the hours in which it is active
};
struct StructureChange {
    Id id;
    std::optional<SteadyState> before, after;
    Estimate more_per_year;  // loss, after less before, on the same draws
};
struct SinglePoint {
    Id component, process;
    friend auto operator<=>(const SinglePoint&, const SinglePoint&) = default;
};
/// What takes a process down together, and nothing less of it does.
struct Combination {
    Id process;
    std::vector<Id> members;  // components, suppliers and draws of needs, ascending
    double probability = 0;   // that all of them are down
    friend bool operator==(const Combination&, const Combination&) = default;
};
struct StructureReport {
    std::string engine;
    std::vector<StructureChange> processes;  // what grows most first
    std::vector<SinglePoint> new_single_points_of_failure, removed_single_points_of_failure;
    /// Of two or three members, by process, the most probable first. New: did not take the process
    /// down before, nor did a part of it; removed: likewise after.
    std::vector<Combination> new_cut_sets, removed_cut_sets;
    Estimate more_per_year;  // loss of all processes, after less before, on the same draws
    /// Expected extra loss in the first year: transition, releases of its like, and what stays
    /// behind for the rest of the year (semantics, section 5).
    Estimate year_one;
};

struct Finding {
    std::string code;
    Severity severity = Severity::warning;
    std::string quality;  // availability, continuity, stability, manageability, security
    std::string message, help;
    Position at;
    std::vector<Related> related;
    std::vector<Id> subjects;  // ids it is about; they make the fingerprint
    std::string fingerprint;
    std::shared_ptr<const Acceptance> accepted;  // one for all that it accepts
    bool brought_about = true;  // by this change; false: was there before
    bool excused = false;       // counted in the earlier report already: not at the gate
    /// How far it goes, by the measure of its rule, so that worse can be told from better; more is
    /// worse. In JSON alone: people read it in the message.
    std::optional<double> extent;
};

/// Whether the finding counts against the change: the change brings it about, and nobody has
/// accepted it. A gate looks at these alone.
inline bool counts(const Finding& f) { return f.brought_about && !f.accepted; }

struct Assumption {
    std::string of;      // "Customer records", "step 4 (add Personal offers)"
    std::string what;    // "recovery"
    std::string value;   // "1 h, 90 % within 4 h"
    std::string source;  // "built-in, application: …"
};

struct Method {
    std::string engine;  // enumerate, exact, simulate
    std::uint64_t runs = 0;
    double relative_error =
        0;              // standard error of the worst department's mean extra loss / the mean
    std::string worst;  // that department
};

/// What a change comes to for one department in its first year (semantics, section 8):
/// net = benefit + rest of the year × benefit per year − cost − risk − releases − left behind.
struct EconomicsRow {
    Id department;
    double benefit = 0, benefit_per_year = 0;  // once, and from the end of the watched period on
    double cost = 0;
    Estimate risk;         // expected extra loss of carrying it out
    Estimate releases;     // that of the further releases of the first year
    Estimate per_year;     // loss per year that stays behind, after less before
    Estimate left_behind;  // its part in the first year
    Estimate net;
};
/// What the sponsor would pay a department so that the change leaves it no worse off.
struct Compensation {
    Id department;
    Estimate amount;
};

/// What waiting costs a department for each week that the change comes later.
struct Waiting {
    Id department;
    double per_week = 0;
};

/// How much of a department's `loss_per_year` this change takes: once, its releases, and what stays
/// behind for the rest of the year.
struct YearBudget {
    Id department;
    double budget = 0;
    Estimate used;
};

/// What it would take to leave a supplier that the change makes the landscape depend on anew.
struct Exit {
    Id supplier;
    std::optional<double> takes_s;  // empty: nobody said
    std::optional<double> cost;
};

struct Economics {
    std::vector<EconomicsRow> departments;  // what gains most first
    EconomicsRow total;                     // their sum, `department` empty
    double rest_of_year = 0;  // of the first year, once the watched period is over: a share
    /// Loss of the first year (risk, releases, left behind) borne by others than the sponsor / all.
    std::optional<double> externality_share;
    std::string flag;  // "privately attractive, collectively harmful" or empty
    std::vector<Compensation> compensation;  // largest first; empty where the sponsor cannot pay it
    std::vector<Waiting> waiting;
    std::optional<double> budget;  // for the realisation; total.cost is held against it
    std::vector<YearBudget> year_budgets;
    std::vector<Exit> exits;
    double releases_in_year = 0;  // beyond the first
};

/// Something that would help: tried by assessing the edited change on the same draws.
struct Mitigation {
    std::string kind;            // as the policy's `measures` call it: "rehearse_rollback", …
    std::string text;            // "rehearse the rollback of auth"
    Estimate saves;              // expected loss of all departments together
    std::optional<double> cost;  // by the policy, and of waiting; empty: its price is not stated
    double net() const { return saves.value - cost.value_or(0); }
    std::map<Id, Verdict> verdicts;  // that it would give, of every department
    std::vector<std::string> edits;  // what was edited, as --set or --start take it
};

/// Whose agreement the change needs, and whether it was given and still holds.
struct SignOff {
    enum class Kind { department, supplier, role } kind = Kind::department;
    std::string who;                   // an id, or a role of the policy
    std::string name;                  // to be shown
    std::vector<std::string> reasons;  // "exceeds", "owns auth and api", …
    bool given = false;                // and it still holds
    std::string
        standing;  // "agreed up to € 2k, now € 8k: open again"; empty where nothing was given
};
template <>
struct WordsOf<SignOff::Kind> {
    static constexpr std::string_view all[] = {"department", "supplier", "role"};
};

/// Who will notice what, in words and local times that can be pasted into a mail.
struct Inform {
    Id department;
    int people = 0;
    std::string text;
};

/// An input at whose other value a verdict would be another (semantics, section 9).
struct BreakEven {
    std::string input;  // "chance that step 3 (update erp) fails"
    std::string path;   // as --set takes it: "steps.3.fails"
    Position at;
    std::string value, flips_at;  // as users write them: "8%", "4.2%"
    Id department;
    Verdict verdict = Verdict::within;  // beyond that value
    bool settles = false;               // the verdict is open because of this input
    bool above = false;                 // beyond it is above it; else below
    Id ask;  // who could find out: the owner, or the supplier; empty: nobody is named
};

struct WindowOption {
    Instant start;
    Estimate loss;
    struct Row {
        Estimate loss, disruption;
        Verdict verdict = Verdict::within;
        bool accepted = false;  // the policy accepts the excess there is
    };
    std::map<Id, Row> departments;
    std::vector<std::string> blocked;  // finding codes
    double saves = 0;                  // share of the loss at the requested start
    double waiting = 0;                // what all departments lose by waiting for it
    double together() const { return loss.value + waiting; }
    std::optional<Estimate> saving;  // that loss less the one here, on the same draws; empty only
                                     // in saved reports of versions that did not say
};

/// One of a coarse grid of starts, as far as it is needed to choose a day and an hour.
struct StartOption {
    Instant start;
    Estimate loss;
    Verdict verdict = Verdict::within;  // the worst of any department
    std::vector<std::string> blocked;   // finding codes
};

/// What stands in people's calendars around the change.
struct TimelineEntry {
    enum class Kind { window, watched, planned, freeze, deadline, turn_back } kind = Kind::window;
    Id id;             // of the change, the freeze or the process
    std::string text;  // "Month end: invoices must leave before 18:00"
    Instant from, to;  // true ends, also outside the watched period; turn_back: the same moment
};
template <>
struct WordsOf<TimelineEntry::Kind> {
    static constexpr std::string_view all[] = {
        "window", "watched", "planned", "freeze", "deadline", "turn_back"};
};

struct Input {
    std::string path, sha256;
    std::string as = {};  // "settings" or "policy": what decided beside what is judged; else empty
};
/// The files that were read, from `first` on and before `last`; the first of all is no file.
std::vector<Input> inputs_of(const Sources& sources, std::size_t first = 1,
                             std::size_t last = SIZE_MAX);

/// A figure that is another than in an earlier report, by more than both errors.
struct FigureMoved {
    Id department;     // empty: of all together
    std::string what;  // disruption, downtime_s, loss, p95_loss, loss_per_year, year_one
    Estimate before, after;
    Estimate more;            // after less before
    bool same_draws = false;  // `more` is the mean of differences draw by draw
};
struct VerdictMoved {
    Id department;
    Verdict before = Verdict::within, after = Verdict::within;
};
struct FindingMoved {
    std::string code;
    Severity severity = Severity::warning;
    std::string message, fingerprint;
    std::string was;  // how it stands in the other report: "note", "accepted"; empty: not there
};
struct SignOffMoved {
    SignOff::Kind kind = SignOff::Kind::department;
    std::string who, name;
    std::string before, after;  // "given", "open"; empty: not asked
};
/// An input that is another than it was.
struct InputMoved {
    std::string path;                          // as --set takes it where that can be
    std::optional<std::string> before, after;  // empty: not said
    /// What it alone makes of the expected extra loss: now, less with the earlier value put back on
    /// the same draws. Empty where that was not tried.
    std::optional<Estimate> moves;
    std::map<Id, Estimate> by_department;
    std::map<Id, Verdict> verdicts;  // that would be others with the earlier value
};

/// What moved since an earlier report on the same change, and which input moved it.
struct Since {
    std::string path, version;          // of the earlier report and of the program that wrote it
    bool known = true;                  // false: the earlier report does not know this change
    Verdict verdict = Verdict::within;  // then
    std::vector<VerdictMoved> verdicts;
    std::vector<FigureMoved> figures;
    std::size_t within_error = 0;  // figures that differ by no more than their errors
    std::vector<FindingMoved> came, went;
    std::vector<SignOffMoved> sign_off;
    std::vector<SinglePoint> new_points, gone_points;
    std::vector<std::string> new_limits, gone_limits;  // budgets that were hit
    std::vector<InputMoved> inputs;                    // what moves most first
    std::vector<std::string> files;                    // read, and not the same bytes
    bool only_worse = false;  // the gate stops at nothing that was so before
    std::vector<std::string> notes;
};

struct Assessment {
    std::string version;
    std::uint64_t seed = 1;
    std::string organisation, currency, timezone;
    std::vector<Input> inputs;
    Id change;
    Position change_at;  // where it is written
    std::string title, sponsor, sponsor_name;
    Instant start, end, hypercare_end;
    Verdict verdict = Verdict::within;
    Method transition;
    std::vector<std::string> limits_hit;
    std::vector<DepartmentFigures> departments;  // worst first; every department of the landscape
    std::vector<Figures> processes;              // worst first; every process
    Figures total;                               // disruption = any_disruption
    std::map<Id, std::string> names;             // what causes, ways and years name besides those
    std::vector<CauseFigures> causes;            // largest share first
    std::vector<Why> why;
    std::optional<StructureReport> structure;
    std::optional<Economics> economics;
    std::vector<WindowOption> windows;      // that everybody accepts, the least dear first
    std::vector<StartOption> starts;        // all of them, by time
    std::vector<Mitigation> mitigations;    // what saves most, net of its cost, first
    std::vector<std::string> helps_little;  // tried, and saves no more than its error
    std::vector<SignOff> sign_off;          // who must agree; open ones first
    std::vector<Inform> inform;             // most people first
    std::vector<BreakEven> break_even;      // what would change a verdict, the nearest first
    std::optional<Picture> picture;         // the part of the landscape that is affected
    std::optional<Instant> last_turn_back;  // empty: no step has a way back, or none fits
    std::vector<TimelineEntry> timeline;    // of the watched period, by time
    std::vector<Finding> findings;
    std::optional<double> coverage;      // share of the expected loss that rests on stated values
    std::vector<std::string> overrides;  // --start, --down, --set as given
    std::vector<Assumption> assumptions;
    std::map<std::string, std::string> values;  // that the result rests on, by path (values.h)
    std::optional<Since> since;
    std::vector<std::string> notes;  // why a figure is missing, what was left out
};

}  // namespace knockon
