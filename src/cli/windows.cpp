// knockon windows: when to carry out a change instead.
#include "assess/windows/windows.h"

#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "cli/values.h"

namespace knockon {
namespace {

constexpr std::uint64_t most_runs = 10'000'000;

/// `--from` or `--to`: a moment, or a date, of which every start counts.
std::optional<Moment> edge(Session& session, std::string_view option, bool last) {
    using std::chrono::local_days;
    if (const auto date = parse_date(session.line.value(option)))
        return Moment{
            local_days{*date} + (last ? std::chrono::seconds{86'399} : std::chrono::seconds{0}),
            {}};
    return quantity_option(session.line, option, parse_moment, session.diagnostics);
}

WindowSearch search_of(Session& session, const Policy& policy) {
    WindowSearch search;
    search.policy = policy;
    search.from = edge(session, "from", false);
    search.to = edge(session, "to", true);
    Diagnostics& out = session.diagnostics;
    if (const auto every = quantity_option(session.line, "every", parse_duration, out)) {
        search.every = *every;
        if (*every <= Duration{0})
            refuse_value("every", session.line.value("every"),
                         "a duration above 0, such as 1h or 30m", out);
    }
    search.runs = whole_option(session.line, "runs", 1, most_runs, search.runs, out);
    return search;
}

int run_windows(Session& session) {
    Diagnostics& out = session.diagnostics;
    const Question asked = load_question(session);
    const WindowSearch search = search_of(session, asked.policy);
    std::optional<WindowsReport> answer;
    if (!out.has_errors()) {
        AssessOptions options = assess_options(session, asked);
        Progress progress(session.settings);
        options.progress = [&](double share) { progress.show(share); };
        if (!out.has_errors())
            answer = windows(asked.landscape, asked.change, search, options, out);
    }
    if (refused(session) || !answer) return status_input;
    answer->version = program_version;
    answer->inputs = inputs_of(session.sources);
    answer->overrides = overrides(session.line);
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return windows_text(*answer, o); }},
                    {"json", [&](const TextOptions&) { return windows_json(*answer); }},
                    {"html", [&](const TextOptions&) { return windows_html(*answer); }}});
}

}  // namespace

Command windows_command() {
    const std::vector<Option> own = {
        {"from", 0, "MOMENT", "first start, or a date (default: the change's `earliest`)", false,
         "Starts"},
        {"to", 0, "MOMENT", "last start, or a date (default: `latest`, else 8 weeks on)", false,
         "Starts"},
        {"every", 0, "DURATION", "between two starts (default: 1h)", false, "Starts"},
        {"runs", 0, "N", "about so many for every start, all on the same draws (default: 1024)",
         false, "Method"},
    };
    return {"windows",
            "when to carry out a change: what each start puts at risk, and the best ones",
            {"CHANGE", 1, 1},
            "  knockon windows -l landscape changes/spring-campaign.yaml\n"
            "  knockon windows --from 2027-03-01 --to 2027-03-14 changes/spring-campaign.yaml\n"
            "  knockon windows --every 30m --format json changes/spring-campaign.yaml",
            "A map of every start by day and hour, then the best ones that nobody's appetite\n"
            "forbids and no calendar blocks, what they save, and what waiting costs. It is no\n"
            "gate: the exit status is 0 when it has answered.",
            {"text", "json", "html"},
            own + question_options() + input_options() +
                only(method_options(), {"seed", "jobs", "progress", "today"}) + output_options(),
            run_windows};
}

}  // namespace knockon
