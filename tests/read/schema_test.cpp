#include "read/schema.h"

#include <doctest/doctest.h>

#include <set>

#include "read/fields.h"
#include "scratch.h"

using namespace knockon;

namespace {

constexpr const char* kinds[] = {"landscape", "change", "policy", "history"};

/// Every text that stands after `before`, up to the next quote.
std::set<std::string> texts_after(std::string_view text, std::string_view before) {
    std::set<std::string> found;
    for (std::size_t i = text.find(before); i != text.npos; i = text.find(before, i + 1)) {
        const std::size_t start = i + before.size();
        found.emplace(text.substr(start, text.find('"', start) - start));
    }
    return found;
}

std::string escaped_for_scdoc(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; (i = out.find('_', i)) != std::string::npos; i += 2)
        out.insert(i, "\\");
    return out;
}

}  // namespace

TEST_CASE("each schema is valid JSON and refers only to what it defines") {
    for (const char* kind : kinds) {
        CAPTURE(kind);
        const std::string schema = json_schema(kind);
        Sources sources;
        Diagnostics problems;
        const auto tree = parse(sources.add("schema.json", schema), {}, sources, problems);
        CHECK(render(problems, sources) == "");
        REQUIRE(tree);
        const auto definitions = Value(*tree, tree->root).find("definitions");
        REQUIRE(definitions);
        CHECK(definitions->size() > 5);
        for (const std::string& name : texts_after(schema, "#/definitions/")) {
            CAPTURE(name);
            const auto definition = definitions->find(name);
            REQUIRE(definition);
            CHECK(definition->size() > 0);
        }
    }
    CHECK(json_schema("report") == "");
}

TEST_CASE("a new key in a table is a new key in the schema and in the manual") {
    const std::string schema = json_schema("landscape"), manual = field_list_scdoc("landscape");
    for (const FieldText& f : table<Component>().fields) {
        CAPTURE(f.key);
        CHECK(schema.find("\"" + std::string(f.key) + "\": {\"description\"") != std::string::npos);
        CHECK(f.help.ends_with('.'));
        CHECK(manual.find("*" + escaped_for_scdoc(f.key) + "* ") != std::string::npos);
    }
    CHECK(field_list_scdoc("report") == "");
}

TEST_CASE("the manual names the records of a document once") {
    for (const char* kind : kinds) {
        const std::string manual = field_list_scdoc(kind);
        std::set<std::string> headings;
        std::size_t count = 0;
        for (std::size_t i = manual.find("## "); i != manual.npos; i = manual.find("## ", i + 1)) {
            headings.insert(manual.substr(i, manual.find('\n', i) - i));
            ++count;
        }
        CHECK(headings.size() == count);
        CHECK(headings.count("## " + std::string(kind)) == 1);
    }
    for (const std::string_view kind : measure_kinds)
        CHECK(field_list_scdoc("policy").find(escaped_for_scdoc(kind)) != std::string::npos);
    CHECK(value_list_scdoc().find("*duration*\n\t90s 15m") != std::string::npos);
}
