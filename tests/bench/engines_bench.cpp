// Ratios, each against something else in the same run; see tests/bench/run. Not part of the tests.
//
//   engines_bench KNOCKON EXAMPLE
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <queue>
#include <vector>

#include "assess/assess.h"
#include "assess/structure/impact.h"
#include "assess/study/study.h"
#include "assess/windows/windows.h"
#include "random_landscape.h"
#include "read/read.h"

using namespace knockon;

namespace {

/// Seconds that `work` takes: the least of several times.
double least(int times, const std::function<void()>& work) {
    double best = 1e300;
    for (int i = 0; i < times; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

Id component(int i) { return fmt::format("c{:06}", i); }

/// `n` components in an order in which each needs up to three of the 50 before it, and a process on
/// every hundredth.
Landscape layered(int n, double unavailability) {
    Random r(7);
    Landscape l;
    l.departments["works"].id = "works";
    for (int i = 0; i < n; ++i) {
        Component& c = l.components[component(i)];
        c.id = component(i);
        c.unavailability = Probability{unavailability, unavailability, unavailability, 0, 0};
        Recovery recovery;
        recovery.p50 = {slots(6), Duration{0}, Duration{0}};
        c.recovery = recovery;
        for (int k = std::min(i, 3); k > 0; --k) {
            Need need;
            need.members.emplace_back(component(std::max(0, i - r.number(1, 50))));
            c.needs.push_back(need);
        }
        if (i % 100 != 99) continue;
        Process& p = l.processes[fmt::format("p{:06}", i)];
        p.id = fmt::format("p{:06}", i);
        p.department = Id("works");
        p.loss.hour = {{Duration{0}, 100}};
        Need need;
        need.members.emplace_back(component(i));
        p.needs.push_back(need);
    }
    return l;
}

void kernel_against_everything() {
    Landscape l = layered(1000, 0.0001);
    // One small corner that the change touches; the rest must not cost anything.
    for (const char* id : {"corner_a", "corner_b"}) {
        Component& c = l.components[id];
        c = l.components[component(0)];
        c.id = id;
    }
    Process& p = l.processes["corner"];
    p = l.processes["p000099"];
    p.id = "corner";
    p.needs.front().members.front() = Id("corner_b");
    Need need;
    need.members.emplace_back(Id("corner_a"));
    l.components["corner_b"].needs.push_back(need);
    Change change;
    change.id = "bench";
    change.sponsor = Id("works");
    change.window.start = random_moment(0);
    change.hypercare = Duration{std::chrono::hours{72}};
    Step s;
    s.target = Id("corner_a");
    s.fails = Probability{0.05, 0.05, 0.05, 0, 0};
    s.downtime = slots(1);
    change.steps.push_back(s);
    std::uint64_t runs = 0;
    const auto seconds_with = [&](bool reduce) {
        AssessOptions o;
        o.engine = Engine::simulate;
        o.reduce = reduce;
        o.max_error = 1e-9;
        o.max_runs = 2000;
        return least(1, [&] {
            Diagnostics out;
            const auto a = assess(l, change, {}, {}, o, Sources{}, out);
            runs = a->transition.runs;
        });
    };
    const double with = seconds_with(true), without = seconds_with(false);
    fmt::print("simulation, {} runs, 1,000 components of which 2 matter: {:.0f} runs/s with the "
               "kernel, {:.0f} without: {:.1f} times\n",
               runs, static_cast<double>(runs) / with, static_cast<double>(runs) / without,
               without / with);
}

/// A step at the bottom of a landscape in which everything fails now and then: all of it is reached,
/// and many causes meet in every run.
double reached_by_all(int n) {
    const Landscape l = layered(n, 0.002);
    Change change;
    change.id = "bench";
    change.sponsor = Id("works");
    change.window.start = random_moment(0);
    change.hypercare = Duration{std::chrono::hours{72}};
    Step s;
    s.target = Id(component(0));
    s.fails = Probability{0.05, 0.05, 0.05, 0, 0};
    s.downtime = slots(1);
    change.steps.push_back(s);
    AssessOptions o;
    o.max_runs = 2000;
    o.advice = false;
    return least(1, [&] {
        Diagnostics out;
        assess(l, change, {}, {}, o, Sources{}, out);
    });
}

void growth_of_assess() {
    const double small = reached_by_all(500), large = reached_by_all(1000);
    fmt::print("assess, all reached: {:.1f} s for 500 components, {:.1f} s for 1,000: {:.1f} times\n",
               small, large, large / small);
}

void impact_against_search() {
    const Landscape l = layered(100'000, 0);
    std::vector<std::vector<int>> users(100'000);
    for (const auto& [id, c] : l.components)
        for (const Need& n : c.needs)
            users[static_cast<std::size_t>(std::stoi(n.members[0]->substr(1)))].push_back(
                std::stoi(id.substr(1)));
    std::size_t found = 0;
    const double search = least(5, [&] {
        std::vector<char> seen(users.size());
        std::queue<int> open;
        open.push(0);
        seen[0] = 1;
        found = 0;
        for (; !open.empty(); open.pop())
            for (const int u : users[static_cast<std::size_t>(open.front())])
                if (!seen[static_cast<std::size_t>(u)]) {
                    seen[static_cast<std::size_t>(u)] = 1;
                    ++found;
                    open.push(u);
                }
    });
    std::size_t reached = 0;
    const double ours = least(3, [&] {
        Diagnostics out;
        reached = impact(l, {component(0)}, out).reaches_components;
    });
    fmt::print("impact on 100,000 components, {} reached (search: {}): {:.0f} ms, {:.0f} times a plain "
               "breadth-first search over lists made before ({:.1f} ms)\n",
               reached, found, 1000 * ours, ours / search, 1000 * search);
}

double start_up(const char* program, const char* argument) {
    return least(200, [&] {
        char* const argv[] = {const_cast<char*>(program), const_cast<char*>(argument), nullptr};
        char* const envp[] = {nullptr};
        posix_spawn_file_actions_t quiet;
        posix_spawn_file_actions_init(&quiet);
        posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0);
        pid_t pid = 0;
        int status = 0;
        if (posix_spawn(&pid, program, &quiet, nullptr, argv, envp) == 0) waitpid(pid, &status, 0);
        posix_spawn_file_actions_destroy(&quiet);
    });
}

/// Every hour of eight weeks against one assessment of the same change to the same error of the total:
/// its runs with their causes, as every assessment has them, and the figures alone. What else an
/// assessment works out (mitigations, break-even values) is not counted.
void windows_against_one_start(const std::string& example) {
    Sources sources;
    Diagnostics problems;
    const std::string folder = example + "/landscape";
    const Landscape l = read_landscape({&folder, 1}, {}, sources, problems);
    const Change change =
        read_change(example + "/changes/personalised-campaign.yaml", {}, sources, problems);
    AssessOptions options;
    WindowSearch search;
    search.from = Moment{change.window.earliest->local, {}};
    search.to = Moment{search.from->local + std::chrono::hours{24 * 56 - 1}, {}};
    std::optional<WindowsReport> all;
    const double every_start =
        least(2, [&] { all = windows(l, change, search, options, problems); });
    for (const bool causes : {true, false}) {
        double error = 0, per_run = 0;
        const double once = least(3, [&] {
            const auto study = make_study(l, change, options, problems);
            Scoring scoring = make_scoring(study->board, study->transition);
            scoring.causes = causes;
            options.max_error = 0.05;  // of the worst department: about that of the total above
            const auto played = play(*study, scoring, options, problems);
            const Mean total = played->tally.mean(scoring.total);
            error = total.error / total.value;
            per_run = 1e6 / static_cast<double>(played->tally.runs());
        });
        const double at_same_error = once * (error / all->relative_error) *
                                     (error / all->relative_error);
        fmt::print(
            "windows, {} starts: {:.2f} s (error {:.2g} %); one start, {}: {:.3f} s, {:.1f} us a "
            "run (error {:.2g} %): {:.1f} times at the same error\n",
            all->options.size(), every_start, 100 * all->relative_error,
            causes ? "with causes" : "figures alone", once, per_run * once, 100 * error,
            every_start / at_same_error);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: engines_bench KNOCKON EXAMPLE\n");
        return 2;
    }
    kernel_against_everything();
    growth_of_assess();
    impact_against_search();
    windows_against_one_start(argv[2]);
    const double ours = start_up(argv[1], "--version"), nothing = start_up("/bin/true", nullptr);
    fmt::print("start-up: {:.2f} ms for --version, {:.2f} ms for true: {:.1f} times\n", 1000 * ours,
               1000 * nothing, ours / nothing);
    return 0;
}
