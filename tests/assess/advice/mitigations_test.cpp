// What would help: every figure must be what assessing the edited files by hand gives.
#include "assess/advice/mitigations.h"

#include <cmath>
#include <map>

#include "asked.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// auth and api, which the ERP and the bank link need; invoices are lost by the hour.
const std::string factory = R"(
timezone: Europe/Amsterdam
currency: EUR
departments: {finance: {appetite: {probability: 1%}}, it: {}}
calendars: {office: {days: mon-fri, hours: 06:00-18:00}}
components:
  auth: {kind: service, owner: it, availability: 100%}
  api: {kind: service, owner: it, availability: 100%, needs: [{all: auth, tolerates: 15m}]}
  cache: {kind: service, owner: it, availability: 100%}
  erp: {kind: application, owner: it, availability: 100%, needs: [{all: [auth, cache]}]}
processes:
  invoicing: {department: finance, needs: [erp, api], active: office, loss: {hour: 1k}}
  archive: {department: it, needs: [api], loss: {hour: 100}}
)";
const std::string update = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T10:00, length: 2h, earliest: 2027-01-12, latest: 2027-01-20}
hypercare: 24h
steps:
  - {update: api, fails: 10%, downtime: 10m, recovery: 1h, rollback: {takes: 20m}}
  - {update: auth, fails: 20%, downtime: 5m, recovery: 3h}
)";

/// `--set` as users give it.
void set(Asked& asked, const std::string& edit) {
    REQUIRE(edit.starts_with("--set "));
    set_value(edit.substr(6), asked.landscape, &asked.change, asked.sources, asked.problems);
    REQUIRE_MESSAGE(!asked.problems.has_errors(), render(asked.problems, asked.sources));
}

const Mitigation* found(const Assessment& a, std::string_view part) {
    for (const Mitigation& m : a.mitigations)
        if (has(m.text, part)) return &m;
    return nullptr;
}

bool options_say_it_all(const Mitigation& m) {
    return std::all_of(m.edits.begin(), m.edits.end(), [](const std::string& e) {
        return e.starts_with("--set ") || e.starts_with("--start ");
    });
}

void apply_edits(Asked& edited, const Mitigation& m) {
    for (const std::string& edit : m.edits) {
        if (edit.starts_with("--start "))
            edited.options.start = *parse_moment(edit.substr(8));
        else
            set(edited, edit);
    }
}

void same_verdicts(const Mitigation& m, const Assessment& by_hand) {
    for (const DepartmentFigures& d : by_hand.departments) {
        CAPTURE(d.id);
        CHECK(m.verdicts.at(d.id) == d.verdict);
    }
}

/// What was told from a part of the runs, against all of them: within twice its 95 % interval.
void holds(const Estimate& saves, const Assessment& now, const Assessment& edited) {
    const double all = now.total.loss.mean.value - edited.total.loss.mean.value;
    CAPTURE(all);
    CHECK(std::abs(saves.value - all) <= 2 * (saves.high - saves.value) + 1e-9 * std::abs(all));
    CHECK(saves.value == doctest::Approx(all).epsilon(0.15));
}

}  // namespace

TEST_CASE("each measure that options can express saves what assessing with those options says") {
    Asked now(factory, update);
    now.run();
    REQUIRE(now.answer->transition.engine == "enumerate");
    std::map<std::string, int> kinds;
    for (const Mitigation& m : now.answer->mitigations) {
        ++kinds[m.kind];
        if (!options_say_it_all(m)) continue;
        CAPTURE(m.text);
        Asked edited(factory, update);
        apply_edits(edited, m);
        edited.options.advice = false;
        edited.run();
        CHECK(m.saves.value ==
              near(now.answer->total.loss.mean.value - edited.answer->total.loss.mean.value, 1e-9));
        CHECK(m.saves.is_exact());
        same_verdicts(m, *edited.answer);
    }
    CHECK(kinds["another_window"] == 1);
    CHECK(kinds["buffer"] > 0);
    CHECK(kinds["rehearse_rollback"] > 0);
}

