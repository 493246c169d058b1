#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <thread>

#include "cli/files.h"
#include "cli/session.h"
#include "cli/values.h"

namespace knockon {
namespace {

double error_target(const CommandLine& line, double fallback, Diagnostics& out) {
    if (!line.has("max-error")) return fallback;
    std::string text = line.value("max-error");
    if (text.ends_with("%")) text.pop_back();
    const auto percent = parse_number(text);
    if (percent && *percent > 0 && *percent <= 100) return *percent / 100;
    refuse_value("max-error", line.value("max-error"), "a percentage above 0, such as 2 or 0.5%",
                 out);
    return fallback;
}

struct NamedLimit {
    std::string_view name;
    std::size_t Limits::*limit;
};
constexpr NamedLimit named_limits[] = {
    {"bytes", &Limits::bytes},
    {"total_bytes", &Limits::total_bytes},
    {"files", &Limits::files},
    {"nodes", &Limits::nodes},
    {"memory", &Limits::memory},
    {"depth", &Limits::depth},
    {"scalar", &Limits::scalar},
    {"flow_items", &Limits::flow_items},
    {"occurrences", &Limits::occurrences},
    {"calendar_steps", &Limits::calendar_steps},
    {"parts", &Limits::parts},
    {"work", &Limits::work},
};

void set_limits(const CommandLine& line, Limits& limits, Diagnostics& out) {
    std::vector<std::string_view> names;
    for (const NamedLimit& l : named_limits) names.push_back(l.name);
    for (const std::string& text : line.values("limit")) {
        const std::size_t equals = std::min(text.find('='), text.size());
        const std::string name = text.substr(0, equals);
        if (!one_of("limit", name, names, out)) continue;
        std::size_t n = 0;
        const char* begin = text.data() + std::min(equals + 1, text.size());
        const char* end = text.data() + text.size();
        const auto [stop, failure] = std::from_chars(begin, end, n);
        if (failure != std::errc{} || stop != end || n == 0) {
            refuse_value("limit", text, "NAME=N with a whole number N above 0", out);
            continue;
        }
        for (const NamedLimit& l : named_limits)
            if (l.name == name) limits.*l.limit = n;
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
            refuse_value("report", text, "FORMAT=FILE, for example json=report.json", out);
            continue;
        }
        const std::string format = text.substr(0, equals), file = text.substr(equals + 1);
        if (!one_of("report", format, command.formats, out)) continue;
        if (file == "-") {
            refuse_value("report", text, "standard output has `--format " + format + "`", out);
            continue;
        }
        for (const auto& [other, path] : s.reports)
            if (same_place(path, file))
                refuse_value("report", text, "every report needs a file of its own", out);
        s.reports.emplace_back(format, file);
    }
}

}  // namespace

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
    s.colour = word_option(line, "color", s.colour, out);
    s.progress = word_option(line, "progress", s.progress, out);
    if (line.has("width"))
        s.width = static_cast<int>(whole_option(line, "width", 20, 1000, 80, out));
    s.quiet = line.has("quiet");
    s.verbose = line.has("verbose");
    s.seed = whole_option(line, "seed", 0, UINT64_MAX, s.seed, out);
    const std::uint64_t cores = std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
    s.jobs = static_cast<int>(whole_option(line, "jobs", 1, 256, cores, out));
    s.max_error = error_target(line, s.max_error, out);
    s.max_runs = whole_option(line, "max-runs", 1, 1'000'000'000'000, s.max_runs, out);
    s.engine = word_option(line, "engine", s.engine, out);
    s.today = quantity_option(line, "today", parse_date, out);
    return s;
}

}  // namespace knockon
