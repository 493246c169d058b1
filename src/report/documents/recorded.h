// report/documents/recorded.h: forecasts written into a history file, and nothing else in it touched.
//
// A history is kept by people, with comments and an order of their own. So it is not written anew:
// lines are added after the last entry of `outcomes`, and lines that an earlier run added are
// replaced. A change that is assessed again has one forecast, its latest; once something is said of
// what became of it, the forecast stays as it was before that.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.h"
#include "model/history.h"

namespace knockon {

/// The text of history file `file` of `sources` with the forecasts of one change in it; of an empty
/// file, a new history. `history` is what that text says.
///
/// Nothing, with an error in `out`, where the file is laid out so that lines cannot be added (a
/// list in brackets, JSON, an earlier forecast over several lines); nothing and a note where the
/// outcome of the change is known already.
std::optional<std::string> recorded(const Sources& sources, std::uint32_t file,
                                    const History& history, std::span<const Outcome> forecasts,
                                    Diagnostics& out);

}  // namespace knockon
