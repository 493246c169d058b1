// base/eight.h: eight bytes of a text at once, for what has to look at every byte of large files.
//
// A mask has the highest bit of each byte that is meant; the first byte is the lowest.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace knockon {

class Eight {
  public:
    static constexpr std::size_t bytes = 8;

    /// Those at the front of a text that has as many.
    explicit Eight(std::string_view text) {
        std::memcpy(&word_, text.data(), bytes);
        if constexpr (std::endian::native == std::endian::big) word_ = __builtin_bswap64(word_);
    }
    std::uint64_t beyond_ascii() const { return word_ & high; }
    std::uint64_t equal_to(char c) const {
        const std::uint64_t differs = word_ ^ all(static_cast<unsigned char>(c));
        return ~(((differs & ~high) + ~high) | differs) & high;
    }
    /// Of those that are ASCII: control characters, DEL too.
    std::uint64_t controls() const { return (~((word_ | high) - all(0x20)) & high) | equal_to('\x7F'); }
    /// Of UTF-8: bytes that do not begin a character.
    std::uint64_t continuations() const { return word_ & ~(word_ << 1) & high; }

    static constexpr std::uint64_t high = 0x8080808080808080u;

  private:
    static constexpr std::uint64_t all(unsigned char c) { return 0x0101010101010101u * c; }
    std::uint64_t word_;
};

/// How many bytes a mask means.
inline unsigned count(std::uint64_t mask) { return static_cast<unsigned>((mask >> 7) * 0x0101010101010101u >> 56); }

}  // namespace knockon
