#include "base/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "seeded.h"

using namespace knockon;
using knockon::test::Seeded;

namespace {

/// Optimal string alignment as it is defined, without any short cut.
std::size_t alignment(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1,
                                d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

std::optional<std::string> nearest(std::string_view word, std::vector<std::string_view> known) {
    return closest(word, known);
}

}  // namespace

TEST_CASE("plain text is shown as it is") {
    CHECK(printable("Van Rijn: façade → 日本") == "Van Rijn: façade → 日本");
    CHECK(printable("").empty());
}

TEST_CASE("what moves, hides or reorders text is shown as an escape") {
    CHECK(printable("a\x1b[31mb") == "a\\x1b[31mb");
    CHECK(printable(std::string_view{"\0", 1}) == "\\x00");
    CHECK(printable("a\x7f") == "a\\x7f");
    CHECK(printable("a\nb\r\tc") == "a\\nb\\r\\tc");
    CHECK(printable("\u009b31m") == "\\x9b31m");
    CHECK(printable("\u202eevil\u2066") == "\\u202eevil\\u2066");
    CHECK(printable("\xef\xbf\xbe\xef\xbf\xbf") == "\\ufffe\\uffff");
    CHECK(printable("a\u2028b") == "a\\u2028b");
    CHECK(printable("\u061c\u200f") == "\\u061c\\u200f");
    CHECK(printable("\xff\xc3") == "\\xff\\xc3");
    CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");
}

TEST_CASE("no text can give a command to a CI runner") {
    CHECK(printable("::error::x") == "\\x3a:error::x");
    CHECK(printable("  ::error::x") == "  \\x3a:error::x");
    CHECK(printable("\u00a0::warning::") == "\u00a0\\x3a:warning::");
    CHECK(printable("word ::error::x") == "word \\x3a:error::x");
    CHECK(printable("a::b") == "a::b");
    CHECK(printable("x ##[error]y") == "x \\x23#[error]y");
    CHECK(printable("##vso[task.setvariable]") == "\\x23#vso[task.setvariable]");
    CHECK(printable("##teamcity[x]") == "\\x23#teamcity[x]");
    CHECK(printable("###[x]").find("##[") == std::string::npos);
    CHECK(printable("## heading") == "## heading");
}

TEST_CASE(
    "whatever the bytes, what is shown is one line of valid UTF-8, and showing it again changes "
    "nothing") {
    constexpr std::string_view letters = "ab :#[\n\x1b\x7f\xc3\xa9\xe2\x80\xae\xff\xf0\x9f\x98\x80";
    for (std::uint64_t seed = 1; seed <= 5000; ++seed) {
        CAPTURE(seed);
        const std::string shown = printable(Seeded{seed}.word(letters, 12));
        CHECK(valid_utf8(shown));
        CHECK(std::none_of(shown.begin(), shown.end(), [](char c) { return c >= 0 && c < ' '; }));
        CHECK(shown.find("##[") == std::string::npos);
        CHECK(shown.substr(std::min(shown.find_first_not_of(' '), shown.size())).rfind("::", 0) !=
              0);
        CHECK(printable(shown) == shown);
    }
}

TEST_CASE("a wide character takes two columns, a combining mark none") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("é") == 1);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("日本") == 4);
    CHECK(display_width("\U0001F600") == 2);
    CHECK(display_width("€ 7.6k → ok") == 11);
    CHECK(display_width("\u200b") == 0);
    CHECK(display_width("\xff") == 1);
}

