#include "report/documents/documents.h"

#include <doctest/doctest.h>

#include <set>

#include "read_back.h"

using namespace knockon;

namespace {

std::vector<DocumentRecord> records() {
    std::vector<DocumentRecord> all = report_records();
    const std::vector<DocumentRecord> more = command_records();
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace

TEST_CASE("no two records have one name, and no record has a key twice") {
    std::set<std::string_view> names;
    for (const DocumentRecord& r : records()) {
        CAPTURE(r.name);
        CHECK(names.insert(r.name).second);
        CHECK(!r.what.empty());
        std::set<std::string_view> keys;
        for (const DocumentField& f : r.fields) CHECK(keys.insert(f.key).second);
    }
}

TEST_CASE("every record is part of a document, and every document has a schema and a list") {
    std::string lists;
    for (const Document& d : documents()) {
        CAPTURE(d.name);
        const rapidjson::Document schema = read_back(document_schema(d.name));
        CHECK(schema["oneOf"].Size() == d.records.size());
        for (const std::string_view record : d.records)
            CHECK(schema["$defs"].HasMember(std::string(record).c_str()));
        lists += document_fields_scdoc(d.name);
    }
    for (const DocumentRecord& r : records()) {
        std::string heading = "## " + std::string(r.name) + "\n";
        for (char& c : heading) c = c == '_' ? ' ' : c;
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
    CHECK(report["properties"]["verdict"]["enum"].Size() == 3);
    CHECK(text(report["properties"]["last_turn_back"]["anyOf"][1]["format"]) == "date-time");
}
