#include "read/plain_yaml.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "seeded.h"

using namespace knockon;
using test::Seeded;

namespace {

/// All nodes of a tree, with where they stand, or what is wrong.
struct Answer {
    bool read = true;
    std::string said;
};

Answer answer(std::string_view text, const Limits& limits,
              bool (*parse)(std::string_view, std::size_t, const Limits&, TreeBuilder&)) {
    // In a longer text, so that places count.
    const std::string before = "# in front\n";
    Sources sources;
    const auto file = sources.add("f.yaml", before + std::string(text) + std::string(80, '\n'));
    Diagnostics out;
    Tree tree;
    tree.sources = &sources;
    tree.file = file;
    tree.places = std::make_shared<const Places>(file, sources.files[file].text);
    TreeBuilder builder(tree, limits, out, Dialect::foreign);
    Answer a;
    try {
        a.read = parse(std::string_view(sources.files[file].text).substr(before.size(), text.size()), before.size(),
                       limits, builder);
    } catch (const Refused& r) {
        a.said = fmt::format("refused {} {}:{} {}", r.diagnostic.code, r.diagnostic.at.line, r.diagnostic.at.column,
                             r.diagnostic.message);
        return a;
    }
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
        const TreeNode& n = tree.nodes[i];
        a.said += fmt::format("{} {} {} {} {} {} {} `{}`\n", static_cast<int>(n.kind), static_cast<int>(n.plain), n.offset,
                              n.bytes, n.size, n.key, n.next, n.kind == TreeNode::Kind::text ? tree.text(n) : "");
    }
    for (const Diagnostic& d : out.all) a.said += fmt::format("{} {}\n", d.at.line, d.message);
    return a;
}

bool any(std::string_view text, std::size_t base, const Limits& limits, TreeBuilder& builder) {
    parse_any_yaml(text, base, limits, builder);
    return true;
}

constexpr std::array<std::string_view, 58> values = {
    "a", "web shop", "null", "~", "NULL", "true", "1.5", "-1", "--port=80", "-", "--- a", "---", "...", "10.0.0.1:80",
    "http://a/b#c", "a #c", "a# b", "# c", "a: b", "a:", "\"quoted\"", "\"it's\"", "'single'", "'it''s'", "\"a\\n\"", "\"open",
    "\"a\"b", "\"a\" # c", "[]", "{}", "[a, b]", "[a , b,c]", "[a, ]", "[, a]", "{a: b}", "{a: b, c: [d, {e: f}]}", "{a: }", "{a}",
    "{\"a\": 1}", "{\"a\":1}", "{a:1}", "[a: b]", "[a:b, 10:20]", "[null, x]", "[\"q\", 'r']", "[a b, c  d]", "[ [ a ] , [] ]",
    "[a] # c", "[a]b", "[a", "|", ">", "&x a", "*x", "!t a", "é ü", "$(X) ${Y}", "[é, $(X)]"};

constexpr std::array<std::string_view, 14> keys = {"a",     "b",   "name", "app.kubernetes.io/name", "\"q\"", "'r'", "null",
                                                   "a-b",   "<<",  "é",    "a b",                    "-a",    "_x",  "\"\""};

std::string document(Seeded& draw) {
    std::string text = draw.chance(0.2) ? "---\n" : "";
    int indent = 0;
    const bool tidy = draw.chance(0.8);  // mostly as people write it
    for (std::uint64_t lines = 1 + draw.below(9); lines > 0; --lines) {
        if (draw.chance(0.05)) text += draw.chance(0.5) ? "\n" : fmt::format("{}# note: [\n", std::string(draw.below(6), ' '));
        std::string line(static_cast<std::size_t>(indent), ' ');
        const bool item = draw.chance(0.25), keyed = !item || draw.chance(0.5);
        if (item) line += draw.chance(0.9) ? "- " : "-   ";
        if (keyed) line += std::string(keys[draw.below(tidy ? 6 : keys.size())]) + ":";
        const bool opens = keyed && draw.chance(0.35);
        if (!opens) line += (keyed ? draw.chance(0.95) ? " " : "" : "") + std::string(values[draw.below(tidy ? 20 : values.size())]);
        if (draw.chance(0.05)) line += draw.chance(0.5) ? " " : "  # end";
        text += line + "\n";
        if (opens)
            indent += item ? 4 : static_cast<int>(draw.below(2)) * 2;
        else if (draw.chance(0.3))
            indent = std::max(0, indent - static_cast<int>(draw.below(3)) * 2 - (tidy ? 0 : static_cast<int>(draw.below(2))));
        else if (!tidy && draw.chance(0.1))
            indent += static_cast<int>(draw.below(4));
    }
    if (draw.chance(0.1)) text.pop_back();
    return text;
}

}  // namespace

TEST_CASE("what is plain means the same as by yaml-cpp") {
    Seeded draw(11);
    int plain = 0;
    constexpr int documents = 40'000;
    for (int i = 0; i < documents; ++i) {
        std::string text = document(draw);
        for (std::uint64_t n = draw.below(3); n > 0 && draw.chance(0.3); --n)
            text[draw.below(text.size())] = " -:#[]{},\"'\nab&*!|?%~\\"[draw.below(22)];
        const Answer fast = answer(text, {}, parse_plain_yaml);
        if (!fast.read) continue;
        ++plain;
        const Answer slow = answer(text, {}, any);
        CHECK_MESSAGE(fast.said == slow.said, "in\n" << text << "\nplain:\n" << fast.said << "\nyaml-cpp:\n" << slow.said);
        if (fast.said != slow.said) return;
    }
    CHECK(plain > documents / 8);
}

TEST_CASE("each value that is plain means the same as by yaml-cpp") {
    for (const std::string_view value : values)
        for (const std::string_view form : {"a: {}\n", "a:\n  - {}\n", "a: {}\nb: c\n", "- {}\n- b\n", "a:\n- b: {}\n  c: d\n", "- {}"}) {
            const std::string text = fmt::format(fmt::runtime(form), value);
            const Answer fast = answer(text, {}, parse_plain_yaml);
            if (fast.read) CHECK(fast.said == answer(text, {}, any).said);
        }
}

TEST_CASE("what most files hold is plain, and what few hold is not") {
    for (const std::string_view text :
         {"a: b\n", "- a\n- b\n", "---\na:\n  b: [c, {d: e}]\nf:\n- g: h\n  i:\n- j\n", "a: \"b: c\"  # d\n", "a:\nb: 10.0.0.1:80"})
        CHECK_MESSAGE(answer(text, {}, parse_plain_yaml).read, text);
    for (const std::string_view text : {"", "a", "a: |\n  b\n", "a: &x b\n", "a: b\n c\n", "a:\tb\n", "a: b\r\n", "? a\n", "a: [b,\n c]\n",
                                        "a: b\n---\nc: d\n", "a: b\n...\n", "%YAML 1.2\n", "a: b: c\n", " a: b\n"})
        CHECK_MESSAGE(!answer(text, {}, parse_plain_yaml).read, text);
}

TEST_CASE("limits hold of what is plain") {
    Limits limits;
    limits.nodes = 5;
    CHECK(answer("a: b\nc: d\ne: f\n", limits, parse_plain_yaml).said.starts_with("refused K0"));
    limits = {};
    limits.depth = 2;
    CHECK(answer("a:\n  b:\n    c: d\n", limits, parse_plain_yaml).said ==
          answer("a:\n  b:\n    c: d\n", limits, any).said);
}
