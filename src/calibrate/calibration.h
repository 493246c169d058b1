// calibrate/calibration.h: forecasts held against what happened.
//
// No engine is in here and nothing is foretold: a history says what was, and the statistics say how
// far that bears out the forecasts. They have to hold for few outcomes and for people who look
// again after every change; where they cannot say anything yet, they say that.
//
//   calibrate.h         a history to a `Calibration`
//   cases.h             which outcomes are scored, and against which forecast
//   evidence.h          do the forecasts hold? at any time of looking
//   scores.h            are they better than others? at any time of looking
//   poisson_binomial.h  how many failures they allow; shares of few
//   reliability.h       the curve, without bins
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calibrate/evidence.h"
#include "calibrate/poisson_binomial.h"
#include "calibrate/reliability.h"
#include "calibrate/scores.h"
#include "model/history.h"

namespace knockon {

/// Failures among some forecasts.
struct Failures {
    int steps = 0;
    double expected = 0;
    int seen = 0;
    int low90 = 0, high90 = 0;    // 90 % of records of right forecasts are in between
    int low95 = 0, high95 = 0;    // likewise
    int low998 = 0, high998 = 0;  // likewise 99.8 %
    double p_value = 1;           // of one look; mid-p, two-sided
};

/// Some of the forecasts: a team's, a verb's, those of half a year.
struct ForecastGroup {
    std::string id;  // "" where the history does not say
    Failures failures;
    double ratio = 1;  // seen / expected, both raised by 4: small groups stay near 1
    double brier = 0, logarithmic = 0;
};

/// How often a figure of which a quantile was foretold was above it, for one department.
struct Exceeded {
    Id department;
    std::string what;  // "downtime", "loss"
    double level = 0;  // 0.95: at most one of twenty should be above
    int cases = 0, above = 0;
    ShareBounds share;  // of those above, 95 %
    double score = 0;   // quantile (pinball) score, mean; in seconds or money
};

/// Against one other forecast that could have been made at the time.
struct ScoreComparison {
    std::string reference;  // "table", "pooled"
    ScoringRule score = ScoringRule::brier;
    double forecast = 0, other = 0;  // mean scores; less is better
    Advantage advantage;
};

/// How the own record, with a memory of this length, would have foretold.
struct MemoryScore {
    std::optional<Duration> half_life;  // empty: nothing is forgotten
    double brier = 0, logarithmic = 0, expected = 0;
    bool best = false;  // by the logarithmic score
};

/// A line to change something by; never applied by itself.
struct Advice {
    std::string text, line;  // what and why; what to paste, or empty
};

/// One scored step, for pictures.
struct Dot {
    Id change;
    std::chrono::year_month_day date{};
    double forecast = 0;
    bool failed = false;
};

/// Outcomes that are not scored, by reason.
struct Unscored {
    int open = 0, cancelled = 0, issues = 0, inferred = 0;
    int no_forecast = 0, undated = 0, too_late = 0;  // no day of forecast; after the window's day
    int other_dates = 0;                             // outside --from and --to
};

struct Calibration {
    std::string version;
    std::uint64_t seed = 1;
    std::vector<std::pair<std::string, std::string>> inputs;  // path, sha256
    bool replayed = false;  // forecasts are not recorded ones but what base rates would have said
    bool with_inferred = false;
    std::string by;  // "team", "verb", "type", "component"
    int changes = 0;
    Failures failures;
    double evidence = 1;                 // calibrate/evidence.h
    bool alarmed = false;                // evidence has reached `alarm`
    CountRange quiet;                    // counts that would raise none
    std::optional<double> least_excess;  // that would have been seen by now
    int made_on_the_day = 0;             // forecasts of the very day of the window
    Unscored left_out;
    int most_if_unknown_failed = 0;  // failures, had all without an outcome failed
    double expected_with_unknown = 0;
    std::vector<ScoreComparison> comparisons;
    std::optional<Reliability> reliability;      // from 30 steps on
    std::vector<Dot> dots;                       // by date
    std::vector<ForecastGroup> groups, periods;  // by name; by half-year
    std::vector<ForecastGroup> departments;      // disruptions instead of failures
    std::vector<Exceeded> exceeded;
    std::vector<MemoryScore> memories;       // from 200 outcomes on, shortest first
    std::vector<Advice> advice;
};

}  // namespace knockon
