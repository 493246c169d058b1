#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

namespace {

std::string resource(const std::string& module, const std::string& address,
                     const std::string& more = "") {
    const std::size_t dot = address.find('.');
    return R"({"address": ")" + module + address + R"(", "mode": "managed", "type": ")" +
           address.substr(0, dot) + R"(", "name": ")" + address.substr(dot + 1) + "\"" + more + "}";
}

}  // namespace

TEST_CASE("references are followed through arguments and outputs of modules, circles too") {
    const std::string plan =
        R"({"terraform_version": "1.5", "planned_values": {"root_module": {"resources": [)" +
        resource("", "a.web") + "," + resource("", "aws_db_instance.db") +
        R"(], "child_modules": [{"address": "module.m[0]", "resources": [)" +
        resource("module.m[0].", "c.inner") +
        R"(]}]}}, "configuration": {"root_module": {"resources": [)" +
        resource(
            "", "a.web",
            R"(, "expressions": {"x": {"references": ["module.m.out", "module.m"]}, "y": [{"z": {"references": ["local.v", "each.key", "var.top"]}}]})") +
        "," +
        resource(
            "", "aws_db_instance.db",
            R"(, "expressions": {"password": {"constant_value": {"references": ["a.web"]}}})") +
        "," + resource("", "d.none", R"(, "count_expression": {"constant_value": 0})") +
        R"(], "module_calls": {"m": {"expressions": {"in": {"references": ["aws_db_instance.db.id", "aws_db_instance.db", "module.m.out"]}}, "depends_on": ["d.none"],
            "module": {"outputs": {"out": {"expression": {"references": ["c.inner[\"k.[\"].id", "var.in"]}}}, "resources": [)" +
        resource("", "c.inner", R"(, "expressions": {"q": {"references": ["var.in"]}})") +
        "]}}}}}}";
    const Imported i(plan);
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"a.web>aws_db_instance.db", "a.web>module.m.c.inner",
                             "module.m.c.inner>aws_db_instance.db"});
    CHECK(i.dropped("local value") == 1);
    CHECK(i.dropped("end without an instance") == 1);
    CHECK(i.dropped("configured without an instance") == 1);
    CHECK(i.dropped("self") == 1);
    CHECK(*i.draft.landscape.components.at("aws_db_instance.db").kind == "database");
}

TEST_CASE("a state: dependencies absolute or in their module; several instances are one") {
    const Imported i(
        R"({"format_version": "0.1", "terraform_version": "0.12", "values": {"root_module": {"resources": [)" +
        resource(
            "", "x.one",
            R"(, "index": 0, "depends_on": ["x.two", "x.gone"], "values": {"password": "hunter2"})") +
        "," +
        R"({"address": "x.two[0]", "mode": "managed", "type": "x", "name": "two"}, {"address": "x.two[\"b.c\"]", "mode": "managed", "type": "x", "name": "two"})" +
        R"(], "child_modules": [{"address": "module.m", "resources": [)" +
        resource("", "x.in", R"(, "depends_on": ["x.near", "module.m.x.near", "x.one"])") + "," +
        resource("module.m.", "x.near") + "]}]}}}");
    CHECK(i.said() == "");
    CHECK(i.needs() ==
          Needs{"module.m.x.in>module.m.x.near", "module.m.x.in>x.one", "x.one>x.two"});
    CHECK(i.dropped("end not there") == 1);
    CHECK(i.yaml().find("hunter2") == std::string::npos);
    CHECK(i.yaml().find("# 2 instances, taken as one") != std::string::npos);
}

TEST_CASE("the state file itself is refused with the way to what is wanted") {
    const Imported i(
        R"({"version": 4, "terraform_version": "1.5", "serial": 3, "lineage": "x", "resources": []})");
    CHECK(i.said().find("terraform show -json") != std::string::npos);
}
