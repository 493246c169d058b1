// knockon check: the files alone.
#include "model/check.h"

#include <algorithm>
#include <optional>

#include "assess/findings/landscape_findings.h"
#include "assess/study/acceptance.h"
#include "assess/study/calendars.h"
#include "base/codes.h"
#include "cli/gate.h"
#include "cli/inputs.h"
#include "cli/output.h"

namespace knockon {
namespace {

/// Changes beside the landscape are checked against it, in the order given.
void check_changes(Session& session, const Landscape& landscape) {
    Diagnostics& out = session.diagnostics;
    const bool sound = !out.has_errors();
    for (const std::string& path : session.line.operands) {
        Diagnostics of_change;
        const Change change =
            read_change(path, session.settings.limits, session.sources, of_change);
        // Against a landscape with holes every complaint would be a consequence of them.
        if (sound && of_change.has_errors()) {
            add_dangling(change, landscape, 0, of_change);
        } else if (sound) {
            check(change, landscape, of_change);
            apply(landscape, change, of_change);
        }
        for (Diagnostic& d : of_change.all) out.add(std::move(d));
    }
}

/// What needs no change to be found; nothing where the files are wrong.
std::vector<Finding> look_into(Session& session, const Landscape& landscape, const Policy& policy) {
    if (session.diagnostics.has_errors()) return {};
    Diagnostics said_before;
    const Calendars calendars = compile_calendars(landscape, said_before);
    const auto day = today(session, landscape);
    std::vector<Finding> findings = landscape_findings(landscape, calendars, policy, day);
    accept_findings(policy, day, findings);
    return findings;
}

/// As notes, whatever their severity: what fails is for `--gate` to say.
void list(const std::vector<Finding>& findings, Diagnostics& out) {
    for (const Finding& f : findings)
        out.add({Severity::note, find_code(f.code)->code,
                 f.message + (f.accepted ? " (accepted)" : ""), f.at, f.help, f.related});
}

int status_of(const Session& session, const std::vector<Finding>& findings,
              std::optional<Severity> gate) {
    if (session.diagnostics.has_errors()) return status_input;
    const bool stopped = gate && std::any_of(findings.begin(), findings.end(), [&](const auto& f) {
                             return !f.accepted && f.severity >= *gate;
                         });
    return stopped ? status_gate : status_fine;
}

int run_check(Session& session) {
    const std::optional<Severity> gate =
        gate_of(session.line, std::nullopt, session.diagnostics);
    const Landscape landscape = load_landscape(session);
    const Policy policy = load_policy(session);
    load_history(session);
    if (!session.diagnostics.has_errors()) {
        check_landscape(session, landscape, session.diagnostics);
        check(policy, landscape, session.diagnostics);
    }
    check_changes(session, landscape);
    if (!guard_inputs(session)) {
        complain(session);
        return status_input;
    }
    std::vector<Finding> findings = look_into(session, landscape, policy);
    const int status = status_of(session, findings, gate);
    if (session.line.has("all") && session.settings.format == "text") {
        list(findings, session.diagnostics);
        findings.clear();
    }
    session.diagnostics.sort(session.sources);
    // A document of what is wrong is an answer, also when something is; text is one only when not.
    if (session.settings.format == "text") {
        complain(session);
        if (status == status_input) return status;
    }
    const auto text = [&] { return check_text(landscape, session.diagnostics, findings); };
    return deliver(session,
                   {{"text", [&](const TextOptions&) { return text(); }},
                    {"json",
                     [&](const TextOptions&) {
                         return check_json(landscape, session.diagnostics, findings,
                                           session.sources);
                     }}},
                   text(), status);
}

}  // namespace

Command check_command() {
    const std::vector<Option> own = {
        {"all", 0, "", "list the findings in the landscape, as notes", false, "Output"},
        {"gate", 0, "SEVERITY",
         "lowest severity of a finding that makes the exit status 1: none, note, warning or error "
         "(default: none)",
         false, "Output"},
    };
    return {"check",
            "check the files alone: every mistake with its place and a way out",
            {"[CHANGE…]", 0, -1},
            "  knockon check -l landscape\n"
            "  knockon check -l landscape changes/spring-campaign.yaml",
            "Names every mistake at once, and warns of components that nothing needs, processes\n"
            "that need nothing and departments without a process, calendars that are never active\n"
            "and deadlines with more work than time. A CHANGE is checked against the landscape.\n"
            "Findings that need no change are counted; they fail nothing without --gate.",
            {"text", "json"},
            own + input_options() + only(output_options(), {"format", "report", "quiet"}),
            run_check};
}

}  // namespace knockon
