#include "assess/structure/years.h"

#include <doctest/doctest.h>

#include <cmath>

#include "assess/structure/structure.h"
#include "assess/study/calendars.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

Need need(std::vector<Id> members, int at_least, Duration tolerates = Duration{0}) {
    Need n;
    for (Id& id : members) n.members.emplace_back(std::move(id));
    n.at_least = at_least;
    n.kind = at_least == static_cast<int>(n.members.size()) ? Need::Kind::all : Need::Kind::any;
    n.terms.set().tolerates = tolerates;
    return n;
}

void component(Landscape& l, const Id& id, double unavailability, std::vector<Need> needs = {}) {
    Component& c = l.components[id];
    c.id = id;
    c.unavailability = Probability{unavailability, unavailability, unavailability, 0, 0};
    Recovery r;
    r.shape = Recovery::Shape::exponential;
    r.p50 = {4h, 4h, 4h};  // the mean
    c.recovery = r;
    c.needs = std::move(needs);
}

void process(Landscape& l, const Id& id, std::vector<Need> needs) {
    Process& p = l.processes[id];
    p.id = id;
    p.department = Id("finance");
    p.needs = std::move(needs);
    p.mtpd = Duration{6h};
    p.loss.hour = {{Duration{0}, 1000}};
}

/// `books` bears two hours without the erp, `mail` needs one of two servers, `gate` both.
Landscape office() {
    Landscape l;
    l.departments["finance"].id = "finance";
    component(l, "erp", 0.002);
    component(l, "a", 0.01);
    component(l, "b", 0.02);
    process(l, "books", {need({"erp"}, 1, 2h)});
    process(l, "gate", {need({"a", "b"}, 2)});
    process(l, "mail", {need({"a", "b"}, 1)});
    return l;
}

Years years_of(const Landscape& l, std::uint64_t seed, double max_error = 0.05,
               std::uint64_t most = 4096) {
    Diagnostics none;
    const Calendars calendars = compile_calendars(l, none);
    std::vector<Id> ids;
    for (const auto& [id, p] : l.processes) ids.push_back(id);
    StructureOptions o;
    o.seed = seed;
    o.max_error = max_error;
    o.max_years = most;
    return simulate_years(l, l, ids, calendars, Instant{std::chrono::sys_days{2027y / 1 / 1}}, o);
}

}  // namespace

TEST_CASE("years tell what follows by hand, and their intervals hold it") {
    const double year = 8760, starts = 0.998 * year * 0.002 / (0.998 * 4);  // outages of the erp
    const double long_ones = std::exp(-2.0 / 4);                            // beyond two hours
    const double both = 0.01 * 0.02, either = 0.01 + 0.02 - both;
    struct Known {
        std::size_t process;
        Mean YearFigures::*figure;
        double value;
    };
    const std::vector<Known> all = {
        {0, &YearFigures::episodes, starts * long_ones},
        {0, &YearFigures::unavailability, starts * long_ones * 4 / year},
        {0, &YearFigures::loss, starts * long_ones * 4 * 1000},
        {0, &YearFigures::disruptions, starts * std::exp(-(2.0 + 6) / 4)},  // 6 h more than it bears
        {1, &YearFigures::loss, either * year * 1000},
        {2, &YearFigures::loss, both * year * 1000},
    };
    int within = 0, asked = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Years years = years_of(office(), seed);
        for (const Known& k : all) {
            const Mean m = years.before[k.process].*k.figure;
            CHECK(m.error > 0);
            CHECK(std::abs(m.value - k.value) < 6 * m.error);
            within += std::abs(m.value - k.value) <= t95 * m.error;
            ++asked;
        }
        for (const std::size_t p : {0, 1})  // both together come too seldom for few years
            CHECK(years.before[p].loss.error <= 0.05 * years.before[p].loss.value);
    }
    CHECK(within >= 0.92 * asked);
    CHECK(within < asked);
}

TEST_CASE("no year is simulated where even a few hold too many outages") {
    Landscape l = office();
    Recovery r;
    r.shape = Recovery::Shape::exponential;
    r.p50 = {1s, 1s, 1s};
    l.components.at("a").recovery = r;  // some 300,000 a year
    Diagnostics none;
    const Calendars calendars = compile_calendars(l, none);
    const auto years = [&](std::uint64_t work) {
        StructureOptions o;
        o.max_years = 64;
        o.max_work = work;
        return simulate_years(l, l, {"gate"}, calendars, Instant{std::chrono::sys_days{2027y / 1 / 1}}, o);
    };
    const Years refused = years(1'000'000);
    CHECK(refused.years == 0);
    CHECK(refused.hit_max_work);
    const Years some = years(refused.least_work);
    CHECK(some.years >= 8);
    CHECK(some.before[0].unavailability.value == doctest::Approx(1 - 0.99 * 0.98).epsilon(0.2));
}

TEST_CASE("what one component decides takes few years") {
    Landscape l = office();
    l.processes.erase("mail");
    const Years years = years_of(l, 1, 0.02);
    CHECK(years.years == 64);
    CHECK(years.relative_error < 0.02);
}

TEST_CASE("outages that meet are counted once, whoever is alone") {
    // Two of which each is down a third of the time: apart they come to 2/3, together to 5/9.
    Landscape l = office();
    l.components.at("a").unavailability = Probability{1.0 / 3, 1.0 / 3, 1.0 / 3, 0, 0};
    l.components.at("b").unavailability = l.components.at("a").unavailability;
    const Years years = years_of(l, 3, 0.01);
    CHECK(years.before[1].unavailability.value == doctest::Approx(5.0 / 9).epsilon(0.02));
    CHECK(years.before[2].unavailability.value == doctest::Approx(1.0 / 9).epsilon(0.05));
}
