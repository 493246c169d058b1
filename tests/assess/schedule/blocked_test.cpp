#include "assess/schedule/blocked.h"

#include "asked.h"
#include "assess/windows/windows.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const std::string shop = R"(
timezone: Europe/Amsterdam
departments: {sales: {}}
suppliers: {nordhost: {}}
calendars:
  closing: {periods: [2027-01-13T15:00..2027-01-13T17:00]}
components:
  db: {availability: 100%, supplier: nordhost}
  site: {availability: 100%, needs: [db]}
  fax: {availability: 100%}
processes:
  selling: {department: sales, needs: [site], deadlines: [{calendar: closing, work: 1h}]}
)";

std::string change(std::string_view id, std::string_view start, std::string_view target,
                   std::string_view more = "") {
    return "id: " + std::string(id) +
           "\nrequested: 2026-12-01\nwindow: {start: " + std::string(start) +
           ", length: 2h}\nhypercare: 3h\nsteps: [{update: " + std::string(target) +
           ", fails: 0%}]\n" + std::string(more);
}

/// What blocks each hour of two days, by the search and by assessing each start alone.
void compare(const std::string& ours, const std::vector<std::string>& planned,
             const std::string& policy, std::size_t at_least) {
    Asked asked(shop, ours, planned, "2026-12-15", policy);
    WindowSearch search;
    search.from = *parse_moment("2027-01-12T12:00");
    search.to = *parse_moment("2027-01-14T12:00");
    search.policy = asked.policy;
    const auto found =
        windows(asked.landscape, asked.change, search, asked.options, asked.problems);
    REQUIRE(found);
    std::size_t collisions = 0;
    for (const WindowOption& o : found->options) {
        const auto local = Zone::find("Europe/Amsterdam")->to_local(o.start);
        CAPTURE(local.time_since_epoch().count());
        Asked alone(shop, ours, planned, "2026-12-15", policy);
        alone.options.start = Moment{std::chrono::floor<std::chrono::seconds>(local), {}};
        bool collides = false;
        for (const Finding& f : alone.findings("T03"))
            collides |= !f.accepted && f.severity != Severity::note;
        collisions += collides;
        CHECK((std::count(o.blocked.begin(), o.blocked.end(), "T03") == 1) == collides);
    }
    CHECK(collisions >= at_least);
    CHECK(collisions < found->options.size());
}

}  // namespace

TEST_CASE("the starts that collide with a planned change are those where assessing says so") {
    const auto ours = [](std::string_view more = "") {
        return change("CHG-1", "2027-01-12T20:00", "db", more);
    };
    compare(ours(), {change("CHG-2", "2027-01-13T08:00", "site")}, "", 5);
    compare(ours("team: web\n"), {change("CHG-2", "2027-01-13T08:00", "fax", "team: web\n")}, "",
            3);
    compare(ours(),
            {change("CHG-2", "2027-01-13T08:00", "fax"), change("CHG-3", "2027-01-13T14:00", "db"),
             change("CHG-1", "2027-01-12T20:00", "db")},
            "", 8);
    // The same deadline is in danger from both, though they do not meet.
    compare(
        change("CHG-1", "2027-01-12T20:00", "db", "type: standard\n"),
        {replaced(change("CHG-2", "2027-01-13T08:00", "site"), "hypercare: 3h", "hypercare: 9h")},
        "", 8);
}

TEST_CASE("a collision that the policy accepts or makes a note blocks no start") {
    const std::string ours = change("CHG-1", "2027-01-12T20:00", "db");
    const std::vector<std::string> planned = {change("CHG-2", "2027-01-13T08:00", "site"),
                                              change("CHG-3", "2027-01-13T20:00", "site")};
    compare(
        ours, planned,
        "accept: [{finding: T03, for: CHG-2, because: they talk, by: sales, until: 2027-12-31}]\n",
        5);
    compare(ours, planned, "findings: {T03: note}\n", 0);
}

TEST_CASE("a start before what comes first has ended is blocked") {
    Asked asked(shop, change("CHG-1", "2027-01-13T20:00", "db", "after: [CHG-2]\n"),
                {change("CHG-2", "2027-01-13T08:00", "fax")});
    WindowSearch search;
    search.from = *parse_moment("2027-01-13T09:00");
    search.to = *parse_moment("2027-01-13T10:00");
    const auto found =
        windows(asked.landscape, asked.change, search, asked.options, asked.problems);
    REQUIRE(found);
    REQUIRE(found->options.size() == 2);
    CHECK(found->options[0].blocked == std::vector<std::string>{"K219"});
    CHECK(found->options[1].blocked.empty());
}
