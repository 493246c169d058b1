// Each rule: a landscape that has it, one that just does not, and one where it was there before
// (landscape_findings_test.cpp shows the last for all rules about a landscape).
#include "found.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const std::string three_nodes = R"(
timezone: UTC
departments: {sales: {}}
suppliers: {nordhost: {}, sudhost: {}}
components:
  a: {kind: server, supplier: nordhost, site: north}
  b: {kind: server, supplier: nordhost, site: south}
  c: {kind: server, supplier: sudhost, site: east}
  portal: {kind: application, needs: [{atleast: 2, of: [a, b, c]}]}
processes:
  orders: {department: sales, needs: [portal]}
)";

}  // namespace

TEST_CASE("A04: members that suffice to stop a group share a supplier") {
    const auto all = found(three_nodes, "A04");
    REQUIRE(all.size() == 1);
    CHECK(all[0].message ==
          "the redundancy of portal (2 of a, b, c) is none: a and b share one supplier, nordhost; "
          "hits orders (sales)");
    CHECK(all[0].subjects == std::vector<Id>{"portal", "a", "b", "c", "nordhost"});
    CHECK(all[0].severity == Severity::warning);
}

TEST_CASE("A04: one member fewer on it leaves the group up") {
    CHECK(found(replaced(three_nodes, "b: {kind: server, supplier: nordhost",
                         "b: {kind: server, supplier: sudhost"),
                "A04")
              .size() == 1);  // b and c now share the other one
    CHECK(found(replaced(three_nodes, "b: {kind: server, supplier: nordhost", "b: {kind: server"),
                "A04")
              .empty());
    CHECK(found(replaced(three_nodes, "atleast: 2", "atleast: 1"), "A04").empty());
}

TEST_CASE("A04: a group that needs all of its members has no spare to lose") {
    CHECK(found(replaced(three_nodes, "atleast: 2", "atleast: 3"), "A04").empty());
}

TEST_CASE("A04: sites, networks and technologies are looked at too, each by itself") {
    std::string l = replaced(three_nodes, "{atleast: 2, of: [a, b, c]}", "{any: [a, b]}");
    l = replaced(l, "site: south", "site: north, network: w, technologies: [x, y]");
    l = replaced(l, "site: north}", "site: north, network: w, technologies: [y]}");
    const auto all = found(l, "A04");
    REQUIRE(all.size() == 4);
    CHECK(
        all[0].message ==
        "the redundancy of portal (any of a and b) is none: all are on one network, w; hits orders "
        "(sales)");
    CHECK(all[1].subjects.back() == "nordhost");
    CHECK(all[2].message ==
          "the redundancy of portal (any of a and b) is none: all are on one site, north; hits "
          "orders (sales)");
    CHECK(all[3].severity == Severity::note);
    CHECK(all[3].subjects.back() == "technology y");
}

TEST_CASE("A06: a component better than its supplier's shared part") {
    const std::string l = R"(
timezone: UTC
departments: {sales: {}}
suppliers: {nordhost: {availability: 99%, share: 10%}}
components:
  a: {kind: server, supplier: nordhost, availability: 99.95%}
processes:
  orders: {department: sales, needs: [a]}
)";
    REQUIRE(found(l, "A06").size() == 1);
    CHECK(found(replaced(l, "99.95%", "99.9%"), "A06").empty());  // exactly the shared part
    CHECK(found(replaced(l, "share: 10%", "share: 1%"), "A06").empty());
}

namespace {

// 99.8 % promised; what stands behind `portal` decides whether that can be kept.
const std::string promised = R"(
timezone: UTC
departments: {sales: {}}
components:
  db: {kind: database, availability: 99.8%}
  portal: {kind: application, availability: 99.9%, needs: [db]}
processes:
  orders: {department: sales, needs: [portal], target: 99.8%}
  wishes: {department: sales, needs: [portal], target: 99.7%}
)";

}  // namespace

