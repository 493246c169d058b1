#include "cli/cli.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <new>

#include "base/codes.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/parse.h"

namespace knockon {
namespace {

/// A clock long before this program was written, or beyond what calendars know, would decide what has
/// expired and what is due.
bool trusts_clock(const Session& session) {
    using std::chrono::year;
    constexpr std::chrono::sys_days from = year{2020} / 1 / 1, to = year{2200} / 1 / 1;
    const auto& options = session.command->options;
    const bool asks = std::any_of(options.begin(), options.end(),
                                  [](const Option& o) { return o.name == "today"; });
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    if (!asks || session.settings.today || (now >= from && now < to)) return true;
    write_all(STDERR_FILENO,
              fmt::format("error: the clock of this machine says {}\n"
                          "  help: set it, or say which day it is: --today DATE\n",
                          write_date(now)));
    return false;
}

int run_words(const std::vector<std::string>& words) {
    Session session;
    Request request = parse_arguments(words, session.diagnostics);
    if (session.diagnostics.has_errors()) {
        complain(session);
        return status_input;
    }
    if (request.version) return print(fmt::format("knockon {}\n", program_version));
    if (request.help) return print(request.command ? help_text(*request.command) : help_text());
    session.command = request.command;
    session.line = std::move(request.line);
    add_configured_options(session);
    session.settings = understand(*session.command, session.line, session.diagnostics);
    if (session.diagnostics.has_errors()) {
        complain(session);
        return status_input;
    }
    if (!trusts_clock(session)) return status_surroundings;
    const int status = session.command->run(session);
    // No fault of the files.
    const auto surroundings = [](const Diagnostic& d) { return d.code == code::no_time_zones; };
    const auto& said = session.diagnostics.all;
    return status == status_input && std::any_of(said.begin(), said.end(), surroundings)
               ? status_surroundings
               : status;
}

}  // namespace

int run(int argc, char** argv) {
    prepare_process();
    try {
        return run_words(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
    } catch (const std::bad_alloc&) {
        write_all(STDERR_FILENO, "error: out of memory\n");
        return status_surroundings;
    }
}

}  // namespace knockon
