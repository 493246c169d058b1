// Alternatives: the figures of each alone, and what they differ by.
#include "assess/compare.h"

#include <cmath>

#include "asked.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

namespace {

const std::string office = R"(
timezone: Europe/Amsterdam
currency: EUR
departments: {finance: {appetite: {loss: 500}}, it: {}}
suppliers: {acme: {exit: 26w, exit_cost: 5k}}
components:
  auth: {kind: service, owner: it, availability: 99%, recovery: {p50: 1h, p90: 4h}}
  erp: {kind: application, owner: it, availability: 100%, needs: [auth]}
  mail: {kind: service, owner: it, availability: 100%}
processes:
  invoicing: {department: finance, needs: [erp], loss: {hour: 1k}}
  post: {department: it, needs: [mail], loss: {hour: 50}}
)";

std::string change(std::string_view fails, std::string_view more = "") {
    return "id: CHG-1\nwindow: {start: 2027-01-12T10:00, length: 2h}\nhypercare: 24h\n"
           "requested: 2026-12-01\nsteps: [{update: auth, fails: " +
           std::string(fails) + ", recovery: {p50: 1h, p90: 5h}}]\n" + std::string(more);
}

/// The alternatives, read, and what comparing them says.
struct Side {
    std::vector<std::unique_ptr<Asked>> asked;
    std::optional<Comparison> comparison;
    explicit Side(const std::vector<std::string>& changes, const std::string& landscape = office) {
        std::vector<Alternative> alternatives;
        for (const std::string& text : changes) {
            asked.push_back(std::make_unique<Asked>(landscape, text));
            alternatives.push_back({"", &asked.back()->landscape, &asked.back()->change});
        }
        Asked& first = *asked.front();
        comparison =
            compare(alternatives, first.policy, {}, first.options, first.sources, first.problems);
        REQUIRE_MESSAGE(comparison, render(first.problems, first.sources));
    }
    const Compared& operator[](std::size_t i) const { return comparison->alternatives[i]; }
};

const DepartmentFigures& of(const Assessment& a, const Id& id) {
    return *std::find_if(a.departments.begin(), a.departments.end(),
                         [&](const DepartmentFigures& d) { return d.id == id; });
}

double error(const Estimate& e) { return (e.high - e.low) / 2 / 1.959964; }

}  // namespace

TEST_CASE("each alternative has the figures that assessing it alone gives") {
    Side side({change("5%"), change("12%"), change("5%", "on_failure: abort\n")});
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        side.asked[i]->run();
        const Assessment& alone = *side.asked[i]->answer;
        CHECK(side[i].report.verdict == alone.verdict);
        CHECK(side[i].report.transition.runs == alone.transition.runs);
        CHECK(side[i].report.total.loss.mean.value == alone.total.loss.mean.value);
        CHECK(side[i].report.total.loss.mean.high == alone.total.loss.mean.high);
        for (const DepartmentFigures& d : alone.departments) {
            const DepartmentFigures& mine = of(side[i].report, d.id);
            CHECK(mine.loss.mean.value == d.loss.mean.value);
            CHECK(mine.disruption.value == d.disruption.value);
            CHECK(mine.verdict == d.verdict);
        }
    }
}

TEST_CASE("what two differ by is the difference of their figures, known better than either") {
    Side side({change("5%"), change("12%")});
    const Estimate& more = side[1].more.at("finance");
    const Estimate &a = of(side[0].report, "finance").loss.mean,
                   &b = of(side[1].report, "finance").loss.mean;
    CHECK(more.value == near(b.value - a.value, 1e-9));
    CHECK(more.low > 0);
    CHECK(error(more) < std::hypot(error(a), error(b)));
    CHECK(side[1].more_total.value ==
          near(side[1].report.total.loss.mean.value - side[0].report.total.loss.mean.value, 1e-9));
    CHECK(side[0].more.at("finance").value == 0);
    CHECK(side[0].more.at("finance").is_exact());
}

TEST_CASE("the alternative that is worse for somebody and better for nobody is dominated") {
    Side side({change("5%"), change("12%")});
    CHECK(side[0].dominated_by.empty());
    CHECK(side[1].dominated_by == std::vector<std::size_t>{0});
    CHECK(side.comparison->best.at("finance") == std::vector<std::size_t>{0});
}

TEST_CASE("two of the same are a tie: no difference, nobody's better, neither dominated") {
    Side side({change("5%"), change("5%")});
    CHECK(side[1].more.at("finance").value == 0);
    CHECK(side[1].more.at("finance").is_exact());
    CHECK(side.comparison->best.at("finance").size() == 2);
    CHECK(side[0].dominated_by.empty());
    CHECK(side[1].dominated_by.empty());
}

TEST_CASE("the same risk at a higher cost is dominated; a benefit to anyone saves it") {
    Side dearer({change("5%", "cost: {it: 1k}\n"), change("5%", "cost: {it: 2k}\n")});
    CHECK(dearer[0].dominated_by.empty());
    CHECK(dearer[1].dominated_by == std::vector<std::size_t>{0});
    Side useful({change("5%"), change("12%", "benefit: {it: 10}\n")});
    CHECK(useful[1].dominated_by.empty());
    CHECK(useful[1].benefit == 10);
    CHECK(useful[1].net.value == near(10 - useful[1].report.total.loss.mean.value, 1e-9));
}

TEST_CASE("what one bears less and another more is dominated by nothing") {
    const std::string on_mail = replaced(change("5%"), "update: auth", "update: mail");
    Side side({change("5%"), on_mail});
    CHECK(side[0].dominated_by.empty());
    CHECK(side[1].dominated_by.empty());
    CHECK(side.comparison->best.at("finance") == std::vector<std::size_t>{1});
    CHECK(side.comparison->best.at("it") == std::vector<std::size_t>{0});
}

TEST_CASE("a new supplier is named with what leaving it takes, and keeps one from dominating") {
    const std::string bought =
        "id: CHG-1\nwindow: {start: 2027-01-12T10:00, length: 2h}\nhypercare: 24h\n"
        "requested: 2026-12-01\nsteps: [{add: {chat: {kind: saas, owner: it, supplier: acme}}}]\n";
    Side side({change("5%"), bought});
    CHECK(side[0].new_suppliers.empty());
    REQUIRE(side[1].new_suppliers.size() == 1);
    CHECK(side[1].new_suppliers[0].supplier == "acme");
    CHECK(*side[1].new_suppliers[0].takes_s == 26 * 7 * 86400.0);
    CHECK(*side[1].new_suppliers[0].cost == 5000);
    CHECK(side[0].dominated_by.empty());
}

TEST_CASE("one that cannot be assessed is an error, not a gap") {
    Asked good(office, change("5%")),
        bad(office, replaced(change("5%"), "start: 2027-01-12T10:00, ", ""));
    const std::vector<Alternative> both = {{"", &good.landscape, &good.change},
                                           {"", &bad.landscape, &bad.change}};
    Diagnostics out;
    CHECK(!compare(both, {}, {}, good.options, good.sources, out));
    CHECK(out.has_errors());
}
