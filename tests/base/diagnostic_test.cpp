#include "base/diagnostic.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/codes.h"
#include "base/text.h"

using namespace knockon;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t start = 0;
    for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1)
        lines.push_back(text.substr(start, end - start));
    return lines;
}

/// The columns of the carets under an excerpt, and what stands above them.
std::string underlined(const std::vector<std::string>& lines) {
    const std::string& text = lines.at(1);
    const std::string& carets = lines.at(2);
    const std::size_t first = carets.find('^');
    std::string out;
    int column = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const Character c = first_character(rest);
        const int width = display_width(rest.substr(0, c.bytes));
        if (column >= static_cast<int>(first) && column < static_cast<int>(carets.size()))
            out += rest.substr(0, c.bytes);
        column += width;
        rest.remove_prefix(c.bytes);
    }
    return out;
}

}  // namespace

TEST_CASE("a diagnostic shows place, line, caret, related places and the way out") {
    Sources sources;
    const auto f = sources.add("web.yaml", "components:\n  shop: {supplier: nordhst}\n");
    const auto g = sources.add("base.yaml", "suppliers:\n  nordhost: {}\n");
    Diagnostic d{Severity::error, code::dangling_reference, "`nordhst` is defined nowhere",
                 {f, 2, 20, 7},   "write `nordhost`",       {{{g, 2, 3, 8}, "defined here"}}};
    CHECK(render(d, sources) ==
          "web.yaml:2:20: error[K104]: `nordhst` is defined nowhere\n"
          " 2 |   shop: {supplier: nordhst}\n"
          "   |                    ^^^^^^^\n"
          "  base.yaml:2:3: defined here\n"
          " 2 |   nordhost: {}\n"
          "   |   ^^^^^^^^\n"
          "  help: write `nordhost`\n");
}

TEST_CASE("a diagnostic without a place has no excerpt") {
    CHECK(render(Diagnostic{Severity::note, code::no_process, "nothing", {}, {}, {}}, Sources{}) ==
          "note[K149]: nothing\n");
    Sources sources;
    const auto f = sources.add("gone.yaml", "");
    CHECK(
        render(Diagnostic{Severity::error, code::cannot_open, "no such file", {f, 0, 0, 1}, {}, {}},
               sources) == "gone.yaml: error[K001]: no such file\n");
}

TEST_CASE("the caret stands under what is meant, behind tabs, wide characters and escapes") {
    struct Case {
        std::string_view line;
        std::uint32_t column;
        std::uint16_t length;
        std::string_view meant;
    };
    const Case cases[] = {{"\tkey: bad", 7, 3, "bad"},   {"日本: bad", 5, 3, "bad"},
                          {"a\x1b: bad", 5, 3, "bad"},   {"e\u0301: bad", 5, 3, "bad"},
                          {"x: 日本語", 4, 3, "日本語"}, {"  \t\tq: [bad]", 9, 3, "bad"}};
    for (const Case& c : cases) {
        CAPTURE(c.line);
        Sources sources;
        const auto f = sources.add("a.yaml", std::string{c.line});
        const auto lines = lines_of(render(
            Diagnostic{Severity::error, code::syntax, "m", {f, 1, c.column, c.length}, {}, {}},
            sources));
        REQUIRE(lines.size() == 3);
        CHECK(underlined(lines) == c.meant);
    }
}

TEST_CASE("a byte-order mark is no part of the first column") {
    Sources sources;
    const auto f = sources.add("a.yaml",
                               "\xef\xbb\xbf"
                               "bad: 1");
    const auto lines = lines_of(
        render(Diagnostic{Severity::error, code::syntax, "m", {f, 1, 1, 3}, {}, {}}, sources));
    CHECK(underlined(lines) == "bad");
}

TEST_CASE("a long line is cut around the caret") {
    Sources sources;
    std::string line(5000, 'x');
    line.append("bad").append(5000, 'y');
    const auto f = sources.add("a.yaml", line);
    const auto lines = lines_of(
        render(Diagnostic{Severity::error, code::syntax, "m", {f, 1, 5001, 3}, {}, {}}, sources));
    REQUIRE(lines.size() == 3);
    CHECK(display_width(lines[1]) <= 110);
    CHECK(underlined(lines) == "bad");
    CHECK(lines[1].find("…") != std::string::npos);
}

