#include "risk/outage.h"

#include <doctest/doctest.h>

#include "random_landscape.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

Outage any_outage(Random& r) {
    Outage out;
    for (int i = r.number(0, 5); i > 0; --i) {
        const int from = r.number(0, 40);
        out.push_back({slots(from), slots(from + r.number(1, 10))});
    }
    normalise(out);
    return out;
}

Outage eroded(Outage o, Duration tolerance) {
    erode(o, tolerance);
    return o;
}
Outage restarted(Outage o, Duration delay) {
    restart(o, delay);
    return o;
}
/// Whether `a` is down whenever `b` is.
bool holds(const Outage& a, const Outage& b) { return only_down(b, a).empty(); }

}  // namespace

TEST_CASE("an outage exactly as long as the tolerance does no harm") {
    const Outage down = {{0min, 15min}};
    CHECK(eroded(down, 15min).empty());
    CHECK(eroded(down, 14min) == Outage{{14min, 15min}});
}

TEST_CASE("touching intervals merge and empty ones vanish") {
    Outage o = {{20min, 30min}, {0min, 10min}, {10min, 20min}, {50min, 50min}};
    normalise(o);
    CHECK(o == Outage{{0min, 30min}});
}

TEST_CASE("a buffer is full again after each recovery") {
    CHECK(eroded({{0min, 60min}, {90min, 150min}}, 60min).empty());
    CHECK(eroded({{0min, 61min}, {90min, 150min}}, 60min) == Outage{{60min, 61min}});
}

TEST_CASE("restart delays merge outages that they bring together") {
    CHECK(restarted({{0min, 10min}, {20min, 30min}}, 10min) == Outage{{0min, 40min}});
    CHECK(restarted({{0min, 10min}, {21min, 30min}}, 10min) ==
          Outage{{0min, 20min}, {21min, 40min}});
}

TEST_CASE("half-open outages that only touch are never down together") {
    CHECK(both_down({{0min, 10min}}, {{10min, 20min}}).empty());
    const Outage a = {{0min, 10min}}, b = {{10min, 20min}};
    const Outage* sets[] = {&a, &b};
    CHECK(at_least_down(2, sets).empty());
    CHECK(at_least_down(1, sets) == Outage{{0min, 20min}});
}

TEST_CASE("the operators agree with counting slots") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        Random r(seed);
        const Outage a = any_outage(r), b = any_outage(r), c = any_outage(r);
        const Outage* sets[] = {&a, &b, &c};
        const auto in = [](const Outage& o, int slot) {
            for (const Interval& i : o)
                if (i.start <= slots(slot) && slots(slot) < i.end) return true;
            return false;
        };
        const auto m = static_cast<std::size_t>(r.number(1, 3));
        const Outage some = at_least_down(m, sets);
        const Outage either = either_down(a, b), both = both_down(a, b), only = only_down(a, b);
        for (int t = -1; t < 60; ++t) {
            CHECK(in(either, t) == (in(a, t) || in(b, t)));
            CHECK(in(both, t) == (in(a, t) && in(b, t)));
            CHECK(in(only, t) == (in(a, t) && !in(b, t)));
            CHECK(in(some, t) ==
                  (static_cast<std::size_t>(in(a, t) + in(b, t) + in(c, t)) >= m));
        }
    }
}

TEST_CASE("a tolerance may be taken off before or after an intersection, but not a union") {
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        CAPTURE(seed);
        Random r(seed);
        const Outage a = any_outage(r), b = any_outage(r);
        const Duration tolerance = slots(r.number(0, 8));
        CHECK(holds(both_down(eroded(a, tolerance), eroded(b, tolerance)),
                    eroded(both_down(a, b), tolerance)));
        CHECK(holds(eroded(either_down(a, b), tolerance),
                    either_down(eroded(a, tolerance), eroded(b, tolerance))));
    }
    CHECK(eroded(either_down({{0min, 60min}}, {{60min, 120min}}), 90min) ==
          Outage{{90min, 120min}});
}

TEST_CASE("more down going in never means less down coming out") {
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        CAPTURE(seed);
        Random r(seed);
        const Outage less = any_outage(r), more = either_down(less, any_outage(r));
        const Outage other = any_outage(r);
        const Duration d = slots(r.number(0, 8));
        CHECK(holds(eroded(more, d), eroded(less, d)));
        CHECK(holds(restarted(more, d), restarted(less, d)));
        CHECK(holds(both_down(more, other), both_down(less, other)));
        CHECK(holds(eroded(less, d), eroded(less, d + 10min)));
        CHECK(holds(restarted(less, d + 10min), restarted(less, d)));
    }
}
