// assess/study/assumptions.h: every default that a result rests on, and how much of the loss does.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// Fills `assumptions`, by what they are about, and `coverage`: the part of the expected extra loss
/// (in absolute shares) whose cause has only stated figures. Causes must have been added before.
void add_assumptions(const Study& study, Assessment& out);

/// What is assumed of the background failures of a component or a supplier of `l`; nothing for ids of
/// neither kind.
void add_background_assumptions(const Landscape& l, const Id& id, std::vector<Assumption>& out);

}  // namespace knockon
