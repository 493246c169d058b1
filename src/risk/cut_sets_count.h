// risk/cut_sets_count.h: how many sets a family holds, however many there are.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "risk/exact_unit.h"

namespace knockon {

/// A whole number of any size.
class SetCount {
  public:
    SetCount() = default;
    explicit SetCount(std::uint64_t n);
    std::string digits() const;  // decimal, without leading zeros
    /// Fits in 64 bits; then `small()` is the number.
    bool is_small() const { return parts_.size() <= 2; }
    std::uint64_t small() const;
    friend SetCount operator+(const SetCount& a, const SetCount& b);
    friend SetCount operator*(const SetCount& a, const SetCount& b);
    friend bool operator==(const SetCount&, const SetCount&) = default;

  private:
    std::vector<std::uint32_t> parts_;  // base 10^9, least first, no leading zeros
};

/// Number of sets in a family of levels; a level stands for inputs[level] sets. Time O(nodes), in
/// 64 bits as long as that goes.
SetCount count_sets(const Diagram& family, std::span<const SetCount> inputs);

}  // namespace knockon
