// cli/session.h: one run of the program: what was asked, what was read, what went wrong.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assess/assess.h"
#include "base/diagnostic.h"
#include "cli/command.h"
#include "read/read.h"
#include "report/report.h"

namespace knockon {

/// What is told in the exit status (contract for scripts); no option changes their meaning.
enum Status { status_fine = 0, status_gate = 1, status_input = 2, status_surroundings = 3 };

enum class When { automatic, always, never };

/// The shared options, understood.
struct Settings {
    std::vector<std::string> landscape;
    std::string policy, history;
    Limits limits;
    std::string format;
    bool format_given = false;
    std::vector<std::pair<std::string, std::string>> reports;  // format, file
    When colour = When::automatic, progress = When::automatic;
    std::optional<int> width;
    bool quiet = false, verbose = false;
    std::uint64_t seed = 1;
    int jobs = 1;
    double max_error = 0.02;
    std::uint64_t max_runs = 200'000;
    Engine engine = Engine::automatic;
    std::optional<std::chrono::year_month_day> today;
};

struct Session {
    const Command* command = nullptr;
    CommandLine line;
    Settings settings;
    Sources sources;
    Diagnostics diagnostics;
    std::size_t left_to_check = 0;  // warnings about the landscape that only `check` lists
};

/// Understands the shared options of `line`; what is wrong with them is an error in `out`.
Settings understand(const Command& command, const CommandLine& line, Diagnostics& out);

/// A word that must be one of a few; an error with what was probably meant if it is not.
bool one_of(std::string_view option, const std::string& word,
            const std::vector<std::string_view>& known, Diagnostics& out);

}  // namespace knockon
