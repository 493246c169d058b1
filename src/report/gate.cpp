#include "report/gate.h"

namespace knockon {

bool stops(const DepartmentFigures& d, Gate gate) {
    return gate && d.verdict != Verdict::within && !d.accepted;
}

bool stops(const Finding& f, Gate gate) {
    return gate && f.brought_about && !f.accepted &&
           static_cast<int>(f.severity) >= static_cast<int>(*gate);
}

}  // namespace knockon
