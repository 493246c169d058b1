// convert/few.h: the first of many, named, and how many there are.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>

namespace knockon {

inline constexpr std::size_t most_examples = 3;

/// "a, b, c and 4 more".
inline std::string first_few(std::span<const std::string> all, std::size_t most) {
    const std::size_t shown = std::min(all.size(), most);
    std::string text = fmt::format("{}", fmt::join(all.first(shown), ", "));
    if (all.size() > shown) text += fmt::format(" and {} more", all.size() - shown);
    return text;
}

}  // namespace knockon
