// Changes, policies and histories: tests of the tables in read/fields.h.
#include <doctest/doctest.h>

#include "scratch.h"
#include "written.h"

namespace {

constexpr std::string_view whole_change = R"(
id: CHG-1
title: Spring
sponsor: marketing
type: emergency
requested: 2026-11-20
window: {start: "2026-12-30T20:00+01:00", length: 2h30m, earliest: 2026-12-01, latest: 2027-01-31, within: nights}
after: CHG-0
overrides: [{freeze: month_end, because: contract, by: finance}]
on_failure: abort
hypercare: 72h
benefit: {marketing: {value: 250k, per: year, per_week_late: 10k}, finance: 5}
cost: 35k
budget: 40k
releases_per_year: 6
team: web
note: n
tags: [t]
links: [l]
approvals:
  - finance
  - {by: marketing, at: 2026-11-21, up_to: {loss: 5k, probability: 2%}}
steps:
  - {update: crm, fails: 2%..8%, downtime: 10m, at: 0m, recovery: 30m..4h, surfaces: {late: 20%, within: 7d},
     tested: 2026-11-18, rollback: {takes: 30m, works: 95%, until: 90m, rehearsed: 2026-11-17},
     reversible: false, checkpoint: true, note: n}
  - {migrate: mail, to: {supplier: cloudmail, availability: 99.5%}}
  - {add: {personaliser: {kind: saas, needs: [crm]}}}
  - {connect: shop, to: [personaliser, {any: [a, b]}]}
  - {disconnect: shop, from: old}
  - {replace: gateway, with: {technologies: [envoy]}}
  - {remove: old}
  - {load: shop, times: 3, peak: launch, sigma: 0.2, lasts: 2w}
)";

Change expected_change() {
    using S = std::string;
    Change c;
    c.id = "CHG-1";
    c.title = S("Spring"), c.note = S("n"), c.team = S("web"), c.tags = {"t"}, c.links = {"l"};
    c.sponsor = Id("marketing"), c.type = ChangeType::emergency, c.requested = day(2026, 11, 20);
    Moment start = at(day(2026, 12, 30), 20h);
    start.utc_offset = 1h;
    c.window = {
        start, Duration(150min), at(day(2026, 12, 1), 0h), at(day(2027, 2, 1), 0h), {Id("nights")}};
    c.after = {Id("CHG-0")};
    c.overrides = {{Id("month_end"), S("contract"), Id("finance"), {}}};
    c.abort_on_failure = true, c.hypercare = Duration(72h);
    c.benefit = {{"marketing", {250000, true, 10000, {}}}, {"finance", {5, false, 0, {}}}};
    c.cost = {{"marketing", 35000.0}};
    c.budget = 40000.0, c.releases_per_year = 6.0;
    Approval finance, marketing;
    finance.by = Id("finance");
    marketing.by = Id("marketing"), marketing.given = day(2026, 11, 21);
    marketing.up_to.loss = 5000.0, marketing.up_to.probability = 0.02;
    c.approvals = {finance, marketing};

    const auto step = [&](Verb verb, const char* target) -> Step& {
        Step& s = c.steps.emplace_back();
        s.verb = verb, s.target = Id(target);
        return s;
    };
    Step& update = step(Verb::update, "crm");
    update.fails = *parse_probability("2%..8%"), update.downtime = Duration(10min);
    update.starts = Duration(0);
    update.recovery = Recovery{Recovery::Shape::constant, *parse_length("30m..4h"), {}};
    update.surfaces = Surfaces{0.2, 7 * 24h};
    update.rollback =
        Rollback{exactly(30min), certain(0.95), Duration(90min), day(2026, 11, 17), {}};
    update.tested = day(2026, 11, 18), update.reversible = false, update.checkpoint = true;
    update.note = S("n");
    Step& migrate = step(Verb::migrate, "mail");
    migrate.component.supplier = Id("cloudmail"), migrate.component.unavailability = certain(0.005);
    Need crm, personaliser, either;
    crm.members = {Id("crm")}, personaliser.members = {Id("personaliser")};
    either.kind = Need::Kind::any, either.members = {Id("a"), Id("b")};
    Step& add = step(Verb::add, "personaliser");
    add.component.id = "personaliser", add.component.kind = S("saas"), add.component.needs = {crm};
    step(Verb::connect, "shop").needs = {personaliser, either};
    step(Verb::disconnect, "shop").from = {Id("old")};
    step(Verb::replace, "gateway").component.more.set().technologies = std::vector<S>{"envoy"};
    step(Verb::remove, "old");
    Step& load = step(Verb::load, "shop");
    load.times = 3, load.peak = Id("launch"), load.sigma = 0.2, load.lasts = Duration{std::chrono::hours{14 * 24}};
    return c;
}

}  // namespace

