// A clock that cannot be right: status 3 and a sentence, for it would decide what has expired.
#include <doctest/doctest.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "forked_run.h"

namespace {

std::optional<time_t> clock_says;  // seconds since 1970; else what the machine's says

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* t) noexcept {
    if (clock != CLOCK_REALTIME || !clock_says)
        return static_cast<int>(syscall(SYS_clock_gettime, clock, t));
    *t = {*clock_says, 0};
    return 0;
}

namespace {

/// The status of a run whose clock says so, as a shell would see it, and what is said.
std::pair<int, std::string> run_at(time_t now, std::vector<std::string> words) {
    const std::string said =
        std::filesystem::temp_directory_path() / ("knockon-clock-" + std::to_string(getpid()));
    const int status = forked_run(std::move(words), said, [&] { clock_says = now; });
    std::ifstream in(said);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::filesystem::remove(said);
    return {status, text};
}

}  // namespace

TEST_CASE("a clock that cannot be right is not believed") {
    const std::string example = std::string(KNOCKON_SOURCE_DIR) + "/examples/quickstart/";
    const std::string landscape = example + "landscape.yaml", change = example + "change.yaml";
    const std::vector<std::vector<std::string>> asking = {
        {"knockon", "assess", "-l", landscape, change, "--max-runs", "256"},
        {"knockon", "windows", "-l", landscape, change, "--runs", "256"},
        {"knockon", "structure", "-l", landscape},
        {"knockon", "diff", landscape, landscape}};
    for (const auto& [now, day] :
         {std::pair<time_t, std::string>{0, "1970-01-01"}, {-86'400, "1969-12-31"},
          {1'577'836'799, "2019-12-31"}, {7'258'118'400, "2200-01-01"}})
        for (std::vector<std::string> words : asking) {
            const auto& shown_day = day;
            CAPTURE(shown_day);
            CAPTURE(words[1]);
            const auto [status, said] = run_at(now, words);
            CHECK(status == 3);
            CHECK(said.starts_with("error: the clock of this machine says " + day + "\n"));
            words.insert(words.end(), {"--today", "2026-11-24"});
            CHECK(run_at(now, words).first <= 1);
        }
    CHECK(run_at(1'577'836'800, asking[0]).first <= 1);  // 2020-01-01
    CHECK(run_at(0, {"knockon", "apply", "-l", landscape, change}).first == 0);
}
