// What is only called otherwise is told from what is gone and what is new.
#include "assess/structure/renames.h"

#include <cctype>

#include "asked.h"
#include "assess/structure/landscape_diff.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const std::string shop = R"(
currency: EUR
departments: {finance: {name: Finance}, it: {lead: CIO}}
suppliers: {nord: {name: Nord, availability: 99.9%, recovery: 1h}}
calendars: {office: {days: mon-fri, hours: 08:00-18:00}, off: {days: sun, except: office}}
freezes: {close: {during: office, for: [db, finance], reason: closing}}
outages: [{component: db, from: 2026-12-30T18:00, to: 2026-12-31T06:00}]
components:
  db: {kind: database, owner: it, supplier: nord, availability: 99%, recovery: 1h}
  a: {availability: 99%, recovery: 1h}
  b: {availability: 99%, recovery: 1h}
  erp: {name: ERP, kind: db, availability: 100%, needs: [{all: db, tolerates: 10m}]}
processes:
  books: {name: Books, department: finance, needs: [erp, a, b], active: office, loss: {hour: 1k}}
)";

Landscape loaded(const std::string& text) {
    Sources sources;
    Diagnostics problems;
    const Written file("landscape", text);
    Landscape l = read_landscape({&file.path, 1}, {}, sources, problems);
    check(l, problems);
    REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
    return l;
}

/// Every `from` that is a word of its own becomes `to`, but for kinds, which are no references.
std::string all_replaced(std::string text, const std::string& from, const std::string& to) {
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
        const bool whole = !is_word(text[at - 1]) && !is_word(text[at + from.size()]);
        if (!whole || text.compare(at - 6, 6, "kind: ") == 0) continue;
        text.replace(at, from.size(), to);
    }
    return text;
}

std::vector<Rename> found(const std::string& before, const std::string& after) {
    return renames(loaded(before), loaded(after));
}

LandscapeDiff diff_of(const std::string& before, const std::string& after) {
    DiffOptions options;
    options.max_years = 64;
    options.today = *parse_date("2026-12-15");
    Diagnostics problems;
    return landscape_diff(loaded(before), loaded(after), options, problems);
}

}  // namespace

TEST_CASE(
    "a component that says the same and is needed by the same is renamed, references follow") {
    const std::string other = all_replaced(shop, "db", "store");
    CHECK(found(shop, other) == std::vector<Rename>{{"components", "db", "store"}});
    const LandscapeDiff d = diff_of(shop, other);
    REQUIRE(d.records.size() == 1);  // neither erp, the freeze nor the outage says anything else
    CHECK(d.records[0].what == RecordChange::What::renamed);
    CHECK(d.records[0].was == "db");
    CHECK(d.records[0].id == "store");
    CHECK(d.records[0].fields.empty());
    CHECK(d.processes.empty());
    CHECK(d.processes_as_before == 1);
    CHECK(d.new_findings.empty());
    CHECK(d.gone_findings.empty());
}

TEST_CASE("a whole chain may be renamed at once, and records of every section") {
    std::string other = shop;
    const std::vector<Rename> all = {
        {"calendars", "office", "hours"}, {"components", "db", "store"},
        {"components", "erp", "core"},    {"departments", "it", "ict"},
        {"freezes", "close", "quiet"},    {"processes", "books", "ledger"},
        {"suppliers", "nord", "nordhost"}};
    for (const Rename& r : all) other = all_replaced(other, r.was, r.is);
    CHECK(found(shop, other) == all);
    CHECK(renamed(loaded(shop), all).components.at("core").needs[0].members[0].value == "store");
    const LandscapeDiff d = diff_of(shop, other);
    CHECK(d.count(RecordChange::What::renamed) == all.size());
    CHECK(d.records.size() == all.size());
    CHECK(d.processes.empty());
    CHECK(d.new_findings.empty());
}

TEST_CASE("with the same name, needs and kind it is the same, whatever else it says now") {
    const std::string other =
        replaced(all_replaced(shop, "books", "ledger"), "hour: 1k", "hour: 3k");
    CHECK(found(shop, other) == std::vector<Rename>{{"processes", "books", "ledger"}});
    const LandscapeDiff d = diff_of(shop, other);
    REQUIRE(d.records.size() == 1);
    CHECK(d.records[0].fields == std::vector<FieldChange>{{"loss.hour", "1k", "3k"}});
    // The figures of the one process are compared, not those of two.
    REQUIRE(d.processes.size() == 1);
    REQUIRE(d.processes[0].before);
    REQUIRE(d.processes[0].after);
    CHECK(d.processes[0].after->loss_per_year.value ==
          near(3 * d.processes[0].before->loss_per_year.value, 1e-9));
    // Another name, or other needs: another process.
    CHECK(found(shop, replaced(other, "name: Books", "name: Ledger")).empty());
    CHECK(found(shop, replaced(other, "[erp, a, b]", "[erp, a]")).empty());
}

TEST_CASE("what could be either is neither") {
    // Two that say the same, and two new ones: which is which nobody can tell.
    CHECK(found(shop, all_replaced(all_replaced(shop, "a", "x"), "b", "y")).empty());
    // One gone, and two that fit.
    const std::string one = replaced(replaced(shop, "  b: {availability: 99%, recovery: 1h}\n", ""),
                                     "[erp, a, b]", "[erp, a]");
    CHECK(found(one, all_replaced(shop, "a", "x")).empty());
    CHECK(found(one, all_replaced(one, "a", "x")) == std::vector<Rename>{{"components", "a", "x"}});
}

TEST_CASE("what says the same and is needed by others is another, and what says nothing is") {
    std::string other = replaced(shop, "[erp, a, b]", "[erp, b]");
    other = replaced(other, "  a: {", "  x: {");
    other = replaced(other, "needs: [{all: db", "needs: [x, {all: db");
    CHECK(found(shop, other).empty());
    CHECK(found(replaced(shop, "suppliers: {", "suppliers: {empty: {}, "),
                replaced(shop, "suppliers: {", "suppliers: {void: {}, "))
              .empty());
}