TEST_CASE("a second member saves what the edited landscape saves") {
    Asked now(factory, update);
    now.run();
    const Mitigation* m = found(*now.answer, "a second auth");
    REQUIRE(m != nullptr);
    std::string text = replaced(factory, "needs: [{all: auth, tolerates: 15m}]",
                                "needs: [{any: [auth, auth-2], failover: 95%, tolerates: 15m}]");
    text = replaced(text, "needs: [{all: [auth, cache]}]",
                    "needs: [cache, {any: [auth, auth-2], failover: 95%}]");
    text = replaced(text, "  api: {kind",
                    "  auth-2: {kind: service, owner: it, availability: 100%}\n"
                    "  api: {kind");
    Asked edited(text, update);
    edited.run();
    CHECK(m->saves.value ==
          near(now.answer->total.loss.mean.value - edited.answer->total.loss.mean.value, 1e-9));
    same_verdicts(*m, *edited.answer);
}

TEST_CASE("two windows save what the two changes, one after the other, save together") {
    Asked now(factory, update);
    now.run();
    const Mitigation* m = found(*now.answer, "on its own");
    REQUIRE(m != nullptr);
    REQUIRE(has(m->text, "step 2 (update auth)"));
    const std::string step = "  - {update: auth, fails: 20%, downtime: 5m, recovery: 3h}\n";
    Asked rest(factory, replaced(update, step, ""));
    Asked alone(factory, replaced(update,
                                  update.substr(update.find("  - {update: api"),
                                                update.find("  - {update: auth") -
                                                    update.find("  - {update: api")),
                                  ""));
    const std::size_t start = m->edits.front().find("--start ");
    REQUIRE(start != std::string::npos);
    alone.options.start = *parse_moment(m->edits.front().substr(start + 8));
    rest.run();
    alone.run();
    CHECK(m->saves.value ==
          near(now.answer->total.loss.mean.value - rest.answer->total.loss.mean.value -
                   alone.answer->total.loss.mean.value,
               1e-9));
}

TEST_CASE("steps in another order save what the edited change saves") {
    Asked now(factory, replaced(update, "update: api", "update: cache"));
    now.run();
    const Mitigation* m = found(*now.answer, "earlier");
    REQUIRE(m != nullptr);
    CHECK(m->edits.front() == "in the change: steps in the order 2, 1");
    const std::size_t steps = update.find("  - {");
    Asked edited(factory, update.substr(0, steps) + R"(
  - {update: auth, fails: 20%, downtime: 5m, recovery: 3h}
  - {update: cache, fails: 10%, downtime: 10m, recovery: 1h, rollback: {takes: 20m}}
on_failure: abort
)");
    edited.run();
    CHECK(m->saves.value ==
          near(now.answer->total.loss.mean.value - edited.answer->total.loss.mean.value, 1e-9));
}

TEST_CASE("on the same draws, all pilot runs of the edited change say what a part of them says") {
    const std::string drawn =
        replaced(replaced(update, "recovery: 1h,", "recovery: {p50: 1h, p90: 5h},"), "recovery: 3h",
                 "recovery: {p50: 1h, p90: 8h}, surfaces: {late: 30%, within: 6h}");
    const auto pilot = [](Asked& asked) {
        asked.options.max_runs = 1;  // no more than the first round, whatever it shows
        asked.run();
        REQUIRE(asked.answer->transition.engine == "simulate");
    };
    Asked now(factory, drawn);
    pilot(now);
    std::size_t compared = 0;
    for (const Mitigation& m : now.answer->mitigations) {
        if (!options_say_it_all(m)) continue;
        CAPTURE(m.text);
        Asked edited(factory, drawn);
        apply_edits(edited, m);
        pilot(edited);
        holds(m.saves, *now.answer, *edited.answer);
        same_verdicts(m, *edited.answer);
        ++compared;
    }
    CHECK(compared >= 3);
}

TEST_CASE("the error of a saving covers what many more runs show") {
    const std::string drawn = replaced(update, "recovery: 3h", "recovery: {p50: 1h, p90: 8h}");
    double misses = 0, tries = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        Asked coarse(factory, drawn);
        coarse.options.seed = seed;
        coarse.options.max_error = 0.1;
        coarse.run();
        for (const Mitigation& m : coarse.answer->mitigations) {
            if (!options_say_it_all(m) || m.saves.is_exact()) continue;
            CAPTURE(m.text);
            Asked now(factory, drawn), then(factory, drawn);
            apply_edits(then, m);
            for (Asked* a : {&now, &then}) {
                a->options.seed = 1000;
                a->options.max_error = 0.003;
                a->options.advice = false;
                a->run();
            }
            const double truth =
                now.answer->total.loss.mean.value - then.answer->total.loss.mean.value;
            const double error = (m.saves.high - m.saves.low) / 2 / 1.959964;
            ++tries;
            misses += std::abs(m.saves.value - truth) > 3 * error + 0.01 * std::abs(truth);
            CHECK(std::abs(m.saves.value - truth) < 5 * error + 0.02 * std::abs(truth));
        }
    }
    CHECK(tries >= 6);
    CHECK(misses <= 1);
}