TEST_CASE("a caret at or beyond the end of a line is one caret") {
    Sources sources;
    const auto f = sources.add("a.yaml", "key");
    for (const std::uint32_t column : {4u, 40u}) {
        const auto lines = lines_of(render(
            Diagnostic{Severity::error, code::syntax, "m", {f, 1, column, 9}, {}, {}}, sources));
        REQUIRE(lines.size() == 3);
        CHECK(lines[2] == "   |    ^");
    }
}

TEST_CASE("a caret behind a line as wide as an excerpt is one caret") {
    for (const std::size_t width : {98u, 99u, 100u, 101u}) {
        CAPTURE(width);
        Sources sources;
        const auto f = sources.add("a.yaml", std::string(width, 'x') + "\n");
        const auto column = static_cast<std::uint32_t>(width + 1);
        const auto lines = lines_of(
            render(Diagnostic{Severity::error, code::syntax, "m", {f, 1, column, 1}, {}, {}}, sources));
        const std::string& carets = lines.at(2);
        CHECK(std::count(carets.begin(), carets.end(), '^') == 1);
    }
}

TEST_CASE("text of a file cannot reach the terminal unescaped, in any part of a diagnostic") {
    Sources sources;
    const std::string evil = "\x1b[2J::error::\u202e";
    const auto f = sources.add(evil, evil + ": x");
    const std::string shown = render(
        Diagnostic{Severity::error, code::syntax, evil, {f, 1, 1, 4}, evil, {{{f, 1, 2, 1}, evil}}},
        sources);
    CHECK(shown.find('\x1b') == std::string::npos);
    CHECK(shown.find("\u202e") == std::string::npos);
    for (const std::string& line : lines_of(shown))
        CHECK(line.substr(std::min(line.find_first_not_of(' '), line.size())).rfind("::", 0) != 0);
}

TEST_CASE(
    "all are shown by file, line and column, whatever the order in which they came, each once") {
    Sources sources;
    const auto b = sources.add("b.yaml", "1\n2\n"), a = sources.add("a.yaml", "1\n2\n");
    Diagnostics ds;
    ds.error(code::syntax, {b, 1, 1, 1}, "third");
    ds.error(code::syntax, {a, 2, 1, 1}, "second");
    ds.error(code::syntax, {b, 1, 1, 1}, "third");
    ds.warning(code::unknown_key, {a, 1, 5, 1}, "first");
    ds.sort(sources);
    REQUIRE(ds.all.size() == 3);
    CHECK(ds.all[0].message == "first");
    CHECK(ds.all[1].message == "second");
    CHECK(ds.all[2].message == "third");
}

TEST_CASE("a wall of notes of one code is three of them and how many more; errors are all shown") {
    Sources sources;
    const auto f = sources.add("a.yaml", "");
    Diagnostics ds;
    for (std::uint32_t i = 1; i <= 11; ++i) ds.note("K143", {f, i, 1, 1}, "nothing needs it");
    for (std::uint32_t i = 1; i <= 10; ++i) ds.warning("K149", {f, i, 1, 1}, "w");
    for (std::uint32_t i = 1; i <= 11; ++i) ds.error(code::syntax, {f, i, 1, 1}, "e");
    const auto lines = lines_of(render(ds, sources));
    CHECK(lines.size() == 3 + 10 + 11 + 1);
    CHECK(lines.back() == "… and 8 more notes K143");
}

TEST_CASE("what the cap hides is counted") {
    Sources sources;
    const auto f = sources.add("a.yaml", "");
    Diagnostics ds;
    for (std::uint32_t i = 1; i <= 12; ++i) ds.error(code::syntax, {f, i, 1, 1}, "m");
    CHECK(lines_of(render(ds, sources, 10)).back() == "… and 2 more, not shown");
    CHECK(lines_of(render(ds, sources, 12)).size() == 12);
}

TEST_CASE("notes and warnings are no errors") {
    Diagnostics ds;
    ds.note(code::unused_supplier, {}, "m");
    ds.warning(code::no_process, {}, "m");
    CHECK_FALSE(ds.has_errors());
    ds.error(code::syntax, {}, "m");
    CHECK(ds.has_errors());
}
