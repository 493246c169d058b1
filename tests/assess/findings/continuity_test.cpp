#include "found.h"

using namespace knockon;
using namespace knockon::test;

namespace {

// Orders must be back within an hour and may lose two hours of work; the portal holds out 30 min.
const std::string shop = R"(
timezone: UTC
departments: {sales: {}}
suppliers: {host: {availability: 99.9%, recovery: {p50: 1h, p90: 4h}, support: office}}
calendars:
  office: {days: mon-fri, hours: 08:00-18:00}
  daily: {hours: 08:00-18:00}
components:
  portal: {kind: application, availability: 99.9%, recovery: 10m, needs: [{all: db, tolerates: 30m}]}
  db: {kind: database, availability: 99.9%, recovery: 90m, backup: 2h}
processes:
  orders: {department: sales, needs: [portal], active: office, mtpd: 4h, rto: 1h, rpo: 2h}
)";

}  // namespace

TEST_CASE("C05: a recovery as long as the target and what is tolerated on the way is in time") {
    CHECK(found(shop, "C05").empty());
    const Finding f = one_found(replaced(shop, "recovery: 90m", "recovery: 91m"), "C05");
    CHECK(f.message ==
          "outages of db last 1 h 31 min; orders is to be back within 1 h, after the 30 min that it "
          "holds out");
    CHECK(f.subjects == std::vector<Id>{"db", "orders"});
}

TEST_CASE("C05: a restart counts, redundancy and impact do not interrupt") {
    CHECK(found(replaced(shop, "recovery: 90m", "recovery: 85m, restart: 6m"), "C05").size() == 1);
    const std::string slow = replaced(shop, "recovery: 90m", "recovery: 5h");
    const std::string spare = replaced(slow, "{all: db, tolerates: 30m}", "{any: [db, other]}");
    CHECK(found(replaced(spare, "  db:", "  other: {availability: 100%}\n  db:"), "C05").empty());
    CHECK(found(replaced(slow, "needs: [portal]", "needs: [{all: portal, impact: 50%}]"), "C05")
              .empty());
}

TEST_CASE("C06: a backup as old as may be lost is young enough") {
    CHECK(found(shop, "C06").empty());
    const Finding f = one_found(replaced(shop, "backup: 2h", "backup: 121m"), "C06");
    CHECK(f.message ==
          "a restore of db loses up to 2 h 1 min of work; orders may lose 2 h at most");
    const Finding unsaid = one_found(replaced(shop, ", backup: 2h", ""), "C06");
    CHECK(unsaid.severity == Severity::note);
    CHECK(unsaid.message ==
          "how much work a restore of db loses is not said (`backup`); orders may "
          "lose 2 h at most");
    CHECK(found(replaced(replaced(shop, ", backup: 2h", ""), ", rpo: 2h", ""), "C06").empty());
}

TEST_CASE("C07: outages of a supplier that last as long as a process bears are borne") {
    const std::string hosted =
        replaced(shop, "backup: 2h", "backup: 2h, supplier: host, support: daily");
    CHECK(found(hosted, "C07").empty());  // 4 h against 4 h and 30 min
    const Finding f = one_found(replaced(hosted, "mtpd: 4h", "mtpd: 209m"), "C07");
    CHECK(f.message ==
          "1 in 10 outages of host lasts longer than 4 h; orders, which needs db, bears 3 h 29 "
          "min, after the 30 min that it holds out");
    CHECK(found(replaced(hosted, "mtpd: 4h", "mtpd: 210m"), "C07").empty());
    // A peak may bear less.
    CHECK(found(replaced(hosted, "mtpd: 4h", "mtpd: 4h, peaks: [{during: daily, mtpd: 2h}]"), "C07")
              .size() == 1);
}

TEST_CASE("C07: support hours that are the hours of the process cover it") {
    const std::string hosted = replaced(shop, "backup: 2h", "backup: 2h, supplier: host");
    CHECK(found(hosted, "C07").empty());
    // Saturdays and Sundays are 2 of 7 days.
    const Finding f = one_found(replaced(hosted, "active: office", "active: daily"), "C07");
    CHECK(f.message ==
          "host mends db in the hours of `office`; 28\u00A0% of the working time of orders, which "
          "needs it, lies outside them");
    CHECK(f.severity == Severity::warning);
    const Finding slow = one_found(replaced(replaced(hosted, "active: office", "active: daily"),
                                            "support: office", "support: office, on_call: 0.5"),
                                   "C07");
    CHECK(slow.severity == Severity::note);
}

