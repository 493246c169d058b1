#include "assess/structure/landscape_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "asked.h"
#include "near.h"
#include "random_landscape.h"

using namespace knockon;
using namespace knockon::test;

namespace {

struct Pair {
    Sources sources;
    Diagnostics problems;
    LandscapeDiff diff;

    Pair(const std::string& old_text, const std::string& new_text, const Policy& policy = {}) {
        const Landscape before = load(old_text), after = load(new_text);
        DiffOptions options;
        options.max_years = 64;
        options.today = *parse_date("2026-12-15");
        options.policy = policy;
        diff = landscape_diff(before, after, options, problems);
        REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
    }

    Landscape load(const std::string& text) {
        const Written file("landscape", text);
        Landscape l = read_landscape({&file.path, 1}, {}, sources, problems);
        check(l, problems);
        REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
        return l;
    }
};

const std::string two = R"(
currency: EUR
departments: {finance: {}}
components:
  db: {availability: 99%, recovery: 1h}
  spare: {availability: 99%, recovery: 1h}
  erp: {availability: 100%, needs: [{any: [db, spare]}]}
processes:
  books: {name: Books, department: finance, needs: [erp], loss: {hour: 1k}}
  idle: {department: finance}
)";

}  // namespace

TEST_CASE("the same landscape, said in other words and another order, is no change") {
    const Pair p(works, R"(
currency: EUR
timezone: Europe/Amsterdam
processes:
  invoicing: {active: office, needs: [{all: [erp]}], department: finance}
components:
  portal: {kind: portal, unavailability: 0%}
  erp: {needs: db, availability: 1, owner: it, kind: application}
  db: {kind: database, owner: it, supplier: nordhost, availability: 100.0%}
departments: {it: {}, finance: {}}
calendars:
  nights: {hours: 20:00-06:00}
  frozen: {periods: [2027-01-12T21:00..2027-01-13T06:00]}
  office: {days: [mon, tue, wed-fri], hours: 06:00-18:00}
suppliers: {nordhost: {}, bigdata: {}}
)");
    CHECK(p.diff.records.empty());
    CHECK(p.diff.processes.empty());
    CHECK(p.diff.processes_as_before == 1);
    CHECK(p.diff.new_findings.empty());
    CHECK(p.diff.gone_findings.empty());
}

TEST_CASE("redundancy taken away: the need, the process, the single point, in figures by hand") {
    const Pair p(two, replaced(two, "{any: [db, spare]}", "db"));
    REQUIRE(p.diff.records.size() == 1);
    const RecordChange& r = p.diff.records.front();
    CHECK(r.section == "components");
    CHECK(r.id == "erp");
    CHECK(r.what == RecordChange::What::changed);
    CHECK(r.fields == std::vector<FieldChange>{{"needs", "{any: [db, spare]}", std::nullopt},
                                               {"needs", std::nullopt, "db"}});
    CHECK(r.at.line > 0);
    REQUIRE(p.diff.processes.size() == 1);
    const ProcessDiff& books = p.diff.processes.front();
    CHECK(books.id == "books");
    CHECK(books.before->unavailability.value == near(0.01 * 0.01, 1e-9));
    CHECK(books.after->unavailability.value == near(0.01, 1e-9));
    CHECK(books.more_loss.value == near(8760 * 1000 * (0.01 - 0.0001), 1e-9));
    CHECK(books.new_single_points == std::vector<Id>{"db"});
    CHECK(books.gone_single_points.empty());
    CHECK(p.diff.processes_as_before == 1);  // idle
}

TEST_CASE("what is new and what is gone is said with all that it says") {
    const std::string more =
        replaced(two, "  idle:", "  ledger: {department: finance, needs: [db]}\n  idle:");
    const Pair p(two, more), back(more, two);
    REQUIRE(p.diff.records.size() == 1);
    CHECK(p.diff.records[0].what == RecordChange::What::added);
    CHECK(p.diff.records[0].fields.size() == 2);
    CHECK(back.diff.records[0].what == RecordChange::What::removed);
    REQUIRE(p.diff.processes.size() == 1);
    CHECK_FALSE(p.diff.processes[0].before);
    CHECK(back.diff.processes[0].before);
    CHECK_FALSE(back.diff.processes[0].after);
}

TEST_CASE("nested values are named by their path, calendars reach whoever works by them") {
    const Pair p(replaced(two, "db: {availability: 99%, recovery: 1h}",
                          "db: {availability: 99%, recovery: {p50: 1h, p90: 4h}}"),
                 replaced(two, "db: {availability: 99%, recovery: 1h}",
                          "db: {availability: 98%, recovery: {p50: 1h, p90: 6h}}"));
    REQUIRE(p.diff.records.size() == 1);
    CHECK(p.diff.records[0].fields ==
          std::vector<FieldChange>{{"availability", "99%", "98%"}, {"recovery.p90", "4h", "6h"}});
    const Pair q(works, replaced(works, "hours: 06:00-18:00", "hours: 06:00-20:00"));
    REQUIRE(q.diff.records.size() == 1);
    CHECK(q.diff.records[0].section == "calendars");
}

namespace {

const std::string closed = R"(
departments: {sales: {}}
suppliers: {cloud: {}}
components:
  portal: {exposed: true, availability: 100%}
  erp: {availability: 100%}
processes:
  orders: {department: sales, needs: [erp], rto: 1h}
)";
/// The portal needs the ERP, which somebody else runs.
std::string open_now() {
    return replaced(
        replaced(closed, "portal: {exposed: true,", "portal: {exposed: true, needs: [erp],"),
        "erp: {availability: 100%}", "erp: {supplier: cloud, availability: 100%}");
}

