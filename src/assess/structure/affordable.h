// assess/structure/affordable.h: which processes are worked out where not all of them can be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/landscape.h"

namespace knockon {

/// Components and processes below all processes that are worked out, each counted as often as it is
/// below one.
inline constexpr std::size_t most_parts = 1'500'000;

/// The highest rate at which a process loses.
double most_an_hour(const Process& p);

struct Affordable {
    std::vector<Id> ids;    // as they were given
    std::string limit_hit;  // "parts: 12 of 40 processes were worked out, …"; empty: all of them
};

/// Of `ids`, processes of `l`: those that lose most an hour first, one at least, up to `most` parts.
Affordable affordable(const Landscape& l, const std::vector<Id>& ids, std::size_t most);

}  // namespace knockon
