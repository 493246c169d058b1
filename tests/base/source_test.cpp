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
