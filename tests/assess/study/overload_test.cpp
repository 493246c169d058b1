// Loads against figures worked out by hand, level by level (risk/overload.h).
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>

#include "asked.h"
#include "assess/study/figures.h"
#include "near.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// P(Z > ln(capacity / load) / sigma).
double over(double capacity, double load, double sigma) {
    return std::erfc(std::log(capacity / load) / sigma / std::sqrt(2.0)) / 2;
}

const DepartmentFigures& department(const Asked& asked, const Id& id) {
    const auto& all = asked.answer->departments;
    return *std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.id == id; });
}

const std::string rush = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 1h}
hypercare: 24h
steps: [{load: shop, times: 2, sigma: 0.2, lasts: 10h}]
)";

/// Each needs the next; one process on each, of a department of its own. Usual load 100/s.
std::string chain(const std::vector<double>& capacities, const std::string& availability) {
    std::string departments, components, processes;
    for (std::size_t i = 0; i < capacities.size(); ++i) {
        const std::string id = i == 0 ? "shop" : fmt::format("c{}", i);
        departments += fmt::format("  d{}: {{}}\n", i);
        components += fmt::format("  {}: {{owner: it, availability: {}, load: 100/s, capacity: {}/s{}}}\n", id,
                                  availability, capacities[i],
                                  i + 1 < capacities.size() ? fmt::format(", needs: [c{}]", i + 1) : "");
        processes += fmt::format("  p{}: {{department: d{}, needs: [{}], loss: {{hour: 1k}}}}\n", i, i, id);
    }
    return fmt::format("timezone: UTC\ncurrency: EUR\ndepartments:\n  it: {{}}\n{}components:\n{}processes:\n{}",
                       departments, components, processes);
}

}  // namespace

TEST_CASE("with nothing else by chance, what a load overloads is known exactly") {
    // 200/s in a typical peak of 10 h; what stands further down carries more.
    const std::vector<double> capacities{210, 240, 300};
    Asked asked(chain(capacities, "100%"), rush);
    asked.options.engine = Engine::simulate;
    asked.run();
    for (std::size_t i = 0; i < capacities.size(); ++i) {
        CAPTURE(i);
        // The consumer goes down with what it needs, but none of these carries more than the next.
        const double p = over(capacities[i], 200, 0.2);
        const DepartmentFigures& d = department(asked, fmt::format("d{}", i));
        CHECK(d.disruption.value == near(p, 1e-9));
        CHECK(d.disruption.low == near(p, 1e-9));
        CHECK(d.loss.mean.value == near(p * 10'000, 1e-9));
    }
    CHECK(asked.answer->transition.runs == 4);
}

TEST_CASE("more components than levels are overloaded as often as each by itself") {
    std::vector<double> capacities;
    for (int i = 0; i < 20; ++i) capacities.push_back(180 + 7 * i);
    Asked asked(chain(capacities, "100%"), rush);
    asked.options.max_error = 0.005;
    asked.run();
    for (std::size_t i = 0; i < capacities.size(); ++i) {
        CAPTURE(i);
        const double p = over(capacities[i], 200, 0.2);
        const Estimate& e = department(asked, fmt::format("d{}", i)).disruption;
        CHECK(e.value == near(p, 0.02));
        CHECK(e.low <= p);
        CHECK(p <= e.high);
    }
}

TEST_CASE("several loads at once: each combination of them overloads what it does") {
    // shop alone gets 250/s, api from both 150/s more: 250/s; either alone 175/s.
    const std::string landscape = R"(
timezone: UTC
currency: EUR
departments: {sales: {}, it: {}}
components:
  shop: {owner: it, availability: 100%, load: 50/s, needs: [api]}
  app: {owner: it, availability: 100%, load: 50/s, needs: [api]}
  api: {owner: it, availability: 100%, load: 100/s, capacity: 220/s}
processes:
  orders: {department: sales, needs: [api], loss: {hour: 1k}}
)";
    const std::string both = R"(
id: CHG-1
requested: 2026-12-01
window: {start: 2027-01-12T20:00, length: 3h}
hypercare: 24h
steps:
  - {load: shop, times: 2.5, sigma: 0.2, lasts: 4h}
  - {load: app, at: 2h, times: 2.5, sigma: 0.2, lasts: 4h}
)";
    Asked asked(landscape, both);
    asked.options.engine = Engine::simulate;
    asked.run();
    const DepartmentFigures& sales = department(asked, "sales");
    // From 0 to 2 h and from 4 to 6 h 175/s, from 2 to 4 h 250/s.
    const double one = over(220, 175, 0.2), two = over(220, 250, 0.2);
    CHECK(sales.disruption.value == near(two, 1e-9));
    CHECK(sales.loss.mean.value == near(one * 6'000 + (two - one) * 2'000, 1e-9));
}

TEST_CASE("another capacity or factor saves what assessing it anew says, whatever else fails") {
    Asked now(chain({210, 240, 300}, "98%"), rush);
    now.run();
    int tried = 0;
    for (const Mitigation& m : now.answer->mitigations) {
        if (m.kind != "capacity" && m.kind != "smaller_load" && m.kind != "throttle") continue;
        CAPTURE(m.text);
        ++tried;
        Asked edited(chain({210, 240, 300}, "98%"), rush);
        for (const std::string& edit : m.edits) {
            const std::string set = edit.substr(std::string("--set ").size());
            const std::size_t is = set.find('=');
            const double value = std::stod(set.substr(is + 1));
            Step& step = edited.change.steps[0];
            if (set.starts_with("steps.1.times"))
                step.times = value;
            else if (set.starts_with("steps.1.sigma"))
                step.sigma = value;
            else
                edited.landscape.components.at(set.substr(11, set.rfind('.') - 11)).more.set().capacity = value;
        }
        edited.options.advice = false;
        edited.run();
        const Estimate &was = now.answer->total.loss.mean, &is = edited.answer->total.loss.mean;
        const double apart = was.value - is.value, error = (is.high - is.low + was.high - was.low) / 2;
        CHECK(std::abs(m.saves.value - apart) <= error);
        CHECK(error < 0.1 * was.value);
    }
    CHECK(tried >= 2);
}

TEST_CASE("maintenance that both worlds meet tells them apart nowhere") {
    const std::string maintained =
        replaced(replaced(works, "office: {days", "weekly: {days: wed, hours: 01:00-05:00}\n  office: {days"),
                 "erp: {kind: application,", "erp: {kind: application, maintenance: weekly,");
    Asked asked(maintained, on_db);
    const auto study = make_study(asked.landscape, asked.change, asked.options, asked.problems);
    REQUIRE(study);
    REQUIRE(study->transition.timed.fixed.size() > 0);
    for (const FixedOutage& f : study->transition.timed.fixed) {
        CHECK(f.without != none);
        CHECK(f.with != none);
    }
    // Where the change takes the component away it is only met without.
    Asked removed(maintained, replaced(on_db, "[{update: db, fails: 0%}]",
                                       "[{disconnect: invoicing, from: [erp]}, {connect: invoicing, to: [db]}, {remove: erp}]"));
    const auto without = make_study(removed.landscape, removed.change, removed.options, removed.problems);
    REQUIRE(without);
    for (const FixedOutage& f : without->transition.timed.fixed) CHECK(f.with == none);
}
