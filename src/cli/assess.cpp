// knockon assess: what a change puts at risk, for whom, and why.
#include "assess/assess.h"

#include <algorithm>

#include "assess/sign_off.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "report/formats.h"
#include "report/gate.h"

namespace knockon {
namespace {

/// 1 when somebody's limit is exceeded or open, an open finding that the change brings about is at
/// the gate, or a signature that is required is missing; 0 otherwise.
int gate(const Assessment& a, const std::string& word, bool require_sign_off) {
    if (require_sign_off && open_sign_offs(a) > 0) return status_gate;
    const std::optional<Severity> lowest = gate_of(word);
    if (!lowest) return status_fine;
    const bool stopped = a.verdict != Verdict::within ||
                         std::any_of(a.findings.begin(), a.findings.end(),
                                     [&](const Finding& f) { return stops(f, lowest); });
    return stopped ? status_gate : status_fine;
}

int run_assess(Session& session) {
    Diagnostics& out = session.diagnostics;
    const std::string gate_word = session.line.has("gate") ? session.line.value("gate") : "error";
    one_of("gate", gate_word, {"none", "note", "warning", "error"}, out);

    const Question asked = load_question(session);
    std::optional<Assessment> answer;
    if (!out.has_errors()) {
        AssessOptions options = assess_options(session, asked);
        Progress progress(session.settings);
        options.progress = [&](double share) { progress.show(share); };
        if (!out.has_errors())
            answer = assess(asked.landscape, asked.change, asked.policy, asked.history, options,
                            session.sources, out);
    }
    guard_inputs(session);
    complain(session);
    if (out.has_errors() || !answer) return status_input;
    answer->version = program_version;
    answer->overrides = overrides(session.line);
    std::vector<Drawing> drawings;
    for (const ReportFormat& f : report_formats())
        drawings.push_back(
            {f.name, [&](const TextOptions& o) { return f.draw(*answer, session.sources, o); }});
    return deliver(session, drawings, verdict_line(*answer),
                   gate(*answer, gate_word, session.line.has("require-sign-off")));
}

}  // namespace

Command assess_command() {
    const std::vector<Option> own = {
        {"gate", 0, "SEVERITY",
         "lowest severity of a finding that makes the exit status 1: none, note, warning or error "
         "(default: error)",
         false, "Output"},
        {"require-sign-off", 0, "", "exit status 1 while somebody who must agree has not", false,
         "Output"},
        {"brief", 0, "", "the verdict and the table, nothing else", false, "Output"},
        {"assumptions", 0, "", "list every value that was assumed", false, "Output"},
    };
    return {"assess",
            "what a change puts at risk, for which department, and why",
            "CHANGE",
            1,
            1,
            "  knockon assess -l landscape changes/spring-campaign.yaml\n"
            "  knockon assess --start 2027-01-05T20:00 changes/spring-campaign.yaml\n"
            "  knockon assess --format json changes/spring-campaign.yaml > report.json",
            "Exit status 1: a department would carry more risk than it accepts, or that cannot\n"
            "be told, or a finding is at the gate. Every what-if is printed beside the result.\n"
            "The format html is one page that opens without a network; ics is the time line\n"
            "(change, planned changes, freezes, deadlines) for people's own calendars; markdown,\n"
            "sarif, junit, github, github-summary, gitlab and prometheus are for pipelines, csv\n"
            "and jsonl for tables and scripts: knockon-formats(7).",
            report_format_names(),
            question_options() + own + input_options() + method_options() + output_options(),
            run_assess};
}

}  // namespace knockon
