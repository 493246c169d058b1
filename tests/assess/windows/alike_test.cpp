#include "assess/windows/alike.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "random_landscape.h"

using namespace knockon;

namespace {

constexpr int days = 40;

/// Days that are mostly alike: open hours, a peak on some, a deadline on most.
ProcessTerms mostly_alike(Random& r) {
    ProcessTerms t;
    t.horizon = slots(24 * days);
    t.bands = {{Duration{0}, 60}, {slots(5), 240}};
    t.grace = slots(r.number(0, 3));
    t.each = 30;
    t.calendars.push_back({Penalties({{slots(3), 50}, {slots(1), 20}}), Penalties({{slots(2), 10}})});
    t.longest_deadline = slots(6);
    for (int day = 0; day < days; ++day) {
        const int at = 24 * day, opens = at + (r.yes(10) ? 9 : 8);
        const bool peak = r.yes(10);
        if (!r.yes(10)) t.active.push_back({{slots(opens), slots(at + 18)}, peak ? 2.0 : 1.0, slots(peak ? 2 : 5)});
        if (!r.yes(10)) t.deadlines.push_back({{slots(at + 12), slots(at + 18)}, 0});
    }
    return t;
}

std::vector<Hit> moved(std::vector<Hit> hits, Duration by) {
    for (Hit& h : hits) h.when = {h.when.start + by, h.when.end + by};
    return hits;
}

}  // namespace

TEST_CASE("at starts with one number whatever happens after them comes to the same") {
    std::size_t shared = 0, apart = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        Random r(seed);
        StartPlans plans;
        plans.terms.push_back(mostly_alike(r));
        const ProcessTerms& terms = plans.terms.front();
        const Duration horizon = slots(r.number(12, 60));
        for (int at = 0; at < 24 * days - 60; at += 4) plans.starts.push_back({slots(at), horizon});
        plans.in_order.resize(plans.starts.size());
        std::iota(plans.in_order.begin(), plans.in_order.end(), 0u);
        const int reach = r.number(2, 70);
        AlikeStarts alike(plans);
        const std::vector<std::uint32_t>& numbers = alike.of(0, slots(reach));
        std::vector<Hit> hits;
        for (int at = r.number(0, 20), end = 0; at < reach; at = end + r.number(0, 9)) {
            end = std::min(reach, at + r.number(1, 25));
            hits.push_back({{slots(at), slots(end)}, r.yes(70) ? 1 : 0.25});
        }
        std::map<std::uint32_t, ProcessOutcome> known;
        for (std::size_t s = 0; s < plans.starts.size(); ++s) {
            CAPTURE(s);
            const ProcessOutcome here =
                outcome(terms, moved(hits, plans.starts[s].at), plans.starts[s].watched());
            const auto [same, added] = known.try_emplace(numbers[s], here);
            CHECK(here == same->second);
            ++(added ? apart : shared);
        }
    }
    CHECK(shared > apart);
    CHECK(apart > 1000);
}
