#include "base/time.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace knockon;
using namespace std::chrono_literals;

TEST_CASE("seconds become the nearest whole microsecond") {
    CHECK(from_seconds(0) == Duration{0});
    CHECK(from_seconds(1.5) == Duration{1'500'000});
    CHECK(from_seconds(0.0000014) == Duration{1});
    CHECK(from_seconds(0.0000016) == Duration{2});
    CHECK(from_seconds(-90) == -90s);
}

TEST_CASE("whatever is too long, or no number, is for ever") {
    CHECK(from_seconds(std::numeric_limits<double>::infinity()) == forever);
    CHECK(from_seconds(1e300) == forever);
    CHECK(from_seconds(std::nan("")) == forever);
    CHECK(from_seconds(-1e300) == -forever);
}

TEST_CASE("for ever can be added to itself ten times") {
    CHECK(forever < Duration::max() / 10);
    CHECK(hours(forever) == 24.0 * 365 * 10'000);
}
