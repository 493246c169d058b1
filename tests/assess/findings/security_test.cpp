#include <set>

#include "found.h"
#include "random_landscape.h"

using namespace knockon;
using namespace knockon::test;

namespace {

// The shop's data goes to the api, and on to a service of a supplier that is cleared for less.
const std::string leak = R"(
timezone: UTC
departments: {sales: {}}
suppliers: {adhouse: {clearance: internal}}
components:
  shop: {kind: application, data: confidential, needs: [api]}
  api: {kind: service, needs: [tags]}
  tags: {kind: saas, supplier: adhouse}
processes:
  orders: {department: sales, needs: [shop], mtpd: 4h}
)";

}  // namespace

TEST_CASE("S01: data is followed through what passes it on") {
    const Finding f = one_found(leak, "S01");
    CHECK(
        f.message ==
        "confidential data of shop reaches tags, but its supplier adhouse is cleared for internal "
        "at most; needed by orders (sales)");
    CHECK(f.subjects == std::vector<Id>{"tags", "adhouse", "class confidential"});
    REQUIRE(f.related.size() == 3);
    CHECK(f.related[0].message == "shop hands it to api");
    CHECK(f.related[1].message == "api hands it to tags");
    CHECK(f.related[2].message == "the clearance");
}

TEST_CASE("S01: data of exactly the cleared class may be there") {
    CHECK(found(replaced(leak, "clearance: internal", "clearance: confidential"), "S01").empty());
    CHECK(found(replaced(leak, "data: confidential", "data: internal"), "S01").empty());
}

TEST_CASE("S01: a need that says what flows is believed") {
    CHECK(found(replaced(leak, "needs: [tags]", "needs: [{all: tags, data: internal}]"), "S01")
              .empty());
    const Finding f =
        one_found(replaced(leak, "needs: [tags]", "needs: [{all: tags, data: secret}]"), "S01");
    CHECK(has(f.message, "secret data of api reaches tags"));
}

TEST_CASE("S01: components and connections have clearances too") {
    const Finding own = one_found(
        replaced(leak, "{kind: saas, supplier: adhouse}", "{kind: saas, clearance: internal}"),
        "S01");
    CHECK(has(own.message, "reaches tags, but tags is cleared for internal at most"));
    const Finding way = one_found(
        replaced(replaced(leak, "needs: [tags]", "needs: [{all: tags, clearance: public}]"),
                 ", supplier: adhouse", ""),
        "S01");
    CHECK(way.message ==
          "api hands on confidential data of shop, but the connection is cleared for public at "
          "most; needed by orders (sales)");
    const auto both = found(
        replaced(leak, "data: confidential", "data: confidential, clearance: internal"), "S01");
    REQUIRE(both.size() == 2);
    CHECK(both[0].message ==
          "shop works with confidential data, but it is cleared for internal at most; needed by "
          "orders (sales)");
}

TEST_CASE("S01: a change brings it about, or more of it, or merely touches it") {
    const std::string clean = replaced(leak, ", needs: [tags]", "");
    const std::string connect = change_of(
        "  - {update: tags, fails: 0%}\n"
        "  - {connect: api, to: [tags], fails: 0%}\n");
    Asked brought(clean, connect);
    CHECK(brought.one("S01").brought_about);
    CHECK(has(brought.line(brought.one("S01").at), "connect: api"));

    Asked touched(leak, change_of("  - {migrate: tags, to: {availability: 99%}, fails: 0%}\n"));
    CHECK(!touched.one("S01").brought_about);

    Asked more(leak, change_of("  - {add: {payroll: {kind: application, data: confidential, "
                               "needs: [api]}}, fails: 0%}\n"));
    const auto all = more.findings("S01");
    REQUIRE(all.size() == 2);
    CHECK(all[0].brought_about);
    CHECK(all[0].message ==
          "more of it than before: confidential data of payroll reaches tags, but its supplier "
          "adhouse is cleared for internal at most; needed by orders (sales)");
    CHECK(!all[1].brought_about);
}

