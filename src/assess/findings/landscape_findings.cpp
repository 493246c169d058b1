#include "assess/findings/landscape_findings.h"

#include <algorithm>
#include <set>

namespace knockon {

Inspected::Inspected(const Landscape& l, const Calendars& c, const Policy& p,
                     std::chrono::year_month_day day)
    : landscape(l),
      calendars(c),
      today(day),
      policy(p),
      names(l),
      graph(compile(l)),
      sccs(strongly_connected(graph)),
      fallout(knockon::fallout(l, graph, sccs)),
      flow(graph, l) {}

const Supplier* Inspected::supplier_of(const Component& c) const {
    if (!c.supplier) return nullptr;
    const auto s = landscape.suppliers.find(*c.supplier);
    return s == landscape.suppliers.end() ? nullptr : &s->second;
}

bool is_critical(const Process& p) {
    constexpr Duration working_day = std::chrono::hours{8};
    Duration bears = p.mtpd.value_or(Duration{0});
    for (const Peak& peak : p.peaks)
        if (peak.mtpd) bears = std::min(bears, *peak.mtpd);
    return bears < working_day || (p.harm && !p.harm->empty());
}

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
