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
template <>
struct WordsOf<When> {
    static constexpr std::string_view all[] = {"auto", "always", "never"};
};

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
    std::size_t complained = 0;     // diagnostics that were written
    std::string written;            // of the text, to standard output
};

/// Understands the shared options of `line`; what is wrong with them is an error in `out`.
Settings understand(const Command& command, const CommandLine& line, Diagnostics& out);

// config.cpp
/// Adds to `session.line` what a settings file says that the command line does not: the file that
/// `--config` names, else the `.knockon.yaml` beside the first landscape that is named or in the
/// working folder. Keys are the names of the options without dashes, a list where an option
/// repeats; paths are relative to the file. Keys of other commands are left alone, unknown ones are
/// errors.
///
/// A file that was found rather than named may say how things look and where the landscape lies,
/// and nothing that decides or writes: it may have come with what is to be judged.
void add_configured_options(Session& session);

}  // namespace knockon
