// read/in_place.h: the smallest edit of the files that hold a landscape.
//
// Lines that say the same as before stay as they are, with their comments; of a record that
// changes only the keys that say something else are written anew. Nothing here is believed: whoever
// writes the texts reads them back first (`read_landscape_with`) and compares.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.h"
#include "model/landscape.h"
#include "read/read.h"

namespace knockon {

/// By path, the texts of the files that change when `before`, as it was read, becomes `after`.
/// Components and processes may come, go and change. What stands where it cannot be edited (in a
/// flow of its section, set by `annotate`) is an error at its place, and nothing is returned.
std::optional<std::map<std::string, std::string>> edited_in_place(const Landscape& before,
                                                                  const Landscape& after,
                                                                  const Sources& sources,
                                                                  Diagnostics& out);

/// As `read_landscape`, but of the files named in `instead` that text is read.
Landscape read_landscape_with(std::span<const std::string> paths,
                              const std::map<std::string, std::string>& instead,
                              const Limits& limits, Sources& sources, Diagnostics& out);

}  // namespace knockon
