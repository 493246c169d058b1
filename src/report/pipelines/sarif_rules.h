// report/pipelines/sarif_rules.h: what a result of SARIF is an example of.
#pragma once

#include <string>

#include "assess/answer/assessment.h"

namespace knockon {

struct SarifRule {
    std::string id, title, meaning, remedy, quality;
};

/// Of a department that does not accept a change: `appetite-exceeded` or `appetite-open`.
SarifRule appetite_rule(Verdict v);
/// Of a finding: what `knockon explain` says of its code.
SarifRule rule_of(const Finding& f);

}  // namespace knockon
