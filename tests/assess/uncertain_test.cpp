// Uncertain inputs (semantics, section 9): what they do to figures and verdicts, and what value of
// them would change a verdict.
#include <doctest/doctest.h>

#include <cmath>

#include "asked.h"
#include "assess/study/study.h"
#include "base/beta.h"
#include "near.h"
#include "random_landscape.h"

using namespace knockon;
using namespace std::chrono_literals;
using knockon::test::Asked;
using knockon::test::has;
using knockon::test::replaced;

namespace {

/// Orders need the shop, bills need erp; nothing fails by itself.
const std::string shop = R"(
currency: EUR
departments: {sales: {appetite: {probability: 5%}}, finance: {}}
components:
  shop: {kind: application, availability: 100%}
  erp: {kind: application, availability: 100%}
processes:
  orders: {department: sales, needs: [shop], mtpd: 1h, loss: {hour: 1k}}
  bills: {department: finance, needs: [erp], mtpd: 3h, loss: {hour: 1k}}
)";

const std::string two_steps = R"(
id: CHG-1
window: {start: 2027-01-12T20:00, length: 1h}
hypercare: 30d
steps:
  - {update: shop, at: 0m, fails: 2%..8%, recovery: 4h}
  - {update: erp, at: 0m, fails: 10%, recovery: 4h}
)";

const Figures& process(const Asked& a, const Id& id) {
    for (const Figures& f : a.answer->processes)
        if (f.id == id) return f;
    FAIL("no process ", id);
    return a.answer->processes.front();
}

const DepartmentFigures& department(const Asked& a, const Id& id) {
    for (const DepartmentFigures& f : a.answer->departments)
        if (f.id == id) return f;
    FAIL("no department ", id);
    return a.answer->departments.front();
}

Asked asked(const std::string& landscape, const std::string& change,
            Engine engine = Engine::automatic) {
    Asked a(landscape, change);
    a.options.engine = engine;
    a.run();
    return a;
}

/// The same question with one value set as `--set` does.
Verdict verdict_with(const Asked& a, const Id& who, const std::string& path,
                     const std::string& value) {
    Asked b = a;
    set_value(path + "=" + value, b.landscape, &b.change, b.sources, b.problems);
    REQUIRE_MESSAGE(!b.problems.has_errors(), render(b.problems, b.sources));
    b.run();
    return department(b, who).verdict;
}

}  // namespace

TEST_CASE("the chance of disruption by one step is as uncertain as the step's own") {
    const Asked a = asked(shop, two_steps);
    CHECK(a.answer->transition.engine == "enumerate");
    const Estimate& p = process(a, "orders").disruption;
    CHECK(p.value == near(beta_mean_of_interval(0.02, 0.08), 1e-9));
    REQUIRE(p.inputs_low);
    CHECK(*p.inputs_low == near(0.02, 0.003));
    CHECK(*p.inputs_high == near(0.08, 0.003));
    CHECK(p.is_exact());  // the inputs are no sampling error
    const Estimate& loss = process(a, "orders").loss.mean;
    CHECK(*loss.inputs_low == near(4000 * *p.inputs_low, 1e-9));
    CHECK(*loss.inputs_high == near(4000 * *p.inputs_high, 1e-9));
    // What the input does not touch has no spread.
    const Estimate& other = process(a, "bills").disruption;
    CHECK(other.value == near(0.1, 1e-9));
    CHECK(*other.inputs_low == near(0.1, 1e-9));
    CHECK(*other.inputs_high == near(0.1, 1e-9));
}

TEST_CASE("without an uncertain input that matters nothing is drawn twice") {
    const std::string plain = replaced(two_steps, "2%..8%", "5%");
    const Asked a = asked(shop, plain);
    CHECK_FALSE(process(a, "orders").disruption.inputs_low);
    const std::string aside =
        shop + "suppliers: {far: {availability: 99%..99.9%, recovery: 1h..9h}}\n";
    const Asked b =
        asked(replaced(aside, "  erp:", "  remote: {availability: 7 of 9}\n  erp:"), plain);
    CHECK_FALSE(process(b, "orders").disruption.inputs_low);
    CHECK(b.answer->transition.engine == "enumerate");
    CHECK(b.answer->total.loss.mean.value == a.answer->total.loss.mean.value);
}

TEST_CASE("counts are as uncertain as the trials leave them, and never impossible") {
    for (const auto& [hits, trials] : {std::pair{3, 120}, {0, 20}, {5, 5}}) {
        const auto& shown_hits = hits;
        CAPTURE(shown_hits);
        const Asked a = asked(
            shop,
            replaced(two_steps, "2%..8%", std::to_string(hits) + " of " + std::to_string(trials)));
        const Estimate& p = process(a, "orders").disruption;
        const Probability evidence{evidence_mean(hits, trials), 0, 0, hits, trials};
        CHECK(p.value == near((hits + 0.5) / (trials + 1), 1e-8));
        CHECK(*p.inputs_low == near(quantile(evidence, 0.05), 0.05));
        CHECK(*p.inputs_high == near(quantile(evidence, 0.95), 0.01));
    }
}

