// assess/study/settled.h: a verdict is not left open where more runs would settle it.
#pragma once

#include "assess/study/study.h"

namespace knockon {

/// As `play` (study.h), and again with more runs for as long as a limit of a department is open by
/// sampling error alone and `options.max_runs` allows; where it does not, that is in `limits_hit`.
std::optional<Played> play_settled(const Study& study, const Scoring& scoring,
                                   const AssessOptions& options, Diagnostics& out);

}  // namespace knockon