TEST_CASE("what is done already is not advised again") {
    const std::string done =
        replaced(replaced(replaced(update, "{takes: 20m}", "{takes: 20m, rehearsed: 2026-12-01}"),
                          "recovery: 3h", "recovery: 3h, rollback: {takes: 1h, works: 80%}"),
                 "hypercare", "on_failure: abort\nhypercare");
    const std::string spare =
        replaced(replaced(factory, "[{all: auth, tolerates: 15m}]", "[{any: [auth, cache]}]"),
                 "{all: [auth, cache]}", "{any: [auth, cache]}");
    Asked asked(spare, done);
    asked.options.max_runs = 1000;
    asked.run();
    std::vector<std::string> texts = asked.answer->helps_little;
    for (const Mitigation& m : asked.answer->mitigations) {
        texts.push_back(m.text);
        CHECK(m.kind != "stop_at_failure");
        CHECK(m.kind != "rehearse_rollback");
    }
    for (const std::string& text : texts) CHECK(!has(text, "a second auth"));
}

TEST_CASE("what cannot be undone gets no way back") {
    Asked asked(factory, replaced(update, "recovery: 3h", "recovery: 3h, reversible: false"));
    asked.run();
    CHECK(found(*asked.answer, "rollback of auth") == nullptr);
    CHECK(found(*asked.answer, "rollback of api") != nullptr);
}

TEST_CASE("a measure that costs more than it saves comes after one that is free") {
    Asked asked(factory, update, {}, "2026-12-15",
                "measures: {another_window: 1M, rehearse_rollback: 10}\n");
    asked.run();
    REQUIRE(asked.answer->mitigations.size() > 2);
    CHECK(asked.answer->mitigations.back().kind == "another_window");
    CHECK(*asked.answer->mitigations.back().cost == 1e6);
    const Mitigation* buffer = found(*asked.answer, "buffer");
    REQUIRE(buffer != nullptr);
    CHECK(!buffer->cost);
    for (std::size_t i = 1; i < asked.answer->mitigations.size(); ++i) {
        const auto net = [&](const Mitigation& m) { return m.saves.value - m.cost.value_or(0); };
        CHECK(net(asked.answer->mitigations[i - 1]) >= net(asked.answer->mitigations[i]));
    }
}

TEST_CASE("what saves nothing is said to help little") {
    // Nothing follows that a failure could stop from doing harm.
    Asked asked(factory, replaced(update,
                                  "{update: api, fails: 10%, downtime: 10m, recovery: 1h, "
                                  "rollback: {takes: 20m}}",
                                  "{update: auth, fails: 10%, recovery: 1h}"));
    asked.run();
    for (const Mitigation& m : asked.answer->mitigations) CHECK(m.saves.low > 0);
    Asked harmless(factory, replaced(update, "fails: 20%", "fails: 0%"));
    harmless.run();
    CHECK(found(*harmless.answer, "rollback of auth") == nullptr);
}

TEST_CASE("where everyone accepts it and little is lost, nothing is looked for, and that is said") {
    const std::string small =
        replaced(replaced(factory, "hour: 1k", "hour: 1"), "{probability: 1%}", "{loss: 1M}");
    Asked asked(small, update);
    asked.run();
    CHECK(asked.answer->mitigations.empty());
    CHECK(asked.answer->helps_little.empty());
    CHECK(std::any_of(
        asked.answer->notes.begin(), asked.answer->notes.end(),
        [](const std::string& n) { return has(n, "what would help: not looked for"); }));
    Asked material(small, update, {}, "2026-12-15", "thresholds: {material_loss: 0}\n");
    material.run();
    CHECK(!material.answer->mitigations.empty());
}

