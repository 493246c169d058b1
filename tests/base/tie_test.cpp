#include "base/tie.h"

#include <doctest/doctest.h>

#include <limits>
#include <tuple>

using namespace knockon;

TEST_CASE("products of decimals that come to the same on paper do not exceed it") {
    for (const auto& [load, times, capacity] :
         {std::tuple{100.0, 1.1, 110.0}, std::tuple{50.0, 1.1, 55.0}, std::tuple{30.0, 1.3, 39.0},
          std::tuple{7.0, 1.15, 8.05}}) {
        const auto& shown_load = load;
        CAPTURE(shown_load);
        CHECK(tied(load * times, capacity));
        CHECK_FALSE(exceeds(load * times, capacity));
        CHECK_FALSE(exceeds(capacity, load * times));
    }
    CHECK(100 * 1.1 > 110);  // what it is for
}

TEST_CASE("what is more by a relative 1e-8 exceeds, however small or large it is") {
    for (const double x : {1e-12, 1.0, 1e15}) {
        CHECK(exceeds(x * (1 + 1e-8), x));
        CHECK_FALSE(exceeds(x, x * (1 + 1e-8)));
        CHECK_FALSE(exceeds(x * (1 + 1e-10), x));
        CHECK(exceeds(-x, -x * (1 + 1e-8)));
    }
    CHECK(exceeds(1e-300, 0));
    CHECK_FALSE(exceeds(0, 0));
}

TEST_CASE("infinity is tied with itself alone") {
    constexpr double never = std::numeric_limits<double>::infinity();
    CHECK(tied(never, never));
    CHECK_FALSE(exceeds(never, never));
}
