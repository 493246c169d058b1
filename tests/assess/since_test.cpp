// What moved since an earlier report, on a landscape small enough to be worked out by hand: db is
// out for 4 hours with a probability of `fails`, erp and invoicing with it, at 1,000 an hour.
#include "assess/since.h"

#include "asked.h"
#include "assess/moved_inputs.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const std::string always = R"(
timezone: Europe/Amsterdam
currency: EUR
departments: {finance: {appetite: {loss: 300}}, it: {}}
components:
  db: {owner: it, availability: 100%}
  erp: {owner: it, availability: 100%, needs: [db]}
processes:
  invoicing: {department: finance, needs: [erp], loss: {hour: 1k}}
  backlog: {department: it, needs: [erp]}
)";

const std::string fails_5 = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 1h}
hypercare: 24h
steps: [{update: db, fails: 5%, recovery: 4h, tested: 2026-12-01}]
)";

/// What a later question says of an earlier one.
struct Later {
    Asked before, after;
    const Since& since() const { return *after.answer->since; }

    Later(const std::string& old_landscape, const std::string& old_change,
          const std::string& landscape, const std::string& change, bool only_worse = false,
          const std::string& old_policy = {}, const std::string& policy = {})
        : before(old_landscape, old_change, {}, "2026-12-15", old_policy),
          after(landscape, change, {}, "2026-12-15", policy) {
        for (Asked* a : {&before, &after}) a->options.advice = false;
        before.run();
        after.options.since = &*before.answer;
        after.options.only_worse = only_worse;
        after.run();
    }
    const FigureMoved* figure(const Id& department, const std::string& what) const {
        for (const FigureMoved& f : since().figures)
            if (f.department == department && f.what == what) return &f;
        return nullptr;
    }
    const InputMoved* input(const std::string& path) const {
        for (const InputMoved& i : since().inputs)
            if (i.path == path) return &i;
        return nullptr;
    }
};

Later edited_change(const std::string& from, const std::string& to, bool only_worse = false) {
    return {always, fails_5, always, replaced(fails_5, from, to), only_worse};
}

}  // namespace

TEST_CASE("nothing moved: nothing is said") {
    const Later same(always, fails_5, always, fails_5);
    const Since& s = same.since();
    CHECK(s.inputs.empty());
    CHECK(s.figures.empty());
    CHECK(s.verdicts.empty());
    CHECK(s.came.empty());
    CHECK(s.went.empty());
    CHECK(s.within_error == 0);
    CHECK(s.notes.empty());
    CHECK(s.known);
}

TEST_CASE(
    "one input moved: it is named with all that it makes, and put back gives the old figure") {
    const Later p = edited_change("fails: 5%", "fails: 8%");
    REQUIRE(p.since().inputs.size() == 1);
    const InputMoved& i = p.since().inputs.front();
    CHECK(i.path == "steps.1.fails");
    CHECK(i.before == "5%");
    CHECK(i.after == "8%");
    REQUIRE(i.moves);
    CHECK(i.moves->value == near(0.03 * 4000, 1e-9));
    CHECK(i.by_department.at("finance").value == near(120, 1e-9));
    CHECK_FALSE(i.by_department.contains("it"));
    REQUIRE(i.verdicts.contains("finance"));  // 200 of the 300 that it accepts; 320 now
    CHECK(i.verdicts.at("finance") == Verdict::within);
    const FigureMoved* loss = p.figure("finance", "loss");
    REQUIRE(loss != nullptr);
    CHECK(loss->before.value == near(200, 1e-9));
    CHECK(loss->after.value == near(320, 1e-9));
    CHECK(loss->more.value == near(120, 1e-9));
    CHECK(loss->same_draws);
    CHECK(p.figure("it", "disruption") != nullptr);
    CHECK(p.figure({}, "disruption")->more.value == near(0.03, 1e-9));
    REQUIRE(p.since().verdicts.size() == 1);
    CHECK(p.since().verdicts[0].before == Verdict::within);
    CHECK(p.since().verdicts[0].after == Verdict::exceeds);
    // And back again: the same with the other sign.
    const Later back(always, replaced(fails_5, "5%", "8%"), always, fails_5);
    CHECK(back.input("steps.1.fails")->moves->value == near(-120, 1e-9));
}