namespace {

/// A chat that orders come to need, from one of two suppliers of such things.
const std::string bought = R"(
timezone: UTC
currency: EUR
departments: {sales: {appetite: {probability: 1%}}}
defaults: {saas: {availability: 97%, recovery: 4h}}
suppliers:
  acme: {availability: 90%, recovery: 8h}
  beta: {availability: 99%, recovery: 2h}
components:
  shop: {kind: application, availability: 100%}
  phone: {kind: saas, sourcing: bought, supplier: beta, availability: 99%, recovery: 2h}
processes:
  orders: {department: sales, needs: [shop], loss: {hour: 1k}}
  contact: {department: sales, needs: [phone], mtpd: 8h}
)";
const std::string buy = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T10:00, length: 2h}
hypercare: 24h
steps:
  - {add: {chat: {kind: saas, sourcing: bought, supplier: acme, availability: 90%, recovery: 8h}}, fails: 10%, recovery: 1h}
  - {connect: shop, to: [chat], fails: 0%}
)";

}  // namespace

TEST_CASE("another supplier, or doing it ourselves, saves what the edited change saves") {
    const auto pilot = [](Asked& asked) {
        asked.options.max_error = 1e9;  // as above: the first round of runs, on the same draws
        asked.run();
        REQUIRE(asked.answer->transition.engine == "simulate");
    };
    Asked now(bought, buy);
    pilot(now);
    const auto by_hand = [&](std::string_view what, std::string_view chat) {
        CAPTURE(what);
        const Mitigation* m = found(*now.answer, what);
        REQUIRE(m != nullptr);
        CHECK(m->kind == "other_sourcing");
        CHECK(m->saves.value > 0);
        Asked edited(bought, replaced(buy,
                                      "sourcing: bought, supplier: acme, availability: 90%, "
                                      "recovery: 8h",
                                      chat));
        pilot(edited);
        holds(m->saves, *now.answer, *edited.answer);
        same_verdicts(*m, *edited.answer);
    };
    by_hand("chat from beta instead",
            "sourcing: bought, supplier: beta, availability: 99%, recovery: 2h");
    by_hand("run chat ourselves", "sourcing: own");
}

TEST_CASE("against a load: more capacity, a smaller load, a throttle, other hours, less time; each by hand") {
    const std::string shop = R"(
timezone: UTC
currency: EUR
departments: {sales: {appetite: {loss: 1}}, it: {}}
calendars: {office: {days: mon-fri, hours: 06:00-18:00}}
components:
  shop: {owner: it, availability: 100%, load: 100/s, capacity: 150/s, needs: [db]}
  db: {owner: it, availability: 100%, load: 50/s, capacity: 180/s}
processes:
  orders: {department: sales, needs: [shop], loss: {hour: 1k}}
)";
    const std::string rush = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 1h}
hypercare: 24h
steps: [{load: shop, times: 2}]
)";
    Asked now(shop, rush);
    now.run();
    std::map<std::string, int> kinds;
    for (const Mitigation& m : now.answer->mitigations) {
        ++kinds[m.kind];
        CAPTURE(m.text);
        if (!options_say_it_all(m)) continue;
        Asked edited(shop, rush);
        apply_edits(edited, m);
        edited.options.advice = false;
        edited.run();
        CHECK(m.saves.value == doctest::Approx(now.answer->total.loss.mean.value -
                                               edited.answer->total.loss.mean.value)
                                   .epsilon(0.02));
    }
    CHECK(kinds["capacity"] == 1);
    CHECK(kinds["smaller_load"] == 1);
    CHECK(kinds["throttle"] == 1);
    CHECK(kinds["moved_peak"] == 1);
    CHECK(kinds["shorter_peak"] == 1);
    // It is there for the hour of the window and 24 h: half of that.
    CHECK(found(*now.answer, "the load of shop for 12 h 30 min instead of") != nullptr);
    // 200/s in a typical peak, room for 19 of 20: 200 exp(0.1645) = 235.8; db has room enough.
    REQUIRE(found(*now.answer, "raise the capacity") != nullptr);
    CHECK(found(*now.answer, "raise the capacity")->text == "raise the capacity of shop to 240/s");
    CHECK(found(*now.answer, "a load of 1.2 times") != nullptr);  // (150 / 1.179 - 100) / 100
    CHECK(found(*now.answer, "a throttle before shop that lets through 150/s") != nullptr);
    // Who owns what gets more than it carries must agree.
    bool asked_it = false;
    for (const SignOff& s : now.answer->sign_off)
        for (const std::string& r : s.reasons)
            asked_it |= s.who == "it" && has(r, "owns shop, which may get more than it carries");
    CHECK(asked_it);
}
