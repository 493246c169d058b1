// model/change.h: a proposed change, and what it makes of a landscape.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/quantity.h"
#include "base/words.h"
#include "model/landscape.h"

namespace knockon {

enum class Verb { update, migrate, replace, add, remove, connect, disconnect, load };
template <>
struct WordsOf<Verb> {
    static constexpr std::string_view all[] = {
        "update", "migrate", "replace", "add", "remove", "connect", "disconnect", "load"};
};

enum class ChangeType { standard, normal, emergency };
template <>
struct WordsOf<ChangeType> {
    static constexpr std::string_view all[] = {"standard", "normal", "emergency"};
};

struct Rollback {
    Length takes;                // on the clock
    Stated<Probability> works;   // default in model/defaults.h
    Stated<Duration> until;      // from the window's start; default its end
    Stated<std::chrono::year_month_day> rehearsed;
    Position at;
    friend bool operator==(const Rollback& a, const Rollback& b) {
        return a.takes == b.takes && a.works == b.works && a.until == b.until &&
               a.rehearsed == b.rehearsed;
    }
};

/// The share of failures that shows only in use.
struct Surfaces {
    double late = 0;      // [0, 1]
    Duration within{0};   // after the end of the window, uniformly
    friend bool operator==(const Surfaces&, const Surfaces&) = default;
};

/// One step; exactly one verb. Which of the last fields mean something depends on it.
struct Step {
    Verb verb = Verb::update;
    Ref target;  // the component; for `connect` and `disconnect` also a process
    Position at;

    Stated<Probability> fails;      // default from the base-rate table
    Stated<Duration> downtime;      // planned; default 0
    Stated<Duration> starts;        // key `at`, from the window's start; default: end of the step before
    Stated<Recovery> recovery;      // default the component's
    Stated<Surfaces> surfaces;
    Stated<Rollback> rollback;
    Stated<std::chrono::year_month_day> tested;
    Stated<bool> reversible;        // default true; false for `remove`
    Stated<bool> checkpoint;        // a go/no-go moment after this step
    Stated<std::string> note;

    Component component;            // add: the new component; migrate, replace: the fields named
    std::vector<Need> needs;        // connect: needs to add
    std::vector<Ref> from;          // disconnect: members to drop
    double times = 1;               // load: factor on the component's load
    Ref peak;                       // load: calendar; default always
    Stated<double> sigma;           // load: spread of the logarithm; default 0.1
    Stated<Duration> lasts;         // load: from where it begins; default: as long as it is watched
    friend bool operator==(const Step&, const Step&) = default;
};

struct Window {
    Stated<Moment> start;             // required unless `--start` gives it
    Stated<Duration> length;          // default: until the last planned step ends
    Stated<Moment> earliest, latest;  // where `windows` looks for a better start
    std::vector<Ref> within;          // calendars
    friend bool operator==(const Window&, const Window&) = default;
};

struct Override {
    Ref freeze;
    Stated<std::string> because;
    Ref by;
    Position at;
    friend bool operator==(const Override& a, const Override& b) {
        return a.freeze == b.freeze && a.because == b.because && a.by == b.by;
    }
};

struct Benefit {
    double value = 0;          // in currency, once or per year
    bool per_year = false;     // key `per`: from the end of the watched period on
    double per_week_late = 0;  // lost for each week the change comes later
    Position at;
    friend bool operator==(const Benefit& a, const Benefit& b) {
        return a.value == b.value && a.per_year == b.per_year &&
               a.per_week_late == b.per_week_late;
    }
};

struct Approval {
    Ref by;
    Stated<std::chrono::year_month_day> given;  // key `at`
    Appetite up_to;
    Position at;
    friend bool operator==(const Approval& a, const Approval& b) {
        return a.by == b.by && a.given == b.given && a.up_to == b.up_to;
    }
};

/// How often earlier steps of one kind failed. Weights fade with age where the history says so; else
/// they are the counts.
struct Count {
    int failed = 0, steps = 0;
    double failed_weight = 0, weight = 0;
    friend bool operator==(const Count&, const Count&) = default;
};

/// What became of earlier steps of one verb. Each is counted once, where it is nearest to this
/// step.
struct TrackRecord {
    Count component;  // same type of change, same component, whoever did it
    Count team;       // same type of change, same team; nothing where the change names none
    Count type;       // same type of change, other teams
    Count other;      // other types of change
    double other_expected = 0;  // failures among those by the built-in base rates alone, by weight
    std::optional<Duration> half_life;  // after which a step counts half
    friend bool operator==(const TrackRecord&, const TrackRecord&) = default;
};

struct Change {
    Id id;
    Position at;
    Stated<std::string> title, note, team;
    std::vector<std::string> tags, links;
    Ref sponsor;
    Stated<ChangeType> type;  // default normal
    Stated<std::chrono::year_month_day> requested;
    std::vector<Ref> currencies;  // that amounts name beside their number
    Window window;
    std::vector<Ref> after;  // ids of planned changes
    std::vector<Override> overrides;
    bool abort_on_failure = false;
    Stated<Duration> hypercare;
    std::map<Id, Benefit> benefit;      // by department
    std::map<Id, Stated<double>> cost;  // by department
    Stated<double> budget;
    Stated<double> releases_per_year;
    std::vector<Approval> approvals;
    std::vector<Step> steps;
    /// By verb and component, from track_records (model/base_rates.h); in no file.
    std::map<std::pair<Verb, Id>, TrackRecord> record;
    friend bool operator==(const Change&, const Change&) = default;
};

/// The landscape once every step has been carried out, in order.
///
/// A step that does not fit (adding an id that exists, touching one that does not, disconnecting what
/// is not a need of its own, removing what is still needed) is reported with its place and leaves the
/// landscape as it was; the later steps are still tried, so that all mistakes are seen.
Landscape apply(const Landscape& landscape, const Change& change, Diagnostics& out);

}  // namespace knockon
