#include "asked.h"
#include "assess/findings/landscape_findings.h"

using namespace knockon;
using namespace knockon::test;

namespace {

std::string with(std::string_view from, std::string_view to) { return replaced(works, from, to); }

const char* const today = "2026-12-15";

Asked asked(const std::string& landscape, const std::string& change = on_db,
            const std::string& policy = {}) {
    return Asked(landscape, change, {}, today, policy);
}

/// The change adds this component, and invoicing needs it from then on.
std::string adding(std::string_view component) {
    return replaced(on_db, "[{update: db, fails: 0%}]",
                    "\n  - {add: {extra: {" + std::string(component) +
                        ", availability: 100%}}, fails: 0%}\n"
                        "  - {connect: erp, to: [extra], fails: 0%}");
}

}  // namespace

TEST_CASE("M02: a component that a process needs and nobody owns") {
    CHECK(asked(works).count("M02") == 0);
    // The portal has no owner, but no process needs it.
    const Finding f =
        asked(with("db: {kind: database, owner: it,", "db: {kind: database,")).one("M02");
    CHECK(f.message == "nobody owns db: hits invoicing (finance)");
    CHECK(!f.brought_about);
    CHECK(f.severity == Severity::warning);
    Asked added = asked(works, adding("kind: service"));
    CHECK(added.one("M02").brought_about);
    CHECK(added.one("M02").subjects == std::vector<Id>{"extra"});
    CHECK(asked(works, adding("kind: service, owner: it")).count("M02") == 0);
}

TEST_CASE("M03: what comes from outside has a supplier, and one that has agreed to something") {
    CHECK(asked(with("erp: {", "erp: {sourcing: own, ")).count("M03") == 1);  // nordhost of db
    const std::string agreed = with("nordhost: {}", "nordhost: {availability: 99.9%}");
    CHECK(asked(agreed).count("M03") == 0);
    CHECK(asked(with("nordhost: {}", "nordhost: {support: office}")).count("M03") == 0);
    const Finding note = asked(works).one("M03");
    CHECK(note.severity == Severity::note);
    CHECK(note.subjects == std::vector<Id>{"nordhost"});
    for (const char* sourcing : {"bought", "outsourced"}) {
        CAPTURE(sourcing);
        const Finding f =
            asked(replaced(agreed, "erp: {", "erp: {sourcing: " + std::string(sourcing) + ", "))
                .one("M03");
        CHECK(f.severity == Severity::warning);
        CHECK(f.message == "erp is " + std::string(sourcing) +
                               ", but no supplier answers for it: hits invoicing (finance)");
    }
    CHECK(asked(replaced(agreed, "erp: {", "erp: {sourcing: own, ")).count("M03") == 0);
    CHECK(asked(agreed, adding("owner: it, sourcing: bought")).one("M03").brought_about);
    CHECK(asked(replaced(agreed, "erp: {", "erp: {sourcing: bought, "),
                replaced(on_db, "update: db", "update: erp"))
              .one("M03")
              .brought_about == false);
}

TEST_CASE("M04: support that ends within the horizon; exactly at it is not within") {
    const auto ending = [](std::string_view day) {
        return asked(with("erp: {", "erp: {end_of_life: " + std::string(day) + ", "));
    };
    CHECK(ending("2027-12-15").count("M04") == 0);  // 365 d
    const Finding f = ending("2027-12-14").one("M04");
    CHECK(f.message ==
          "erp comes to the end of its support on Tue 14 Dec 2027: hits invoicing (finance)");
    CHECK(!f.brought_about);
    CHECK(has(ending("2026-12-14").one("M04").message, "is out of support"));
    CHECK(asked(with("erp: {", "erp: {end_of_life: 2027-12-15, "), on_db,
                "thresholds: {end_of_life_horizon: 366d}\n")
              .count("M04") == 1);
    // Nothing needs the portal.
    CHECK(asked(with("portal: {", "portal: {end_of_life: 2027-01-01, ")).count("M04") == 0);
    CHECK(Asked(with("erp: {", "erp: {end_of_life: 2027-01-01, "), on_db, {}, "").count("M04") ==
          0);
    CHECK(asked(works, adding("owner: it, end_of_life: 2027-06-30")).one("M04").brought_about);
}

