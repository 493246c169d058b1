#include "base/numbered.h"

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <string>

#include "seeded.h"

using namespace knockon;

TEST_CASE("texts keep the number that they got first") {
    test::Seeded draw(3);
    std::deque<std::string> texts;
    std::map<std::string, std::uint32_t> known;
    Numbered numbers;
    for (int i = 0; i < 20'000; ++i) {
        const std::string& text = texts.emplace_back(draw.word("abcd", 7));
        const auto [at, fresh] = known.emplace(text, static_cast<std::uint32_t>(known.size()));
        REQUIRE(numbers.find(text) == (fresh ? numbers.size() : at->second));
        REQUIRE(numbers.add(text) == std::pair(at->second, fresh));
    }
    CHECK(known.size() > 5'000);
    REQUIRE(numbers.size() == known.size());
    for (const auto& [text, number] : known) CHECK(numbers[number] == text);
    CHECK(numbers.find("none of them") == numbers.size());
}
