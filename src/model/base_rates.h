// model/base_rates.h: how often steps like this one failed before.
//
// Where nobody states `fails`, a built-in judgement by verb, change type, reversible and tested is
// taken, and drawn towards what became of earlier steps: those of the same verb in other types of
// change, then of the same type by other teams, then of the team itself, then of anybody on the
// same component, each with what came before it worth `base_rate_strength` steps. Nought of five
// failures of a team where 10 % is usual gives 8 %, not 0. Each past step counts once, at the
// nearest level; a step of which nobody says whether it failed, or of which that is only inferred,
// and those of the very change in question, do not count, nor what was not known before the day of
// the window. With a half-life a step that is so old counts half, one twice as old a quarter.
//
// Source: empirical Bayes with a Beta prior (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013,
// section 5.3); semantics, section 9.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "model/change.h"
#include "model/history.h"

namespace knockon {

/// Steps that an estimate from further away counts for against a nearer record.
inline constexpr double base_rate_strength = 20;

/// The built-in judgement of a step of which no more is known than its verb and type of change.
double built_in_rate(Verb verb, ChangeType type);

/// What became of earlier steps, ready to be asked for the record of another one. A question costs
/// no more when there are many.
class PastSteps {
  public:
    explicit PastSteps(std::optional<Duration> half_life = {}) : half_life_(half_life) {}

    /// Passes over what says nothing. The order does not matter, but for the last digit.
    void add(const Outcome& o);
    /// As it weighs on `day`; `team` may be null. Nothing was known: equal to TrackRecord{}.
    TrackRecord record(Verb verb, ChangeType type, const std::string* team, const Id& component,
                       std::chrono::sys_days day) const;

  private:
    struct Sum {
        Count count;
        std::chrono::sys_days last{};  // day as of which the weights are
    };
    using Kind = std::pair<Verb, ChangeType>;
    template <class K>
    using Sums = std::map<K, Sum>;

    double fade(std::chrono::sys_days from, std::chrono::sys_days to) const;
    void put(Sum& sum, std::chrono::sys_days day, bool failed) const;
    template <class K>
    Count at(const Sums<K>& sums, const K& key, std::chrono::sys_days day) const;

    std::optional<Duration> half_life_;
    Sums<Kind> kinds_;
    Sums<std::pair<Kind, std::string>> teams_;
    Sums<std::pair<Kind, Id>> components_;
    Sums<std::pair<Kind, std::pair<std::string, Id>>> both_;
};

/// What `history` says of the steps of this change, for `Change::record`; only where it says
/// something.
std::map<std::pair<Verb, Id>, TrackRecord> track_records(const Change& change,
                                                         const History& history);

/// The estimate `prior` after a record: (20 prior + failed) / (20 + steps), both by weight.
double drawn_towards(double prior, const Count& record);
/// The same through all levels of a record.
double drawn_towards(double built_in, const TrackRecord& record);

/// Probability that a step causes an unplanned outage where nobody states it, by the built-in table
/// and the change's record; and where it comes from, in words.
struct BaseRate {
    double fails = 0;
    std::string source;
};
BaseRate base_rate(const Step& s, const Change& c);

/// A record in words: "3 of 41 of team web's update steps failed".
std::string record_text(const TrackRecord& record, const Step& s, const Change& c);

}  // namespace knockon
