#include "assess/findings/landscape_findings.h"

#include <algorithm>
#include <set>

namespace knockon {

std::vector<Finding> landscape_findings(const Landscape& l, const Calendars& calendars,
                                        const Policy& policy, std::chrono::year_month_day today) {
    return landscape_findings(Inspected(l, calendars, policy, today), nullptr);
}

std::vector<Finding> landscape_findings(const Inspected& in, const Inspected* before) {
    std::vector<Finding> all;
    FindingList list(in.policy, in.names, all);
    availability_of_landscape(in, list);
    continuity_of_landscape(in, list);
    manageability_of_landscape(in, list);
    security_of_landscape(in, list);
    technology_of_landscape(in, list);
    chains_of_landscape(in, list);
    for (Finding& f : all) f.brought_about = false;
    if (before) security_of_difference(*before, in, list);
    // A group that is written twice is found twice.
    std::set<std::string> said;
    std::erase_if(all, [&](const Finding& f) { return !said.insert(f.fingerprint).second; });
    sort_findings(all);
    return all;
}

void sort_findings(std::vector<Finding>& findings) {
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        if (a.brought_about != b.brought_about) return a.brought_about;
        if (a.severity != b.severity) return a.severity > b.severity;
        if (a.code != b.code) return a.code < b.code;
        return a.subjects < b.subjects;
    });
}

}  // namespace knockon
