#include "read/tree.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>

#include "scratch.h"

using namespace knockon;

namespace {

/// A tree in one line, with the place of each value.
std::string shown(Value v) {
    const Position at = v.at();
    const std::string place = fmt::format("@{}:{}+{}", at.line, at.column, at.length);
    if (v.is_null()) return "null" + place;
    if (v.is_text()) return fmt::format("{}{}{}", v.text(), v.is_plain() ? "" : "'", place);
    std::string items;
    for (const Value item : v) {
        if (!items.empty()) items += ' ';
        if (v.is_map()) {
            const Position k = item.key_at();
            items += fmt::format("{}@{}:{}+{}=", item.key(), k.line, k.column, k.length);
        }
        items += shown(item);
    }
    return (v.is_map() ? "{" + items + "}" : "[" + items + "]") + place;
}

struct Parse {
    Sources sources;
    Diagnostics problems;
    std::string tree;
};

Parse parse_text(std::string_view text, const std::string& name = "f.yaml",
                 const Limits& limits = {}) {
    Parse p;
    const std::uint32_t file = p.sources.add(name, std::string(text));
    if (const auto tree = parse(file, limits, p.sources, p.problems))
        p.tree = shown({*tree, tree->root});
    return p;
}

/// "K009 1:4 this quote is never closed" for the first problem.
std::string problem(std::string_view text, const std::string& name = "f.yaml",
                    const Limits& limits = {}) {
    const Parse p = parse_text(text, name, limits);
    if (p.problems.all.empty()) return "";
    const Diagnostic& d = p.problems.all[0];
    return fmt::format("{} {}:{} {}", d.code, d.at.line, d.at.column, d.message);
}

}  // namespace

TEST_CASE("every key and value knows its line, column and length") {
    CHECK(parse_text("a: b\nlist: [x, 'y z', \"q\"]\n").tree ==
          "{a@1:1+1=b@1:4+1 list@2:1+4=[x@2:8+1 y z'@2:11+5 q'@2:18+3]@2:7+1}@1:1+1");
    CHECK(parse_text("a:\n  - b: 1\n    c: two words\n  - d\n").tree ==
          "{a@1:1+1=[{b@2:5+1=1@2:8+1 c@3:5+1=two words@3:8+9}@2:5+1 d@4:5+1]@2:3+1}@1:1+1");
}

TEST_CASE("columns count characters, not bytes") {
    CHECK(parse_text("{\xC3\xA9\xC3\xA9: \xF0\x9F\x9A\xB2, b: c}").tree ==
          "{\xC3\xA9\xC3\xA9@1:2+2=\xF0\x9F\x9A\xB2@1:6+1 b@1:9+1=c@1:12+1}@1:1+1");
    CHECK(parse_text("\xEF\xBB\xBFkey: v\n").tree == "{key@1:1+3=v@1:6+1}@1:1+1");
}

TEST_CASE("JSON gives the tree that the same YAML gives") {
    const char* text =
        "{\"a\": [1.50, true, null],\n \"b\\u00e9\": {\"c\": \"x\\\"y\"}, \"d\": {}}";
    CHECK(parse_text(text, "f.json").tree ==
          "{a@1:2+3=[1.50@1:8+4 true@1:14+4 null@1:20+1]@1:7+1 "
          "b\xC3\xA9@2:2+9={c@2:14+3=x\"y'@2:19+6}@2:13+1 d@2:28+3={}@2:33+1}@1:1+1");
    CHECK(parse_text("{\"a\": {\"b\": [\"c\", 12]}}", "f.json").tree ==
          parse_text("{\"a\": {\"b\": [\"c\", 12]}}", "f.yaml").tree);
}

TEST_CASE("a quote that is never closed does not swallow the rest of the file") {
    CHECK(problem("a: \"x\nb: 2\n") == "K009 1:4 this quote is never closed");
    CHECK(problem("a: 'x\nb: 2\n") == "K009 1:4 this quote is never closed");
    CHECK(problem("a: &n # why\n  \"x\nb: 2\n") == "K009 2:3 this quote is never closed");
    CHECK(problem("\"") != "");
    CHECK(problem("'") != "");
    CHECK(problem("\xEF\xBB\xBFk: \"x\n") == "K009 1:4 this quote is never closed");
    CHECK(problem("a: \"x\\\"\nb: 2\n") != "");
    CHECK(problem("a: 'it''s'\nb: \"\\\\\"\nc: \"two\n  lines\"\n") == "");
}

