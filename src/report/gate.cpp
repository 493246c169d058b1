#include "report/gate.h"

namespace knockon {

bool stops(const DepartmentFigures& d, std::optional<Severity> gate) {
    return gate && d.verdict != Verdict::within && !d.accepted;
}

bool stops(const Finding& f, std::optional<Severity> gate) {
    return gate && counts(f) && static_cast<int>(f.severity) >= static_cast<int>(*gate);
}

}  // namespace knockon
