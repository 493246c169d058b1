// assess/findings/attribution.h: which findings a change brings about, and which of its steps does.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "assess/answer/assessment.h"
#include "model/change.h"

namespace knockon {

/// Those of `after` that are not among `before` (by fingerprint), or did not go as far there
/// (Finding::extent; a tie is as far), which their message says then; all brought about.
std::vector<Finding> found_anew(const std::vector<Finding>& before,
                                const std::vector<Finding>& after);

/// Marks each finding of `after` that is not among `before` (by fingerprint), or did not go as far
/// there (Finding::extent; a tie is as far), as brought about, and moves it to the step of the
/// change that brings it about; its place in the landscape goes first among the related ones. The
/// others are put as they were before. That step is one without which the steps before it do not
/// have the finding and with which they do; the first steps of a change may fit together only
/// later, and have nothing until they do. `found_in` is asked for about log2(steps) landscapes per
/// finding, each at most once, and for `most` in all.
/// @returns how many findings were left to the change as a whole, since that was not enough
std::size_t attribute(const Landscape& landscape, const Change& change,
                      const std::vector<Finding>& before,
                      const std::function<std::vector<Finding>(const Landscape&)>& found_in,
                      std::size_t most, std::vector<Finding>& after);

}  // namespace knockon
