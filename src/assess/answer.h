// assess/answer.h: an assessment together with what it was made of, for those who ask on.
#pragma once

#include <memory>

#include "assess/study/study.h"
#include "base/diagnostic.h"
#include "model/history.h"
#include "model/policy.h"

namespace knockon {

struct Answer {
    std::unique_ptr<Study> study;
    Played played;
    Assessment report;
};

/// As `assess` (assess.h), which gives the report alone.
/// The change must know its record (model/base_rates.h) and outlive the answer, as the landscape must.
std::optional<Answer> answer(const Landscape& landscape, const Change& change, const Policy& policy,
                             const History& history, const AssessOptions& options,
                             const Sources& sources, Diagnostics& out);

}  // namespace knockon
