// knockon assess: what a change puts at risk, for whom, and why.
#include "assess/assess.h"

#include <unistd.h>

#include "cli/earlier.h"
#include "cli/files.h"
#include "cli/gate.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "cli/record.h"
#include "cli/terminal.h"
#include "report/formats.h"

namespace knockon {
namespace {

/// On a terminal the verdict and the table stand there while the rest is worked out. Not where anything
/// may still be refused.
void show_settled(Session& session, const Assessment& settled, Progress& progress) {
    const Settings& s = session.settings;
    if (!is_terminal(STDOUT_FILENO) || s.format != "text" || s.quiet || !s.reports.empty() ||
        session.line.has("record") || session.line.has("since") || session.diagnostics.has_errors())
        return;
    progress.hide();
    complain(session);
    Assessment so_far = settled;
    so_far.overrides = overrides(session.line);
    session.written = report_text_begin(so_far, session.sources, text_options(session, STDOUT_FILENO));
    if (write_all(STDOUT_FILENO, session.written)) session.written.clear();
}

int run_assess(Session& session) {
    if (is_batch(session.line)) return run_batch(session);
    Diagnostics& out = session.diagnostics;
    const Gate gate(session);
    Record record(session);

    const Question asked = load_question(session);
    Earlier earlier(session);
    std::optional<Assessment> answer;
    if (!out.has_errors()) {
        AssessOptions options = assess_options(session, asked);
        options.since = earlier.report_on(asked.change.id, asked.landscape.currency.value_or(""));
        options.only_worse = earlier.only_worse();
        options.reasons =
            options.since != nullptr || !session.line.has("brief") || shows_reasons(session);
        if (!out.has_errors()) earlier.forget_file();
        Progress progress(session.settings);
        options.progress = [&](double share) { progress.show(share); };
        options.settled = [&](const Assessment& a) { show_settled(session, a, progress); };
        if (!out.has_errors())
            answer = assess(asked.landscape, asked.change, asked.policy, asked.history, options,
                            session.sources, out);
    }
    if (refused(session) || !answer || !record.ok()) return status_input;
    answer->version = program_version;
    answer->overrides = overrides(session.line);
    earlier.complete(*answer);
    record.add(asked.change, *answer, today(session, asked.landscape));
    record.complain();
    if (!record.ok()) return status_input;
    return deliver(session, drawings_of(*answer, session.sources), verdict_line(*answer),
                   record.finish(gate.stops(*answer) ? status_gate : status_fine));
}

}  // namespace

Command assess_command() {
    const std::vector<Option> own = {
        gate_option(),
        require_sign_off_option(),
        since_options()[0],
        since_options()[1],
        record_option(),
        {"brief", 0, "", "the verdict and the table, nothing else", false, "Output"},
        {"assumptions", 0, "", "list every value that was assumed", false, "Output"},
        {"all", 0, "", "list the findings that were there before, too", false, "Output"},
    };
    return {"assess",
            "what a change puts at risk, for which department, and why",
            {"CHANGE…", 1, -1},
            "  knockon assess -l landscape changes/spring-campaign.yaml\n"
            "  knockon assess --start 2027-01-05T20:00 changes/spring-campaign.yaml\n"
            "  knockon assess --format json changes/spring-campaign.yaml > report.json\n"
            "  knockon assess --since main.json --only-worse changes/spring-campaign.yaml\n"
            "  knockon assess -l landscape changes/*.yaml",
            "Exit status 1: a department would carry more risk than it accepts, or that cannot\n"
            "be told, or a finding is at the gate. Several changes, or a folder of them, are\n"
            "assessed each by itself and then together. Every what-if is printed beside the\n"
            "result. The format html is one page that opens without a network; ics is the time\n"
            "line (change, planned changes, freezes, deadlines) for people's own calendars;\n"
            "markdown, sarif, junit, github, github-summary, gitlab and prometheus are for\n"
            "pipelines, csv and jsonl for tables and scripts; csv-excel and csv-semicolon are\n"
            "what a spreadsheet opens right: knockon-formats(7).",
            report_format_names(),
            question_options() + own + input_options() + method_options() + output_options(),
            run_assess};
}

}  // namespace knockon
