// assess/assess.h: the main question. What does this change put at risk, for whom, and why?
//
// The answer is an Assessment (answer/assessment.h), and `answer()` in assess.cpp is its page of
// contents. The rooms below, each above the one before it:
//
//   answer/     what a report says, as values
//   study/      one change at one start, played, and its figures
//   schedule/   what calendars say against a start
//   findings/   the rules
//   windows/    when instead
//   structure/  landscapes without a change
//   advice/     what would help
//
// and here, on top of them: left_behind.h (what stays for good), since.h (what moved since an
// earlier report), sign_off.h (who must agree), timeline.h, compare.h (alternatives), portfolio.h
// and together.h (many changes).
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
