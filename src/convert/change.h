// convert/change.h: a change drafted from two versions of a source, or from a plan.
#pragma once

#include <string>
#include <vector>

#include "convert/core.h"
#include "model/change.h"
#include "read/said.h"

namespace knockon {

struct ChangeDraft {
    Change change;
    std::vector<std::string> remarks;  // what is in no step, and what is to be filled in: comments
    std::size_t renamed = 0;           // that are called otherwise: no step does that
};

/// The steps that lead from one landscape to another: what is new is added, what differs replaced,
/// what is only of another version updated, then needs connected and disconnected, then what is
/// gone removed, consumers before what they need. Processes and departments are no matter of steps;
/// differences in them are remarks.
ChangeDraft change_between(const Draft& before, const Draft& after);

/// The steps of a plan, in the order of what they stand on. `before` is the landscape that the
/// change is for: what it has already is updated, not added. What the plan touches and it does not
/// have is a remark, and so is what the plan removes and something needs that is not in the plan.
ChangeDraft change_of_plan(const Draft& planned, const Landscape& before);

/// As a file says it.
Said document(const ChangeDraft& draft);

}  // namespace knockon
