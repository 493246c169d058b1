#include "assess/windows/tariff.h"

#include <doctest/doctest.h>

#include "near.h"
#include "random_landscape.h"

using namespace knockon;

namespace {

/// Active times, peaks and losses of every shape, over some 200 slots.
ProcessTerms random_terms(Random& r) {
    ProcessTerms t;
    t.horizon = slots(400);
    int at = -60;
    while (at < 400) {
        const int end = at + r.number(1, 30);
        const bool peak = r.yes(25);
        t.active.push_back({{slots(at), slots(end)}, peak ? 2.0 : 1.0, slots(peak ? 2 : 5)});
        at = end + (r.yes(30) ? 0 : r.number(1, 20));
    }
    t.grace = slots(r.number(0, 5));
    t.each = r.yes(50) ? 30 : 0;
    t.bands = {{Duration{0}, 60}};
    if (r.yes(50)) t.bands.push_back({slots(r.number(1, 12)), 240});
    if (r.yes(30)) t.cap = 200;
    return t;
}

}  // namespace

TEST_CASE("an episode is charged at every start as it would be alone") {
    std::size_t charged = 0, disrupted = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        CAPTURE(seed);
        Random r(seed);
        const ProcessTerms terms = random_terms(r);
        const Tariff tariff(terms);
        std::vector<Hit> episode;
        int at = r.number(-30, 60);
        for (int pieces = r.yes(60) ? 1 : r.number(2, 4); pieces > 0; --pieces) {
            const int end = at + r.number(1, 30);
            const bool interrupts = episode.empty() ? r.yes(70) : episode.back().impact < 1;
            episode.push_back({{slots(at), slots(end)}, interrupts ? 1 : 0.25});
            at = end;
        }
        const Duration length = slots(r.number(1, 120));
        std::vector<Tariff::Start> starts;
        std::vector<std::uint32_t> chosen;
        for (int start = 0; start < 200; start += r.number(1, 9)) {
            if (r.yes(80)) chosen.push_back(static_cast<std::uint32_t>(starts.size()));
            starts.push_back({slots(start), {slots(start), slots(start) + length}});
        }
        std::vector<Charge> charges(starts.size());
        tariff.charge(episode, starts, chosen, charges);
        std::vector<Tariff::Known> known(Tariff::most_known);
        for (const Duration by : {slots(0), slots(0), slots(7)}) {  // the same times on the clock
            std::vector<Hit> later = episode;
            for (Hit& h : later) h.when = {h.when.start + by, h.when.end + by};
            std::vector<Tariff::Start> earlier = starts;
            for (Tariff::Start& s : earlier) s.at -= by;
            std::vector<Charge> again(starts.size());
            tariff.charge(later, earlier, chosen, again, known);
            for (std::size_t s = 0; s < starts.size(); ++s) {
                CHECK(again[s].loss == charges[s].loss);
                CHECK(again[s].disrupted == charges[s].disrupted);
            }
        }
        for (const std::uint32_t s : chosen) {
            CAPTURE(s);
            std::vector<Hit> moved = episode;
            for (Hit& h : moved) h.when = {h.when.start + starts[s].at, h.when.end + starts[s].at};
            const ProcessOutcome expected = outcome(terms, moved, starts[s].watched);
            const Charge& found = charges[s];
            charged += found.loss > 0;
            disrupted += found.disrupted;
            CHECK((found.loss == expected.loss || found.loss == near(expected.loss)));
            CHECK(found.disrupted == expected.disrupted);
        }
    }
    CHECK(charged > 10'000);
    CHECK(disrupted > 1'000);
}
