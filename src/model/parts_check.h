// model/parts_check.h: the parts of check() of a landscape or a change (check.h).
#pragma once

#include <optional>
#include <span>

#include "base/diagnostic.h"
#include "model/landscape.h"
#include "model/references.h"

namespace knockon {

// component_check.cpp: what a component can get wrong by itself, wherever it is written: in a
// landscape, or in a step that adds or changes it.

/// The groups of one consumer, without looking at whether their members exist.
void check_needs(std::span<const Need> needs, const Id& consumer, bool is_process,
                 Diagnostics& out);
/// Owner, supplier and calendars.
void check_references(const Component& c, References& known, Diagnostics& out);
/// Quantities that cannot be, or that say nothing.
void check_quantities(const Component& c, Diagnostics& out);
/// A recovery whose p90 is not beyond its p50, or whose median or mean is 0.
void check_recovery(const Stated<Recovery>& r, Diagnostics& out);
/// A number outside of [low, high] (`open_low`: or at its lower end), said as a share.
void check_share(const Stated<double>& share, std::string_view key, bool open_low,
                 Diagnostics& out);

// process_check.cpp

/// Needs, tolerances, loss, peaks and deadlines of every process; that there is one at all.
void check_processes(const Landscape& l, References& known, Diagnostics& out);
/// Whether `a` comes before `b`; empty where that rests on a time zone: only one has an offset.
std::optional<bool> ordered(const Moment& a, const Moment& b);

}  // namespace knockon
