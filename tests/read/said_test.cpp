#include "read/said.h"

#include <doctest/doctest.h>

#include <cmath>

#include "random_landscape.h"
#include "read/read.h"
#include "read/written.h"
#include "temporary_file.h"

using namespace knockon;

namespace {

Landscape read_back(const std::string& text) {
    const test::TemporaryFile file(text);
    Sources sources;
    Diagnostics problems;
    Landscape l = read_landscape({&file.path, 1}, {}, sources, problems);
    REQUIRE_MESSAGE(!problems.has_errors(), render(problems, sources), "\n", text);
    return l;
}

/// Without the places at which it was written; they are no part of what it says.
Landscape meaning(Landscape l) {
    const auto nowhere = [](auto& map) {
        for (auto& [id, record] : map) record.at = {};
    };
    nowhere(l.departments);
    nowhere(l.suppliers);
    nowhere(l.calendars);
    nowhere(l.freezes);
    nowhere(l.components);
    nowhere(l.processes);
    // Lengths that tests put together have no ends.
    for (auto& [id, c] : l.components)
        if (c.recovery && !c.recovery->p50.is_range())
            c.recovery->p50.low = c.recovery->p50.high = c.recovery->p50.value;
    return l;
}

/// Every key of every table, each with a value that is not its preset.
const char* const everything = R"(knockon: landscape/1
organisation: "Van \"Rijn\": #1\tx"
currency: EUR
timezone: Europe/Amsterdam
verified: 2026-10-01
departments:
  finance: {name: "no", lead: 'CFO', appetite: {probability: 1%, loss: 5k, p95_loss: 1.5M, downtime: 15m, loss_per_year: 60500}, note: "a\u202Eb", tags: [x, "y, z"], links: ["https://example.org/?a=b#c"]}
  it: {}
suppliers:
  nordhost: {name: Nordhost BV, availability: 99.95%, recovery: {p50: 1h, p90: 6h}, share: 12.5%, support: office, on_call: 0.5, changes_in: nights, clearance: internal, exit: 26w, exit_cost: 123456.75, owner: it}
  small: {unavailability: 0.0000000000001, recovery: {mean: 90s}}
calendars:
  office: {name: Office, days: [mon-fri], hours: [08:00-12:00, 13:00-18:00], except: [holidays]}
  odd: {days: [mon, wed, sun]}
  nights: {days: mon-sun, hours: 20:00-06:00, timezone: UTC}
  whole: {hours: 00:00-24:00, within: [office, nights]}
  holidays: {dates: [2026-12-25..2026-12-26, 2027-01-01]}
  invoice_day: {rrule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", hours: 06:00-18:00}
  paydays: {rrule: ["FREQ=WEEKLY;INTERVAL=4;BYDAY=FR"], from: 2026-01-02}
  stock: {periods: [2026-12-30T20:00..2026-12-31T02:00, 2027-06-30T20:00:30Z..2027-07-01T02:00-03:30]}
  close: {working_day: last, of: quarter, holidays: holidays}
  third: {working_day: 3}
freezes:
  month_end: {name: Month end, during: invoice_day, reason: invoicing, for: [erp, finance], except: [emergency]}
outages:
  - {component: db, from: 2026-12-30T18:00, to: 2026-12-31T06:00, because: "disk: replaced"}
components:
  erp:
    name: ERP
    kind: application
    owner: it
    sourcing: outsourced
    supplier: nordhost
    technologies: []
    accepts: [oracle-19, "java 17"]
    availability: 99%..99.9%
    recovery: {p50: 30m..2h, p90: 4h..9h}
    support: office
    on_call: 1 in 3
    restart: 10m
    maintenance: nights
    changes_in: nights
    capacity: 500/m
    load: 1k/h
    data: confidential
    clearance: public
    backup: 24h
    exposed: true
    site: "true"
    network: null-net
    end_of_life: 2028-06-30
    verified: 2026-06-01
    source: "cmdb:a b: 1"
    needs:
      - db
      - {all: [auth, db], tolerates: 15m, calls: 1.5, data: secret, clearance: internal, origin: observed}
      - {any: [auth, db], failover: 98%, chance: 1 in 7}
      - {atleast: 2, of: [db, auth, mail]}
      - {all: mail, chance: 30%}
  db: {availability: 100%}
  auth: {availability: 117 of 120, recovery: 1w2d3h4m5s}
  mail: {unavailability: 2%..8%, exposed: false}
processes:
  books:
    name: Books
    department: finance
    needs: [erp, {all: mail, impact: 20%}]
    active: office
    people: 12
    mtpd: 1h
    rto: 30m
    rpo: 4h
    target: 99.8%
    grace: 15m
    loss: {each: 500, hour: [{after: 0h, rate: 2k}, {after: 8h, rate: 12.25}], cap: 400k}
    harm: [legal, "safety: first"]
    peaks: [{during: invoice_day, factor: 3, mtpd: 30m}, {during: nights}]
    deadlines: [{calendar: invoice_day, work: 4h, penalty: 40k, contiguous: true}]
  plan: {department: it, needs: [books], loss: {hour: 7}}
defaults:
  saas: {availability: 99.9%, recovery: 90m}
  "odd kind: x": {unavailability: 1 in 3}
)";

}  // namespace

