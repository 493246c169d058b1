// report/words/gate.h: what a pipeline stops at, for the exit status and for the formats alike.
#pragma once

#include <optional>

#include "assess/portfolio.h"

namespace knockon {

// A gate is the lowest severity of a finding that fails a pipeline; empty: nothing does.

/// Whether it fails the gate: a verdict other than `within` that nobody has accepted and
/// that is not excused.
bool stops(const DepartmentFigures& d, std::optional<Severity> gate);
/// Whether it fails the gate: open, brought about by the change, not excused, and
/// severe enough.
bool stops(const Finding& f, std::optional<Severity> gate);

/// Whether the change fails it, as a whole or by one of its departments or findings.
bool stops(const Assessment& a, std::optional<Severity> gate);

/// The same of two changes that meet.
bool stops(const Portfolio& p, const Meeting& m, std::optional<Severity> gate);

/// What is not at the gate because it was so in the earlier report (`--only-worse`), counted apart
/// from what is accepted.
struct Excused {
    std::size_t verdicts = 0, findings = 0;
    bool any() const { return verdicts + findings > 0; }
};
Excused excused_of(const Assessment& a);

/// How many errors the change brings about that nobody has accepted.
std::size_t errors_of(const Assessment& a);

}  // namespace knockon
