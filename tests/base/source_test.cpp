#include "base/source.h"

#include <doctest/doctest.h>

using namespace knockon;

TEST_CASE("a line is found by its number, without its line end") {
    Sources sources;
    const std::uint32_t f = sources.add("a.yaml", "one\r\ntwo\n\nfour");
    CHECK(sources.line({f, 1, 1, 1}) == "one");
    CHECK(sources.line({f, 2, 1, 1}) == "two");
    CHECK(sources.line({f, 3, 1, 1}).empty());
    CHECK(sources.line({f, 4, 1, 1}) == "four");
}

TEST_CASE("a line that is not there is empty") {
    Sources sources;
    const std::uint32_t f = sources.add("a.yaml", "one\n");
    CHECK(sources.line({f, 0, 0, 1}).empty());
    CHECK(sources.line({f, 2, 1, 1}).empty());
    CHECK(sources.line({f, 99, 1, 1}).empty());
    CHECK(sources.line({77, 1, 1, 1}).empty());
    CHECK_FALSE(Position{});
}

TEST_CASE("two stated values are equal when they say the same, wherever that stands") {
    CHECK(Stated<int>{3, {1, 1, 1, 1}} == Stated<int>{3, {2, 9, 4, 1}});
    CHECK_FALSE(Stated<int>{3} == Stated<int>{4});
    CHECK_FALSE(Stated<int>{0} == Stated<int>{});
    CHECK(Stated<int>{}.value_or(7) == 7);
}

TEST_CASE("what is rare is copied as a value, and nothing is the same as a blank") {
    Rare<std::vector<int>> words, other;
    CHECK_FALSE(words);
    CHECK(words->empty());
    other.set();
    CHECK(words == other);
    words.set().push_back(3);
    other = words;
    words.set().push_back(4);
    CHECK(*other == std::vector<int>{3});
    CHECK(*words == std::vector<int>{3, 4});
    CHECK(words != other);
    const Rare<std::vector<int>> moved = std::move(words);
    CHECK(moved->size() == 2);
}

TEST_CASE("a value that is seldom stated says what a stated one would") {
    Seldom<int> nothing, three{3, {1, 2, 3, 4}};
    CHECK_FALSE(nothing);
    CHECK(nothing.value_or(7) == 7);
    CHECK(three.value_or(7) == 3);
    CHECK(three.at() == Position{1, 2, 3, 4});
    CHECK(three == Seldom<int>{3});
    CHECK(three != nothing);
    CHECK_FALSE(Seldom<int>(Stated<int>()));
    nothing.get() = three.get();
    CHECK(nothing == three);
}
