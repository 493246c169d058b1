// assess/study/figures.h: from a tally to the figures of processes, departments and the whole.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// A mean and the 95 % interval of its sampling error.
Estimate estimate(const Mean& m);

/// A mean of which all runs have shown the same, most often nothing, is not known to be that: the rule of
/// three bounds the probability of something else.
/// @param most  that probability times what it comes to
Estimate or_unseen(Estimate e, double most);

/// What each figure comes to in a run that has not been met: where all are down for as long as they are together
/// in a run in which they are, or throughout where they are in none.
std::vector<double> unmet_run(const ScoreBoard& board, const Tally& tally);

/// All departments with their verdicts, by id, and with what limits are stated for.
std::vector<DepartmentFigures> judged(const Study& study, const Played& played);

/// Fills the disruption and the loss of `total`, and of each department that is hit its disruption and mean
/// loss, by id: what is asked of changes that are played together. Of the runs, those of the loss must be kept.
void add_losses(const Study& study, const Played& played, Assessment& out);

/// Fills `departments`, `processes` and `total` of the assessment, worst first, verdicts included.
void add_figures(const Study& study, const Played& played, Assessment& out);

}  // namespace knockon
