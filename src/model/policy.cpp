#include "model/policy.h"

namespace knockon {

std::set<Id> it_departments(const Policy& policy, const Landscape& l) {
    std::set<Id> all;
    for (const Ref& id : policy.it) all.insert(*id);
    if (policy.it.empty() && l.departments.contains("it")) all.insert("it");
    return all;
}

}  // namespace knockon
