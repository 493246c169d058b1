#include "report/writing/shown.h"

#include <doctest/doctest.h>

#include <type_traits>

#include "base/text.h"
#include "pages.h"

using namespace knockon;
using namespace knockon::pages;

namespace {

std::vector<std::string> folded(std::string_view text, int columns) {
    std::vector<std::string> lines;
    for (const Shown& l : Shown::from(text).wrapped(columns)) lines.push_back(l.bytes(false));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

// What a file says cannot get into a page by accident: none of these compiles.
static_assert(!std::is_convertible_v<std::string, Shown>);
static_assert(!std::is_convertible_v<std::string_view, Shown>);
static_assert(!std::is_constructible_v<Shown, std::string>);
static_assert(!std::is_constructible_v<Words, std::string>);
static_assert(!std::is_constructible_v<Figure, std::string>);

TEST_CASE("text from outside is escaped on its way in") {
    CHECK(Shown::from("a\x1b[31mb\nc").bytes(true).find('\x1b') == std::string::npos);
    CHECK(Shown::from("a\nb").bytes(false).find('\n') == std::string::npos);
}

TEST_CASE("colour repeats and never replaces") {
    const Shown s = Shown("a ") + Shown("b").styled(Style::bad) + " c";
    CHECK(s.bytes(false) == "a b c");
    CHECK(s.bytes(true) == "a \x1b[31mb\x1b[0m c");
    CHECK(s.width() == 5);
}

TEST_CASE("lines break at blanks and never run over the page") {
    CHECK(folded("one two three", 7) == Lines{"one two", "three"});
    CHECK(folded("", 7) == Lines{""});
    CHECK(folded("  one   two  ", 80) == Lines{"one two"});
    CHECK(folded("abcdefghij", 4) == Lines{"abcd", "efgh", "ij"});
    CHECK(folded("a abcdefghij", 4) == Lines{"a", "abcd", "efgh", "ij"});
    CHECK(folded("東京都庁", 5) == Lines{"東京", "都庁"});
    CHECK(folded("東京", 1) == Lines{"東", "京"});
}

TEST_CASE("a figure is not broken at its inner blanks") {
    const Shown s = Shown("costs ") + money(7612, "EUR") + " or more";
    CHECK(s.wrapped(9)[0].bytes(false) == "costs");
    CHECK(s.wrapped(9)[1].bytes(false) == "€ 7.6k or");
}

TEST_CASE("folding cannot put a command for a runner at the start of a line") {
    Page page(10, true);
    page.wrap(Shown::from("aaaaaaaaaa::error::pwned").styled(Style::bad));
    for (const std::string& line : lines_of(page.take())) {
        CHECK(line.find("::error") != 0);
        CHECK(line.find("\x1b[31m::error") != 0);
    }
}

TEST_CASE("left and right share a line while both fit") {
    Page page(20, false);
    page.sides(Shown("left"), Shown("right"));
    page.sides(Shown("a longer left"), Shown("and right"));
    CHECK(page.take() == "left           right\na longer left\n  and right\n");
}

TEST_CASE("a table folds what may be folded before it is too wide") {
    Table t({{"", Table::Fit::fold, 6}, {"n"}, {"verdict"}});
    t.row({Shown("Customer service"), Shown("12"), Shown("within")});
    t.row({Shown("IT"), Shown("3"), Shown("exceeds")});
    REQUIRE(t.fits(24));
    Page narrow(24, false);
    t.print(narrow);
    CHECK(narrow.take() ==
          "            n   verdict\n"
          "  Customer  12  within\n"
          "  service\n"
          "  IT        3   exceeds\n");
    CHECK_FALSE(t.fits(20));
    CHECK(t.fits(80));
}

TEST_CASE("no line of a table that fits is wider than the page") {
    Table t({{"", Table::Fit::fold, 6}, {"chance", Table::Fit::fold, 5}, {"x"}});
    t.row({Shown::from("a name of several words"), Shown("13 %, 13 in 100"), Shown("4")});
    for (int width = 20; width <= 60; ++width) {
        CAPTURE(width);
        if (!t.fits(width)) continue;
        Page page(width, false);
        t.print(page);
        for (const std::string& line : lines_of(page.take())) CHECK(display_width(line) <= width);
    }
}
