// convert/outcomes.h: changes and incidents that other tools keep, as a history.
//
// What became of a change is taken from incidents that name it, else from its close code, else it is
// not known: silence is no success. Close codes flatter (most changes that did harm are closed as
// successful), so who says it stays with each outcome, and what is only inferred from an incident on
// the same component soon afterwards is marked as that.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/time.h"
#include "convert/sheet.h"
#include "model/history.h"

namespace knockon {

/// Names of the tools whose tables are known: "servicenow", "glpi", "devlake".
std::vector<std::string_view> record_profiles();

/// Steps as they were carried out, one per change; their verb is taken to be `update`, which no such
/// table tells. Rows that cannot be read (no id, no date) are left out with one note that counts
/// them. An error where a column that is needed is not there.
///
/// @param incidents  empty: none
/// @param infer      how long after the day of a change an incident on its component may have come
///                   from it; empty: nothing is inferred
History outcomes_of(const Sheet& changes, const std::optional<Sheet>& incidents,
                    std::string_view profile, std::optional<Duration> infer, Diagnostics& out);

}  // namespace knockon
