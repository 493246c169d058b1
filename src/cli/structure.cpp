// knockon structure: how good each process is, without a change.
#include "assess/structure/structure.h"

#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/values.h"

namespace knockon {
namespace {

constexpr std::size_t most_shown = 3;
constexpr std::uint64_t most_top = 10'000, most_years = 100'000'000;

StructureOptions options_of(Session& session) {
    const Settings& s = session.settings;
    StructureOptions o;
    const auto named = session.line.values("process");
    o.processes.assign(named.begin(), named.end());
    o.seed = s.seed;
    o.jobs = s.jobs;
    o.most_parts = s.limits.parts;
    o.max_work = s.limits.work;
    o.top = whole_option(session.line, "top", 1, most_top, o.top, session.diagnostics);
    // One year has no spread, so nobody could say how far off it is.
    o.max_years =
        whole_option(session.line, "max-years", 2, most_years, o.max_years, session.diagnostics);
    if (session.line.has("max-error")) o.max_error = s.max_error;
    if (session.line.has("engine"))
        one_of("engine", session.line.value("engine"), {"auto", "exact", "simulate"},
               session.diagnostics);
    o.simulate = s.engine == Engine::simulate;
    o.exact_only = s.engine == Engine::exact;
    return o;
}

int run_structure(Session& session) {
    const Landscape landscape = load_landscape(session);
    check_in_passing(session, landscape);
    StructureOptions options = options_of(session);
    Structure answer;
    if (!session.diagnostics.has_errors()) {
        Progress progress(session.settings);
        options.progress = [&](double share) { progress.show(share); };
        answer = structure(landscape, options, session.diagnostics);
    }
    if (refused(session)) return status_input;
    answer.version = program_version;
    answer.seed = options.seed;
    const bool all = session.settings.verbose || session.line.has("top");
    const std::size_t most = all ? options.top : most_shown;
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return structure_text(answer, o, most); }},
                    {"json", [&](const TextOptions&) { return structure_json(answer); }}});
}

}  // namespace

Command structure_command() {
    const std::vector<Option> own = {
        {"process", 0, "ID", "only this one; may be given several times", true, "Input"},
        {"top", 0, "N",
         "combinations and components per process (default: 10; the text shows 3 unless told)",
         false, "Output"},
        {"assumptions", 0, "", "list every value that was assumed", false, "Output"},
        {"engine", 0, "ENGINE",
         "auto: exact where that is possible; exact: nothing else; simulate: years for everything "
         "(default: auto)",
         false, "Method"},
        {"max-error", 0, "PCT",
         "relative error of the loss per year to stop at, where years are simulated (default: 5 %)",
         false, "Method"},
        {"max-years", 0, "N", "stop after so many years simulated (default: 4096)", false,
         "Method"},
    };
    return {"structure",
            "how good each process is now, what it stands on, and what would help most",
            {"", 0, 0},
            "  knockon structure -l landscape\n"
            "  knockon structure --process invoicing --top 20\n"
            "  knockon structure --format json > structure.json",
            "Per department and process, the worst first: availability, hours and episodes of\n"
            "downtime and loss per year, single points of failure, the combinations that bring\n"
            "it down, and what each component would save a year if it never failed. Exact\n"
            "where it can be; what is simulated says so. It is no gate.",
            {"text", "json"},
            own + only(input_options(), {"landscape", "limit"}) +
                only(method_options(), {"seed", "jobs", "progress", "today"}) + output_options(),
            run_structure};
}

}  // namespace knockon
