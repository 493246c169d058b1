// assess/schedule/turn_back.h: until when a change can still be undone.
//
// Undoing takes the `rollback: {takes}` of every step begun so far, one after the other. A way back
// closes at its `until`, where one is stated; a step that is not reversible closes it for good.
// Steps that say neither are not counted: nobody knows what their way back is.
#pragma once

#include <optional>
#include <vector>

#include "assess/answer/assessment.h"
#include "assess/answer/finding_list.h"
#include "calendar/calendar.h"
#include "model/change.h"

namespace knockon {

/// The latest moment, from the start of the window, at which turning back is still done by `limit`
/// (also from the start). Empty where no step says anything about a way back, and where it is too
/// late once the first step has begun. Ties are in time.
std::optional<Duration> last_turn_back(const Change& change, Duration limit);

struct WayBack {
    std::optional<Instant> last_moment;  // empty: there is none, or none in time
    std::string note;                    // that there is none in time; empty where nobody said
                                         // anything of a way back
};

/// Adds C04 where the last moment comes before the last step has ended: once for the end of the
/// window (if its length is stated), once for the first process that is exposed, closed when the
/// window begins at `start`, and opens before that. A change with a step that cannot be undone has
/// a last moment, but no C04.
WayBack judge_way_back(const Change& change, const Landscape& after, const Calendars& calendars,
                       const std::vector<Figures>& processes, Instant start, FindingList& out);

}  // namespace knockon
