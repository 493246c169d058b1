#include "report/documents/documents.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "read_back.h"

using namespace knockon;

TEST_CASE("a record is the same in every document, and has no key twice") {
    std::map<std::string_view, DocumentRecord> known;
    for (const Document& d : documents()) {
        std::vector<DocumentRecord> all;
        d.describe(all);
        for (const DocumentRecord& r : all) {
            CAPTURE(r.name);
            CHECK(!r.what.empty());
            std::set<std::string_view> keys;
            for (const DocumentField& f : r.fields) CHECK(keys.insert(f.key).second);
            const DocumentRecord& other = known.emplace(r.name, r).first->second;
            REQUIRE(other.fields.size() == r.fields.size());
            for (std::size_t i = 0; i < r.fields.size(); ++i) {
                CHECK(other.fields[i].key == r.fields[i].key);
                CHECK(other.fields[i].type == r.fields[i].type);
            }
        }
    }
}

TEST_CASE("every document has a schema, and the page lists every record once") {
    std::string lists;
    std::set<std::string> headings;
    for (const Document& d : documents()) {
        CAPTURE(d.name);
        const rapidjson::Document schema = read_back(document_schema(d.name));
        CHECK(schema["oneOf"].Size() == d.records.size());
        for (const auto& m : schema["$defs"].GetObject()) {
            std::string heading = std::string("## ") + m.name.GetString() + "\n";
            for (char& c : heading) c = c == '_' ? ' ' : c;
            headings.insert(heading);
        }
        lists += document_fields_scdoc(d.name);
    }
    CHECK(headings.size() > 80);
    for (const std::string& heading : headings) {
        CAPTURE(heading);
        const std::size_t first = lists.find(heading);
        CHECK(first != std::string::npos);
        CHECK(lists.find(heading, first + 1) == std::string::npos);
    }
    CHECK(document_schema("reports").empty());
    CHECK(document_fields_scdoc("reports").empty());
}

TEST_CASE("a type says what is a list, what may be null and what may be missing") {
    const rapidjson::Document schema = read_back(document_schema("report"));
    const auto& report = schema["$defs"]["report"];
    CHECK(report["additionalProperties"].IsFalse());
    CHECK(text(report["properties"]["findings"]["items"]["$ref"]) == "#/$defs/finding");
    const auto& structure = report["properties"]["structure"]["anyOf"];
    CHECK(text(structure[0]["type"]) == "null");
    CHECK(text(structure[1]["$ref"]) == "#/$defs/structure_change");
    const auto& estimate = schema["$defs"]["estimate"];
    CHECK(estimate["properties"].HasMember("inputs"));
    CHECK(estimate["required"].Size() == 3);
    const auto& shares = schema["$defs"]["cause_share"]["properties"]["by_department"];
    CHECK(text(shares["additionalProperties"]["$ref"]) == "#/$defs/estimate");
    CHECK(schema["$defs"]["department"]["properties"]["exceedance"]["items"]["minItems"].GetInt() ==
          2);
    CHECK(report["properties"]["verdict"]["enum"].Size() == 4);
    CHECK(text(report["properties"]["last_turn_back"]["anyOf"][1]["format"]) == "date-time");
}