TEST_CASE("two inputs are told apart, and what they make together is in neither") {
    const Later p(always, fails_5, replaced(always, "hour: 1k", "hour: 2k"),
                  replaced(fails_5, "fails: 5%", "fails: 8%"));
    REQUIRE(p.since().inputs.size() == 2);
    // Now 8 % of 4 h at 2,000. With 5 % it would be 400, at 1,000 it would be 320: what moves more
    // comes first.
    CHECK(p.since().inputs[0].path == "processes.invoicing.loss.hour");
    CHECK(p.since().inputs[0].moves->value == near(640 - 320, 1e-9));
    CHECK(p.since().inputs[1].path == "steps.1.fails");
    CHECK(p.since().inputs[1].moves->value == near(640 - 400, 1e-9));
    // Together they moved it by 440, on the same draws: the sum of 560 counts 120 twice.
    const FigureMoved* loss = p.figure("finance", "loss");
    REQUIRE(loss != nullptr);
    CHECK(loss->same_draws);
    CHECK(loss->more.value == near(640 - 200, 1e-9));
}

TEST_CASE("another start is an input, and a calm one moves nothing in a world without nights") {
    const Later p = edited_change("2027-01-12T20:00", "2027-01-13T08:00");
    REQUIRE(p.since().inputs.size() == 1);
    CHECK(p.since().inputs[0].path == "window.start");
    REQUIRE(p.since().inputs[0].moves);
    CHECK(p.since().inputs[0].moves->value == 0);
    CHECK(p.figure("finance", "loss") == nullptr);
}

TEST_CASE("what came and went as a whole is named and not put back") {
    const std::string more =
        replaced(replaced(always, "  erp:", "  hub: {owner: it, availability: 100%}\n  erp:"),
                 "needs: [db]", "needs: [db, hub]");
    const Later came(always, fails_5, more, fails_5), went(more, fails_5, always, fails_5);
    const InputMoved* hub = came.input("components.hub");
    REQUIRE(hub != nullptr);
    CHECK_FALSE(hub->before);
    CHECK(has(*hub->after, "100%"));
    CHECK_FALSE(hub->moves);
    REQUIRE(came.input("components.erp.needs") != nullptr);
    CHECK(came.input("components.erp.needs")->before == "[db]");
    hub = went.input("components.hub");
    REQUIRE(hub != nullptr);
    CHECK(has(*hub->before, "100%"));
    CHECK_FALSE(hub->after);
    // Nothing fails more often: no figure moved, and none is said to be known draw by draw.
    CHECK(came.since().figures.empty());
}

TEST_CASE("of many inputs eight are put back, and a note counts the others") {
    std::string old = always, now = always;
    for (int i = 0; i < 10; ++i) {
        const std::string p =
            "\n  p" + std::to_string(i) + ": {department: it, needs: [erp], loss: {hour: ";
        old += p.substr(1) + "1}}\n";
        now += p.substr(1) + "2}}\n";
    }
    const Later later(old, fails_5, now, fails_5);
    REQUIRE(later.since().inputs.size() == 10);
    const auto tried = std::count_if(later.since().inputs.begin(), later.since().inputs.end(),
                                     [](const InputMoved& i) { return i.moves.has_value(); });
    CHECK(tried == 8);
    REQUIRE(later.since().notes.size() == 1);
    CHECK(has(later.since().notes[0], "2 more were not"));
    // All of them together are, none the less: ten times 5 % of 4 h at 1 more.
    CHECK(later.figure("it", "loss")->more.value == near(10 * 0.05 * 4, 1e-9));
}

TEST_CASE("a name is no input, and a report without values has none") {
    const Later named(always, fails_5, replaced(always, "db: {", "db: {name: Data base, "),
                      fails_5);
    CHECK(named.since().inputs.empty());
    Asked old(always, fails_5), now(always, replaced(fails_5, "5%", "8%"));
    old.options.advice = now.options.advice = false;
    Assessment before = *old.run().answer;
    before.values.clear();
    now.options.since = &before;
    now.run();
    CHECK(now.answer->since->inputs.empty());
    REQUIRE(now.answer->since->notes.size() == 1);
    CHECK(has(now.answer->since->notes[0], "holds no values"));
    CHECK_FALSE(now.answer->since->figures.front().same_draws);
}

TEST_CASE("what was so before and is no worse is excused, what got worse is not") {
    const std::string over = replaced(fails_5, "5%", "10%");  // 400 of the 300 accepted
    const auto finance = [](const Later& l) {
        for (const DepartmentFigures& d : l.after.answer->departments)
            if (d.id == "finance") return d;
        return DepartmentFigures();
    };
    CHECK(finance(Later(always, over, always, over, true)).excused);
    CHECK_FALSE(finance(Later(always, over, always, over, false)).excused);
    CHECK(finance(Later(always, over, always, replaced(over, "10%", "9%"), true)).excused);
    CHECK_FALSE(finance(Later(always, over, always, replaced(over, "10%", "11%"), true)).excused);
    // It was within: the excess is new.
    CHECK_FALSE(finance(Later(always, fails_5, always, over, true)).excused);
    // Over another limit than before, though no figure is higher.
    const std::string strict = replaced(always, "loss: 300", "loss: 300, probability: 5%");
    CHECK_FALSE(finance(Later(always, over, strict, over, true)).excused);
    CHECK(finance(Later(strict, over, strict, over, true)).excused);
}

