// cli/command.h: what a command is: its words, its options, and the function that does it.
//
// One table per command drives parsing, help, did-you-mean and `.knockon.yaml`, so that they cannot
// disagree. To add a command: one file with its `Command`, one line in commands.cpp.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knockon {

struct Option {
    std::string_view name;   // long, without dashes
    char letter = 0;         // short; 0: none
    std::string_view takes;  // what stands for its value in the help; empty: a flag
    std::string_view help;
    bool repeats = false;    // may be given several times
    std::string_view topic;  // heading in the help: "Input", "Output", "Method", "What if"
};

/// A command line taken apart; values are still text.
struct CommandLine {
    std::string command;
    std::vector<std::string> operands;
    std::map<std::string, std::vector<std::string>, std::less<>> options;

    bool has(std::string_view option) const { return options.find(option) != options.end(); }
    /// The value of an option that does not repeat; empty where it was not given.
    std::string value(std::string_view option) const;
    std::span<const std::string> values(std::string_view option) const;
};

struct Session;

struct Operands {
    std::string_view names;   // as in the synopsis: "CHANGE", "ID…"
    int least = 0, most = 0;  // -1: any number
};

struct Command {
    std::string_view name;
    std::string_view summary;   // one line, for the list of commands
    Operands operands;
    std::string_view example;  // the first thing the help shows; lines of its own
    std::string_view details;
    std::vector<std::string_view> formats;  // of --format and --report; the first is the default
    std::vector<Option> options;            // those that have an effect here
    int (*run)(Session&) = nullptr;
};

/// All of them, in the order of the help.
std::span<const Command> commands();
const Command* find_command(std::string_view name);

/// Every option of every command, by name; the first that has it wins.
const Option* find_option(std::string_view name);

// Groups that commands put their options together from.
std::vector<Option> input_options();   // landscape, policy, history, limits, today
std::vector<Option> output_options();  // format, report, colour, width, quiet
std::vector<Option> method_options();  // seed, jobs, error, runs, engine, progress
/// Those of `all` that are named; what a command does not act on is not in its help.
std::vector<Option> only(const std::vector<Option>& all,
                         std::initializer_list<std::string_view> names);
std::vector<Option> operator+(std::vector<Option> a, const std::vector<Option>& b);

// What `--help` says, an example first (help.cpp).
std::string help_text();                        // the list of commands
std::string help_text(const Command& command);  // one of them

inline constexpr const char* program_version = "0.1.0";

Command check_command();
Command impact_command();
Command assess_command();
Command windows_command();
Command compare_command();
Command structure_command();
Command calendar_command();
Command graph_command();
Command calibrate_command();
Command diff_command();
Command apply_command();
Command import_command();
Command init_command();
Command show_command();
Command explain_command();
Command schema_command();
Command completion_command();
Command version_command();

// `assess` with several changes, or a folder of them (batch.cpp).

/// Whether the operands ask for a portfolio: more than one, or a folder.
bool is_batch(const CommandLine& line);
/// One landscape, many changes. One that is wrong is reported and the others are still assessed;
/// the exit status is then 2.
int run_batch(Session& session);

}  // namespace knockon
