// The invariants at the end of knockon-semantics(7), each on random landscapes. Without known outages
// nothing is down but for the change, so the extra figures are the figures themselves.
#include <doctest/doctest.h>

#include <cmath>

#include "assess/assess.h"
#include "random_landscape.h"

using namespace knockon;

namespace {

RandomCase plain_case(std::uint64_t seed) {
    RandomCase c = random_case(seed);
    c.landscape.outages.clear();
    c.change.abort_on_failure = false;
    return c;
}

Assessment assessed(const RandomCase& c, Engine engine = Engine::enumerate, int jobs = 1,
                    bool reduce = true) {
    AssessOptions options;
    options.engine = engine;
    options.max_runs = 3000;
    options.jobs = jobs;
    options.reduce = reduce;
    Diagnostics out;
    const Sources sources;
    const auto a = assess(c.landscape, c.change, {}, {}, options, sources, out);
    REQUIRE(a.has_value());
    return *a;
}

const Figures& of(const Assessment& a, const Id& id) {
    for (const Figures& f : a.processes)
        if (f.id == id) return f;
    FAIL("no such process");
    return a.total;
}

/// Neither downtime nor disruption nor missed deadlines are less in `more`; loss may be, since
/// episodes can merge.
void check_no_less(const Assessment& less, const Assessment& more) {
    constexpr double rounding = 1e-9;
    for (const Figures& f : less.processes) {
        CAPTURE(f.id);
        const Figures& g = of(more, f.id);
        CHECK(g.downtime_s.mean.value >= f.downtime_s.mean.value * (1 - rounding) - rounding);
        CHECK(g.disruption.value >= f.disruption.value - rounding);
        CHECK(g.deadlines_missed.value >= f.deadlines_missed.value - rounding);
    }
}

template <class Edit>
void check_never_less(std::uint64_t cases, Edit edit) {
    for (std::uint64_t seed = 1; seed <= cases; ++seed) {
        CAPTURE(seed);
        RandomCase c = plain_case(seed);
        const Assessment less = assessed(c);
        Random r(seed + 1000);
        edit(c, r);
        check_no_less(less, assessed(c));
    }
}

/// A need of any component or process.
Need* any_need(RandomCase& c, Random& r) {
    std::vector<Need*> all;
    for (auto& [id, x] : c.landscape.components)
        for (Need& n : x.needs) all.push_back(&n);
    for (auto& [id, x] : c.landscape.processes)
        for (Need& n : x.needs) all.push_back(&n);
    return r.of(all);
}

/// One component that fails of its own accord for 20 min on average, and a step on it.
RandomCase frail_case(double unavailability) {
    RandomCase c;
    c.landscape.timezone = std::string("UTC");
    c.landscape.departments["d"].id = "d";
    Component& x = c.landscape.components["x"];
    x.id = "x";
    x.unavailability =
        Probability{unavailability, unavailability, unavailability, 0, 0};
    const Length mean{std::chrono::minutes{20}, std::chrono::minutes{20}, std::chrono::minutes{20}};
    x.recovery = Recovery{Recovery::Shape::exponential, mean, mean};
    Process& p = c.landscape.processes["p"];
    p.id = "p";
    p.department = Id("d");
    p.needs.push_back({});
    p.needs.back().members.emplace_back("x");
    p.mtpd = Duration{std::chrono::minutes{15}};
    c.change.id = "change";
    c.change.window.start = random_moment(0);
    c.change.hypercare = slots(6 * 24 * 7);
    Step& s = c.change.steps.emplace_back();
    s.target = Id("x");
    s.fails = Probability{0.06, 0.06, 0.06, 0, 0};
    const Length hours{std::chrono::hours{4}, std::chrono::hours{4}, std::chrono::hours{4}};
    s.recovery = Recovery{Recovery::Shape::constant, hours, hours};
    return c;
}

void check_same(const Figures& a, const Figures& b) {
    CHECK(a.loss.mean.value == b.loss.mean.value);
    CHECK(a.loss.mean.low == b.loss.mean.low);
    CHECK(a.disruption.value == b.disruption.value);
    CHECK(a.downtime_s.mean.value == b.downtime_s.mean.value);
    CHECK(a.loss.p99.value == b.loss.p99.value);
    CHECK(a.exceedance == b.exceedance);
}

}  // namespace