TEST_CASE("M05: what the answer rests on was held against reality too long ago, or never") {
    const auto verified = [](std::string_view day, std::string_view more = "") {
        return "verified: " + std::string(day) + "\n" +
               with("erp: {", "erp: {" + std::string(more));
    };
    CHECK(asked(verified("2025-12-15")).count("M05") == 0);  // 365 d
    Asked old = asked(verified("2025-12-14"));
    const Finding f = old.one("M05");
    CHECK(f.severity == Severity::warning);
    CHECK(has(f.message, "2 of the 2 components"));
    CHECK(has(f.message, "(db and erp), the first on Sun 14 Dec 2025"));
    CHECK(has(old.line(f.at), "verified: 2025-12-14"));
    // A component's own day counts before the landscape's.
    CHECK(has(asked(verified("2026-12-01", "verified: 2020-01-01, ")).one("M05").message,
              "1 of the 2 components"));
    CHECK(has(asked(verified("2020-01-01", "verified: 2026-12-01, ")).one("M05").message, "(db)"));
    // What neither is touched nor needed does not matter: nobody needs the portal.
    CHECK(asked("verified: 2026-12-01\n" + with("portal: {", "portal: {verified: 2020-01-01, "))
              .count("M05") == 0);
    CHECK(asked(works).one("M05").severity == Severity::note);
    CHECK(asked(with("erp: {", "erp: {verified: 2026-12-01, ")).one("M05").severity ==
          Severity::warning);
    CHECK(asked(verified("2025-12-14"), on_db, "thresholds: {model_age: 366d}\n").count("M05") ==
          0);
    CHECK(Asked(works, on_db, {}, "").count("M05") == 0);
}

TEST_CASE("M10: bought by another department than IT, and others rest on it") {
    const auto owned = [](std::string_view erp, std::string_view supplier = "{}") {
        return replaced(with("erp: {kind: application, owner: it",
                             "erp: {kind: application, " + std::string(erp)),
                        "bigdata: {}", "bigdata: " + std::string(supplier));
    };
    // Others rest on it: erp is needed by finance.
    const std::string legal =
        replaced(owned("owner: legal, supplier: bigdata"), "it: {}", "it: {}, legal: {}");
    Asked a = asked(legal);
    const Finding f = a.one("M10");
    CHECK(f.message ==
          "erp comes from outside and legal runs it without IT, but others rest on it: "
          "hits invoicing (finance)");
    CHECK(!f.brought_about);
    CHECK(asked(owned("owner: finance, supplier: bigdata")).count("M10") == 0);
    CHECK(asked(owned("owner: it, supplier: bigdata")).count("M10") == 0);
    CHECK(asked(replaced(legal, "bigdata: {}", "bigdata: {owner: it}")).count("M10") == 0);
    CHECK(asked(replaced(legal, "supplier: bigdata", "sourcing: own")).count("M10") == 0);
    CHECK(asked(replaced(legal, "supplier: bigdata", "sourcing: bought")).count("M10") == 1);
    // Which department is IT is the policy's to say; where nobody knows, nothing is said.
    CHECK(asked(legal, on_db, "it: [legal, it]\n").count("M10") == 0);
    CHECK(asked(legal, on_db, "it: [finance, it]\n").count("M10") == 1);
    const std::string no_it = R"(
currency: EUR
departments: {finance: {}, legal: {}}
suppliers: {bigdata: {}}
components:
  db: {owner: legal, supplier: bigdata, availability: 100%}
processes:
  invoicing: {department: finance, needs: [db]}
)";
    CHECK(asked(no_it).count("M10") == 0);
    CHECK(asked(no_it, on_db, "it: [finance]\n").count("M10") == 1);
    CHECK(asked(replaced(works, "it: {}", "it: {}, legal: {}"),
                adding("owner: legal, supplier: bigdata"))
              .one("M10")
              .brought_about);
}
