#include "convert/variables.h"

#include <doctest/doctest.h>

using namespace knockon;

// The tables of the compose specification, 12-interpolation.
TEST_CASE("what is written in terms of variables") {
    Variables v;
    v.read("SET=x\nEMPTY=\nQUOTED=\"a b\"\nRAW='${SET}'\nBOTH=${SET}y\nPART=${NO}x\n9BAD=z\nno line\n");
    CHECK(v.filled("$SET-${SET}") == "x-x");
    CHECK(v.filled("${SET:-d}${SET-d}${SET:?m}${SET:+r}${SET+r}") == "xxxrr");
    CHECK(v.filled("[${EMPTY:-d}][${EMPTY-d}][${EMPTY:+r}][${EMPTY+r}]") == "[d][][][r]");
    CHECK(v.filled("[${NO:-d}][${NO-d}][${NO:+r}][${NO+r}][${NO:-${SET}}][${NO:-}]") == "[d][d][][][x][]");
    CHECK(v.filled("$QUOTED $RAW $BOTH") == "a b ${SET} xy");
    CHECK(v.filled("$$SET costs 5$ ${ ${} $9") == "$SET costs 5$ ${ ${} $9");
    CHECK(v.missing().empty());
    CHECK(v.filled("${NO:?say it}/$NO/${EMPTY?}/$PART", {1, 2, 3, 1}) == "${NO:?say it}/$NO//$PART");
    REQUIRE(v.missing().size() == 2);
    CHECK(v.missing().at("NO").line == 2);
}

TEST_CASE("defaults within defaults end") {
    Variables v;
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "${A:-";
    text += std::string(100'000, '}');
    CHECK(v.filled(text).starts_with("${A:-${A:-"));
}

TEST_CASE("values that name values do not double without end") {
    std::string env = "V0=0123456789\n", all;
    for (int i = 1; i < 60; ++i) env += "V" + std::to_string(i) + "=$V" + std::to_string(i - 1) + "$V" + std::to_string(i - 1) + "\n";
    Variables v;
    v.read(env);
    CHECK(v.filled("$V3").size() == 80);
    CHECK(v.filled("$V59") == "$V59");
    CHECK(v.missing().contains("V59"));
    for (int i = 0; i < 10'000; ++i) all += "$V12";
    CHECK(v.filled(all).size() < (std::size_t{16} << 20) + 4 * 10'000);
}
