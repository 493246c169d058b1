#include "report/words/gate.h"

#include <algorithm>

namespace knockon {

bool stops(const DepartmentFigures& d, std::optional<Severity> gate) {
    return gate && objects(d) && !d.excused;
}

bool stops(const Finding& f, std::optional<Severity> gate) {
    return gate && counts(f) && !f.excused &&
           static_cast<int>(f.severity) >= static_cast<int>(*gate);
}

bool stops(const Assessment& a, std::optional<Severity> gate) {
    const auto at_gate = [&](const auto& x) { return stops(x, gate); };
    const bool so_before = a.since && a.since->only_worse && a.since->verdict == a.verdict;
    const bool unknown = gate && a.verdict == Verdict::not_modelled && !so_before;
    return unknown || std::any_of(a.departments.begin(), a.departments.end(), at_gate) ||
           std::any_of(a.findings.begin(), a.findings.end(), at_gate);
}

bool stops(const Portfolio& p, const Meeting& m, std::optional<Severity> gate) {
    return gate && !m.excused && static_cast<int>(p.collision_severity) >= static_cast<int>(*gate);
}

Excused excused_of(const Assessment& a) {
    Excused e;
    for (const DepartmentFigures& d : a.departments) e.verdicts += d.excused ? 1 : 0;
    for (const Finding& f : a.findings) e.findings += f.excused ? 1 : 0;
    return e;
}

std::size_t errors_of(const Assessment& a) {
    return static_cast<std::size_t>(
        std::count_if(a.findings.begin(), a.findings.end(),
                      [](const Finding& f) { return counts(f) && f.severity == Severity::error; }));
}

}  // namespace knockon
