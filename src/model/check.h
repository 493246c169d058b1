// model/check.h: does a landscape, or a change to it, make sense? Everything that can be said
// without knowing what the numbers do.
#pragma once

#include <span>

#include "base/diagnostic.h"
#include "model/change.h"
#include "model/landscape.h"
#include "model/policy.h"

namespace knockon {

/// Dangling references (with the id that was probably meant), groups that cannot be, impact on a
/// component, failover without a spare, p90 <= p50, rto beyond mtpd, bands of loss out of order, an
/// outage that ends before it begins, more load than capacity, settings without effect, … Errors
/// stop an assessment; warnings and notes do not: an appetite without a process, components nothing
/// needs, processes that need nothing, departments without a process, suppliers nobody uses.
///
/// What only a worked-out calendar can tell (circles, rules, deadlines without slack) is said
/// there.
void check(const Landscape& l, Diagnostics& out);

/// References of a change into its landscape, steps and rollbacks outside of the window, moments in
/// the wrong order, steps that do nothing, what a component or need within a step gets wrong; not
/// whether steps fit (`apply` says that).
void check(const Change& c, const Landscape& l, Diagnostics& out);

/// Codes of findings that do not exist, and acceptances by or of departments that do not. Whether an
/// acceptance is over or matches nothing is said once there is an answer (assess/study/acceptance.h): its
/// `for` may be something that only another change adds.
void check(const Policy& p, const Landscape& l, Diagnostics& out);

/// Currencies that amounts name: all are the landscape's. Done by each of those above.
void check_currencies(std::span<const Ref> named, const Landscape& l, Diagnostics& out);

}  // namespace knockon