TEST_CASE("of a range of durations the mean counts, not the median, and the ends are its 90 %") {
    const std::string change =
        replaced(replaced(two_steps, "2%..8%", "100%"), "recovery: 4h", "recovery: 2h..8h");
    const Asked a = asked(shop, change);
    const double sigma = std::log(4.0) / (2 * 1.6448536269514722);
    const Estimate& down = process(a, "orders").downtime_s.mean;
    CHECK(down.value == near(4 * 3600 * std::exp(sigma * sigma / 2), 1e-6));
    CHECK(*down.inputs_low == near(2 * 3600, 0.005));
    CHECK(*down.inputs_high == near(8 * 3600, 0.005));
}

TEST_CASE("one value is drawn for all that use it") {
    // Both fail for certain and take what the kind takes, half of the time more than 3 h.
    const std::string both =
        replaced(shop, "mtpd: 1h", "mtpd: 3h") + "defaults: {application: {recovery: 1h..9h}}\n";
    std::string change = replaced(two_steps, "fails: 2%..8%, recovery: 4h", "fails: 100%");
    change = replaced(change, "fails: 10%, recovery: 4h", "fails: 100%");
    const Asked a = asked(both, change);
    CHECK(process(a, "orders").disruption.value == near(0.5, 1e-9));
    CHECK(process(a, "bills").disruption.value == near(0.5, 1e-9));
    CHECK(a.answer->total.disruption.value == near(0.5, 1e-9));  // apart they would make 0.75
}

TEST_CASE("causes share out the loss that the draws have together") {
    const std::string change = replaced(two_steps, "recovery: 4h", "recovery: 2h..8h");
    const Asked a = asked(shop, change);
    double sum = 0;
    for (const CauseFigures& c : a.answer->causes) sum += c.loss.value;
    CHECK(sum == near(a.answer->total.loss.mean.value, 1e-9));
    REQUIRE(a.answer->why.size() == 2);
    for (const Why& w : a.answer->why) CHECK(w.share == near(1, 1e-9));
}

TEST_CASE("simulated draws agree with those enumerated") {
    const std::string change = replaced(two_steps, "recovery: 4h", "recovery: 2h..8h");
    const Asked exact = asked(shop, change), drawn = asked(shop, change, Engine::simulate);
    for (const Id id : {"orders", "bills"}) {
        CAPTURE(id);
        const Estimate &e = process(exact, id).loss.mean, &d = process(drawn, id).loss.mean;
        CHECK(std::abs(d.value - e.value) <= 2 * (d.high - d.low) / 2 + 1e-9 * e.value);
        CHECK(*d.inputs_low == near(*e.inputs_low, 0.05));
        CHECK(*d.inputs_high == near(*e.inputs_high, 0.05));
    }
}

TEST_CASE("background failures may be uncertain, and recoveries vary around what is drawn") {
    const std::string l = replaced(shop, "shop: {kind: application, availability: 100%}",
                                   "shop: {kind: application, availability: 98%..99.9%, recovery: "
                                   "{p50: 1h..4h, p90: 8h..16h}}");
    const std::string c = replaced(two_steps, "2%..8%, recovery: 4h", "5%");
    const Asked a = asked(l, c);
    CHECK(a.answer->transition.engine == "simulate");
    const Estimate& p = process(a, "orders").disruption;
    CHECK(*p.inputs_low < p.value);
    CHECK(*p.inputs_high > p.value);
    // Without the change the shop is down as often as it is unavailable.
    const double unavailable = process(a, "orders").without->downtime_s.value /
                               seconds(a.answer->hypercare_end - a.answer->start);
    CHECK(unavailable == near(beta_mean_of_interval(0.001, 0.02), 0.1));
}

TEST_CASE("the number of threads changes nothing") {
    const std::string l = replaced(shop, "erp: {kind: application, availability: 100%}",
                                   "erp: {kind: application, availability: 99%..99.9%}");
    const Asked one = asked(l, two_steps, Engine::simulate);
    Asked three(l, two_steps);
    three.options.engine = Engine::simulate;
    three.options.jobs = 3;
    three.run();
    for (const Id id : {"orders", "bills"}) {
        const Figures &a = process(one, id), &b = process(three, id);
        CHECK(a.loss.mean.value == b.loss.mean.value);
        CHECK(a.loss.mean.high == b.loss.mean.high);
        CHECK(*a.loss.mean.inputs_low == *b.loss.mean.inputs_low);
        CHECK(*a.disruption.inputs_high == *b.disruption.inputs_high);
        CHECK(a.exceedance == b.exceedance);
    }
}

