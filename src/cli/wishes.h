// cli/wishes.h: what the options of `import` ask for.
#pragma once

#include <string_view>
#include <vector>

#include "cli/session.h"
#include "convert/format.h"

namespace knockon {

std::vector<Option> import_options();
std::vector<std::string_view> names_of_formats();

/// The format, relations and columns that the options name; what is wrong with them is in `out`.
Wishes wishes_of(const CommandLine& line, Diagnostics& out);

}  // namespace knockon
