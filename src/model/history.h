// model/history.h: what was foretold of earlier changes, and what became of them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "model/change.h"

namespace knockon {

/// How a change ended. With issues: it went through, not without trouble; whether that is a failure
/// is a matter of definition, so it is a class of its own.
enum class ChangeResult { done, with_issues, cancelled, backed_out };
template <>
struct WordsOf<ChangeResult> {
    static constexpr std::string_view all[] = {"done", "with_issues", "cancelled", "backed_out"};
};

/// Who says so. Inferred: from an incident near it in time, which nobody has linked to it.
enum class OutcomeSource { review, close_code, incident, inferred };
template <>
struct WordsOf<OutcomeSource> {
    static constexpr std::string_view all[] = {"review", "close_code", "incident", "inferred"};
};

/// What was foretold of one figure: its mean and values that it exceeds at most now and then.
template <class T>
struct Foretold {
    Stated<T> mean, p50, p90, p95, p99;
};

/// What a change was to bring a department, beyond what comes without it.
struct DepartmentForecast {
    Stated<double> probability;  // of disruption
    Foretold<Duration> downtime;
    Foretold<double> loss;
};

/// What it brought.
struct DepartmentOutcome {
    Stated<bool> disrupted;
    Stated<Duration> downtime;
    Stated<double> loss;
};

/// One step of a past change: what was forecast, what happened. What concerns the whole change (its
/// departments) stands with one of its steps.
struct Outcome {
    Id change;
    std::chrono::year_month_day date{};  // of the window
    Verb verb = Verb::update;
    ChangeType type = ChangeType::normal;
    Stated<Id> component;
    Stated<std::string> team;
    Stated<std::chrono::year_month_day> made;  // day of the forecast
    Stated<std::string> model;                 // hash of what it was made from
    Stated<double> forecast_fails;             // probability
    Stated<double> forecast_loss;
    std::map<Id, DepartmentForecast> forecast_departments;
    Stated<ChangeResult> result;
    Stated<bool> failed;
    Stated<Duration> outage;
    Stated<double> loss;
    std::map<Id, DepartmentOutcome> departments;
    Stated<std::chrono::year_month_day> observed_until;
    Stated<OutcomeSource> source;
    Position at;
};

struct History {
    std::vector<Outcome> outcomes;
    Stated<Duration> half_life;  // at that age an outcome counts half for base rates; default: none
};

/// What can be said of a step: it failed or did not; or what keeps that from being said.
enum class Fate { failed, held, issues, inferred, cancelled, open };
Fate fate_of(const Outcome& o);

/// Day on which it was known what became of the step: until when it was observed, else the day of
/// the window.
std::chrono::sys_days known_on(const Outcome& o);

}  // namespace knockon