TEST_CASE("everything that a landscape can say is written and reads back as the same") {
    const Landscape l = read_back(everything);
    const std::string text = yaml_document(said(l));
    CAPTURE(text);
    const Landscape again = read_back(text);
    CHECK(meaning(again) == meaning(l));
    CHECK(yaml_document(said(again)) == text);
    // The same in JSON notation, as far as mappings, lists and texts go.
    CHECK(meaning(read_back(flow_text(said(l)))) == meaning(l));
}

TEST_CASE(
    "what would command a runner or turn the direction of writing is escaped, and reads back") {
    Said s;
    s.form = Said::Form::map;
    s.entries = {{"organisation", Said::of("a##[error]b ##vso[x] #1 \xE2\x80\xAE")}};
    CHECK(yaml_document(s) == "organisation: \"a#\\u0023[error]b #\\u0023vso[x] #1 \\u202e\"\n");
    CHECK(read_back("knockon: landscape/1\n" + yaml_document(s)).organisation.value ==
          s.entries[0].value.text);
}

TEST_CASE("comments are lines of their own, and no text of theirs is more than a comment") {
    Said all = said(read_back("knockon: landscape/1\ncomponents: {a: {needs: [b]}, b: {}}\n"));
    all.comments = {"first", "", "x\ny: 1"};
    all.find("components")->find("a")->comments = {"of a\u202e"};
    all.find("components")->find("a")->find("needs")->entries[0].value.comments = {"why\r\n- c"};
    const std::string text = yaml_document(all);
    CHECK(text ==
          "# first\n#\n# x\\ny: 1\nknockon: landscape/1\ncomponents:\n  a:\n    # of a\\u202e\n"
          "    needs:\n      - b  # why\\r\\n- c\n  b: {}\n");
    CHECK(read_back(text).components.at("a").needs.size() == 1);
}

TEST_CASE("ids and texts that other readers of YAML take for something else are quoted") {
    // PyYAML (YAML 1.1) reads these as 10, 90, 1000, 31, 1.1, 750, a date, a truth value, nothing;
    // readers of YAML 1.2 most of them too.
    for (const char* text :
         {"012",          "1:30",  "1_000", "0x1F", "0o17",       "0b11",
          "1.10",         "12:30", "1e5",   "1E+3", "2026-11-30", "2026-11-30T20:00Z",
          "190:20:30.15", "7",     "no",    "On",   "TRUE",       "null",
          "Null",         "y",     "nan"}) {
        CAPTURE(std::string{text});
        Said s = Said::of({}, Said::Form::map);
        s.entries = {{"organisation", Said::of(text)}};
        CHECK(yaml_document(s) == "organisation: \"" + std::string(text) + "\"\n");
    }
    for (const char* text :
         {"CHG-2026-041", "erp", "node.js 18", "4u server", "nord:host", "v1.10"}) {
        CAPTURE(std::string{text});
        CHECK(flow_text(Said::of(text)) == text);
    }
    // A number, a date or a time that is meant as one is not.
    const std::string written = yaml_document(said(read_back(everything)));
    CHECK(written.find("people: 12\n") != std::string::npos);
}

