#include "report/pipelines/sarif_rules.h"

#include "base/codes.h"

namespace knockon {

SarifRule appetite_rule(Verdict v) {
    if (v == Verdict::exceeds)
        return {"appetite-exceeded", "more risk than a department accepts",
                "A department states how much risk it accepts for one change: a probability of "
                "disruption, an expected loss, a loss in 1 case of 20, or downtime. This change is "
                "beyond one of them.",
                "Choose another start (`knockon windows`), lessen the risk, or ask the department.",
                "appetite"};
    return {"appetite-open", "whether a department accepts the risk cannot be told",
            "The interval of a figure holds the limit that a department states, so it is neither "
            "clearly within nor clearly beyond.",
            "Lower `--max-error`, or give better estimates of what the report names.", "appetite"};
}

SarifRule rule_of(const Finding& f) {
    SarifRule r{f.code, f.code, f.code, f.help.empty() ? f.code : f.help, f.quality};
    if (const CodeEntry* entry = find_code(f.code)) {
        r.title = entry->title;
        r.meaning = entry->meaning;
        r.remedy = entry->remedy;
    }
    return r;
}

}  // namespace knockon