TEST_CASE("a longer outage never means less") {
    check_never_less(500, [](RandomCase& c, Random& r) {
        // The next steps keep their place, so that only one outage grows.
        Duration at{0}, last{0};
        for (Step& s : c.change.steps) {
            s.starts = s.starts.value_or(at);
            at = *s.starts + s.downtime.value_or(Duration{0});
            last = std::max(last, at);
        }
        c.change.window.length = last;
        Step& s = c.change.steps[static_cast<std::size_t>(
            r.number(0, static_cast<int>(c.change.steps.size()) - 1))];
        if (!s.rollback) s.recovery->p50.value += slots(2);
    });
}

TEST_CASE("a larger probability of failure never means less") {
    check_never_less(500, [](RandomCase& c, Random&) {
        for (Step& s : c.change.steps) s.fails.value.value = std::min(1.0, s.fails->value + 0.1);
    });
}

TEST_CASE("a larger chance that a need matters never means less") {
    check_never_less(500, [](RandomCase& c, Random& r) {
        Need* n = any_need(c, r);
        if (n->terms->chance) n->terms.set().chance = std::min(1.0, *n->terms->chance + 0.2);
    });
}

TEST_CASE("a longer restart never means less") {
    check_never_less(500, [](RandomCase& c, Random& r) {
        for (auto& [id, x] : c.landscape.components)
            if (r.yes(50)) x.more.set().restart = x.more->restart.value_or(Duration{0}) + slots(1);
    });
}

TEST_CASE("a smaller tolerance never means less") {
    check_never_less(500, [](RandomCase& c, Random& r) {
        Need* n = any_need(c, r);
        n->terms.set().tolerates = std::max(Duration{0}, n->terms->tolerates - slots(2));
    });
}

TEST_CASE("watching for longer never makes a disruption less likely") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        RandomCase c = random_case(seed);
        const Assessment shorter = assessed(c);
        *c.change.hypercare += slots(30);
        const Assessment longer = assessed(c);
        for (const Figures& f : shorter.processes) {
            CAPTURE(f.id);
            CHECK(of(longer, f.id).disruption.value >= f.disruption.value - 1e-12);
        }
        for (const DepartmentFigures& d : shorter.departments)
            for (const DepartmentFigures& e : longer.departments)
                if (d.id == e.id) CHECK(e.disruption.value >= d.disruption.value - 1e-12);
        CHECK(longer.total.disruption.value >= shorter.total.disruption.value - 1e-12);
    }
}

TEST_CASE("an outage that comes anyway at another time cancels no disruption") {
    std::size_t disrupted = 0;
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        RandomCase c = plain_case(seed);
        c.change.hypercare = slots(400);  // all that the change does, and all deadlines, are over
        const Assessment alone = assessed(c);
        for (const auto& [id, component] : c.landscape.components)
            c.landscape.outages.push_back({id, random_moment(320), random_moment(390), {}, {}});
        const Assessment beside = assessed(c);
        for (const Figures& f : alone.processes) {
            CAPTURE(f.id);
            CHECK(std::abs(of(beside, f.id).disruption.value - f.disruption.value) < 1e-12);
            disrupted += f.disruption.value > 0 && of(beside, f.id).without->disruption.value == 1;
        }
    }
    CHECK(disrupted > 50);  // which was told apart from what comes anyway
}

TEST_CASE("frailer components hide no disruption that the change causes") {
    // The step stops the process for 4 h in 6 % of the cases. It counts unless the last moment of that
    // is one at which the process would be down anyway.
    for (const double unavailability : {0.0, 0.01, 0.1, 0.3}) {
        CAPTURE(unavailability);
        const Assessment a = assessed(frail_case(unavailability), Engine::simulate);
        const Figures& f = of(a, "p");
        const double error = (f.disruption.high - f.disruption.low) / 2;
        CHECK(f.disruption.value + 2 * error >= 0.06 * (1 - unavailability));
        CHECK(error < 0.01);
        REQUIRE(f.if_hit);
        CHECK(f.if_hit->downtime_s.mean.value <= 4 * 3600 * 1.2);
    }
}

