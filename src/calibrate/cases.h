// calibrate/cases.h: which outcomes are scored, and against which forecast.
#pragma once

#include <vector>

#include "calibrate/calibration.h"

namespace knockon {

/// A step whose outcome is known, and what was foretold of it.
struct Case {
    const Outcome* outcome = nullptr;
    double forecast = 0;
    bool failed = false;
    double table = 0;   // the built-in base rate
    double pooled = 0;  // drawn from it towards all outcomes known before, whatever their kind
};

struct CaseOptions {
    bool replay = false;                                  // also where forecasts are recorded
    bool inferred = false;                                // score inferred outcomes, too
    std::optional<std::chrono::year_month_day> from, to;  // of the window, both included
};

struct Cases {
    std::vector<Case> all;      // by date, then change
    std::vector<Case> waiting;  // forecasts without an outcome that counts
    bool replayed = false;
    Unscored left_out;
    int made_on_the_day = 0;
};

/// Recorded forecasts; if there is none that may be scored, what base rates would have said of each
/// step from what was known before its day. Never some of both.
Cases cases_of(const History& history, const CaseOptions& options);

/// What base rates with this memory would have said of each step whose outcome is known, from what
/// was known before its day; by date.
std::vector<Case> replay(const History& history, std::optional<Duration> half_life, bool inferred);

}  // namespace knockon
