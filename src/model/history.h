// model/history.h: what became of earlier changes.
#pragma once

#include <string>
#include <vector>

#include "model/change.h"

namespace knockon {

/// One step of a past change: what was forecast, what happened.
struct Outcome {
    Id change;
    std::chrono::year_month_day date{};
    Verb verb = Verb::update;
    ChangeType type = ChangeType::normal;
    Stated<std::string> team;
    Stated<double> forecast_fails;  // probability
    Stated<double> forecast_loss;
    Stated<bool> failed;
    Stated<Duration> outage;
    Stated<double> loss;
    Position at;
};

struct History {
    std::vector<Outcome> outcomes;
};

}  // namespace knockon