TEST_CASE("a cut text fits, ends in an ellipsis and breaks no character") {
    CHECK(cut("abcdef", 6) == "abcdef");
    CHECK(cut("abcdef", 5) == "abcd…");
    CHECK(cut("abcdef", 1) == "…");
    CHECK(cut("abcdef", 0).empty());
    CHECK(cut("日本語", 5) == "日本…");
    CHECK(cut("日本語", 4) == "日…");
    CHECK(cut("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        std::string text;
        for (std::size_t n = draws.below(8); n > 0; --n)
            text += std::array{"a", "é", "日", "e\u0301", "\U0001F600"}[draws.below(5)];
        const int columns = draws.between(0, 10);
        const std::string short_text = cut(text, columns);
        CHECK(display_width(short_text) <= columns);
        CHECK(valid_utf8(short_text));
        CHECK((short_text == text) == (display_width(text) <= columns));
    }
}

TEST_CASE("the word that was meant is found") {
    CHECK(nearest("nordhst", {"nordhost", "southhost"}) == "nordhost");
    CHECK(nearest("need", {"needs", "name", "note"}) == "needs");
    CHECK(nearest("tolerate", {"tolerates", "atleast"}) == "tolerates");
    CHECK(nearest("recvoery", {"recovery"}) == "recovery");
    CHECK(nearest("ERP", {"erp", "crm"}) == "erp");
}

TEST_CASE("a word that has little in common with any is not guessed at") {
    CHECK_FALSE(nearest("x", {"y", "z"}));
    CHECK_FALSE(nearest("", {"a"}));
    CHECK_FALSE(nearest("invoicing", {"warehouse", "erp"}));
    CHECK_FALSE(nearest("erp", {}));
    CHECK_FALSE(nearest("ab", {"cd"}));
    CHECK_FALSE(nearest(std::string(100'000, 'a'), {"aaa"}));
}

TEST_CASE("of two words that are equally near the first in the alphabet is named, in any order") {
    CHECK(nearest("node4", {"node2", "node1", "node3"}) == "node1");
    CHECK(nearest("node4", {"node3", "node1", "node2"}) == "node1");
}

TEST_CASE("of words as near the one that begins as it does is meant") {
    const std::vector<std::string_view> known{"clearance", "tolerates"};
    CHECK(closest("tolerance", known) == "tolerates");
}

TEST_CASE("what is called closest is at the smallest optimal string alignment") {
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        Seeded draws{seed};
        const std::string word = draws.word("abc", 12);
        std::vector<std::string> words;
        for (int i = 0; i < 6; ++i) words.push_back(draws.word("abc", 12));
        const std::vector<std::string_view> known{words.begin(), words.end()};
        const std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
        std::size_t best = limit + 1;
        for (const std::string& w : words) best = std::min(best, alignment(word, w));
        const auto found = closest(word, known);
        CAPTURE(word);
        if (word.empty() || best > limit || best >= word.size()) {
            CHECK_FALSE(found);
        } else {
            REQUIRE(found);
            CHECK(alignment(word, *found) == best);
        }
    }
}

TEST_CASE("SHA-256 gives the digests of its standard") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("only well-formed UTF-8 is taken as such") {
    CHECK(valid_utf8("aé日\U0001F600\U0010FFFF"));
    CHECK_FALSE(valid_utf8("\xc0\xaf"));          // overlong
    CHECK_FALSE(valid_utf8("\xe0\x80\xaf"));      // overlong
    CHECK_FALSE(valid_utf8("\xed\xa0\x80"));      // surrogate
    CHECK_FALSE(valid_utf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
    CHECK_FALSE(valid_utf8("\xe2\x82"));          // cut off
    CHECK_FALSE(valid_utf8("\x80"));
}

TEST_CASE("a text is parted at separators, and has one part more than there are of these") {
    using Parts = std::vector<std::string_view>;
    CHECK(split("a,b", ',') == Parts{"a", "b"});
    CHECK(split(",a,,", ',') == Parts{"", "a", "", ""});
    CHECK(split("a b", ',') == Parts{"a b"});
    CHECK(split("", ',') == Parts{""});
    CHECK(trimmed(" \ta b\r\n") == "a b");
    CHECK(trimmed(" \n ") == "");
    CHECK(trimmed("") == "");
}
