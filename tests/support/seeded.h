// support/seeded.h: draws for tests that are the same everywhere: no std:: distribution, whose
// results differ between libraries.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace knockon::test {

class Seeded {
  public:
    explicit Seeded(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t bits() { return engine_(); }
    /// 0 to n - 1; the bias of the remainder does not matter to a test.
    std::uint64_t below(std::uint64_t n) { return engine_() % n; }
    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low) + 1));
    }
    double unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
    bool chance(double p) { return unit() < p; }
    std::string word(std::string_view letters, std::size_t longest) {
        std::string w;
        for (std::size_t n = below(longest + 1); n > 0; --n) w += letters[below(letters.size())];
        return w;
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace knockon::test