TEST_CASE("editing one input shifts no other") {
    const auto effects = [](const std::string& change) {
        Asked a(shop, change);
        const auto study = make_study(a.landscape, a.change, a.options, a.problems);
        REQUIRE(study);
        const Scoring scoring = make_scoring(study->board, study->transition);
        const auto played = play(*study, scoring, a.options, a.problems);
        REQUIRE(played);
        REQUIRE(played->inputs);
        return *played->inputs;
    };
    const InputEffects one = effects(two_steps);
    const InputEffects two = effects(replaced(two_steps, "fails: 10%", "fails: 1%..30%"));
    REQUIRE(one.inputs.size() == 1);
    REQUIRE(two.inputs.size() == 2);
    CHECK(one.cell[0] == two.cell[0]);
    CHECK(two.cell[0] != two.cell[1]);
    std::vector<int> sorted = two.cell[1];
    std::sort(sorted.begin(), sorted.end());
    for (int k = 0; k < outer_draws; ++k) CHECK(sorted[static_cast<std::size_t>(k)] == k);
}

TEST_CASE("a verdict is undetermined where the inputs hold the limit, and only there") {
    const auto verdict = [](const std::string& limit) {
        const Asked a =
            asked(replaced(shop, "probability: 5%", "probability: " + limit), two_steps);
        return department(a, "sales").verdict;
    };
    CHECK(verdict("1.9%") == Verdict::exceeds);
    CHECK(verdict("2.1%") == Verdict::undetermined);
    CHECK(verdict("5%") == Verdict::undetermined);
    CHECK(verdict("7.9%") == Verdict::undetermined);
    CHECK(verdict("8.1%") == Verdict::within);
    const Asked a = asked(shop, two_steps);
    CHECK(has(department(a, "sales").settle,
              "it turns on the chance that step 1 (update shop) fails, which is said to be 2 % to 8 %"));
    CHECK(has(department(a, "sales").settle, ": within up to 5%"));
    // A value that is certain, exactly at the limit: within.
    const Asked tie = asked(shop, replaced(two_steps, "2%..8%", "5%"));
    CHECK(department(tie, "sales").verdict == Verdict::within);
}

TEST_CASE("the input that would settle a verdict is the one that moves the figure most") {
    const std::string either = replaced(shop, "needs: [shop]", "needs: [shop, erp]");
    const Asked a = asked(replaced(either, "probability: 5%", "probability: 15%"),
                          replaced(two_steps, "fails: 10%", "fails: 1%..30%"));
    CHECK(department(a, "sales").verdict == Verdict::undetermined);
    CHECK(has(department(a, "sales").settle, "chance that step 2 (update erp) fails"));
}

TEST_CASE("at a break-even value the verdict is just another") {
    const Asked a = asked(shop, two_steps);
    REQUIRE_FALSE(a.answer->break_even.empty());
    const BreakEven& b = a.answer->break_even.front();
    CHECK(b.path == "steps.1.fails");
    CHECK(b.flips_at == "5%");
    CHECK(b.settles);
    CHECK(verdict_with(a, "sales", b.path, "5%") == Verdict::within);
    CHECK(verdict_with(a, "sales", b.path, "5.01%") == Verdict::exceeds);
    CHECK(a.line(b.at).find("2%..8%") != std::string::npos);
}

TEST_CASE("break-even values of every kind hold when the change is assessed with them") {
    // Sales accept a loss of 100; without a way back 4 h cost 4,000 in 4 cases of 100.
    const std::string l = replaced(shop, "probability: 5%", "loss: 100");
    const std::string c = replaced(two_steps, "fails: 2%..8%, recovery: 4h",
                                   "fails: 4%, recovery: 4h, rollback: {takes: 30m, works: 50%}");
    const Asked a = asked(l, c);
    CHECK(department(a, "sales").loss.mean.value == near(0.04 * (0.5 * 500 + 0.5 * 4500)));
    // 4 % × 2,500 = 100: the tie. One more hour of recovery is too much.
    CHECK(department(a, "sales").verdict == Verdict::within);
    const Asked more = asked(l, replaced(c, "recovery: 4h", "recovery: 5h"));
    CHECK(department(more, "sales").verdict == Verdict::exceeds);
    const auto of = [](const Asked& of_asked, const std::string& path) {
        for (const BreakEven& b : of_asked.answer->break_even)
            if (b.path == path && b.department == "sales") return b;
        FAIL("no break-even value of ", path);
        return BreakEven{};
    };
    // By hand: p (0.5 × 500 + 0.5 × 5,500) = 100; 0.04 (500 + 0.5 R) = 100; 0.04 (500 + (1 - w)
    // 5,000).
    CHECK(of(more, "steps.1.fails").flips_at == "3.33%");
    CHECK(of(more, "steps.1.recovery").flips_at == "4h");
    CHECK(of(more, "steps.1.rollback.works").flips_at == "60%");
    CHECK(of(more, "steps.1.rollback.works").above);
    CHECK_FALSE(of(more, "steps.1.recovery").above);
    for (const BreakEven& b : more.answer->break_even)
        CHECK(verdict_with(more, "sales", b.path, b.flips_at) == b.verdict);
    CHECK(verdict_with(more, "sales", "steps.1.fails", "3.34%") == Verdict::exceeds);
    CHECK(verdict_with(more, "sales", "steps.1.recovery", "4h1m") == Verdict::exceeds);
    CHECK(verdict_with(more, "sales", "steps.1.rollback.works", "59.9%") == Verdict::exceeds);
}