TEST_CASE("A05: a component that is down more often than was promised") {
    CHECK(found(promised, "A05").empty());  // exactly what was promised
    const std::string weak =
        replaced(promised, "database, availability: 99.8%", "database, availability: 99.5%");
    const Finding f = one_found(weak, "A05");
    CHECK(f.message ==
          "db is down 0.50\u00A0% of the time; orders cannot do without it and was promised "
          "0.20\u00A0% at most; too often also for wishes; hits orders, wishes (sales)");
    CHECK(f.subjects == std::vector<Id>{"db", "orders"});
    CHECK(f.severity == Severity::warning);
}

TEST_CASE("A05: what a process can do without is not held against the promise") {
    const std::string weak =
        replaced(promised, "database, availability: 99.8%", "database, availability: 99.5%");
    CHECK(found(replaced(weak, "needs: [db]", "needs: [{all: db, tolerates: 1m}]"), "A05").empty());
    CHECK(found(replaced(weak, "needs: [db]", "needs: [{all: db, chance: 50%}]"), "A05").empty());
}

TEST_CASE("A05: a default that breaks a promise is an assumption, and only noted") {
    const Finding f =
        one_found(replaced(promised, "{kind: database, availability: 99.8%}", "{kind: saas}") +
                      "defaults:\n  saas: {availability: 99%}\n",
                  "A05");
    CHECK(f.severity == Severity::note);
    CHECK(has(f.message, "(assumed)"));
}

TEST_CASE("A03: a load step that is too much for a component behind it") {
    const std::string l = R"(
timezone: UTC
departments: {sales: {}}
components:
  shop: {kind: application, load: 10/s, availability: 100%, needs: [{all: api, calls: 2}]}
  api: {kind: service, load: 20/s, capacity: 60/s, availability: 100%}
processes:
  orders: {department: sales, needs: [shop]}
)";
    // 20 + 2 * 10 * (times - 1) = 60 at three times the load.
    const std::string c = change_of("  - {load: shop, times: 3, sigma: 0}\n");
    CHECK(Asked(l, c).count("A03") == 0);  // exactly its capacity
    const Finding f = Asked(l, replaced(c, "times: 3", "times: 3.1")).one("A03");
    CHECK(f.message == "api would get 62/s in a typical peak, and more than its capacity of 60/s in all such "
          "peaks; hits orders (sales)");
    CHECK(f.brought_about);
    // The median load is the capacity: with any spread it is exceeded in half of the peaks.
    CHECK(has(Asked(l, replaced(c, "sigma: 0", "sigma: 0.2")).one("A03").message,
              "in 50\u00A0% of such peaks"));
    // ln(60 / 40) / 0.2 = 2.03: 1 peak in 47 is rare enough.
    CHECK(Asked(l, replaced(replaced(c, "sigma: 0", "sigma: 0.2"), "times: 3", "times: 2"))
              .count("A03") == 0);
}

TEST_CASE("a load lasts as long as is said, and the watch begins after it") {
    const std::string l = R"(
timezone: UTC
departments: {sales: {}}
calendars: {rush: {hours: 12:00-13:00}}
components:
  shop: {kind: application, load: 10/s, capacity: 15/s, availability: 100%}
processes:
  orders: {department: sales, needs: [shop], mtpd: 10m, loss: {hour: 600}}
)";
    // From Tuesday 20:00: the noons of the three days that follow, or of the ten that are watched.
    const std::string c = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00}
hypercare: 7d
steps: [{load: shop, times: 2, peak: rush, sigma: 0, lasts: 3d}]
)";
    Asked three(l, c);
    three.run();
    CHECK(three.answer->total.downtime_s.mean.value == 3 * 3600);
    CHECK(three.answer->hypercare_end - three.answer->start == std::chrono::hours{24 * 10});
    Asked all(l, replaced(c, "hypercare: 7d", "hypercare: 10d"));
    all.run();
    CHECK(all.answer->total.downtime_s.mean.value == 3 * 3600);
    Asked open(l, replaced(replaced(c, ", lasts: 3d", ""), "hypercare: 7d", "hypercare: 10d"));
    open.run();
    CHECK(open.answer->total.downtime_s.mean.value == 10 * 3600);
    const auto assumed = [](const Asked& a, std::string_view what) {
        return std::count_if(a.answer->assumptions.begin(), a.answer->assumptions.end(),
                             [&](const Assumption& x) { return x.what == what; });
    };
    CHECK(assumed(three, "lasts") == 0);
    CHECK(assumed(open, "lasts") == 1);
    CHECK(assumed(three, "capacity") == 0);
    CHECK(assumed(Asked(replaced(l, ", capacity: 15/s", ""), c).run(), "capacity") == 1);
}

