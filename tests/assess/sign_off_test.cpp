#include "assess/sign_off.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// Works out exactly: invoicing is down with probability 10 %, for 2 h of office time at 1,000 an
/// hour.
std::string costly() {
    return replaced(
        replaced(works, "departments: {finance: {}, it: {}}",
                 "departments: {finance: {appetite: {probability: 5%}}, it: {}, sales: {}}"),
        "active: office}", "mtpd: 1h, loss: {hour: 1k}, people: 12, name: Invoice run}");
}

std::string fails_often() { return replaced(on_db, "fails: 0%", "fails: 10%, recovery: 2h"); }

const SignOff* of(const Asked& asked, std::string_view who) {
    for (const SignOff& s : asked.answer->sign_off)
        if (s.who == who) return &s;
    return nullptr;
}

bool because(const SignOff* s, std::string_view part) {
    return s && std::any_of(s->reasons.begin(), s->reasons.end(),
                            [&](const std::string& r) { return has(r, part); });
}

}  // namespace

TEST_CASE("those who exceed, those who own and those who supply must agree, and nobody else") {
    Asked asked(costly(), fails_often());
    asked.run();
    CHECK(because(of(asked, "finance"), "exceeds"));
    CHECK(because(of(asked, "it"), "owns db"));
    CHECK(because(of(asked, "nordhost"), "supplies db"));
    CHECK(of(asked, "nordhost")->kind == SignOff::Kind::supplier);
    CHECK(asked.answer->sign_off.size() == 3);
    CHECK(open_sign_offs(*asked.answer) == 3);
}

TEST_CASE("a loss just as high as the policy calls material needs agreement, one below does not") {
    const auto material = [](std::string_view least) {
        Asked asked(replaced(costly(), "{probability: 5%}", "{probability: 50%}"), fails_often(),
                    {}, "2026-12-15", "thresholds: {material_loss: " + std::string(least) + "}\n");
        asked.run();
        return of(asked, "finance") != nullptr;
    };
    // 10 % of 2 h at 1,000.
    CHECK(material("200"));
    CHECK(!material("200.01"));
}

TEST_CASE("the sponsor must agree even where it bears nothing") {
    Asked asked(costly(), fails_often() + "sponsor: sales\n");
    asked.run();
    CHECK(because(of(asked, "sales"), "sponsor"));
}

TEST_CASE("a supplier that nobody used before is newly depended on") {
    Asked asked(costly(),
                replaced(on_db, "{update: db, fails: 0%}",
                         "{add: {radar: {kind: saas, supplier: bigdata, availability: 100%}}}"));
    asked.run();
    CHECK(because(of(asked, "bigdata"), "new supplier of "));
}

TEST_CASE("an approval holds up to the figures that it names, a tie included") {
    const auto standing = [](std::string_view up_to) {
        Asked asked(costly(), fails_often() + "approvals: [{by: finance, at: 2026-12-01" +
                                  std::string(up_to) + "}]\n");
        asked.run();
        return *of(asked, "finance");
    };
    CHECK(standing("").given);
    CHECK(standing(", up_to: {probability: 10%}").given);
    CHECK(standing(", up_to: {loss: 200}").given);
    CHECK(!standing(", up_to: {loss: 199.9}").given);
    const SignOff open = standing(", up_to: {probability: 9.9%}");
    CHECK(!open.given);
    CHECK(open.standing == "open again: agreed up to 9.9\u00A0%; now 10\u00A0%; agreed on Tue 1 Dec 2026, written in this change");
}

TEST_CASE("an approval lowers no risk") {
    Asked plain(costly(), fails_often()),
        approved(costly(), fails_often() + "approvals: [finance, it, nordhost]\n");
    CHECK(plain.run().answer->total.loss.mean.value ==
          approved.run().answer->total.loss.mean.value);
    CHECK(approved.answer->verdict == Verdict::exceeds);
    CHECK(open_sign_offs(*approved.answer) == 0);
}

TEST_CASE("an approval of tomorrow, or by nobody known, is said and not counted") {
    Asked early(costly(), fails_often() + "approvals: [{by: finance, at: 2026-12-16}]\n");
    early.run();
    CHECK(!of(early, "finance")->given);
    CHECK(count(early.problems, "K220") == 1);
    Asked today(costly(), fails_often() + "approvals: [{by: finance, at: 2026-12-15}]\n");
    CHECK(of(today.run(), "finance")->given);
    CHECK(count(today.problems, "K220") == 0);
    Asked nobody(costly(), fails_often() + "approvals: [finanse]\n");
    nobody.run();
    CHECK(count(nobody.problems, "K104") == 1);
    CHECK(has(render(nobody.problems, nobody.sources), "did you mean `finance`?"));
}

TEST_CASE("a role of the policy is asked when all that its rule says is the case") {
    const auto asked_for = [](const std::string& when, const std::string& change) {
        Asked asked(costly(), change, {}, "2026-12-15",
                    "sign_off: [{who: privacy, when: " + when + "}]\n");
        return because(of(asked.run(), "privacy"), "");
    };
    const std::string adds = replaced(
        on_db, "{update: db, fails: 0%}",
        "{add: {radar: {kind: saas, data: confidential, supplier: bigdata, availability: 100%}}}");
    CHECK(asked_for("{data: confidential}", adds));
    CHECK(asked_for("{data: internal}", adds));
    CHECK(!asked_for("{data: secret}", adds));
    CHECK(!asked_for("{data: confidential}", on_db));
    CHECK(asked_for("{kind: database}", on_db));
    CHECK(!asked_for("{kind: network}", on_db));
    CHECK(asked_for("{type: normal}", on_db));
    CHECK(!asked_for("{type: emergency, kind: database}", on_db));
    Asked given(costly(), on_db + "approvals: [privacy]\n", {}, "2026-12-15",
                "sign_off: [{who: privacy, when: {kind: database}}]\n");
    CHECK(of(given.run(), "privacy")->given);
    CHECK(count(given.problems, "K104") == 0);
}

TEST_CASE("who would notice is told what, when and how many people") {
    Asked asked(costly(), replaced(fails_often(), "recovery: 2h", "recovery: 2h, downtime: 30m"));
    asked.run();
    REQUIRE(asked.answer->inform.size() == 1);
    const Inform& i = asked.answer->inform.front();
    CHECK(i.department == "finance");
    CHECK(i.people == 12);
    CHECK(has(i.text, "Tue 12 Jan 2027 20:00 to 21:00 (Europe/Amsterdam)"));
    CHECK(has(i.text, "Invoice run is interrupted Tue 12 Jan 2027 20:00 to 20:30, 30 min"));
    CHECK(has(i.text, "In 10\u00A0% of such changes Invoice run would be down"));
}

TEST_CASE("an excess that was accepted is no reason to ask for agreement again") {
    const auto with = [](std::string_view until) {
        Asked asked(costly(), fails_often(), {}, "2026-12-15",
                    "accept: [{exceeds: finance, because: replaced in March, by: finance, until: " +
                        std::string(until) + "}]\n");
        asked.run();
        return because(of(asked, "finance"), "exceeds");
    };
    CHECK(!with("2026-12-15"));
    CHECK(with("2026-12-14"));  // it is over
}
