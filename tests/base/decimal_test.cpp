#include "base/decimal.h"

#include <doctest/doctest.h>

using namespace knockon;

TEST_CASE("whole numbers, also as programs write them where that is allowed") {
    CHECK(whole_value("12", 100) == 12);
    CHECK(whole_value("3.0", 100, true) == 3);
    CHECK(whole_value("1e2", 100, true) == 100);
    CHECK(whole_value("1.5e1", 100, true) == 15);
    for (const char* text : {"3.5", "1e3", "101", "-1", "03", "", "1e400", "3."})
        CHECK_FALSE(whole_value(text, 100, true));
    CHECK_FALSE(whole_value("3.0", 100));
}

TEST_CASE("an exponent is the point moved") {
    CHECK(without_exponent("1e-05") == "0.00001");
    CHECK(without_exponent("1.25E2") == "125");
    CHECK(without_exponent("1.25e1") == "12.5");
    CHECK(without_exponent("9.99e-1") == "0.999");
    CHECK(without_exponent("0e5") == "0");
    CHECK(without_exponent("0.5e0") == "0.5");
    CHECK(without_exponent("12") == "12");
}

TEST_CASE("three decimals of a program get a fourth, and nothing else does") {
    CHECK(unmistakable("1.200") == "1.2000");
    CHECK(unmistakable("1.25") == "1.25");
    CHECK(unmistakable("1.234e5") == "1.234e5");
    CHECK(unmistakable("1200") == "1200");
}

TEST_CASE("what has one reading, or none, is not asked about") {
    for (const char* text : {"", "k", ".", ",", "1.2", "1200", "a.b", "1..200", "1,,2", "-1.200",
                             "1.200.00", "0.200", "1.2345", "1.200k", "1 2", "12 34", "1.200x"}) {
        CAPTURE(std::string{text});
        CHECK(ways_to_write(text).empty());
    }
}
