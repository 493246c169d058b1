#include "assess/windows/windows.h"

#include <doctest/doctest.h>

#include <cmath>

#include "assess/assess.h"
#include "near.h"
#include "random_landscape.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

/// Random landscapes with what stands at a date: support hours, maintenance, background failures.
RandomCase dated_case(std::uint64_t seed) {
    RandomCase c = random_case(seed);
    Random r(seed + 77);
    c.landscape.calendars["work"] = random_calendar(r, "work");
    for (auto& [id, component] : c.landscape.components) {
        if (r.yes(30)) component.support = Id("work");
        if (r.yes(20)) component.maintenance = Id("open");
        if (r.yes(30)) component.unavailability = Probability{0.02, 0.02, 0.02, 0, 0};
        component.recovery->p50.value = slots(r.number(2, 8));
    }
    if (seed % 2 == 0) c.change.hypercare = {};  // each start is watched as long as it needs
    return c;
}

bool overlap(const Estimate& a, const Estimate& b) {
    const double error = (a.high - a.low + b.high - b.low) / 2 / 1.959964;
    return std::abs(a.value - b.value) <= 5 * error + 1e-6 * std::max(1.0, std::abs(a.value));
}

}  // namespace

TEST_CASE("every start has the figures that assessing it alone gives") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const RandomCase c = dated_case(seed);
        AssessOptions options;
        options.max_runs = 3000;
        WindowSearch search;
        search.from = random_moment(-12);
        search.to = random_moment(12);
        search.every = slots(8);
        Diagnostics out;
        const auto report = windows(c.landscape, c.change, search, options, out);
        REQUIRE(report.has_value());
        REQUIRE(report->options.size() == 4);
        for (std::size_t i = 0; i < report->options.size(); ++i) {
            CAPTURE(i);
            options.start = random_moment(-12 + 8 * static_cast<int>(i));
            const Sources sources;
            const auto alone = assess(c.landscape, c.change, {}, {}, options, sources, out);
            REQUIRE(alone.has_value());
            CHECK(overlap(report->options[i].loss, alone->total.loss.mean));
            for (const DepartmentFigures& d : alone->departments) {
                CAPTURE(d.id);
                const auto row = report->options[i].departments.find(d.id);
                if (row == report->options[i].departments.end()) continue;
                CHECK(overlap(row->second.loss, d.loss.mean));
                CHECK(overlap(row->second.disruption, d.disruption));
            }
        }
    }
}

TEST_CASE("shifting the window in a landscape without calendars changes nothing") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        RandomCase c = random_case(seed);
        c.landscape.outages.clear();
        for (auto& [id, p] : c.landscape.processes) {
            p.active = {};
            p.peaks.clear();
            p.deadlines.clear();
        }
        WindowSearch search;
        search.from = random_moment(0);
        search.to = random_moment(100);
        search.every = slots(25);
        Diagnostics out;
        const auto report = windows(c.landscape, c.change, search, {}, out);
        REQUIRE(report.has_value());
        for (const WindowOption& o : report->options)
            CHECK(o.loss.value == report->requested->loss.value);
    }
}

TEST_CASE("a range that ends before it begins, or has too many starts, is an error") {
    const RandomCase c = random_case(3);
    WindowSearch search;
    search.from = random_moment(10);
    search.to = random_moment(0);
    Diagnostics out;
    CHECK(!windows(c.landscape, c.change, search, {}, out).has_value());
    CHECK(out.has_errors());
    search.to = random_moment(1'000'000);
    search.every = std::chrono::seconds{1};
    Diagnostics many;
    CHECK(!windows(c.landscape, c.change, search, {}, many).has_value());
    CHECK(many.has_errors());
}
