// convert/pairs.h: which pairs of elements there were already.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace knockon {

/// Pairs of two different numbers, each once.
class Pairs {
  public:
    /// Room for so many.
    explicit Pairs(std::size_t most) : slots_(std::bit_ceil(2 * most + 2)) {}

    /// Whether it is new.
    bool add(std::uint32_t a, std::uint32_t b) {
        const std::uint64_t pair = std::uint64_t{a} << 32 | b;  // not 0, which is a free slot
        std::size_t i = (pair * 0x9E3779B97F4A7C15u >> 20) & (slots_.size() - 1);
        for (; slots_[i] != 0; i = (i + 1) & (slots_.size() - 1))
            if (slots_[i] == pair) return false;
        slots_[i] = pair;
        return true;
    }

  private:
    std::vector<std::uint64_t> slots_;
};

}  // namespace knockon
