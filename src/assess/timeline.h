// assess/timeline.h: what stands in people's calendars while a change is carried out and watched.
#pragma once

#include <span>

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// By time: the window, the time in which it is watched, the last moment to turn back, planned
/// changes, freezes, and the deadlines of processes that the change reaches; each that shares a
/// moment with the watched period.
std::vector<TimelineEntry> timeline(const Study& study, std::span<const Change> planned,
                                    const std::vector<Figures>& processes,
                                    const std::optional<Instant>& last_turn_back);

}  // namespace knockon
