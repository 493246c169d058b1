// knockon impact: what falls over when some ids go down together.
#include "assess/structure/impact.h"


#include "cli/inputs.h"
#include "cli/output.h"

namespace knockon {
namespace {

int run_impact(Session& session) {
    const Landscape landscape = load_landscape(session);
    check_in_passing(session, landscape);
    Impact answer;
    if (!session.diagnostics.has_errors())
        answer = impact(landscape, session.line.operands, session.diagnostics);
    if (refused(session)) return status_input;
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return impact_text(answer, o); }},
                    {"json", [&](const TextOptions&) { return impact_json(answer); }}});
}

}  // namespace

Command impact_command() {
    return {"impact",
            "what falls over when these go down together, without a change",
            {"ID…", 1, -1},
            "  knockon impact -l landscape auth\n"
            "  knockon impact -l landscape node1 node2",
            "An ID is a component, a process, or a supplier (all its components). Says per\n"
            "department which processes stop, how long each holds out, the shortest chain that\n"
            "leads there, and how many more members of a redundant group may fail.",
            {"text", "json"},
            only(input_options(), {"landscape", "limit"}) + output_options(),
            run_impact};
}

}  // namespace knockon
