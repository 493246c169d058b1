#include "assess/windows/windows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "asked.h"
#include "assess/assess.h"
#include "assess/windows/play.h"
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
        if (r.yes(30)) component.more.set().support = Id("work");
        if (r.yes(20)) component.more.set().maintenance = Id("open");
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

TEST_CASE("starts of more departments than fit at once come out as each would alone") {
    RandomCase c = dated_case(4);
    const Process first = c.landscape.processes.begin()->second;
    for (int i = 0; i < 300; ++i) {
        const Id id = "more-" + std::to_string(i);
        c.landscape.departments[id] = c.landscape.departments.begin()->second;
        Process& p = c.landscape.processes[id] = first;
        p.department = Id(id);
    }
    WindowSearch search;
    search.from = random_moment(0);
    search.to = random_moment(599);
    search.every = slots(1);
    search.runs = 64;
    Diagnostics out;
    const auto all = windows(c.landscape, c.change, search, {}, out);
    REQUIRE(all.has_value());
    REQUIRE(all->options.size() == 600);
    bool lose = false;
    for (const std::size_t i : {0, 250, 599}) {
        search.starts = {all->options[i].start};
        const auto alone = windows(c.landscape, c.change, search, {}, out);
        REQUIRE(alone.has_value());
        CHECK(overlap(all->options[i].loss, alone->options[0].loss));
        CHECK(overlap(*all->options[i].saving, *alone->options[0].saving));
        lose |= alone->options[0].loss.value > 0;
    }
    CHECK(lose);
    search = {};
    search.from = random_moment(0);
    search.to = random_moment(599);
    search.every = slots(1) / 20;
    Diagnostics many;
    CHECK(!windows(c.landscape, c.change, search, {}, many).has_value());
    REQUIRE(many.all.size() == 1);
    CHECK(many.all[0].message.find("for 30") != std::string::npos);
    CHECK(std::is_sorted(all->options.begin(), all->options.end(),
                         [](const auto& a, const auto& b) { return a.start < b.start; }));
}

TEST_CASE("a limit of work leaves fewer runs to each start, and is named") {
    const RandomCase c = dated_case(4);
    WindowSearch search;
    search.from = random_moment(0);
    search.to = random_moment(100);
    Diagnostics out;
    AssessOptions options;
    const auto enough = windows(c.landscape, c.change, search, options, out);
    options.max_work = 1000;
    const auto less = windows(c.landscape, c.change, search, options, out);
    REQUIRE((enough.has_value() && less.has_value()));
    CHECK(enough->limits_hit.empty());
    CHECK(less->runs < enough->runs);
    REQUIRE(less->limits_hit.size() == 1);
    CHECK(less->limits_hit[0].find("`--limit work=1000`") != std::string::npos);
    for (std::size_t i = 0; i < enough->options.size(); ++i)
        CHECK(overlap(enough->options[i].loss, less->options[i].loss));
}

TEST_CASE("what takes too much even in a few runs of each start is not played, on any number of threads") {
    const RandomCase c = dated_case(4);
    Diagnostics out;
    for (const int jobs : {1, 3}) {
        AssessOptions options;
        options.jobs = jobs;
        const auto study = make_study(c.landscape, c.change, options, out);
        REQUIRE(study != nullptr);
        const Instant start = study->transition.start;
        const StartPlans plans = plan_starts(*study, {start, start + 24h}, {Duration(48h), Duration(48h)}, options);
        CHECK(play_windows(*study, plans, 1000, 1'000'000, 1000, options).hit_most_work);
        CHECK(!play_windows(*study, plans, 1000, 1'000'000, 1'000'000, options).hit_most_work);
    }
}

TEST_CASE("starts are ranked by loss and waiting together, and an accepted excess forbids none") {
    using namespace knockon::test;
    // Down for certain for an hour: 1,000 by day, when it works, and nothing at night.
    const std::string landscape = replaced(
        replaced(works, "departments: {finance: {}, it: {}}",
                 "departments: {finance: {appetite: {loss: 10}}, it: {}}"),
        "active: office}", "active: office, loss: {hour: 1k}}");
    const std::string change =
        "id: CHG-1\nrequested: 2026-12-01\nsponsor: it\n"
        "window: {start: 2027-01-12T08:00, length: 1h}\nhypercare: 24h\n"
        "benefit: {it: {value: 1k, per_week_late: 7k}, finance: {value: 0, per_week_late: 7k}}\n"
        "steps: [{update: db, fails: 0%, downtime: 1h}]\n";
    WindowSearch search;
    search.every = 6h;
    const auto search_of = [&](Asked& asked) {
        search.policy = asked.policy;
        search.from = *parse_moment("2027-01-12T08:00");
        search.to = *parse_moment("2027-01-14T08:00");
        const auto found = windows(asked.landscape, asked.change, search, asked.options,
                                   asked.problems);
        REQUIRE(found);
        return *found;
    };
    Asked plain(landscape, change);
    const WindowsReport report = search_of(plain);
    CHECK(report.waiting_per_week == 14'000);
    REQUIRE_FALSE(report.best.empty());
    const WindowOption& best = report.options[report.best.front()];
    CHECK(best.start - report.requested->start == 12h);  // 20:00 is the first without a loss
    CHECK(best.loss.value == 0);
    CHECK(best.waiting == near(1000));
    CHECK(best.together() == near(1000));
    CHECK(report.requested->loss.value == near(1000));
    CHECK(report.requested->departments.at("finance").verdict == Verdict::exceeds);
    CHECK_FALSE(report.requested->departments.at("finance").accepted);
    Asked lenient(landscape, change, {}, "2026-12-15",
                  "accept: [{exceeds: finance, because: once, by: finance, until: 2027-06-01}]\n");
    const WindowsReport accepted = search_of(lenient);
    CHECK(accepted.requested->departments.at("finance").accepted);
    REQUIRE_FALSE(accepted.best.empty());
    // As requested costs 1,000 of loss and no waiting, a tie: the earlier one comes first.
    CHECK(accepted.options[accepted.best.front()].start == accepted.requested->start);
}
