// report/diff.h: two versions of a landscape (assess/structure/landscape_diff.h) as text.
#pragma once

#include <string>

#include "assess/structure/landscape_diff.h"
#include "report/report.h"

namespace knockon {

/// What changed, `+` new, `-` gone, `~` changed, `!` worse for someone; then what it does to
/// processes and findings, and one line with counts. What is unchanged is only counted.
std::string diff_text(const LandscapeDiff& diff, const Sources& sources,
                      const TextOptions& options);

}  // namespace knockon