namespace {

// The portal is exposed; dealers' orders hang on the ERP, which the portal does not reach.
const std::string closed = R"(
timezone: UTC
departments: {sales: {}}
components:
  portal: {kind: application, exposed: true, needs: [api]}
  api: {kind: service}
  erp: {kind: application, needs: [ledger]}
  ledger: {kind: database}
processes:
  orders: {department: sales, needs: [erp], mtpd: 4h}
  news: {department: sales, needs: [portal], mtpd: 24h}
)";

}  // namespace

TEST_CASE("S02: a way from the internet to what a critical process needs") {
    Asked a(closed, change_of("  - {update: erp, fails: 0%}\n"
                              "  - {connect: api, to: [erp], fails: 0%}\n"));
    const Finding f = a.one("S02");  // said of erp, not of the ledger behind it
    CHECK(f.message ==
          "a way from the internet leads to erp, which orders needs: portal → api → erp");
    CHECK(f.brought_about);
    CHECK(has(a.line(f.at), "connect: api"));
}

TEST_CASE("S02: nothing new where there was a way, or where nobody critical is behind it") {
    const std::string open =
        replaced(closed, "api: {kind: service}", "api: {kind: service, needs: [erp]}");
    CHECK(Asked(open, change_of("  - {connect: portal, to: [erp], fails: 0%}\n")).count("S02") ==
          0);
    // A process that bears a working day is not critical; one that bears a minute less is.
    const std::string connect = change_of("  - {connect: api, to: [erp], fails: 0%}\n");
    CHECK(Asked(replaced(closed, "mtpd: 4h", "mtpd: 8h"), connect).count("S02") == 0);
    CHECK(Asked(replaced(closed, "mtpd: 4h", "mtpd: 479m"), connect).count("S02") == 1);
    CHECK(Asked(replaced(closed, "mtpd: 4h", "mtpd: 8h, harm: [safety]"), connect).count("S02") ==
          1);
}

TEST_CASE("S02: what a critical process needs is exposed itself") {
    Asked a(closed, change_of("  - {migrate: erp, to: {exposed: true}, fails: 0%}\n"));
    const auto all = a.findings("S02");
    REQUIRE(all.size() == 1);
    CHECK(all[0].message == "erp, which orders needs, can be reached from the internet");
}

TEST_CASE("S03: a third party on which no critical process hung before") {
    const std::string l =
        replaced(closed, "components:", "suppliers: {cloud: {}, host: {}}\ncomponents:");
    const auto with = [&](std::string_view consumer, std::string_view supplier) {
        return Asked(l, change_of("  - {add: {x: {kind: saas, supplier: " + std::string(supplier) +
                                  "}}, fails: 0%}\n  - {connect: " + std::string(consumer) +
                                  ", to: [x], fails: 0%}\n"))
            .findings("S03");
    };
    const auto all = with("ledger", "cloud");
    REQUIRE(all.size() == 1);
    CHECK(all[0].message ==
          "cloud is a new third party in a critical chain: orders needs x, which is theirs");
    CHECK(with("api", "cloud").empty());  // behind what is not critical
    // It was in the chain before.
    CHECK(
        Asked(replaced(l, "ledger: {kind: database}", "ledger: {kind: database, supplier: cloud}"),
              change_of("  - {migrate: erp, to: {supplier: cloud}, fails: 0%}\n"))
            .count("S03") == 0);
}

TEST_CASE("S04: an exposed component at a store of confidential data") {
    const std::string l = R"(
timezone: UTC
departments: {sales: {}}
components:
  shop: {kind: application, exposed: true, needs: [db]}
  db: {kind: database, data: confidential}
processes:
  orders: {department: sales, needs: [shop]}
)";
    CHECK(
        one_found(l, "S04").message ==
        "nothing stands between shop, which is exposed to the internet, and the confidential data "
        "in db; needed by orders (sales)");
    CHECK(found(replaced(l, "data: confidential", "data: internal"), "S04").empty());
    CHECK(found(replaced(l, "kind: database", "kind: service"), "S04").empty());
    CHECK(found(replaced(l, "needs: [db]", "needs: [{all: db, clearance: confidential}]"), "S04")
              .empty());
    const std::string between = replaced(l, "needs: [db]", "needs: [api]");
    CHECK(found(replaced(between, "  db:", "  api: {needs: [db]}\n  db:"), "S04").empty());
    CHECK(found(replaced(l, "data: confidential", "data: confidential, exposed: true"), "S04")
              .size() == 2);
}

