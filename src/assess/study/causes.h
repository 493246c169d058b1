// assess/study/causes.h: who causes what, who bears it, and the way from one to the other (semantics, 7).
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

Cause cause_of(const Transition& t, const Change& change, std::size_t source);

/// Shapley shares, last-in, RRW and RAW of every step and of every other cause with a share.
void add_causes(const Study& study, const Played& played, Assessment& out);

/// Per process, the sets of causes that hit it, most frequent first, at most `most` of them.
void add_why(const Study& study, const Played& played, const Scoring& scoring,
             const AssessOptions& options, std::size_t most, Assessment& out);

}  // namespace knockon
