// assess/assess.h: the main question. What does this change put at risk, for whom, and why?
//
//   assessment.h  the answer, as values
//   loss.h        what an interruption costs a process (semantics, section 4)
//   impact.h      what falls over when some ids are down, without a change
//   schedule.h    what calendars say against a start: freezes, change windows, notice
//   turn_back.h   until when a change can still be undone
//   planned.h     the forward schedule: what is carried out before
//   collisions.h  where a planned change and this one meet
//   values.h      the values that a result rests on
//   since.h       what moved since an earlier report
#pragma once

#include <optional>

#include "assess/answer/assessment.h"
#include "assess/study/question.h"
#include "base/diagnostic.h"
#include "model/change.h"
#include "model/history.h"
#include "model/policy.h"

namespace knockon {

/// Everything a report on one change says. Input must be free of errors (model/check.h, apply);
/// what cannot be assessed (an engine that does not apply, a window outside 1970-2200, no window
/// start) is added to `out` as an error, and the result is then empty.
std::optional<Assessment> assess(const Landscape& landscape, const Change& change,
                                 const Policy& policy, const History& history,
                                 const AssessOptions& options, const Sources& sources,
                                 Diagnostics& out);

}  // namespace knockon
