// convert/interned.h: texts that come again and again, as numbers.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <string_view>

#include "base/numbered.h"

namespace knockon {

/// Numbers from 0, in the order in which the texts came; 0 is the empty text.
class Interned {
  public:
    Interned() { numbers_.add({}); }

    std::uint32_t of(std::string_view text) {
        if (text.empty()) return 0;
        const auto [number, fresh] = numbers_.add(text);
        if (fresh) {
            auto* kept = static_cast<char*>(kept_.allocate(text.size(), 1));
            std::memcpy(kept, text.data(), text.size());
            numbers_.moved(number, {kept, text.size()});
        }
        return number;
    }
    /// The number of a text that came before; `size` where it did not.
    std::uint32_t find(std::string_view text) const { return numbers_.find(text); }
    std::uint32_t size() const { return numbers_.size(); }
    std::string_view operator[](std::uint32_t number) const { return numbers_[number]; }

  private:
    std::pmr::monotonic_buffer_resource kept_;
    Numbered numbers_;
};

}  // namespace knockon