TEST_CASE("what a landscape lacks already is not blamed on a change that touches it") {
    Asked a(replaced(shop, "recovery: 90m", "recovery: 5h"),
            change_of("  - {migrate: db, to: {availability: 99.8%}, fails: 0%}\n"));
    CHECK(!a.one("C05").brought_about);
    Asked b(shop, change_of("  - {migrate: db, to: {recovery: 5h}, fails: 0%}\n"));
    CHECK(b.one("C05").brought_about);
    CHECK(has(b.line(b.one("C05").at), "migrate: db"));
}

namespace {

// Invoicing works from 06:00 to 18:00 on weekdays and bears two hours.
std::string invoices() { return replaced(works, "active: office}", "active: office, mtpd: 2h}"); }
std::string failing(std::string_view more) {
    return replaced(on_db, "fails: 0%", "fails: 10%, " + std::string(more));
}

}  // namespace

TEST_CASE("C01: a recovery into the working hours, for as long as is borne and no longer") {
    // The step begins on Tuesday at 20:00; at 06:00 the office opens, at 08:00 it has lasted 2 h.
    CHECK(Asked(invoices(), failing("recovery: 12h")).count("C01") == 0);
    const Finding f = Asked(invoices(), failing("recovery: 721m")).one("C01");
    CHECK(f.message ==
          "if step 1 (update db) fails, its recovery takes 12 h 1 min: invoicing "
          "would be down for 2 h 1 min of its working time and bears 2 h");
    CHECK(f.subjects == std::vector<Id>{"db", "invoicing"});
}

TEST_CASE("C01: a way back that works in nine cases of ten is what counts") {
    const auto with = [](std::string_view works_share) {
        return Asked(invoices(), failing("recovery: 20h, rollback: {takes: 1h, works: " +
                                         std::string(works_share) + ", rehearsed: 2026-12-01}"))
            .count("C01");
    };
    CHECK(with("90%") == 0);
    CHECK(with("89%") == 1);
    // One that closes before the step ends is none.
    CHECK(Asked(invoices(),
                failing("recovery: 20h, downtime: 30m, rollback: {takes: 20m, works: 99%, "
                        "until: 10m, rehearsed: 2026-12-01}"))
              .count("C01") == 1);
}

TEST_CASE("C01: repairs that wait for support hours take longer on the clock") {
    const std::string l =
        replaced(invoices(), "supplier: nordhost,", "supplier: nordhost, support: office,");
    // 3 h of repair begin when the office opens.
    const Finding f = Asked(l, failing("recovery: 3h")).one("C01");
    CHECK(has(f.message, "its recovery takes 3 h of repair time: invoicing would be down for 3 h"));
}

TEST_CASE("C02: deadlines and peaks of exposed processes while the change is watched") {
    const std::string due =
        replaced(invoices(), "mtpd: 2h}", "mtpd: 2h, deadlines: [{calendar: office, work: 1h}]}");
    const Finding f = Asked(due, failing("recovery: 12h")).one("C02");
    CHECK(f.severity == Severity::note);
    CHECK(f.message ==
          "invoicing, which is exposed, has its deadline of Wed 13 Jan 2027 18:00 while "
          "the change is watched");
    CHECK(Asked(invoices(), failing("recovery: 12h")).count("C02") == 0);
    // Not exposed: nothing gets through.
    CHECK(Asked(due, failing("recovery: 1m")).count("C02") == 0);
}

TEST_CASE("C03: no way back, one never rehearsed, one nobody speaks of") {
    const Finding none = Asked(works, failing("reversible: false")).one("C03");
    CHECK(none.message ==
          "step 1 (update db) cannot be undone: if it fails, the only way is forward");
    CHECK(none.severity == Severity::warning);
    const Finding hope = Asked(works, failing("rollback: {takes: 1m}")).one("C03");
    CHECK(hope.message == "the way back of step 1 (update db) was never rehearsed");
    const Finding unsaid = Asked(works, failing("recovery: 1h")).one("C03");
    CHECK(unsaid.severity == Severity::note);
    CHECK(Asked(works, failing("rollback: {takes: 1m, rehearsed: 2026-12-01}")).count("C03") == 0);
    CHECK(Asked(works, on_db).count("C03") == 0);  // what cannot fail need not be undone
}
