// Files of other tools: several documents, merge keys and tags are theirs to use.
#include <doctest/doctest.h>

#include "read/tree.h"

using namespace knockon;

namespace {

struct Documents {
    Sources sources;
    Diagnostics out;
    std::vector<std::unique_ptr<Tree>> documents;

    explicit Documents(std::string text) {
        const auto file = sources.add("x", std::move(text));
        documents = parse_documents(file, {}, sources, out);
    }
    Value root(std::size_t i = 0) const { return {*documents[i], documents[i]->root}; }
};

std::string flat(Value v) {
    if (v.is_text()) return std::string(v.text());
    std::string out = v.is_map() ? "{" : v.is_list() ? "[" : "~";
    for (const Value e : v)
        out +=
            (out.size() > 1 ? " " : "") + (v.is_map() ? std::string(e.key()) + ":" : "") + flat(e);
    return out + (v.is_map() ? "}" : v.is_list() ? "]" : "");
}

}  // namespace

TEST_CASE("documents are parted by lines, and places stay those of the file") {
    const Documents p(
        "# head\n---\na: 1\n--- # second\nb: \"x --- y\"\n...\n---\nc:\n  - |\n    ---\n    t\n");
    REQUIRE(p.documents.size() == 3);
    CHECK(p.out.all.empty());
    CHECK(flat(p.root(0)) == "{a:1}");
    CHECK(flat(p.root(1)) == "{b:x --- y}");
    CHECK(flat(p.root(2)) == "{c:[---\nt\n]}");
    CHECK(p.root(2).find("c")->key_at().line == 8);
    CHECK(p.root(1).find("b")->key_at().line == 5);
}

TEST_CASE("a document that is wrong does not cost the others") {
    const Documents p("a: 1\n---\nb: \"open\n---\nc: 3\n");
    REQUIRE(p.documents.size() == 2);
    CHECK(flat(p.root(1)) == "{c:3}");
    REQUIRE(p.out.all.size() == 1);
    CHECK(p.out.all[0].at.line == 3);
}

TEST_CASE("merge keys: what a mapping says itself wins, then the first that says it") {
    const Documents p(
        "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\n"
        "one: {<<: *x, b: 9}\nboth: {<<: [*x, *y], d: 5}\nnested: {<<: {<<: *x, z: 0}}\n"
        "quoted: {\"<<\": 1}\n");
    CHECK(p.out.all.empty());
    CHECK(flat(*p.root().find("one")) == "{b:9 a:1}");
    CHECK(flat(*p.root().find("both")) == "{d:5 a:1 b:2 c:4}");
    CHECK(flat(*p.root().find("nested")) == "{z:0 a:1 b:2}");
    CHECK(flat(*p.root().find("quoted")) == "{<<:1}");
    const Documents wrong("one: {<<: 5}\n");
    CHECK(wrong.out.has_errors());
}

TEST_CASE("tags are kept, what they stand before is read") {
    const Documents p("a: !reset []\nb: !!str 5\nc: &n !x\n  k: v\nd: *n\n");
    CHECK(p.out.all.empty());
    CHECK(p.root().find("a")->tag() == "!reset");
    CHECK(p.root().find("b")->text() == "5");
    CHECK(flat(*p.root().find("c")) == "{k:v}");
    CHECK(flat(*p.root().find("d")) == "{k:v}");
}

TEST_CASE("JSON may be a list; a flow of YAML is no JSON") {
    CHECK(flat(Documents("[{\"a\": [1, null]}]").root()) == "[{a:[1 ~]}]");
    CHECK(flat(Documents("{a: [x, y]}").root()) == "{a:[x y]}");
    CHECK(begins_as_json(" {}"));
    CHECK(!begins_as_json("[a]"));
}

TEST_CASE("an alias that grows without end is stopped, merged or not") {
    std::string text = "a0: &a0 {k: 1}\n";
    for (int i = 1; i < 40; ++i)
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " {x: *a" +
                std::to_string(i - 1) + ", y: *a" + std::to_string(i - 1) + "}\n";
    text += "z: {<<: *a39}\n";
    CHECK(Documents(text).out.has_errors());
}
