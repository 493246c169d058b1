#include "cli/parse.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "base/text.h"

namespace knockon {
namespace {

/// What other programs call it, and what it is here.
struct Elsewhere {
    std::string_view word, here;
};
constexpr Elsewhere other_commands[] = {
    {"affected", "`knockon impact ID`"},
    {"alternatives", "`knockon compare CHANGE CHANGE`"},
    {"analyse", "`knockon assess CHANGE`"},
    {"analyze", "`knockon assess CHANGE`"},
    {"autocomplete", "`knockon completion SHELL`"},
    {"availability", "`knockon structure`"},
    {"backtest", "`knockon calibrate HISTORY`"},
    {"best-time", "`knockon windows CHANGE`"},
    {"blast-radius", "`knockon impact ID`"},
    {"brier", "`knockon calibrate HISTORY`"},
    {"commit", "`knockon apply CHANGE`"},
    {"completions", "`knockon completion SHELL`"},
    {"convert", "`knockon import FILE`"},
    {"create", "`knockon init`"},
    {"define", "`knockon explain TERM`"},
    {"dependents", "`knockon impact ID`"},
    {"describe", "`knockon explain TERM`"},
    {"dot", "`knockon graph`"},
    {"draw", "`knockon graph`"},
    {"evaluate", "`knockon assess CHANGE`"},
    {"jsonschema", "`knockon schema KIND`"},
    {"lint", "`knockon check`"},
    {"list", "`knockon show ID`, `knockon check --all`"},
    {"merge", "`knockon apply CHANGE`"},
    {"new", "`knockon init`"},
    {"plan", "`knockon assess CHANGE`"},
    {"render", "`knockon show REPORT.json`"},
    {"report", "`knockon assess CHANGE --format html` or another form"},
    {"risk", "`knockon assess CHANGE`"},
    {"run", "`knockon assess CHANGE`"},
    {"scan", "`knockon assess CHANGE`"},
    {"schedule", "`knockon windows CHANGE`"},
    {"score", "`knockon calibrate HISTORY`"},
    {"simulate", "`knockon assess CHANGE`"},
    {"spof", "`knockon structure`"},
    {"test", "`knockon check`"},
    {"validate", "`knockon check`"},
    {"verify", "`knockon check`"},
    {"visualize", "`knockon graph`"},
    {"what-if", "`knockon impact ID`"},
    {"when", "`knockon windows CHANGE`"},
    {"-v", "`knockon --version`"},
    {"-?", "`knockon --help`"},
};
constexpr Elsewhere other_options[] = {
    {"-?", "`--help`"},
    {"-V", "`knockon --version`"},
    {"--version", "`knockon --version`"},
    {"-j", "`--jobs N`"},
    {"-f", "`--format FORM`"},
    {"-o", "`--report FORMAT=FILE`, or `> FILE`"},
    {"--out", "`--report FORMAT=FILE`, or `> FILE`"},
    {"--output", "`--report FORMAT=FILE`, or `> FILE`"},
    {"--output-file", "`--report FORMAT=FILE`, or `> FILE`"},
    {"--md", "`--format markdown`"},
    {"--no-color", "`--color never`"},
    {"--no-colour", "`--color never`"},
    {"--silent", "`--quiet`"},
};

template <std::size_t N>
std::string called_here(std::string_view word, const Elsewhere (&words)[N]) {
    const auto found = std::find_if(std::begin(words), std::end(words),
                                    [&](const Elsewhere& e) { return e.word == word; });
    return found == std::end(words) ? std::string() : std::string(found->here);
}

/// Whether a way out names an option that the command has, or none.
bool leads_on(std::string_view here, const std::vector<std::string_view>& known) {
    const std::size_t dashes = here.find("`--");
    if (dashes == here.npos) return true;
    const std::string_view name =
        here.substr(dashes + 1, here.find_first_of(" `", dashes + 1) - dashes - 1);
    return std::find(known.begin(), known.end(), name) != known.end();
}

std::string advice_on(const Command& command) {
    return "`knockon " + std::string(command.name) + " --help` lists its options";
}

/// The way out for an option that a command does not have.
std::string instead_of_option(const Command& command, const std::string& word,
                              const std::vector<std::string_view>& known) {
    const std::string here = called_here(word, other_options);
    if (!here.empty() && leads_on(here, known)) return here;
    for (const std::string_view format : command.formats)
        if (const std::string asked = "`--format " + std::string(format) + "`";
            word == "--" + std::string(format) && leads_on(asked, known))
            return asked;
    return did_you_mean(word, known, advice_on(command));
}

void unknown_command(const std::string& word, Diagnostics& out) {
    if (const std::string here = called_here(word, other_commands); !here.empty()) {
        out.error(code::unknown_command, {}, "there is no command `" + word + "`", here);
        return;
    }
    std::vector<std::string_view> known;
    for (const Command& c : commands()) known.push_back(c.name);
    if (word.starts_with("-"))
        out.error(code::usage, {}, "the command comes first, then its options: `" + word + "`",
                  "`knockon --help` lists the commands");
    else
        out.error(code::unknown_command, {}, "there is no command `" + word + "`",
                  did_you_mean(word, known, "`knockon --help` lists the commands"));
}

/// Those of the command, then those that only others act on.
std::vector<Option> accepted(const Command& command) {
    std::vector<Option> all = command.options;
    for (const Option& o : input_options() + output_options() + method_options())
        if (std::none_of(all.begin(), all.end(), [&](const Option& x) { return x.name == o.name; }))
            all.push_back(o);
    return all;
}

std::string names_of(const Option& o) {
    return o.letter == 0 ? fmt::format("--{}", o.name) : fmt::format("-{},--{}", o.letter, o.name);
}

void check_extras(const Command& command, const std::vector<std::string>& extras,
                  Diagnostics& out) {
    std::vector<std::string> options = {"--help"};
    for (const Option& o : command.options) options.push_back("--" + std::string(o.name));
    const std::vector<std::string_view> known(options.begin(), options.end());
    for (const std::string& extra : extras) {
        if (!extra.starts_with("-") || extra == "-") continue;
        const std::string word = extra.substr(0, extra.find('='));
        out.error(code::usage, {},
                  "`" + std::string(command.name) + "` has no option `" + word + "`",
                  instead_of_option(command, word, known));
    }
}

void check_operands(const Command& command, std::size_t given, Diagnostics& out) {
    const auto& [names, least, most] = command.operands;
    const std::string synopsis = fmt::format("usage: knockon {} {}", command.name, names);
    if (given < static_cast<std::size_t>(least))
        out.error(code::usage, {}, fmt::format("`{}` needs {}", command.name, names), synopsis);
    if (most >= 0 && given > static_cast<std::size_t>(most))
        out.error(code::usage, {}, fmt::format("too many operands for `{}`", command.name),
                  synopsis);
}

/// Help, version or a command; false where there is nothing left to parse.
bool choose_command(const std::vector<std::string>& words, Request& request, Diagnostics& out) {
    const std::string first = words.empty() ? "--help" : words[0];
    if (first == "--version" || first == "-V") {
        request.version = true;
        return false;
    }
    if (first == "--help" || first == "-h" || first == "help") {
        request.help = true;
        if (first != "help" || words.size() < 2) return false;
        request.command = find_command(words[1]);
        if (request.command == nullptr) unknown_command(words[1], out);
        return false;
    }
    request.command = find_command(first);
    if (request.command == nullptr) unknown_command(first, out);
    return request.command != nullptr;
}

/// Runs CLI11; false where it found a mistake.
bool take_apart(CLI::App& app, std::vector<std::string> words, const Command& command,
                Diagnostics& out) {
    // CLI11 takes its words from the back.
    std::reverse(words.begin(), words.end());
    try {
        app.parse(std::move(words));
        return true;
    } catch (const CLI::ArgumentMismatch& e) {
        const std::string what = e.what();
        out.error(code::usage, {}, "`" + what.substr(0, what.find(':')) + "` needs a value",
                  advice_on(command));
    } catch (const CLI::ParseError& e) {
        out.error(code::usage, {}, e.what(), advice_on(command));
    }
    return false;
}

/// What one option was given, into `line`.
void collect(const Option& o, const CLI::Option& given, const Command& command, CommandLine& line,
             Diagnostics& out) {
    const std::vector<std::string> values = given.results();
    if (values.empty()) return;
    const std::string name(o.name);
    if (o.takes.empty() && values != std::vector<std::string>(values.size(), "true"))
        out.error(code::usage, {}, "`--" + name + "` takes no value", advice_on(command));
    if (!o.takes.empty() && !o.repeats && values.size() > 1)
        out.error(code::usage, {}, "`--" + name + "` is given more than once", "give it once");
    line.options[name] = values;
}

}  // namespace

Request parse_arguments(const std::vector<std::string>& words, Diagnostics& out) {
    Request request;
    if (!choose_command(words, request, out)) return request;
    const Command& command = *request.command;
    request.line.command = command.name;

    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    const CLI::Option* help = app.add_flag("-h,--help");
    const std::vector<Option> options = accepted(command);
    std::vector<const CLI::Option*> given;
    for (const Option& o : options) {
        CLI::Option* handle =
            o.takes.empty() ? app.add_flag(names_of(o)) : app.add_option(names_of(o));
        if (!o.takes.empty()) handle->expected(1)->take_all();
        given.push_back(handle);
    }
    // What follows `--` is never an option.
    const auto divide = std::find(words.begin() + 1, words.end(), "--");
    if (!take_apart(app, {words.begin() + 1, divide}, command, out)) return request;
    request.help = help->count() > 0;
    if (request.help) return request;

    for (std::size_t i = 0; i < options.size(); ++i)
        collect(options[i], *given[i], command, request.line, out);
    request.line.operands = app.remaining();
    check_extras(command, request.line.operands, out);
    if (divide != words.end())
        request.line.operands.insert(request.line.operands.end(), divide + 1, words.end());
    if (!out.has_errors()) check_operands(command, request.line.operands.size(), out);
    return request;
}

}  // namespace knockon
