#include "read/fields.h"

#include <doctest/doctest.h>

#include "scratch.h"
#include "written.h"

namespace {

using Words = std::vector<std::string>;

constexpr std::string_view whole_landscape = R"(
organisation: Van Rijn
currency: EUR
timezone: Europe/Amsterdam
verified: 2026-10-01
departments:
  finance:
    name: Finance
    lead: CFO
    note: n
    tags: [t, u]
    links: https://example.org
    appetite: {probability: 1%, loss: 5k, p95_loss: 1.5M, downtime: 15m, loss_per_year: 60k}
suppliers:
  nordhost: {name: Nordhost, availability: 99.95%, recovery: {mean: 4h}, share: 10%, support: office,
             on_call: 0.5, changes_in: nights, clearance: internal, exit: 26w, exit_cost: 3k,
             owner: finance, note: n, tags: [t], links: [l]}
calendars:
  office: {name: Office, note: n, tags: [t], links: [l], days: "mon-wed,fri",
           hours: [08:00-12:00, 13:00-24:00], dates: [2026-12-25, 2026-12-27..2026-12-31],
           rrule: "FREQ=DAILY", from: 2026-01-02, working_day: -2, of: quarter, holidays: free,
           periods: 2026-12-30T20:00..2026-12-31T02:00, ics: board.ics, except: free,
           within: [nights, days], timezone: Europe/Berlin}
freezes:
  month_end: {name: f, note: n, tags: [t], links: [l], during: office, reason: r, for: [erp, finance],
              except: [emergency]}
outages:
  - {component: erp, from: 2026-12-30T18:00, to: 2026-12-31T06:00, because: disk}
components:
  erp:
    name: ERP
    source: servicenow:a1
    kind: application
    owner: finance
    sourcing: outsourced
    supplier: nordhost
    technologies: [oracle-19, java-17]
    accepts: oracle-21
    unavailability: 3 of 120
    recovery: {p50: 45m, p90: 4h}
    support: office
    on_call: 0.25
    restart: 10m
    maintenance: nights
    changes_in: nights
    capacity: 500/s
    load: 200/s
    data: confidential
    clearance: secret
    backup: 24h
    exposed: true
    site: ams
    network: lan
    end_of_life: 2028-06-30
    verified: 2026-06-01
    note: n
    tags: [t]
    links: [l]
    needs:
      - database
      - {all: [auth, mail], tolerates: 15m, chance: 30%, calls: 1.5, data: public, clearance: secret, origin: guessed}
      - {any: [dns_a, dns_b], failover: 98%}
      - {atleast: 2, of: [n1, n2, n3]}
processes:
  invoicing:
    name: Invoice run
    source: dora:F1
    department: finance
    needs: {all: archive, impact: 20%}
    active: office
    people: 12
    mtpd: 1h
    rto: 30m
    rpo: 4h
    target: 99.8%
    grace: 15m
    loss: {each: 500, hour: [{after: 0h, rate: 2k}, {after: 8h, rate: 12k}], cap: 400k}
    harm: [legal]
    peaks: [{during: office, factor: 3, mtpd: 30m}]
    deadlines: [{calendar: office, work: 4h, penalty: 40k, contiguous: true}]
    note: n
    tags: [t]
    links: [l]
defaults:
  saas: {availability: 99.9%, recovery: 90m}
)";

