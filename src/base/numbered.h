// base/numbered.h: texts as numbers, found again quickly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace knockon {

/// Numbers from 0, in the order in which the texts came; the texts are somebody else's and stay where they are.
class Numbered {
  public:
    explicit Numbered(std::size_t expected = 0) {
        texts_.reserve(expected);
        std::size_t slots = fewest;
        while (slots < 2 * expected) slots *= 2;
        slots_.resize(slots);
    }

    /// Its number, and whether it is new.
    std::pair<std::uint32_t, bool> add(std::string_view text) {
        if (2 * texts_.size() >= slots_.size()) grow();
        Slot& slot = slots_[place_of(text, hash_of(text))];
        if (slot.number != 0) return {slot.number - 1, false};
        texts_.push_back(text);
        slot = {hash_of(text), size()};
        return {size() - 1, true};
    }
    /// The number of a text that came before; `size` where it did not.
    std::uint32_t find(std::string_view text) const {
        const Slot& slot = slots_[place_of(text, hash_of(text))];
        return slot.number == 0 ? size() : slot.number - 1;
    }
    bool has(std::string_view text) const { return find(text) != size(); }
    /// Another text of the same letters in place of one that may not stay.
    void moved(std::uint32_t number, std::string_view to) { texts_[number] = to; }

    std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
    std::string_view operator[](std::uint32_t number) const { return texts_[number]; }

  private:
    struct Slot {
        std::uint32_t hash = 0, number = 0;  // from 1; 0: free
    };
    static constexpr std::size_t fewest = 16;

    static std::uint32_t hash_of(std::string_view text) {
        const std::size_t hash = std::hash<std::string_view>{}(text);
        return static_cast<std::uint32_t>(hash ^ hash >> 32);
    }
    /// The slot that holds it, or the free one where it belongs.
    std::size_t place_of(std::string_view text, std::uint32_t hash) const {
        std::size_t i = hash & (slots_.size() - 1);
        while (slots_[i].number != 0 && (slots_[i].hash != hash || texts_[slots_[i].number - 1] != text))
            i = (i + 1) & (slots_.size() - 1);
        return i;
    }
    void grow() {
        const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (const Slot& slot : before) {
            if (slot.number == 0) continue;
            std::size_t i = slot.hash & (slots_.size() - 1);
            while (slots_[i].number != 0) i = (i + 1) & (slots_.size() - 1);
            slots_[i] = slot;
        }
    }

    std::vector<std::string_view> texts_;
    std::vector<Slot> slots_;  // a power of two of them, half of them free
};

}  // namespace knockon
