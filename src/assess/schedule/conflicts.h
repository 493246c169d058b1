// assess/schedule/conflicts.h: changes of which not all can be carried out as they are written.
#pragma once

#include <span>

#include "base/diagnostic.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// Errors with both places, one for each pair and id: two of the changes add the same id; or one
/// removes a component that another, which begins no earlier, is about.
///
/// @param out  of each change, by place in `changes`: the error is with the later one
void check_conflicts(const Landscape& landscape, std::span<const Change* const> changes,
                     std::span<Diagnostics* const> out);

}  // namespace knockon
