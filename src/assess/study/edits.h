// assess/study/edits.h: model values as users write them, so that what was tried can be tried by anyone.
#pragma once

#include <string>
#include <vector>

#include "calendar/zone.h"
#include "model/landscape.h"

namespace knockon {

/// In quotes where it holds what YAML gives a meaning to.
std::string written(const Id& id);
/// "1h30m", in whole units; parts of a second are cut.
std::string written(Duration d);
std::string written(std::chrono::year_month_day date);  // "2027-03-26"
/// "2027-03-26T20:00" on the clock of `zone`; with its offset where that clock shows it twice.
std::string written(Instant t, const Zone& zone);
/// Needs as a list on one line: "[db, {all: auth, tolerates: 15m}]".
std::string written(const std::vector<Need>& needs);

/// What `--start` would make of `written(t, zone)`.
Moment as_moment(Instant t, const Zone& zone);

}  // namespace knockon
