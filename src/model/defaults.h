// model/defaults.h: what is taken where the user said nothing, and where that comes from.
//
// Every figure here is a judgement bracketed by published evidence (named beside it), never a
// measured constant, and every use of one ends up in the report's list of assumptions.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// A value in use, and who says so. `source` is empty where the user stated the value itself.
template <class T>
struct Resolved {
    T value{};
    std::string source;  // "defaults.saas in the landscape", "built-in, saas: …evidence…"
    bool assumed() const { return !source.empty(); }
};

/// Kinds that knockon knows; free text is allowed and taken as "application".
std::span<const std::string_view> known_kinds();

/// Whether a component never fails by itself whatever is said of it: `kind: capability`.
bool never_fails(const Component& c);

/// Unavailability and recovery of a component: stated, else (unavailability) what its supplier
/// states, else the landscape's `defaults` for its kind, else the built-in table. `kind: capability`
/// never fails.
Resolved<Probability> unavailability_of(const Component& c, const Landscape& l);
Resolved<Recovery> recovery_of(const Component& c, const Landscape& l);

/// The unavailability that all components of a supplier have in common, *before* `share` is
/// applied: stated, else the smallest of its components (semantics, section 2.5); 0 for one without
/// components.
Resolved<double> unavailability_of(const Supplier& s, const Landscape& l);
Resolved<Recovery> recovery_of(const Supplier& s, const Landscape& l);
Resolved<double> share_of(const Supplier& s);

/// Probability that the step causes an unplanned outage: stated, else the base rate by verb, change
/// type, reversible, tested, and what became of earlier steps like it (model/base_rates.h).
Resolved<Probability> fails_of(const Step& s, const Change& c);

/// Recovery after a failed step: the step's own, else the component's (of the after-landscape);
/// where nobody stated either and the step has no way back, a longer one.
Resolved<Recovery> recovery_of(const Step& s, const Component& target, const Landscape& after);
Resolved<Probability> works_of(const Rollback& r);

/// What a way back is taken to be once it has been prepared and tried on that day: it takes 30 min
/// and works in 70 %. A judgement: rollbacks ended 22 % of severe incidents at a large service (the
/// share that used one, not of those that tried).
Rollback rehearsed_rollback(std::chrono::year_month_day day);

}  // namespace knockon
