// assess/study/forecast.h: what an assessment foretells of each step, in the form in which a
// history keeps it, so that it can be held against what happens.
#pragma once

#include <vector>

#include "assess/answer/assessment.h"
#include "model/history.h"

namespace knockon {

/// One outcome for every step that can fail, in order, with its chance of failure and its share of
/// the expected extra loss (at least 0: a history knows no gains); what happened is left open. The
/// day is that of the window's start on the clock of the report. What the whole change is to bring
/// each department that it reaches stands with the first of them.
///
/// @param made  day of the forecast
///
/// The model is told by one hash over the names and hashes of the files that were read, but for
/// `history`, which changes with every forecast.
std::vector<Outcome> forecasts(const Change& change, const Assessment& a,
                               std::chrono::year_month_day made, const std::string& history);

}  // namespace knockon
