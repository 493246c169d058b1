// assess/advice/mitigations.h: what would help, tried and not guessed.
//
// Every idea is assessed as if it were the question, on the same seed and with a quarter of its runs, or as
// many where these tell too little; whose doing it is is not asked again, so that a try costs a fraction of
// an assessment. What it saves is the difference run by run (`saved`, risk/tally.h).
#pragma once

#include "assess/answer/assessment.h"
#include "assess/study/study.h"

namespace knockon {

/// Fills `mitigations` (what saves most net of its cost first) and `helps_little`. Not looked for,
/// with a note, where everyone accepts the change and the expected loss is below the policy's
/// `material_loss`. Figures, causes, reasons and windows must have been added before.
void add_mitigations(const Study& study, const Played& played, const Policy& policy,
                     const AssessOptions& options, Assessment& out);

}  // namespace knockon
