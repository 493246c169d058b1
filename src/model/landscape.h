// model/landscape.h: the IT landscape as its owners describe it. Plain values, nothing derived.
//
// A field that the user left out is an empty `Stated`; what it is taken to be, and why, is decided
// in one place (model/defaults.h), so that every assumption can be listed. Everything with an id
// sits in a map ordered by id: the order in files means nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/one_or_many.h"
#include "base/quantity.h"
#include "base/source.h"
#include "base/words.h"
#include "model/calendar.h"

namespace knockon {

/// What anything with an id may carry; shown, never interpreted.
struct Labels {
    Seldom<std::string> name, note;
    Rare<std::vector<std::string>> tags, links;
    friend bool operator==(const Labels&, const Labels&) = default;
};

/// How much risk of one change a department accepts; a limit that is not stated does not exist.
struct Appetite {
    Stated<double> probability;    // of disruption, [0, 1]
    Stated<double> loss;           // expected extra loss
    Stated<double> p95_loss;       // loss exceeded in 1 case of 20
    Stated<Duration> downtime;     // expected extra downtime
    Stated<double> loss_per_year;  // budget of expected loss for all changes of a year
    bool any() const { return probability || loss || p95_loss || downtime; }
    friend bool operator==(const Appetite&, const Appetite&) = default;
};

struct Department : Labels {
    Id id;
    Position at;
    Stated<std::string> lead;
    Appetite appetite;
    friend bool operator==(const Department&, const Department&) = default;
};

/// Sensitivity of data, and what may hold it. Ordered.
enum class DataClass { open, internal, confidential, secret };  // `public` is a keyword
template <>
struct WordsOf<DataClass> {
    static constexpr std::string_view all[] = {"public", "internal", "confidential", "secret"};
};

enum class Sourcing { own, bought, outsourced };
template <>
struct WordsOf<Sourcing> {
    static constexpr std::string_view all[] = {"own", "bought", "outsourced"};
};

struct Supplier : Labels {
    Id id;
    Position at;
    Stated<Probability> unavailability;  // of the shared part; from `availability` or itself
    Stated<Recovery> recovery;
    Stated<double> share;    // part of its components' unavailability that they have in common
    Ref support;             // calendar in which repairs go on
    Stated<double> on_call;  // pace outside it, 0 to 1
    Ref changes_in;          // calendar
    Stated<DataClass> clearance;
    Stated<Duration> exit;  // time to leave it
    Stated<double> exit_cost;
    Ref owner;  // department that directs it
    friend bool operator==(const Supplier&, const Supplier&) = default;
};

/// How a need is known.
enum class Origin { stated, observed, guessed };
template <>
struct WordsOf<Origin> {
    static constexpr std::string_view all[] = {"stated", "observed", "guessed"};
};

/// What is said of few needs beside their members.
struct Terms {
    Duration tolerates{0};        // an outage of exactly this length does no harm
    Seldom<double> chance;        // probability that the need matters in a run; default 1
    Seldom<double> failover;      // probability that the switch works; default 1
    Seldom<double> impact;        // processes only: share of the hourly loss, (0, 1]; default 1
    double calls = 1;             // load passed to each member per unit of the consumer's load
    Seldom<DataClass> data;       // class of the data that flows to the members
    Seldom<DataClass> clearance;  // what this connection may carry
    Seldom<Origin> origin;        // default stated
    Position at;                  // of a need that is more than the name of its member
    /// Says the same: the place is no part of it.
    friend bool operator==(const Terms& a, const Terms& b);
};

/// A group of members of which enough must be up. Tolerance, chance, failover and impact are the
/// group's, not a member's: eroding does not distribute over union (semantics, section 1).
struct Need {
    enum class Kind { all, any, atleast };
    Kind kind = Kind::all;
    int at_least = 1;         // members that must be up: 1 for any, members.size() for all
    OneOrMany<Ref> members;   // components or processes; not empty, each at most once
    Rare<Terms> terms;
    Position at() const {
        return terms->at || members.empty() ? terms->at : members.front().at;
    }
    friend bool operator==(const Need&, const Need&) = default;
};

/// What is said of few components.
struct Particulars {
    Seldom<Sourcing> sourcing;
    Seldom<std::vector<std::string>> technologies, accepts;
    Seldom<Id> support;
    Seldom<double> on_call;
    Seldom<Duration> restart;
    Seldom<Id> maintenance, changes_in;  // calendars
    Seldom<double> capacity, load;       // per second
    Seldom<DataClass> data, clearance;
    Seldom<Duration> backup;  // how much work a restore loses at most
    Seldom<bool> exposed;
    Seldom<std::string> site, network;  // where it stands; for redundancy that is none
    Seldom<std::chrono::year_month_day> end_of_life, verified;
    friend bool operator==(const Particulars&, const Particulars&) = default;
};

struct Component : Labels {
    Id id;
    Position at;
    Seldom<std::string> source;  // 'FORMAT:ID': the record of another tool that it was imported from
    Seldom<std::string> kind;
    Ref owner;  // department
    Seldom<Id> supplier;
    Stated<Probability> unavailability;  // from `availability` or itself
    Stated<Recovery> recovery;
    Rare<Particulars> more;
    std::vector<Need> needs;
    friend bool operator==(const Component&, const Component&) = default;
};

/// One step of the hourly loss: `rate` from `after` (active time of the episode) on.
struct LossBand {
    Duration after{0};
    double rate = 0;
    friend bool operator==(const LossBand&, const LossBand&) = default;
};

struct Loss {
    Stated<double> each;         // once per episode beyond the grace
    std::vector<LossBand> hour;  // first band at 0; empty: none
    Stated<double> cap;          // at most this per episode, penalties apart
    friend bool operator==(const Loss&, const Loss&) = default;
};

struct Peak {
    Ref during;
    double factor = 1;
    Stated<Duration> mtpd;
    friend bool operator==(const Peak&, const Peak&) = default;
};

struct Deadline {
    Ref calendar;  // each maximal stretch of it is one deadline
    Duration work{0};
    double penalty = 0;
    bool contiguous = false;
    friend bool operator==(const Deadline&, const Deadline&) = default;
};

/// The department of a process of which nobody told whose it is: an import writes it, and `annotate`
/// may set another.
inline constexpr std::string_view unassigned = "unassigned";

struct Process : Labels {
    Id id;
    Position at;
    Stated<std::string> source;  // as of a component
    Ref department;
    std::vector<Need> needs;
    Ref active;  // calendar; default always
    Stated<int> people;
    Stated<Duration> mtpd, rto, rpo, grace;
    Stated<double> target_unavailability;  // 1 - target
    Loss loss;
    Stated<std::vector<std::string>> harm;
    std::vector<Peak> peaks;
    std::vector<Deadline> deadlines;
    friend bool operator==(const Process&, const Process&) = default;
};

struct Freeze : Labels {
    Id id;
    Position at;
    Ref during;
    Stated<std::string> reason;
    std::vector<Ref> scope;  // `for`: components, departments, suppliers or kinds; empty: all
    std::vector<std::string> except;  // change types
    friend bool operator==(const Freeze&, const Freeze&) = default;
};

struct KnownOutage {
    Ref component;
    Moment from, to;
    Stated<std::string> because;
    Position at;
    friend bool operator==(const KnownOutage& a, const KnownOutage& b) {
        return a.component == b.component && a.from == b.from && a.to == b.to;
    }
};

/// Defaults for a kind of component, stated in the landscape.
struct KindDefaults {
    Stated<Probability> unavailability;
    Stated<Recovery> recovery;
    friend bool operator==(const KindDefaults&, const KindDefaults&) = default;
};

struct Landscape {
    Stated<std::string> organisation, currency, timezone;
    Stated<std::chrono::year_month_day> verified;
    std::vector<Ref> currencies;  // that amounts name beside their number: "€", "CHF"
    std::map<Id, Department> departments;
    std::map<Id, Supplier> suppliers;
    std::map<Id, Calendar> calendars;
    std::map<Id, Freeze> freezes;
    std::vector<KnownOutage> outages;
    std::map<Id, Component> components;
    std::map<Id, Process> processes;
    std::map<std::string, KindDefaults> defaults;
    CalendarBudget calendar_budget;  // of the run; in no file
    friend bool operator==(const Landscape&, const Landscape&) = default;
};

}  // namespace knockon