Landscape expected_landscape() {
    using std::chrono::weekday;
    using S = std::string;
    Landscape l;
    l.organisation = S("Van Rijn");
    l.currency = S("EUR");
    l.timezone = S("Europe/Amsterdam");
    l.verified = day(2026, 10, 1);

    Department& d = l.departments["finance"];
    d.id = "finance";
    d.name = S("Finance"), d.note = S("n"), d.tags = Words{"t", "u"}, d.links = Words{"https://example.org"};
    d.lead = S("CFO");
    d.appetite = {0.01, 5000.0, 1.5e6, Duration(15min), 60000.0};

    Supplier& s = l.suppliers["nordhost"];
    s.id = "nordhost";
    s.name = S("Nordhost"), s.note = S("n"), s.tags = Words{"t"}, s.links = Words{"l"};
    s.unavailability = certain(0.0005);
    s.recovery = Recovery{Recovery::Shape::exponential, exactly(4h), {}};
    s.share = 0.1, s.support = Id("office"), s.on_call = 0.5, s.changes_in = Id("nights");
    s.clearance = DataClass::internal, s.exit = Duration(26 * 7 * 24h), s.exit_cost = 3000.0;
    s.owner = Id("finance");

    Calendar& c = l.calendars["office"];
    c.id = "office";
    c.name = S("Office"), c.note = S("n"), c.tags = {"t"}, c.links = {"l"};
    c.days = std::vector{weekday(1), weekday(2), weekday(3), weekday(5)};
    c.hours = std::vector{HourRange{8h, 12h}, HourRange{13h, 24h}};
    c.dates = {{day(2026, 12, 25), day(2026, 12, 25), {}},
               {day(2026, 12, 27), day(2026, 12, 31), {}}};
    c.rrules = {S("FREQ=DAILY")};
    c.from = day(2026, 1, 2);
    c.working_day = WorkingDay{-2, WorkingDay::Of::quarter, Id("free")};
    c.periods = {{at(day(2026, 12, 30), 20h), at(day(2026, 12, 31), 2h), {}}};
    c.ics = S("board.ics"), c.ics_text = S("BEGIN:VCALENDAR\r\n");
    c.except = {Id("free")}, c.within = {Id("nights"), Id("days")};
    c.timezone = S("Europe/Berlin");

    Freeze& f = l.freezes["month_end"];
    f.id = "month_end";
    f.name = S("f"), f.note = S("n"), f.tags = Words{"t"}, f.links = Words{"l"};
    f.during = Id("office"), f.reason = S("r"), f.scope = {Id("erp"), Id("finance")};
    f.except = {"emergency"};

    l.outages = {{Id("erp"), at(day(2026, 12, 30), 18h), at(day(2026, 12, 31), 6h), S("disk"), {}}};
    l.defaults["saas"] = {certain(0.001), Recovery{Recovery::Shape::constant, exactly(90min), {}}};
    return l;
}

Component expected_component() {
    using S = std::string;
    Component e;
    Particulars& more = e.more.set();
    e.id = "erp";
    e.name = S("ERP"), e.source = S("servicenow:a1"), e.note = S("n"), e.tags = Words{"t"}, e.links = Words{"l"};
    e.kind = S("application"), e.owner = Id("finance"), more.sourcing = Sourcing::outsourced;
    e.supplier = Id("nordhost");
    more.technologies = std::vector<S>{"oracle-19", "java-17"},
    more.accepts = std::vector<S>{"oracle-21"};
    e.unavailability = *parse_probability("3 of 120");
    e.recovery = Recovery{Recovery::Shape::lognormal, exactly(45min), exactly(4h)};
    more.support = Id("office"), more.on_call = 0.25, more.restart = Duration(10min);
    more.maintenance = Id("nights"), more.changes_in = Id("nights");
    more.capacity = 500.0, more.load = 200.0;
    more.data = DataClass::confidential, more.clearance = DataClass::secret, more.backup = Duration(24h);
    more.exposed = true, more.site = S("ams"), more.network = S("lan");
    more.end_of_life = day(2028, 6, 30), more.verified = day(2026, 6, 1);

    Need database, both, dns, nodes;
    database.members = {Id("database")};
    both.members = {Id("auth"), Id("mail")}, both.at_least = 2, both.terms.set().tolerates = 15min;
    both.terms.set().chance = 0.3, both.terms.set().calls = 1.5, both.terms.set().data = DataClass::open;
    both.terms.set().clearance = DataClass::secret, both.terms.set().origin = Origin::guessed;
    dns.kind = Need::Kind::any, dns.members = {Id("dns_a"), Id("dns_b")}, dns.terms.set().failover = 0.98;
    nodes.kind = Need::Kind::atleast, nodes.members = {Id("n1"), Id("n2"), Id("n3")};
    nodes.at_least = 2;
    e.needs = {database, both, dns, nodes};
    return e;
}

