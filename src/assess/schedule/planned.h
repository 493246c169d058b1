// assess/schedule/planned.h: the forward schedule, and the landscape that a change will find.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/diagnostic.h"
#include "calendar/zone.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// The landscape once the changes that `change` names in `after`, and those that they name in turn,
/// have been carried out: in the order named, each after what it waits for.
///
/// Errors, at their places: an `after` that is not among `planned` (with the id probably meant),
/// changes that wait for each other, what check() and apply() have against one of them. A warning:
/// one that is not finished, by its own plan, when `change` begins at `start` (else at its own
/// start).
Landscape landscape_by_then(const Landscape& landscape, const Change& change,
                            std::span<const Change> planned, const Stated<Moment>& start,
                            Diagnostics& out);

/// The moment by which all of those have been carried out, by their own plans; empty where it has none
/// to wait for, or none of them has a start.
std::optional<Instant> all_before_done(const Change& change, std::span<const Change> planned,
                                       const Zone& zone);

/// Two of the planned changes with one id are an error at both places.
void check_planned(std::span<const Change> planned, Diagnostics& out);

}  // namespace knockon
