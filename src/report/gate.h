// report/gate.h: what a pipeline stops at, for the exit status and for the formats alike.
#pragma once

#include <optional>

#include "assess/assessment.h"

namespace knockon {

// A gate is the lowest severity of a finding that fails a pipeline; empty: nothing does.

/// Whether it fails the gate: a verdict other than `within` that nobody has accepted.
bool stops(const DepartmentFigures& d, std::optional<Severity> gate);
/// Whether it fails the gate: open, brought about by the change, and severe enough.
bool stops(const Finding& f, std::optional<Severity> gate);

}  // namespace knockon