TEST_CASE("every key of a landscape is said by the test above") {
    // Whoever adds a key to a table adds it there too, or it would be lost on the way back.
    const std::string text = yaml_document(said(read_back(everything)));
    for (const char* key :
         {"lead",      "appetite",    "share",      "exit_cost",      "clearance",   "rrule",
          "from",      "working_day", "of",         "holidays",       "periods",     "within",
          "except",    "timezone",    "during",     "reason",         "for",         "because",
          "accepts",   "on_call",     "restart",    "maintenance",    "capacity",    "load",
          "backup",    "exposed",     "site",       "network",        "end_of_life", "verified",
          "tolerates", "calls",       "failover",   "chance",         "impact",      "rto",
          "rpo",       "target",      "grace",      "each",           "hour",        "cap",
          "harm",      "peaks",       "contiguous", "unavailability", "tags",        "links",
          "note"}) {
        CAPTURE(key);
        CHECK(text.find(std::string(key) + ":") != std::string::npos);
    }
}

TEST_CASE("random landscapes, before and after a change, are written and read back as the same") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        Diagnostics problems;
        const Landscape after = apply(c.landscape, c.change, problems);
        CHECK(meaning(read_back(yaml_document(said(c.landscape)))) == meaning(c.landscape));
        if (!problems.has_errors())
            CHECK(meaning(read_back(yaml_document(said(after)))) == meaning(after));
    }
}

TEST_CASE("a step is written with what its verb needs, also where that says nothing new") {
    Change c;
    c.id = Id("C");
    for (const Verb verb : {Verb::update, Verb::migrate, Verb::replace, Verb::load}) {
        Step& s = c.steps.emplace_back();
        s.verb = verb;
        s.target = Id("a");
    }
    const std::string text = flow_text(*said(c).find("steps"));
    CHECK(text ==
          "[{update: a}, {migrate: a, to: {}}, {replace: a, with: {}}, {load: a, times: 1}]");
    const test::TemporaryFile file("knockon: change/1\nid: C\nsteps: " + text + "\n");
    Sources sources;
    Diagnostics problems;
    const Change again = read_change(file.path, {}, sources, problems);
    CHECK_MESSAGE(!problems.has_errors(), render(problems, sources));
    CHECK(again.steps.size() == 4);
}

TEST_CASE("quantities are written as users write them") {
    CHECK(write_duration(std::chrono::minutes{90}) == "1h30m");
    CHECK(write_duration(Duration{0}) == "0s");
    CHECK(write_fraction(0.05) == "5%");
    CHECK(write_fraction(1) == "100%");
    CHECK(write_fraction(0) == "0%");
    CHECK(write_fraction(1e-12) == "0.0000000001%");
    CHECK(write_availability(*parse_availability("99.95%")) == "99.95%");
    CHECK(write_availability(*parse_availability("0.9")) == "90%");
    CHECK(write_availability(*parse_availability("99%..99.9%")) == "99%..99.9%");
    CHECK(write_money(12000) == "12k");
    CHECK(write_money(1.5e6) == "1.5M");
    CHECK(write_money(1234567) == "1234567");
    CHECK(write_money(0.5) == "0.5");
    CHECK(write_ordinal(-2) == "-2");
    CHECK(write_moment(*parse_moment("2026-11-30T20:00:05-03:30")) == "2026-11-30T20:00:05-03:30");
}

TEST_CASE("what is written of a random quantity reads back digit by digit") {
    Random r(7);
    for (int i = 0; i < 3000; ++i) {
        const double p =
            static_cast<double>(r.next() >> 11) * 0x1p-53 * std::pow(10.0, -r.number(0, 12));
        CAPTURE(p);
        CHECK(*parse_fraction(write_fraction(p)) == p);
        CHECK(parse_probability(write_probability({p, p, p, 0, 0}))->value == p);
        const Probability q{p, p, p, 0, 0};
        if (is_read_as_availability(q))
            CHECK(parse_availability(write_availability(q))->value == p);
        const double amount = p * std::pow(10.0, r.number(0, 14));
        CAPTURE(amount);
        CHECK(*parse_money(write_money(amount)) == amount);
        const double round = std::floor(amount) * std::pow(10.0, r.number(0, 1));
        CHECK(*parse_money(write_money(round)) == round);
        CHECK(*parse_rate(write_rate(amount)) == amount);
    }
}
