// convert/interned.h: texts that come again and again, as numbers.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace knockon {

/// Numbers from 0, in the order in which the texts came.
class Interned {
  public:
    std::uint32_t of(std::string_view text) {
        if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
        const auto number = static_cast<std::uint32_t>(texts_.size());
        numbers_.emplace(texts_.emplace_back(text), number);
        return number;
    }
    /// The number of a text that came before; `size` where it did not.
    std::uint32_t find(std::string_view text) const {
        const auto found = numbers_.find(text);
        return found == numbers_.end() ? size() : found->second;
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
    const std::string& operator[](std::uint32_t number) const { return texts_[number]; }

  private:
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;  // only looked up
};

}  // namespace knockon
