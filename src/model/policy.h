// model/policy.h: what an organisation makes of findings and figures.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/words.h"
#include "model/change.h"

namespace knockon {

/// An accepted finding, or an accepted excess of an appetite: exactly one of `finding` and
/// `exceeds`.
struct Acceptance {
    Stated<std::string> finding;  // a code
    Ref exceeds;                  // a department
    Ref subject;                  // key `for`: id it is limited to (assess/study/acceptance.h)
    Stated<std::string> because;  // required
    Ref by;                       // department; required
    Stated<std::chrono::year_month_day> until;  // last day on which it holds; required
    bool in_change = false;  // written in the change that it is about, not in the policy
    Position at;
};

/// A role beyond departments and suppliers that must agree when something is the case.
struct SignOffRule {
    std::string who;
    Stated<DataClass> data;    // when: {data: …}: the change makes data of this class flow anew
    Stated<ChangeType> type;   // when: {type: …}
    Stated<std::string> kind;  // when: {kind: …}: a component of this kind is touched
    Position at;
};

/// Severity of a finding by policy; `off` drops it.
enum class Ruling { off, note, warning, error };
template <>
struct WordsOf<Ruling> {
    static constexpr std::string_view all[] = {"off", "note", "warning", "error"};
};

struct Thresholds {
    std::map<ChangeType, Duration> lead_time;  // default standard 0, normal 5 d, emergency 0
    Duration model_age = std::chrono::hours{24 * 365};
    Duration end_of_life_horizon = std::chrono::hours{24 * 365};
    double material_loss = 1000;  // expected loss that makes a department's agreement needed
    int chain_length = 3;         // suppliers in a row before a chain is called long
    double risky_step = 0.05;     // chance of failure from which on a step is called risky
    double base_rate_ratio = 2;   // how far from the base rate a stated chance is doubted
    double recovery_ratio = 10;   // p90 / p50 beyond which an estimate is doubted
    double hours_per_year = 4;    // growth of downtime that is worth a finding
    double loss_per_year = 1000;  // growth of loss that is worth a finding
};

struct Policy {
    std::vector<Ref> currencies;                    // that amounts name beside their number
    std::map<std::string, Stated<Ruling>> rulings;  // by finding code
    Thresholds thresholds;
    std::vector<Ref> it;  // departments that are the IT department; empty: `it`, if there is one
    std::vector<Acceptance> accept;
    std::vector<SignOffRule> sign_off;
    // By change. Where given, approvals that a change brings along do not count.
    Stated<std::map<Id, std::vector<Approval>>> approvals;
    std::map<std::string, Stated<double>> measures;  // what a mitigation costs, by its kind
};

/// The IT departments: those that `it` names, else the department `it`, if there is one.
std::set<Id> it_departments(const Policy& policy, const Landscape& l);

/// The kinds of mitigation that are tried.
inline constexpr std::string_view measure_kinds[] = {
    "another_window",    "buffer",         "capacity",      "moved_peak",   "other_sourcing",
    "redundancy",        "rehearse_rollback", "riskiest_first", "shorter_peak", "smaller_load",
    "split_change",      "stop_at_failure", "throttle"};

}  // namespace knockon
