#include <algorithm>

#include "cli/command.h"

namespace knockon {

std::vector<Option> operator+(std::vector<Option> a, const std::vector<Option>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

std::vector<Option> only(const std::vector<Option>& all,
                         std::initializer_list<std::string_view> names) {
    std::vector<Option> some;
    for (const Option& o : all)
        if (std::find(names.begin(), names.end(), o.name) != names.end()) some.push_back(o);
    return some;
}

std::vector<Option> input_options() {
    return {
        {"landscape", 'l', "PATH",
         "a landscape file, or a folder of them (default: landscape/ or landscape.yaml here)", true,
         "Input"},
        {"policy", 0, "FILE", "what the organisation makes of findings", false, "Input"},
        {"history", 0, "FILE", "what became of earlier changes", false, "Input"},
        {"config", 0, "FILE", "settings: options of every run; instead of a .knockon.yaml here",
         false, "Input"},
        {"root", 0, "DIR",
         "links and calendars may lead out of the landscape's folder, but not out of this", false,
         "Input"},
        {"limit", 0, "NAME=N", "raise a limit on reading, by the name its message gives", true,
         "Input"},
    };
}

std::vector<Option> output_options() {
    return {
        {"format", 0, "FORMAT", "what goes to standard output", false,
         "Output"},
        {"report", 0, "FORMAT=FILE", "write a file as well; may be given several times", true,
         "Output"},
        {"color", 0, "WHEN", "auto, always or never (default: auto)", false, "Output"},
        {"width", 0, "N", "columns of text (default: the terminal's, else 80)", false, "Output"},
        {"quiet", 'q', "", "no warnings, no progress, no text; the exit status says it", false,
         "Output"},
        {"verbose", 'v', "", "everything there is to say", false, "Output"},
    };
}

std::vector<Option> method_options() {
    return {
        {"seed", 0, "N", "of the random draws; the same seed gives the same bytes (default: 1)",
         false, "Method"},
        {"jobs", 0, "N", "threads (default: one per core); never changes a byte", false, "Method"},
        {"max-error", 0, "PCT", "relative error to stop at (default: 2 %)", false, "Method"},
        {"max-runs", 0, "N", "stop after so many runs (default: 200000)", false, "Method"},
        {"engine", 0, "ENGINE", "auto, enumerate, exact or simulate (default: auto)", false,
         "Method"},
        {"progress", 0, "WHEN", "auto, always or never (default: auto: on a terminal)", false,
         "Output"},
        {"today", 0, "DATE", "take this as today's date", false, "Input"},
    };
}

std::span<const Command> commands() {
    // Built on first use; never changed.
    static const std::vector<Command> all = {
        check_command(),      impact_command(),    structure_command(), assess_command(),
        windows_command(),    compare_command(),   calendar_command(),  graph_command(),
        diff_command(),       apply_command(),     import_command(),    init_command(),
        show_command(),       calibrate_command(), explain_command(),   schema_command(),
        completion_command(), version_command()};
    return all;
}

const Command* find_command(std::string_view name) {
    const auto all = commands();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
    return found == all.end() ? nullptr : &*found;
}

const Option* find_option(std::string_view name) {
    for (const Command& c : commands())
        for (const Option& o : c.options)
            if (o.name == name) return &o;
    return nullptr;
}

std::string CommandLine::value(std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() || found->second.empty() ? std::string() : found->second.back();
}

std::span<const std::string> CommandLine::values(std::string_view option) const {
    const auto found = options.find(option);
    if (found == options.end()) return {};
    return found->second;
}

}  // namespace knockon