TEST_CASE("an extra member never hurts an any group and never helps an all group") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        RandomCase c = plain_case(seed);
        Component& spare = c.landscape.components["spare"];
        spare.id = "spare";
        spare.unavailability = Probability{};
        spare.recovery = Recovery{};
        const Assessment before = assessed(c);
        Random r(seed + 5);
        Need* n = any_need(c, r);
        if (n->terms->failover) continue;
        const bool all = n->at_least == static_cast<int>(n->members.size());
        n->members.emplace_back(Id("spare"));
        if (all) n->at_least += 1;
        const Assessment after = assessed(c);
        all ? check_no_less(before, after) : check_no_less(after, before);
    }
}

TEST_CASE("a change without steps has a difference of exactly 0") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        RandomCase c = random_case(seed);
        for (auto& [id, x] : c.landscape.components)
            x.unavailability = Probability{0.01, 0.01, 0.01, 0, 0};
        c.change.steps.clear();
        c.change.window.length = slots(3);
        const Assessment a = assessed(c, Engine::simulate);
        CHECK(a.total.loss.mean.value == 0);
        CHECK(a.total.loss.mean.high == 0);
        for (const Figures& f : a.processes) CHECK(f.disruption.value == 0);
    }
}

TEST_CASE("order and names mean nothing") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        RandomCase c = random_case(seed);
        const Assessment before = assessed(c);
        // Needs and members the other way round, and other names in another order.
        const auto turn = [](std::vector<Need>& needs) {
            std::reverse(needs.begin(), needs.end());
            for (Need& n : needs)
                if (!n.terms->failover) std::reverse(n.members.begin(), n.members.end());
        };
        const auto rename = [](Id& id) { id = "z" + std::string(id.rbegin(), id.rend()); };
        RandomCase other = c;
        other.landscape.components.clear();
        other.landscape.processes.clear();
        const auto rename_needs = [&](std::vector<Need>& needs) {
            turn(needs);
            for (Need& n : needs)
                for (Ref& m : n.members) rename(m.value);
        };
        for (auto [id, x] : c.landscape.components) {
            rename(x.id);
            rename_needs(x.needs);
            other.landscape.components[x.id] = x;
        }
        for (auto [id, x] : c.landscape.processes) {
            rename(x.id);
            rename_needs(x.needs);
            other.landscape.processes[x.id] = x;
        }
        for (KnownOutage& o : other.landscape.outages) rename(o.component.value);
        for (Step& s : other.change.steps) rename(s.target.value);
        const Assessment after = assessed(other);
        for (const Figures& f : before.processes) {
            Id id = f.id;
            rename(id);
            const Figures& g = of(after, id);
            CHECK(std::abs(f.loss.mean.value - g.loss.mean.value) <=
                  1e-9 * std::max(1.0, std::abs(f.loss.mean.value)));
            CHECK(f.loss.p95.value == doctest::Approx(g.loss.p95.value).epsilon(1e-9));
            CHECK(std::abs(f.disruption.value - g.disruption.value) <= 1e-12);
        }
    }
}

TEST_CASE("threads change no byte, and neither does leaving out what cannot matter") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        RandomCase c = random_case(seed);
        for (auto& [id, x] : c.landscape.components)
            x.unavailability = Probability{0.02, 0.02, 0.02, 0, 0};
        for (auto& [id, x] : c.landscape.components) x.recovery->p50.value = slots(4);
        const Assessment one = assessed(c, Engine::simulate, 1);
        for (const Assessment& other :
             {assessed(c, Engine::simulate, 2), assessed(c, Engine::simulate, 8),
              assessed(c, Engine::simulate, 1, false)}) {
            check_same(one.total, other.total);
            REQUIRE(one.processes.size() == other.processes.size());
            for (std::size_t i = 0; i < one.processes.size(); ++i) {
                CHECK(one.processes[i].id == other.processes[i].id);
                check_same(one.processes[i], other.processes[i]);
            }
            CHECK(one.transition.runs == other.transition.runs);
        }
    }
}
