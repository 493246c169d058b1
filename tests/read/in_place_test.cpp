#include "read/in_place.h"

#include <doctest/doctest.h>

#include <functional>

#include "read/said.h"
#include "scratch.h"

using namespace knockon;

namespace {

/// What becomes of a file when `edit` is done to its landscape; its error where it cannot be.
std::string edited(const std::string& body, const std::function<void(Landscape&)>& edit) {
    const Scratch scratch;
    const std::string header = "knockon: landscape/1\n";
    const std::string path = scratch.write("l.yaml", header + body);
    Sources sources;
    Diagnostics out;
    const Landscape before = read_landscape({&path, 1}, {}, sources, out);
    REQUIRE(!out.has_errors());
    Landscape after = before;
    edit(after);
    const auto texts = edited_in_place(before, after, sources, out);
    if (!texts) return out.all.front().message;
    if (texts->empty()) return body;
    Sources again;
    Diagnostics problems;
    const Landscape read = read_landscape_with({&path, 1}, *texts, {}, again, problems);
    CHECK(render(problems, again) == "");
    CHECK(yaml_document(said(read)) == yaml_document(said(after)));
    return texts->at(path).substr(header.size());
}

Need need(const char* id) {
    Need n;
    n.members = {Ref(Id(id))};
    return n;
}

const char* const body =
    "# ours\n"
    "components:\n"
    "  web:  # the shop\n"
    "    # a remark\n"
    "    kind: application   # as bought\n"
    "    needs:\n"
    "      - db  # of course\n"
    "      - {all: mail, tolerates: 15m}\n"
    "\n"
    "  # the rest\n"
    "  db: {kind: database, recovery: 2h}  # old\n"
    "  mail: {}\n"
    "departments: {it: {}}\n";

}  // namespace

TEST_CASE("only the lines of what changes are touched, with the comments behind them") {
    CHECK(edited(body, [](Landscape&) {}) == body);
    const std::string kind =
        edited(body, [](Landscape& l) { l.components["web"].kind = std::string("saas"); });
    CHECK(kind.find("    # a remark\n    kind: saas   # as bought\n    needs:\n") !=
          std::string::npos);
    const std::string more = edited(body, [](Landscape& l) {
        l.components["web"].needs.push_back(need("x"));
        l.components["x"].id = Id("x");
        l.components["x"].kind = std::string("server");
    });
    CHECK(more.find("      - db  # of course\n      - {all: mail, tolerates: 15m}\n      - x\n") !=
          std::string::npos);
    CHECK(more.find("  mail: {}\n  x:\n    kind: server\ndepartments:") != std::string::npos);
    const std::string flow =
        edited(body, [](Landscape& l) { l.components["db"].needs.push_back(need("mail")); });
    CHECK(flow.find("  # the rest\n  db: {kind: database, recovery: 2h, needs: [mail]}  # old\n") !=
          std::string::npos);
    const std::string key =
        edited(body, [](Landscape& l) { l.components["web"].more.set().site = std::string("ams"); });
    CHECK(key.find("tolerates: 15m}\n    site: ams\n\n  # the rest\n") != std::string::npos);
}

TEST_CASE("what goes takes its lines with it, and no others") {
    const std::string gone = edited(body, [](Landscape& l) {
        l.components["web"].needs.pop_back();
        l.components.erase("mail");
    });
    CHECK(gone.find("mail") == std::string::npos);
    CHECK(gone.find("# of course\n\n  # the rest\n  db:") != std::string::npos);
    const std::string no_needs =
        edited(body, [](Landscape& l) { l.components["web"].needs.clear(); });
    CHECK(no_needs.find("as bought\n\n  # the rest\n") != std::string::npos);
}

TEST_CASE("what cannot be edited is refused with its place") {
    CHECK(edited("components: {a: {}, b: {}}\n", [](Landscape& l) { l.components.erase("b"); }) ==
          "this record does not begin a line of its own");
    CHECK(
        edited("components:\n  a:\n    site: x\nannotate: {a: {kind: server}}\n", [](Landscape& l) {
            l.components["a"].kind = std::string("saas");
        }).find("set elsewhere, by `annotate`") != std::string::npos);
}