TEST_CASE("a second document, or text after the first, is an error") {
    const char* message = "more than one document, or text after the end of the first";
    CHECK(problem("a: b\n---\nc: d\n") == fmt::format("K008 2:1 {}", message));
    CHECK(problem("- a\n- b\nc: d") == fmt::format("K008 3:1 {}", message));
    CHECK(problem(",") == fmt::format("K008 1:1 {}", message));
    CHECK(problem("a: b\n--- # nothing\n").starts_with("K008"));
    CHECK(problem("{\"a\": 1} {}", "f.json") == fmt::format("K008 1:10 {}", message));
    CHECK(problem("---\na: b\n...\n") == "");
}

TEST_CASE("what a flow collection costs is limited before it is parsed") {
    std::string list = "[";
    for (int i = 0; i < 400'000; ++i) list += "1,";
    CHECK(problem(list + "1]") ==
          "K004 1:798721 more than 400000 of `,`, `[` and `{` in one list or mapping");
    // Only what yaml-cpp keeps counts: values of a mapping are passed on one by one.
    CHECK(problem("a: " + list + "1]") == "");
    std::string rows;
    for (int i = 0; i < 30'000; ++i) rows += "- [1,2,3,4,5,6,7,8,9,0,1,2,3,4]\n";
    CHECK(problem(rows) == "");
    Limits limits;
    limits.flow_items = 3;
    CHECK(problem("[a, b, c]", "f.yaml", limits) == "");
    CHECK(problem("[a, b, c, d]", "f.yaml", limits).starts_with("K004"));
}

TEST_CASE("aliases cost what they stand for, and none stands for itself") {
    CHECK(parse_text("a: &x [1, 2]\nb: *x\n").tree ==
          "{a@1:1+1=[1@1:8+1 2@1:11+1]@1:7+1 b@2:1+1=[1@1:8+1 2@1:11+1]@2:4+2}@1:1+1");
    CHECK(problem("&a [*a]") == "K010 1:5 an alias inside of what it stands for");
    CHECK(problem("a: &x {b: [*x]}") == "K010 1:12 an alias inside of what it stands for");
    CHECK(problem("a: *nowhere\n").starts_with("K003"));
    std::string bomb = "l0: &l0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i <= 30; ++i) {
        bomb += fmt::format("l{}: &l{} [*l{}", i, i, i - 1);
        for (int k = 0; k < 8; ++k) bomb += fmt::format(", *l{}", i - 1);
        bomb += "]\n";
    }
    CHECK(problem(bomb).find("more than 1000000 keys and values in one file") != std::string::npos);
    CHECK(problem("? {a: b}\n: c\n").starts_with("K010 1:3 a key must be a plain word"));
    CHECK(problem("x: &a [1]\n*a : b\n").starts_with("K010"));
}

TEST_CASE("depth, nodes and length of texts are limited") {
    Limits limits;
    limits.depth = 2;
    CHECK(problem("a: [b]", "f.yaml", limits) == "");
    CHECK(problem("a: [[b]]", "f.yaml", limits) == "K004 1:5 nested deeper than 2 levels");
    CHECK(problem("{\"a\": [[1]]}", "f.json", limits) == "K004 1:8 nested deeper than 2 levels");
    limits = {};
    limits.nodes = 4;
    CHECK(problem("[a, b, c]", "f.yaml", limits) == "");
    CHECK(problem("[a, b, c, d]", "f.yaml", limits).starts_with("K004 1:11"));
    limits = {};
    limits.scalar = 3;
    CHECK(problem("abc", "f.yaml", limits) == "");
    CHECK(problem("a: abcd", "f.yaml", limits) == "K004 1:4 a text longer than 3 bytes");
    for (const char* name : {"f.yaml", "f.json"}) {
        CHECK(problem(std::string(100'000, '['), name) != "");
        CHECK(problem(std::string(100'000, '{'), name) != "");
    }
}

TEST_CASE("tags, merge keys and keys that are missing are refused") {
    CHECK(problem("a: !!str b\n") == "K010 1:4 tags (`!…`) are not supported");
    CHECK(problem("a: ! b\n").starts_with("K010"));
    CHECK(problem("a: !t [b]\n").starts_with("K010"));
    CHECK(problem("a: !t {b: c}\n").starts_with("K010"));
    CHECK(problem("a: &x !t b\n").starts_with("K010"));
    CHECK(problem("a: !!str\n").starts_with("K010"));
    CHECK(problem("a: &x {}\nb: {<<: *x}\n") == "K010 2:5 `<<` (merge) is not supported");
    CHECK(problem(": b\n").starts_with("K007"));
    CHECK(problem("") == "K007 0:0 the file is empty");
    CHECK(problem(" \n", "f.json") == "K007 0:0 the file is empty");
}

TEST_CASE("a key that stands twice is reported once, and the first value holds") {
    const Parse p = parse_text("a: {b: 1, c: 2, b: 3, b: 4}\n");
    CHECK(p.tree == "{a@1:1+1={b@1:5+1=1@1:8+1 c@1:11+1=2@1:14+1}@1:4+1}@1:1+1");
    REQUIRE(p.problems.all.size() == 2);
    CHECK(p.problems.all[0].code == "K006");
    CHECK(p.problems.all[0].at == Position{1, 1, 17, 1});
    REQUIRE(p.problems.all[0].related.size() == 1);
    CHECK(p.problems.all[0].related[0].at == Position{1, 1, 5, 1});
    CHECK(parse_text("{\"a\": 1, \"a\": 2}", "f.json").problems.all.size() == 1);
    CHECK(parse_text("{\"a\": 1, \"\\u0061\": 2}", "f.json").problems.all.size() == 1);
}

TEST_CASE("a forgotten colon leaves a null, never a silent key") {
    CHECK(parse_text("top1:\n  k: v\ntop2").tree ==
          "{top1@1:1+4={k@2:3+1=v@2:6+1}@2:3+1 top2@3:1+4=null@3:1+4}@1:1+1");
    CHECK(parse_text("a: ~\nb: null\nc: \"null\"\nd:\n").tree ==
          "{a@1:1+1=null@1:1+1 b@2:1+1=null@2:1+1 c@3:1+1=null'@3:4+6 d@4:1+1=null@4:1+1}@1:1+1");
}

TEST_CASE("words are texts: no value is taken for a boolean or a number") {
    CHECK(parse_text("[no, on, y, 010, 0x10, 1_000, .inf, 12:30:00]").tree ==
          "[no@1:2+2 on@1:6+2 y@1:10+1 010@1:13+3 0x10@1:18+4 1_000@1:24+5 .inf@1:31+4 "
          "12:30:00@1:37+8]@1:1+1");
}

TEST_CASE("no prefix and no single changed byte makes the parsers crash or hang") {
    const std::string yaml =
        "knockon: landscape/1\nlist:\n  - {a: &x \"q\\u0041\", b: 'it''s', c: [1, *x]}\n"
        "text: |\n  two\n  lines\nfold: >-\n  one\n# end\nlast: x\n";
    const std::string json =
        "{\"knockon\": \"landscape/1\", \"a\": [1, -2.5e3, true, null, \"\\n\"]}";
    for (const auto& [text, name] : {std::pair{yaml, "f.yaml"}, {json, "f.json"}}) {
        for (std::size_t i = 0; i <= text.size(); ++i) parse_text(text.substr(0, i), name);
        for (std::size_t i = 0; i < text.size(); ++i)
            for (const char c : std::string_view("\"'[]{}:,&*!|>-?#% \n\t\\x")) {
                std::string changed = text;
                changed[i] = c;
                const Parse p = parse_text(changed, name);
                CHECK((!p.tree.empty() || !p.problems.all.empty()));
            }
    }
}