TEST_CASE("as much load as the capacity is no more than it, and that is the reason") {
    for (const auto& [load, capacity, times] :
         {std::array{"100", "110", "1.1"}, {"7", "8.05", "1.15"}, {"30", "39", "1.3"}}) {
        const auto& shown_capacity = capacity;
        CAPTURE(shown_capacity);
        std::string l = R"(
timezone: UTC
departments: {sales: {}}
components: {shop: {kind: application, load: LOAD/s, capacity: CAPACITY/s, availability: 100%}}
processes: {orders: {department: sales, needs: [shop], mtpd: 10m}}
)";
        l = replaced(replaced(l, "LOAD", load), "CAPACITY", capacity);
        Asked a(l, change_of(std::string("  - {load: shop, sigma: 0, times: ") + times + "}\n"));
        a.run();
        CHECK(a.answer->total.disruption.high == 0);
        REQUIRE(a.answer->processes[0].absorbed_by.size() == 1);
        CHECK(a.answer->processes[0].absorbed_by[0].by == Absorber::By::capacity);
        CHECK(has(a.answer->processes[0].absorbed_by[0].text,
                  std::string("no more than its capacity of ") + capacity + "/s"));
    }
}

namespace {

const std::string dependable = R"(
timezone: UTC
currency: EUR
departments: {sales: {}}
suppliers: {cloud: {availability: 100%}}
components:
  a: {kind: server, availability: 99.9%, recovery: 1h}
  b: {kind: server, availability: 99.9%, recovery: 1h}
  portal: {kind: application, availability: 100%, needs: [{any: [a, b]}]}
  extra: {kind: saas, supplier: cloud, availability: 99.9%, recovery: 1h}
processes:
  orders: {department: sales, needs: [portal], loss: {hour: 100}}
  wishes: {department: sales, needs: [portal]}
)";

}  // namespace

TEST_CASE("A01 and A02: what alone stops a process from then on, and what that costs") {
    Asked a(dependable, change_of("  - {update: a, fails: 0%}\n"
                                  "  - {connect: portal, to: [extra], fails: 0%}\n"));
    const Finding alone = a.one("A01");
    CHECK(alone.message == "extra alone stops orders and wishes from then on");
    CHECK(has(a.line(alone.at), "connect: portal"));
    CHECK(alone.subjects == std::vector<Id>{"extra", "orders", "wishes"});
    // 0.1 % of 8,760 h; two independent servers are down together for 0.01 h.
    const Finding worse = a.one("A02");
    CHECK(has(worse.message, "orders is down 8.8 h a year instead of 0.0088 h and loses €"));
    CHECK(has(worse.message, "880 more; more also for wishes (sales)"));
    CHECK(worse.subjects == std::vector<Id>{"sales", "orders", "wishes"});
}

TEST_CASE("A01 and A02: nothing where the change only touches what was so before") {
    Asked a(replaced(dependable, "needs: [{any: [a, b]}]", "needs: [{any: [a, b]}, extra]"),
            change_of("  - {update: extra, fails: 0%}\n"
                      "  - {migrate: extra, to: {recovery: 2h}, fails: 0%}\n"));
    CHECK(a.count("A01") == 0);
    CHECK(a.count("A02") == 0);
}

TEST_CASE("A02: growth up to the threshold is let pass") {
    const std::string c = change_of("  - {connect: portal, to: [extra], fails: 0%}\n");
    CHECK(Asked(dependable, c, {}, "2026-12-15",
                "thresholds: {hours_per_year: 9, loss_per_year: 900}\n")
              .count("A02") == 0);
    CHECK(Asked(dependable, c, {}, "2026-12-15",
                "thresholds: {hours_per_year: 9, loss_per_year: 800}\n")
              .count("A02") == 1);
}
