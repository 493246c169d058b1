// knockon windows: when to carry out a change instead.
#include "assess/windows/windows.h"

#include <array>
#include <charconv>

#include "base/codes.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/question.h"

namespace knockon {
namespace {

constexpr std::uint64_t most_runs = 10'000'000;

void wrong(Session& session, std::string_view option, const std::string& expected) {
    session.diagnostics.error(
        code::bad_option_value, {},
        "`--" + std::string(option) + "` cannot be `" + session.line.value(option) + "`", expected);
}

/// `--from` or `--to`: a moment, or a date, of which every start counts.
std::optional<Moment> edge(Session& session, std::string_view option, bool last) {
    using std::chrono::local_days;
    if (const auto date = parse_date(session.line.value(option)))
        return Moment{
            local_days{*date} + (last ? std::chrono::seconds{86'399} : std::chrono::seconds{0}),
            {}};
    return moment_option(session, option);
}

WindowSearch search_of(Session& session, const Policy& policy) {
    WindowSearch search;
    search.policy = policy;
    search.from = edge(session, "from", false);
    search.to = edge(session, "to", true);
    if (session.line.has("every")) {
        const auto every = parse_duration(session.line.value("every"));
        if (every && *every > Duration{0})
            search.every = *every;
        else
            wrong(session, "every",
                  every ? "a duration above 0, such as 1h or 30m" : every.expected);
    }
    if (session.line.has("runs")) {
        const std::string text = session.line.value("runs");
        const char* end = text.data() + text.size();
        const auto [stop, failure] = std::from_chars(text.data(), end, search.runs);
        if (failure != std::errc{} || stop != end || search.runs < 1 || search.runs > most_runs)
            wrong(session, "runs", "a whole number from 1 to " + std::to_string(most_runs));
    }
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
    const std::array<Drawing, 3> drawings = {
        Drawing{"text", [&](const TextOptions& o) { return windows_text(*answer, o); }},
        Drawing{"json", [&](const TextOptions&) { return windows_json(*answer); }},
        Drawing{"html", [&](const TextOptions&) { return windows_html(*answer); }}};
    return deliver(session, drawings, {}, status_fine);
}

}  // namespace

Command windows_command() {
    static constexpr std::array<std::string_view, 4> acted_on = {"seed", "jobs", "progress",
                                                                 "today"};
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
            "CHANGE",
            1,
            1,
            "  knockon windows -l landscape changes/spring-campaign.yaml\n"
            "  knockon windows --from 2027-03-01 --to 2027-03-14 changes/spring-campaign.yaml\n"
            "  knockon windows --every 30m --format json changes/spring-campaign.yaml",
            "A map of every start by day and hour, then the best ones that nobody's appetite\n"
            "forbids and no calendar blocks, what they save, and what waiting costs. It is no\n"
            "gate: the exit status is 0 when it has answered.",
            {"text", "json", "html"},
            own + question_options() + input_options() + only(method_options(), acted_on) +
                output_options(),
            run_windows};
}

}  // namespace knockon