TEST_CASE("a simulated break-even value holds but for its error") {
    const std::string l = replaced(replaced(shop, "probability: 5%", "loss: 200"),
                                   "shop: {kind: application, availability: 100%}",
                                   "shop: {kind: application, availability: 99.9%, recovery: 1h}");
    const std::string c = replaced(two_steps, "fails: 2%..8%, recovery: 4h",
                                   "fails: 10%, recovery: {p50: 2h, p90: 8h}");
    const Asked a = asked(l, c);
    CHECK(a.answer->transition.engine == "simulate");
    CHECK(department(a, "sales").verdict == Verdict::exceeds);
    bool found = false;
    for (const BreakEven& b : a.answer->break_even) {
        if (b.path != "steps.1.fails") continue;
        found = true;
        // 10 % cost 1,000 × the mean of the lognormal, about 360; so 200 at about 5.6 %.
        const double sigma = std::log(4.0) / 1.2815515655446004;
        const double share = 200 / (2000 * std::exp(sigma * sigma / 2));
        CHECK(parse_probability(b.flips_at)->value == near(share, 0.05));
        CHECK(verdict_with(a, "sales", b.path, "4.9%") == Verdict::within);
        CHECK(verdict_with(a, "sales", b.path, "6.4%") == Verdict::exceeds);
    }
    CHECK(found);
}

TEST_CASE("where every verdict is clear no other value is tried") {
    const Asked a = asked(replaced(shop, "probability: 5%", "probability: 50%"), two_steps);
    CHECK(department(a, "sales").verdict == Verdict::within);
    CHECK(a.answer->break_even.empty());
}

TEST_CASE("a draw gives what the change gives when it is edited by hand") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        RandomCase c = random_case(seed);
        for (Step& s : c.change.steps) {
            if (!s.fails || s.fails->value <= 0 || s.fails->value >= 1) continue;
            const double p = s.fails->value;
            s.fails = Probability{beta_mean_of_interval(p / 2, p), p / 2, p, 0, 0};
            const Duration r = s.recovery->p50.value;
            if (seed % 2 == 0) s.recovery.value.p50 = {r, r / 2, 2 * r};
        }
        AssessOptions options;
        Diagnostics problems;
        const auto study = make_study(c.landscape, c.change, options, problems);
        REQUIRE(study);
        const Scoring scoring = make_scoring(study->board, study->transition);
        const auto together = play(*study, scoring, options, problems);
        REQUIRE(together);
        if (!together->inputs) continue;
        REQUIRE(together->engine == Engine::enumerate);
        const InputEffects& effects = *together->inputs;
        for (const std::size_t draw : {std::size_t{0}, std::size_t{31}, std::size_t{63}}) {
            Change edited = c.change;
            for (std::size_t i = 0; i < effects.inputs.size(); ++i) {
                const auto cell = static_cast<std::size_t>(effects.cell[i][draw]);
                Step& s = edited.steps[effects.inputs[i].place.step];
                if (effects.inputs[i].place.what == InputPlace::What::fails) {
                    const double p = even_points(*s.fails, outer_draws)[cell];
                    s.fails = Probability{p, p, p, 0, 0};
                } else {
                    const Duration r =
                        from_seconds(even_points(s.recovery->p50, outer_draws)[cell]);
                    s.recovery.value.p50 = {r, r, r};
                }
            }
            const auto alone = make_study(c.landscape, edited, options, problems);
            const auto played =
                play(*alone, make_scoring(alone->board, alone->transition), options, problems);
            for (std::size_t f = 0; f < scoring.figures; ++f)
                CHECK(std::abs(played->tally.mean(f).value - effects.means[f][draw]) <=
                      1e-9 * std::abs(effects.means[f][draw]) + 1e-12);
        }
        for (std::size_t f = 0; f < scoring.figures; ++f) {
            double sum = 0;
            for (const double m : effects.means[f]) sum += m / outer_draws;
            CHECK(std::abs(together->tally.mean(f).value - sum) <= 1e-9 * std::abs(sum) + 1e-12);
        }
    }
}
