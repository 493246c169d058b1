#include <doctest/doctest.h>

#include "read_back.h"
#include "report/report.h"

using namespace knockon;

namespace {

Landscape small() {
    Landscape l;
    l.departments["finance"].id = "finance";
    l.components["erp"].id = "erp";
    l.components["db"].id = "db";
    Need need;
    need.members = {Ref("db")};
    l.components["erp"].needs = {need};
    l.processes["invoicing"].needs = {need, need};
    return l;
}

}  // namespace

TEST_CASE("check counts what it found and what is wrong with it") {
    Diagnostics ds;
    CHECK(
        check_text(small(), ds, {}) ==
        "1 department, 0 suppliers, 2 components, 1 process, 3 needs: nothing to complain about\n");
    ds.warning("K143", {}, "nothing needs `db`");
    ds.error("K131", {}, "`x` is not defined");
    ds.error("K131", {}, "`y` is not defined");
    CHECK(check_text(small(), ds, {}) ==
          "1 department, 0 suppliers, 2 components, 1 process, 3 needs: 2 errors, 1 warning\n");
}

TEST_CASE("check counts what is found in the landscape by code") {
    Finding unowned, also, weak;
    unowned.code = also.code = "M02";
    weak.code = "A05";
    also.accepted = std::make_shared<const Acceptance>();
    const std::string text = check_text(small(), {}, {unowned, weak, also});
    CHECK(text.ends_with(
        "\n3 findings in the landscape as it is (A05 1, M02 2), 1 of them accepted: --all lists "
        "them\n"));
    CHECK(check_text(small(), {}, {weak})
              .ends_with("\n1 finding in the landscape as it is (A05 1): --all lists it\n"));
}

TEST_CASE("check/1 has the fields of the contract, and null where a place is not known") {
    Sources s;
    const std::uint32_t file = s.add("a\nb.yaml", "x: 1\n");
    Diagnostics ds;
    ds.all.push_back({Severity::error,
                      "K131",
                      "`x` is not defined",
                      {file, 14, 17, 12},
                      "write `y`",
                      {{{file, 3, 1, 1}, "defined here"}}});
    ds.warning("K149", {}, "no process");
    const rapidjson::Document d = read_back(check_json(small(), ds, {}, s));
    CHECK(text(d["knockon"]) == "check/1");
    CHECK(real(d["counts"]["needs"]) == 3);
    const auto& first = d["diagnostics"][0];
    CHECK(text(first["severity"]) == "error");
    CHECK(text(first["code"]) == "K131");
    CHECK(text(first["file"]) == "a\nb.yaml");
    CHECK(real(first["line"]) == 14);
    CHECK(real(first["column"]) == 17);
    CHECK(text(first["help"]) == "write `y`");
    CHECK(real(first["related"][0]["line"]) == 3);
    CHECK(d["diagnostics"][1]["file"].IsNull());
    CHECK(d["diagnostics"][1]["line"].IsNull());
}
