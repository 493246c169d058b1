// model/process_check.h: what processes can get wrong; a part of check() of a landscape.
#pragma once

#include <optional>

#include "base/diagnostic.h"
#include "model/landscape.h"
#include "model/references.h"

namespace knockon {

/// Needs, tolerances, loss, peaks and deadlines of every process; that there is one at all.
void check_processes(const Landscape& l, References& known, Diagnostics& out);

/// Whether `a` comes before `b`; empty where that rests on a time zone: only one has an offset.
std::optional<bool> ordered(const Moment& a, const Moment& b);

}  // namespace knockon