TEST_CASE(
    "findings that counted are excused whatever their severity, graver or further ones are not") {
    const std::string oneway = replaced(fails_5, "recovery: 4h", "recovery: 4h, reversible: false");
    const auto c03 = [](const Later& l) {
        std::vector<Finding> all;
        for (const Finding& f : l.after.answer->findings)
            if (f.code == "C03") all.push_back(f);
        REQUIRE(all.size() == 1);
        return all.front();
    };
    const std::string error = "findings: {C03: error}\n", note = "findings: {C03: note}\n";
    CHECK(c03(Later(always, oneway, always, oneway, true)).excused);
    CHECK(c03(Later(always, oneway, always, oneway, true, note, note)).excused);
    CHECK(c03(Later(always, oneway, always, oneway, true, error, note)).excused);
    const Later graver(always, oneway, always, oneway, true, note, error);
    CHECK_FALSE(c03(graver).excused);
    REQUIRE(graver.since().came.size() == 1);
    CHECK(graver.since().came[0].was == "note");
    const Later fresh(always, fails_5, always, oneway, true);
    CHECK_FALSE(c03(fresh).excused);
    const Later gone(always, oneway, always, fails_5, true);
    REQUIRE(gone.since().went.size() == 1);
    CHECK(gone.since().went[0].code == "C03");
    // An acceptance that is over.
    const std::string accept =
        note + "accept: [{finding: C03, because: known, by: it, until: 2027-05-01}]\n";
    const Later lapsed(always, oneway, always, oneway, true, accept, note);
    CHECK_FALSE(c03(lapsed).excused);
    CHECK(lapsed.since().came[0].was == "accepted");
}

TEST_CASE("a finding that goes further than before got worse, though it is the same finding") {
    const std::string people = replaced(always, "it: {}", "it: {}, hr: {}");
    const auto adds = [](const std::string& what) {
        return replaced(fails_5, "steps: [", "steps: [" + what);
    };
    const std::string one = "{add: {a: {owner: hr, availability: 100%}}, fails: 0%}, ",
                      two = one + "{add: {b: {owner: hr, availability: 100%}}, fails: 0%}, ";
    const auto m11 = [](const Later& l) {
        for (const Finding& f : l.after.answer->findings)
            if (f.code == "M11") return f;
        return Finding();
    };
    const Later same(people, adds(one), people, adds(one), true);
    CHECK(m11(same).brought_about);
    CHECK(m11(same).excused);
    const Later further(people, adds(one), people, adds(two), true);
    CHECK_FALSE(m11(further).excused);
    const auto said = std::find_if(further.since().came.begin(), further.since().came.end(),
                                   [](const FindingMoved& f) { return f.code == "M11"; });
    REQUIRE(said != further.since().came.end());
    CHECK(said->was == "not as far");
    const Later nearer(people, adds(two), people, adds(one), true);
    CHECK(m11(nearer).excused);
}

TEST_CASE("agreements that stand otherwise are named") {
    const std::string agreed = replaced(fails_5, "hypercare: 24h",
                                        "hypercare: 24h\napprovals: [{by: it, at: 2026-12-10}]");
    const Later p(always, fails_5, always, agreed);
    const auto it = std::find_if(p.since().sign_off.begin(), p.since().sign_off.end(),
                                 [](const SignOffMoved& s) { return s.who == "it"; });
    REQUIRE(it != p.since().sign_off.end());
    CHECK(it->before == "open");
    CHECK(it->after == "given");
}

TEST_CASE("what --down assumed and which files were read is told once the report is complete") {
    const Later p(always, fails_5, always, fails_5);
    Assessment before = *p.before.answer, after = *p.after.answer;
    before.overrides = {"--down db", "--set x=1"};
    after.overrides = {"--down erp"};
    before.inputs = {{"a.yaml", "1"}, {"b.yaml", "2"}, {"c.yaml", "3"}};
    after.inputs = {{"a.yaml", "1"}, {"b.yaml", "4"}, {"moved/c.yaml", "3"}, {"d.yaml", "5"}};
    add_outside_inputs(before, after);
    const Since& s = *after.since;
    REQUIRE(s.inputs.size() == 2);
    CHECK(s.inputs[0].path == "--down erp");
    CHECK_FALSE(s.inputs[0].before);
    CHECK(s.inputs[1].path == "--down db");
    CHECK_FALSE(s.inputs[1].after);
    CHECK(s.files == std::vector<std::string>{"b.yaml", "d.yaml (new)"});
    CHECK_FALSE(not_known_before("old.json", "1.0").known);
}
