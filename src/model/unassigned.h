// model/unassigned.h: whose a process is of which nobody told that.
#pragma once

#include <string_view>

namespace knockon {

/// The department of a process whose own is not known: an import writes it, and `annotate` may set another.
inline constexpr std::string_view unassigned = "unassigned";

}  // namespace knockon
