// report/gate.h: what a pipeline stops at, for the exit status and for the formats alike.
#pragma once

#include <optional>

#include "assess/assessment.h"

namespace knockon {

/// The lowest severity of a finding that fails a pipeline; empty: nothing does.
using Gate = std::optional<Severity>;
/// Whether it fails the gate: a verdict other than `within` that nobody has accepted.
bool stops(const DepartmentFigures& d, Gate gate);
/// Whether it fails the gate: open, brought about by the change, and severe enough.
bool stops(const Finding& f, Gate gate);

}  // namespace knockon