Process expected_process() {
    using S = std::string;
    Process p;
    p.id = "invoicing";
    p.name = S("Invoice run"), p.source = S("dora:F1"), p.note = S("n"), p.tags = Words{"t"}, p.links = Words{"l"};
    p.department = Id("finance"), p.active = Id("office"), p.people = 12;
    Need archive;
    archive.members = {Id("archive")}, archive.terms.set().impact = 0.2;
    p.needs = {archive};
    p.mtpd = Duration(1h), p.rto = Duration(30min), p.rpo = Duration(4h), p.grace = Duration(15min);
    p.target_unavailability = 0.002;
    p.loss = {500.0, {{0h, 2000}, {8h, 12000}}, 400000.0};
    p.harm = std::vector<S>{"legal"};
    p.peaks = {{Id("office"), 3, Duration(30min)}};
    p.deadlines = {{Id("office"), 4h, 40000, true}};
    return p;
}

/// Positions differ and do not count; a component compares its place too, so that is taken out.
template <class Map>
void forget_places(Map& map) {
    for (auto& [id, record] : map) record.at = {};
}

}  // namespace

TEST_CASE("every field of a landscape arrives in the model as it was written") {
    const Scratch scratch;
    scratch.write("board.ics", "BEGIN:VCALENDAR\r\n");
    auto r = landscape_of(whole_landscape, scratch);
    CHECK(r.text(scratch) == "");
    Landscape& l = r.value;
    forget_places(l.departments), forget_places(l.suppliers), forget_places(l.calendars);
    forget_places(l.freezes), forget_places(l.components), forget_places(l.processes);
    const Landscape expected = expected_landscape();
    CHECK(l.organisation == expected.organisation);
    CHECK(l.currency == expected.currency);
    CHECK(l.timezone == expected.timezone);
    CHECK(l.verified == expected.verified);
    CHECK(l.departments == expected.departments);
    CHECK(l.suppliers == expected.suppliers);
    CHECK(l.calendars == expected.calendars);
    CHECK(l.freezes == expected.freezes);
    CHECK(l.outages == expected.outages);
    CHECK(l.defaults == expected.defaults);
    REQUIRE(l.components.count("erp") == 1);
    CHECK(l.components.at("erp") == expected_component());
    REQUIRE(l.processes.count("invoicing") == 1);
    CHECK(l.processes.at("invoicing") == expected_process());
}

TEST_CASE("the landscape above leaves out no key of any table") {
    check_every_key_is_in<Landscape>(whole_landscape);
    check_every_key_is_in<Department>(whole_landscape);
    check_every_key_is_in<Appetite>(whole_landscape);
    check_every_key_is_in<Supplier>(whole_landscape);
    check_every_key_is_in<Calendar>(whole_landscape);
    check_every_key_is_in<Freeze>(whole_landscape);
    check_every_key_is_in<KnownOutage>(whole_landscape);
    check_every_key_is_in<Component>(whole_landscape);
    check_every_key_is_in<Need>(whole_landscape);
    check_every_key_is_in<RecoverySpread>(whole_landscape);
    check_every_key_is_in<Process>(whole_landscape);
    check_every_key_is_in<Loss>(whole_landscape);
    check_every_key_is_in<LossBand>(whole_landscape);
    check_every_key_is_in<Peak>(whole_landscape);
    check_every_key_is_in<Deadline>(whole_landscape);
}

TEST_CASE("an availability keeps every digit of the small number that it leaves") {
    const Scratch scratch;
    auto r = landscape_of(
        "components:\n  a: {availability: 99.99999%}\n  b: {availability: 0.9999999}\n"
        "  c: {availability: 100%}\n  d: {availability: 99%..99.9%}\n",
        scratch);
    CHECK(r.text(scratch) == "");
    CHECK(r.value.components["a"].unavailability->value == 1e-7);
    CHECK(r.value.components["b"].unavailability->value == 1e-7);
    CHECK(r.value.components["c"].unavailability->value == 0);
    CHECK(r.value.components["d"].unavailability->low == 0.001);
    CHECK(r.value.components["d"].unavailability->high == 0.01);
}
