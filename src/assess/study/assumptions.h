// assess/study/assumptions.h: every default that a result rests on, and how much of the loss does.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

struct Assumed {
    std::vector<Assumption> all;     // what most of the loss rests on first
    std::optional<double> coverage;  // part of the expected extra loss (in absolute shares) whose
                                     // cause has only stated figures; empty where there is no loss
};
Assumed assumed(const Study& study, const std::vector<CauseFigures>& causes);

/// What is assumed of the background failures of a component or a supplier of `l`; nothing for ids of
/// neither kind.
void add_background_assumptions(const Landscape& l, const Id& id, const Names& names,
                                std::vector<Assumption>& out);

}  // namespace knockon
