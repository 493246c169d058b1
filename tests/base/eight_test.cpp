#include "base/eight.h"

#include <doctest/doctest.h>

#include <string>

#include "seeded.h"

using namespace knockon;

TEST_CASE("eight bytes at once say what each byte says") {
    test::Seeded draw(5);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (int n = 0; n < 8; ++n)  // many on the edges
            text += draw.chance(0.5) ? static_cast<char>(draw.below(256)) : "\n\t\x1F \x7E\x7F\x80\xBF\xC0\xFF"[draw.below(10)];
        const Eight eight(text);
        std::uint64_t beyond = 0, ends = 0, controls = 0, continuations = 0;
        unsigned line_ends = 0;
        for (std::size_t n = 0; n < 8; ++n) {
            const auto byte = static_cast<unsigned char>(text[n]);
            const std::uint64_t bit = std::uint64_t{0x80} << 8 * n;
            if (byte >= 0x80) beyond |= bit;
            if (byte == '\n') ends |= bit, ++line_ends;
            if (byte < 0x20 || byte == 0x7F) controls |= bit;
            if (byte >= 0x80 && byte < 0xC0) continuations |= bit;
        }
        REQUIRE(eight.beyond_ascii() == beyond);
        REQUIRE(eight.equal_to('\n') == ends);
        REQUIRE((eight.controls() & ~beyond) == controls);
        REQUIRE(eight.continuations() == continuations);
        REQUIRE(count(eight.equal_to('\n')) == line_ends);
    }
}
