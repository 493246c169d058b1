#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <thread>

#include "base/codes.h"
#include "base/quantity.h"
#include "base/text.h"
#include "cli/session.h"

namespace knockon {
namespace {

std::string listed(const std::vector<std::string_view>& words) {
    std::string s;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) s += i + 1 == words.size() ? " or " : ", ";
        s += words[i];
    }
    return s;
}

/// `option` is an option's name, or what usage calls an operand: KIND.
void wrong(std::string_view option, const std::string& text, const std::string& expected,
           Diagnostics& out) {
    const bool is_operand = option.front() >= 'A' && option.front() <= 'Z';
    out.error(code::bad_option_value, {},
              (is_operand ? "`" : "`--") + std::string(option) + "` cannot be `" + text + "`",
              expected);
}

/// A whole number from `least` to `most`; `fallback` where the option is not given or wrong.
std::uint64_t whole(const CommandLine& line, std::string_view option, std::uint64_t least,
                    std::uint64_t most, std::uint64_t fallback, Diagnostics& out) {
    if (!line.has(option)) return fallback;
    const std::string text = line.value(option);
    std::uint64_t n = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, n);
    if (failure == std::errc{} && stop == end && n >= least && n <= most) return n;
    wrong(option, text,
          "a whole number from " + std::to_string(least) + " to " + std::to_string(most), out);
    return fallback;
}

When when(const CommandLine& line, std::string_view option, Diagnostics& out) {
    if (!line.has(option)) return When::automatic;
    const std::string word = line.value(option);
    if (!one_of(option, word, {"auto", "always", "never"}, out)) return When::automatic;
    return word == "always" ? When::always : word == "never" ? When::never : When::automatic;
}

double error_target(const CommandLine& line, double fallback, Diagnostics& out) {
    if (!line.has("max-error")) return fallback;
    std::string text = line.value("max-error");
    if (text.ends_with("%")) text.pop_back();
    const auto percent = parse_number(text);
    if (percent && *percent > 0 && *percent <= 100) return *percent / 100;
    wrong("max-error", line.value("max-error"), "a percentage above 0, such as 2 or 0.5%", out);
    return fallback;
}

Engine engine_of(const CommandLine& line, Diagnostics& out) {
    if (!line.has("engine")) return Engine::automatic;
    const std::string word = line.value("engine");
    if (!one_of("engine", word, {"auto", "enumerate", "exact", "simulate"}, out))
        return Engine::automatic;
    return word == "enumerate"  ? Engine::enumerate
           : word == "exact"    ? Engine::exact
           : word == "simulate" ? Engine::simulate
                                : Engine::automatic;
}

std::size_t* limit_named(Limits& limits, std::string_view name) {
    const std::array<std::pair<std::string_view, std::size_t*>, 12> all = {{
        {"bytes", &limits.bytes},
        {"total_bytes", &limits.total_bytes},
        {"files", &limits.files},
        {"nodes", &limits.nodes},
        {"memory", &limits.memory},
        {"depth", &limits.depth},
        {"scalar", &limits.scalar},
        {"flow_items", &limits.flow_items},
        {"occurrences", &limits.occurrences},
        {"calendar_steps", &limits.calendar_steps},
        {"parts", &limits.parts},
        {"work", &limits.work},
    }};
    for (const auto& [known, limit] : all)
        if (known == name) return limit;
    return nullptr;
}

void set_limits(const CommandLine& line, Limits& limits, Diagnostics& out) {
    for (const std::string& text : line.values("limit")) {
        const std::size_t equals = std::min(text.find('='), text.size());
        const std::string name = text.substr(0, equals);
        if (!one_of("limit", name,
                    {"bytes", "total_bytes", "files", "nodes", "memory", "depth", "scalar",
                     "flow_items", "occurrences", "calendar_steps", "parts", "work"},
                    out))
            continue;
        std::size_t n = 0;
        const char* begin = text.data() + std::min(equals + 1, text.size());
        const char* end = text.data() + text.size();
        const auto [stop, failure] = std::from_chars(begin, end, n);
        if (failure == std::errc{} && stop == end && n > 0)
            *limit_named(limits, name) = n;
        else
            wrong("limit", text, "NAME=N with a whole number N above 0", out);
    }
}

/// Memory that this process may have, in bytes: the machine's, or what its group is held to.
std::size_t machine_memory() {
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    std::size_t memory = pages > 0 && page > 0
                             ? static_cast<std::size_t>(pages) * static_cast<std::size_t>(page)
                             : std::size_t{1} << 30;
    std::ifstream group("/sys/fs/cgroup/memory.max");
    std::size_t held_to = 0;
    if (group >> held_to) memory = std::min(memory, held_to);
    return memory;
}

void set_reports(const Command& command, const CommandLine& line, Settings& s, Diagnostics& out) {
    for (const std::string& text : line.values("report")) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals + 1 == text.size()) {
            wrong("report", text, "FORMAT=FILE, for example json=report.json", out);
            continue;
        }
        const std::string format = text.substr(0, equals), file = text.substr(equals + 1);
        if (!one_of("report", format, command.formats, out)) continue;
        if (file == "-") {
            wrong("report", text, "standard output has `--format " + format + "`", out);
            continue;
        }
        for (const auto& [other, path] : s.reports)
            if (same_place(path, file))
                wrong("report", text, "every report needs a file of its own", out);
        s.reports.emplace_back(format, file);
    }
}

}  // namespace

bool one_of(std::string_view option, const std::string& word,
            const std::vector<std::string_view>& known, Diagnostics& out) {
    if (std::find(known.begin(), known.end(), word) != known.end()) return true;
    const auto near = closest(word, known);
    wrong(option, word, near ? "did you mean `" + *near + "`?" : "expected " + listed(known), out);
    return false;
}

Settings understand(const Command& command, const CommandLine& line, Diagnostics& out) {
    Settings s;
    const auto landscape = line.values("landscape");
    s.landscape.assign(landscape.begin(), landscape.end());
    s.policy = line.value("policy");
    s.history = line.value("history");
    s.limits = Limits::of_machine(machine_memory());
    set_limits(line, s.limits, out);
    s.limits.root = line.value("root");
    s.format_given = line.has("format");
    s.format = std::string(command.formats.front());
    if (s.format_given && one_of("format", line.value("format"), command.formats, out))
        s.format = line.value("format");
    set_reports(command, line, s, out);
    s.colour = when(line, "color", out);
    s.progress = when(line, "progress", out);
    if (line.has("width")) s.width = static_cast<int>(whole(line, "width", 20, 1000, 80, out));
    s.quiet = line.has("quiet");
    s.verbose = line.has("verbose");
    s.seed = whole(line, "seed", 0, UINT64_MAX, s.seed, out);
    const std::uint64_t cores = std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
    s.jobs = static_cast<int>(whole(line, "jobs", 1, 256, cores, out));
    s.max_error = error_target(line, s.max_error, out);
    s.max_runs = whole(line, "max-runs", 1, 1'000'000'000'000, s.max_runs, out);
    s.engine = engine_of(line, out);
    if (line.has("today")) {
        const auto date = parse_date(line.value("today"));
        if (date)
            s.today = *date;
        else
            wrong("today", line.value("today"), date.expected, out);
    }
    return s;
}

}  // namespace knockon