TEST_CASE("every field of a change arrives in the model as it was written") {
    const Scratch scratch;
    auto r = change_of(whole_change, scratch);
    CHECK(r.text(scratch) == "");
    Change expected = expected_change();
    REQUIRE(r.value.steps.size() == expected.steps.size());
    for (std::size_t i = 0; i < expected.steps.size(); ++i) {
        CAPTURE(i);
        r.value.steps[i].at = r.value.steps[i].component.at = {};
        CHECK(r.value.steps[i] == expected.steps[i]);
    }
    r.value.at = {};
    CHECK(r.value == expected);
}

TEST_CASE("the change above leaves out no key of any table") {
    check_every_key_is_in<Change>(whole_change);
    check_every_key_is_in<Step>(whole_change);
    check_every_key_is_in<Window>(whole_change);
    check_every_key_is_in<Override>(whole_change);
    check_every_key_is_in<Benefit>(whole_change);
    check_every_key_is_in<Approval>(whole_change);
    check_every_key_is_in<Surfaces>(whole_change);
    check_every_key_is_in<Rollback>(whole_change);
}

TEST_CASE("policy and history arrive in the model as they were written") {
    const Scratch s;
    Sources sources;
    Diagnostics problems;
    const Policy p = read_policy(s.write("p.yaml", R"(knockon: policy/1
findings: {M01: off, A02: error}
thresholds: {lead_time: {normal: 3d}, model_age: 30d, end_of_life_horizon: 60d, material_loss: 2k,
             chain_length: 4, recovery_ratio: 8, hours_per_year: 2, loss_per_year: 5k}
accept:
  - {finding: M01, for: crm, because: old, by: it, until: 2027-03-01}
  - {exceeds: finance, because: agreed, by: board, until: 2027-04-01}
sign_off: [{who: privacy, when: {data: confidential, type: normal, kind: saas}}]
measures: {rehearse_rollback: 2k}
)"),
                                 {}, sources, problems);
    const History h = read_history(s.write("h.yaml", R"(knockon: history/1
outcomes:
  - {change: CHG-1, date: 2026-01-02, verb: migrate, type: emergency, team: web,
     forecast: {fails: 5%, loss: 3k}, failed: true, outage: 45m, loss: 1k}
)"),
                                   {}, sources, problems);
    CHECK(render(problems, sources) == "");
    CHECK(p.rulings.at("M01").value == Ruling::off);
    CHECK(p.rulings.at("A02").value == Ruling::error);
    CHECK(p.thresholds.lead_time == std::map<ChangeType, Duration>{{ChangeType::normal, 72h}});
    CHECK(p.thresholds.model_age == 30 * 24h);
    CHECK(p.thresholds.end_of_life_horizon == 60 * 24h);
    CHECK(p.thresholds.material_loss == 2000);
    CHECK(p.thresholds.chain_length == 4);
    CHECK(p.thresholds.recovery_ratio == 8);
    CHECK(p.thresholds.hours_per_year == 2);
    CHECK(p.thresholds.loss_per_year == 5000);
    REQUIRE(p.accept.size() == 2);
    CHECK(*p.accept[0].finding == "M01");
    CHECK(*p.accept[0].subject == "crm");
    CHECK(*p.accept[0].because == "old");
    CHECK(*p.accept[0].by == "it");
    CHECK(*p.accept[0].until == day(2027, 3, 1));
    CHECK(*p.accept[1].exceeds == "finance");
    REQUIRE(p.sign_off.size() == 1);
    CHECK(p.sign_off[0].who == "privacy");
    CHECK(*p.sign_off[0].data == DataClass::confidential);
    CHECK(*p.sign_off[0].type == ChangeType::normal);
    CHECK(*p.sign_off[0].kind == "saas");
    CHECK(*p.measures.at("rehearse_rollback") == 2000);
    REQUIRE(h.outcomes.size() == 1);
    const Outcome& o = h.outcomes[0];
    CHECK(o.change == "CHG-1");
    CHECK(o.date == day(2026, 1, 2));
    CHECK(o.verb == Verb::migrate);
    CHECK(o.type == ChangeType::emergency);
    CHECK(*o.team == "web");
    CHECK(*o.forecast_fails == 0.05);
    CHECK(*o.forecast_loss == 3000);
    CHECK(*o.failed);
    CHECK(*o.outage == Duration(45min));
    CHECK(*o.loss == 1000);
}
