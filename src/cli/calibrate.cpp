// knockon calibrate: forecasts held against what happened.
#include "calibrate/calibrate.h"


#include "base/codes.h"
#include "base/text.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/values.h"
#include "convert/input.h"
#include "convert/outcomes.h"
#include "report/report.h"

namespace knockon {
namespace {

/// The one table of a file; an error where it is none.
std::optional<Sheet> table_option(Session& session, std::string_view option) {
    if (!session.line.has(option)) return std::nullopt;
    const std::string path = session.line.value(option);
    Opening opening(session.settings.limits, session.sources, session.diagnostics);
    std::vector<Opened> opened = opening.open(std::vector<std::string>{path});
    if (opened.size() == 1 && !opened[0].tables.empty() && opened[0].tables[0].rows.size() > 1)
        return std::move(opened[0].tables[0]);
    if (!session.diagnostics.has_errors())
        session.diagnostics.error(code::wrong_shape, {}, "`" + path + "` is no table with rows",
                                  "a CSV file or a workbook whose first row names the columns");
    return std::nullopt;
}

/// Other tools' records as a history; nothing where none are named.
std::optional<History> others_records(Session& session) {
    Diagnostics& out = session.diagnostics;
    if (!session.line.has("changes")) {
        for (const char* needs_it : {"incidents", "profile", "infer"})
            if (session.line.has(needs_it))
                out.error(code::usage, {},
                          "`--" + std::string(needs_it) + "` is of no use without `--changes`",
                          "name the table of changes");
        return std::nullopt;
    }
    const std::string profile =
        session.line.has("profile") ? session.line.value("profile") : "servicenow";
    one_of("profile", profile, record_profiles(), out);
    const auto infer = quantity_option(session.line, "infer", parse_duration, out);
    const std::optional<Sheet> changes = table_option(session, "changes"),
                               incidents = table_option(session, "incidents");
    if (out.has_errors() || !changes) return History{};
    return outcomes_of(*changes, incidents, profile, infer, out);
}

History history_of(Session& session) {
    if (auto theirs = others_records(session)) return std::move(*theirs);
    if (!session.line.operands.empty()) session.settings.history = session.line.operands.front();
    if (session.settings.history.empty())
        session.diagnostics.error(code::usage, {}, "`calibrate` needs a history",
                                  "usage: knockon calibrate HISTORY");
    return load_history(session);
}

int run_calibrate(Session& session) {
    const History history = history_of(session);
    CalibrateOptions options;
    const CommandLine& line = session.line;
    Diagnostics& out = session.diagnostics;
    options.by = word_option(line, "by", By::team, out);
    options.seed = session.settings.seed;
    options.cases.replay = line.has("replay");
    options.cases.inferred = line.has("inferred");
    options.cases.from = quantity_option(line, "from", parse_date, out);
    options.cases.to = quantity_option(line, "to", parse_date, out);
    if (refused(session)) return status_input;
    Calibration answer = calibrate(history, options);
    answer.version = program_version;
    for (std::size_t i = 1; i < session.sources.files.size(); ++i)
        answer.inputs.emplace_back(session.sources.files[i].path,
                                   sha256(session.sources.files[i].text));
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return calibration_text(answer, o); }},
                    {"json", [&](const TextOptions&) { return calibration_json(answer); }},
                    {"markdown",
                     [&](const TextOptions& o) { return calibration_markdown(answer, o); }},
                    {"html", [&](const TextOptions&) { return calibration_html(answer); }}});
}

}  // namespace

Command calibrate_command() {
    const std::vector<Option> own = {
        {"by", 0, "WHAT", "team, verb, type or component (default: team)", false, "Output"},
        {"from", 0, "DATE", "changes from this day on", false, "Input"},
        {"to", 0, "DATE", "changes up to this day", false, "Input"},
        {"inferred", 0, "", "count outcomes that are only inferred, too", false, "Input"},
        {"changes", 0, "FILE",
         "another tool's table of changes instead of a history: CSV or a workbook", false, "Input"},
        {"incidents", 0, "FILE", "its table of incidents, which may name the change behind them",
         false, "Input"},
        {"profile", 0, "TOOL", "whose tables: servicenow, glpi or devlake (default: servicenow)",
         false, "Input"},
        {"infer", 0, "LENGTH",
         "take an incident on the same component so soon afterwards for the change's, and say so",
         false, "Input"},
        {"replay", 0, "",
         "score what base rates would have said, also where forecasts are recorded", false,
         "Method"},
        {"brief", 0, "", "the answer, no tables", false, "Output"},
    };
    return {"calibrate",
            "how good earlier forecasts were, held against what happened",
            {"[HISTORY]", 0, 1},
            "  knockon calibrate history.yaml\n"
            "  knockon calibrate history.yaml --by component --from 2026-01-01\n"
            "  knockon calibrate history.yaml --report html=calibration.html\n"
            "  knockon calibrate --changes changes.csv --incidents incidents.csv",
            "As many failures as expected? Better than the base rate? Is 10 % really 10 %?\n"
            "Forecasts come from `knockon assess --record`; those made after the window's day\n"
            "are not scored, and what nobody says is unknown, never success. Without recorded\n"
            "forecasts, what base rates would have said is scored. What is stated holds\n"
            "however often one looks. It is no gate: the exit status is 0.",
            {"text", "json", "markdown", "html"},
            own + only(input_options(), {"history", "limit"}) +
                only(method_options(), {"seed"}) + output_options(),
            run_calibrate};
}

}  // namespace knockon
