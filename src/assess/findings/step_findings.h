// assess/findings/step_findings.h: is the way in which a change is to be carried out a steady one?
#pragma once

#include "assess/answer/finding_list.h"
#include "model/change.h"
#include "model/history.h"

namespace knockon {

/// T04 for each verb that the change's team has no outcome of in the history (of other changes, and
/// only where somebody said how they went); nothing without a history or a team. T05 for risky
/// steps (`thresholds: {risky_step: …}`, a tie is risky) that follow each other without a
/// `checkpoint`, where `on_failure` does not stop the change anyway. T06 where a stated chance of failure is not
/// the base rate: above it a note, more than `base_rate_ratio` times it a warning, less than the
/// same part of it a note; ties are free.
void judge_steps(const Change& change, const History& history, FindingList& out);

}  // namespace knockon