std::vector<std::string> codes(const std::vector<Finding>& findings) {
    std::vector<std::string> all;
    for (const Finding& f : findings) all.push_back(f.code);
    return all;
}

bool includes(const std::vector<Finding>& findings, std::string_view code) {
    const auto all = codes(findings);
    return std::find(all.begin(), all.end(), code) != all.end();
}

}  // namespace

TEST_CASE("a new way in from the internet and a new third party are new, and gone the other way") {
    const Pair there(closed, open_now()), back(open_now(), closed);
    for (const char* code : {"S02", "S03"}) {
        CAPTURE(code);
        CHECK(includes(there.diff.new_findings, code));
        CHECK(!includes(there.diff.gone_findings, code));
        CHECK(includes(back.diff.gone_findings, code));
        CHECK(!includes(back.diff.new_findings, code));
        CHECK(!includes(Pair(open_now(), open_now()).diff.new_findings, code));
    }
}

TEST_CASE("what gets worse is new, what gets better is not gone") {
    const auto taking = [](std::string_view recovery) {
        return replaced(closed, "erp: {availability: 100%}",
                        "erp: {availability: 99%, recovery: " + std::string(recovery) + "}");
    };
    const Pair worse(taking("2h"), taking("3h"));
    REQUIRE(includes(worse.diff.new_findings, "C05"));
    CHECK(has(worse.diff.new_findings.front().message, "worse than before: outages of erp last 3"));
    CHECK(!includes(worse.diff.gone_findings, "C05"));
    const Pair better(taking("3h"), taking("2h"));
    CHECK(!includes(better.diff.new_findings, "C05"));
    CHECK(!includes(better.diff.gone_findings, "C05"));
}

TEST_CASE("what the policy accepts is marked in a diff, too") {
    Policy policy;
    Acceptance a;
    a.finding = std::string("S03");
    a.because = std::string("checked");
    a.by = Id{"sales"};
    a.until = *parse_date("2027-03-01");
    policy.accept = {a};
    for (const Finding& f : Pair(closed, open_now(), policy).diff.new_findings)
        CHECK((f.accepted != nullptr) == (f.code == "S03"));
}

TEST_CASE("a diff turned round says the same the other way") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        Diagnostics problems;
        const Landscape after = apply(c.landscape, c.change, problems);
        if (problems.has_errors()) continue;
        DiffOptions options;
        options.max_years = 8;
        const LandscapeDiff there = landscape_diff(c.landscape, after, options, problems);
        const LandscapeDiff back = landscape_diff(after, c.landscape, options, problems);
        CHECK(there.records.size() == back.records.size());
        CHECK(there.count(RecordChange::What::added) == back.count(RecordChange::What::removed));
        CHECK(there.processes.size() == back.processes.size());
        CHECK(there.new_findings.size() == back.gone_findings.size());
        CHECK(there.processes_as_before == back.processes_as_before);
        const LandscapeDiff same = landscape_diff(after, after, options, problems);
        CHECK(same.records.empty());
        CHECK(same.processes.empty());
    }
}

TEST_CASE("beyond the parts that may be worked out, the costliest are compared, and the rest counted") {
    std::string text = "departments: {works: {}}\ncomponents:\n  base: {availability: 99%, recovery: 1h}\n";
    for (int i = 1; i <= 9; ++i)
        text += fmt::format("  c{}: {{availability: 100%, needs: [{}]}}\n", i,
                            i == 1 ? "base" : fmt::format("c{}", i - 1));
    text += "processes:\n";
    // Each stands on itself and nine components or ten; p3 loses most an hour, then p1, then p2.
    const std::vector<std::tuple<const char*, const char*, int>> processes = {
        {"p1", "c9", 20}, {"p2", "c8", 10}, {"p3", "c9", 30}, {"p4", "c9", 1}};
    for (const auto& [id, need, hour] : processes)
        text += fmt::format("  {}: {{department: works, needs: [{}], loss: {{hour: {}}}}}\n", id,
                            need, hour);
    Sources sources;
    Diagnostics problems;
    const auto load = [&](const std::string& what) {
        const Written file("landscape", what);
        return read_landscape({&file.path, 1}, {}, sources, problems);
    };
    const Landscape before = load(text), after = load(replaced(text, "99%", "98%"));
    DiffOptions options;
    options.most_parts = 22;  // 11 of p3 and 11 of p1
    const LandscapeDiff some = landscape_diff(before, after, options, problems);
    REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources));
    std::vector<Id> compared;
    for (const ProcessDiff& p : some.processes) compared.push_back(p.id);
    CHECK(compared == std::vector<Id>{"p3", "p1"});
    CHECK(some.processes_left_out == 2);
    CHECK(some.processes_as_before == 0);
    REQUIRE(some.limits_hit.size() == 1);
    CHECK(some.limits_hit.front().find("2 of 4 processes") != std::string::npos);
    CHECK(some.processes.front().after->unavailability.value == near(0.02, 1e-9));

    options.most_parts = 21;
    CHECK(landscape_diff(before, after, options, problems).processes_left_out == 3);
    options.most_parts = 1;  // fewer than any stands on
    CHECK(landscape_diff(before, after, options, problems).processes_left_out == 4);
    options.most_parts = 43;  // 11 + 11 + 10 + 11
    const LandscapeDiff all = landscape_diff(before, after, options, problems);
    CHECK(all.processes_left_out == 0);
    CHECK(all.limits_hit.empty());
    CHECK(all.processes.size() == 4);
}
