// knockon check: the files alone.
#include "model/check.h"

#include <array>

#include "cli/inputs.h"
#include "cli/output.h"

namespace knockon {
namespace {

/// Changes beside the landscape are checked against it, in the order given.
void check_changes(Session& session, const Landscape& landscape) {
    for (const std::string& path : session.line.operands) {
        const bool sound = !session.diagnostics.has_errors();
        const Change change =
            read_change(path, session.settings.limits, session.sources, session.diagnostics);
        // Against a landscape with holes every complaint would be a consequence of them.
        if (!sound || session.diagnostics.has_errors()) continue;
        check(change, landscape, session.diagnostics);
        apply(landscape, change, session.diagnostics);
    }
}

int run_check(Session& session) {
    const Landscape landscape = load_landscape(session);
    const Policy policy = load_policy(session);
    load_history(session);
    if (!session.diagnostics.has_errors()) {
        check_landscape(session, landscape, session.diagnostics);
        check(policy, landscape, session.diagnostics);
    }
    check_changes(session, landscape);
    session.diagnostics.sort(session.sources);
    const int status = session.diagnostics.has_errors() ? status_input : status_fine;
    // A document of what is wrong is an answer, also when something is; text is one only when not.
    if (session.settings.format == "text") {
        complain(session);
        if (status != status_fine) return status;
    }
    const std::array<Drawing, 2> drawings = {
        Drawing{"text",
                [&](const TextOptions&) { return check_text(landscape, session.diagnostics); }},
        Drawing{"json", [&](const TextOptions&) {
                    return check_json(landscape, session.diagnostics, session.sources);
                }}};
    return deliver(session, drawings, check_text(landscape, session.diagnostics), status);
}

}  // namespace

Command check_command() {
    constexpr std::array<std::string_view, 3> acted_on = {"format", "report", "quiet"};
    return {"check",
            "check the files alone: every mistake with its place and a way out",
            "[CHANGE…]",
            0,
            -1,
            "  knockon check -l landscape\n"
            "  knockon check -l landscape changes/spring-campaign.yaml",
            "Names every mistake at once, and warns of components that nothing needs, processes\n"
            "that need nothing and departments without a process, calendars that are never active\n"
            "and deadlines with more work than time. A CHANGE is checked against the landscape.",
            {"text", "json"},
            input_options() + only(output_options(), acted_on),
            run_check};
}

}  // namespace knockon
