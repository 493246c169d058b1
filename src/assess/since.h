// assess/since.h: what moved since an earlier report on the same change, and which input moved it.
//
// A difference between two figures counts only where it is larger than the errors of both. Where
// every input that differs can be put back, the earlier question is played again on the draws of
// this one, and the difference is known better than either figure (risk/tally.h). The inputs are
// told apart the same way: each is put back alone.
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// Fills `since` and, with `options.only_worse`, marks as excused what was so before and is no
/// worse: a department that objected already, over the same limits, none of its figures being
/// higher beyond the errors; a finding that counted already, is no more severe and goes no further.
/// A finding is marked whatever its severity, so that it is at no gate of whoever reads the report.
///
/// `options.since` must be a report on the same change in the same currency (assert), and `out`
/// must have its figures, findings and values.
void add_since(const Study& study, const Played& played, const AssessOptions& options,
               Assessment& out);

/// Adds to `since` what is known of a report only once it is complete: the files that were read and
/// what the command line took as down.
void add_outside_inputs(const Assessment& before, Assessment& out);

/// The `since` of a change that the earlier report does not know: nothing is excused.
Since not_known_before(std::string path, std::string version);

}  // namespace knockon
