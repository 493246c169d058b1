// assess/study/watched.h: how long a change is watched (semantics, section 5).
#pragma once

#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "model/change.h"
#include "risk/transition.h"

namespace knockon {

/// The watched period [0, end), counted from the start of the window.
struct Watched {
    Duration window_end{0};
    Duration hypercare_from{0};  // end of the window, or of a load that lasts longer
    Duration end{0};
    std::string because;     // what made it as long as it is; empty where `hypercare` was stated
    std::vector<std::string> limits;  // "the watched period is cut at 366 days"
};

/// From the end of the window, or of a load that states how long it lasts, where that is later:
/// `hypercare` as stated; else at least 72 h, long enough for the p99 recovery of every step that can
/// fail (and for what surfaces late), and to the end of the next active period and of the next
/// deadline of every process in `reached`, but no more than 366 days.
Watched watched_period(const Change& change, const Landscape& after, const Calendars& calendars,
                       Instant start, const std::vector<Id>& reached);

/// End of the change window: its length as stated, else the end of the last planned part.
Duration window_length(const Change& change);

}  // namespace knockon
