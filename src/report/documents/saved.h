// report/documents/saved.h: a report that was saved as JSON, read back, to be drawn again or held against a
// new one.
//
// What comes back says the same as what was written: report_json of it gives the same bytes, and so
// does every other format. A key that a newer version added is passed over; a value of the wrong
// kind is an error at its place. Nothing in a saved report is trusted: numbers must be finite,
// probabilities and times in range, and reading ends within the limits.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "assess/portfolio.h"
#include "read/read.h"

namespace knockon {

using Saved = std::variant<Assessment, Portfolio>;

/// Where a saved document says what it is about, report by report in its order.
struct SavedPlaces {
    Position file;
    std::vector<Position> changes, currencies;
};

/// Reads `report/1` or `portfolio/1`. The files it speaks of become entries of `sources` that hold
/// of their text only the lines the report quotes. Empty with an error in `out` where it is
/// neither.
std::optional<Saved> read_saved(const std::string& path, const Limits& limits, Sources& sources,
                                Diagnostics& out, SavedPlaces* places = nullptr);

}  // namespace knockon
