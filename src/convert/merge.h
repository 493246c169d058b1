// convert/merge.h: what several sources say, as one landscape.
//
// Records are the same that have the same id, else one name whatever the case of its letters, if both are components or
// both are processes (their `source` names the format: it tells nothing here). The rule for what they say: the sources
// in the order in which they were given; what an earlier one states stays, a later one adds what is not said yet. What
// it says otherwise is named with both places and not taken. A need is taken whoever says it; that one of several is
// enough, or which end needs which, is for the first that says it.
#pragma once

#include <vector>

#include "convert/core.h"

namespace knockon {

/// One draft from several, not empty. Contradictions are warnings (K310). What a later source only says again is
/// counted as dropped for that, so that read = mapped + dropped for all of them together.
Draft merged(std::vector<Draft> drafts, Diagnostics& out);

}  // namespace knockon