namespace {

/// Components at the end of a simple path of needs from an exposed one, tried one by one.
void walk_in(const Landscape& l, std::vector<Id>& path, std::set<Id>& open) {
    open.insert(path.back());
    const auto c = l.components.find(path.back());
    const auto& needs =
        c != l.components.end() ? c->second.needs : l.processes.at(path.back()).needs;
    for (const Need& n : needs)
        for (const Ref& m : n.members) {
            if (std::find(path.begin(), path.end(), *m) != path.end()) continue;
            path.push_back(*m);
            walk_in(l, path, open);
            path.pop_back();
        }
}

std::set<Id> reachable_from_internet(const Landscape& l) {
    std::set<Id> open;
    for (const auto& [id, c] : l.components) {
        std::vector<Id> path{id};
        if (c.more->exposed.value_or(false)) walk_in(l, path, open);
    }
    return open;
}

/// Needed by a critical process on some path with nothing exposed before its end.
void walk_down(const Landscape& l, std::vector<Id>& path, std::set<Id>& needed) {
    needed.insert(path.back());
    const auto c = l.components.find(path.back());
    if (c != l.components.end() && c->second.more->exposed.value_or(false)) return;
    const auto& needs =
        c != l.components.end() ? c->second.needs : l.processes.at(path.back()).needs;
    for (const Need& n : needs)
        for (const Ref& m : n.members) {
            if (std::find(path.begin(), path.end(), *m) != path.end()) continue;
            path.push_back(*m);
            walk_down(l, path, needed);
            path.pop_back();
        }
}

std::set<Id> targets_by_search(const Landscape& l) {
    std::set<Id> needed, both;
    for (const auto& [id, p] : l.processes) {
        std::vector<Id> path{id};
        if (is_critical(p)) walk_down(l, path, needed);
    }
    for (const Id& id : reachable_from_internet(l))
        if (needed.contains(id) && l.components.contains(id)) both.insert(id);
    return both;
}

}  // namespace

TEST_CASE("S02 agrees with a search over all paths") {
    int found_some = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        Landscape before = random_case(seed).landscape;
        Random r(seed + 5000);
        std::vector<Id> ids;
        for (auto& [id, c] : before.components) {
            if (r.yes(25)) c.more.set().exposed = true;
            ids.push_back(id);
        }
        for (auto& [id, p] : before.processes)
            p.mtpd = Duration{std::chrono::hours{r.number(6, 9)}};
        Landscape after = before;
        for (int i = r.number(1, 2); i > 0; --i) {
            Component& c = after.components.at(r.of(ids));
            Need n;
            n.members = {Ref{r.of(ids)}};
            if (*n.members[0] != c.id) c.needs.push_back(n);
            if (r.yes(30)) after.components.at(r.of(ids)).more.set().exposed = true;
        }
        Diagnostics problems;
        const Calendars calendars = compile_calendars(before, problems);
        const Policy policy;
        const Inspected old(before, calendars, policy, {}), now(after, calendars, policy, {});
        std::set<Id> said;
        for (const Finding& f : landscape_findings(now, &old))
            if (f.code == "S02") said.insert(f.subjects.front());
        std::set<Id> fresh;
        const std::set<Id> was = targets_by_search(before);
        for (const Id& id : targets_by_search(after))
            if (!was.contains(id)) fresh.insert(id);
        // It is said of some of them if there are any, and of nothing else.
        CHECK(said.empty() == fresh.empty());
        for (const Id& id : said) CHECK(fresh.contains(id));
        found_some += !said.empty();
    }
    CHECK(found_some > 40);
}
