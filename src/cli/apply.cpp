// knockon apply: the landscape as a change leaves it, as a file.
#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "base/codes.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/question.h"
#include "read/said.h"
#include "report/documents/json_document.h"

namespace knockon {
namespace {

/// Calendar files are named relative to the landscape's; the document stands in the working folder.
void move_calendar_files(const Sources& sources, Landscape& l) {
    namespace fs = std::filesystem;
    for (auto& [id, c] : l.calendars)
        if (c.ics)
            c.ics.value = (fs::path(sources[c.ics.at].path).parent_path() / fs::path(*c.ics))
                              .lexically_normal()
                              .string();
}

int run_apply(Session& session) {
    Diagnostics& out = session.diagnostics;
    const Question asked = load_question(session);
    Landscape after;
    if (!out.has_errors()) {
        Diagnostics said_before;
        after = apply(asked.landscape, asked.change, said_before);
        move_calendar_files(session.sources, after);
    }
    guard_inputs(session);
    complain(session);
    if (out.has_errors()) return status_input;
    const Said document = said(after);
    const std::array<Drawing, 2> drawings = {
        Drawing{"yaml", [&](const TextOptions&) { return yaml_document(document); }},
        Drawing{"json", [&](const TextOptions&) { return json_document(document); }}};
    return deliver(session, drawings, {}, status_fine);
}

}  // namespace

Command apply_command() {
    constexpr std::array<std::string_view, 2> read = {"landscape", "limit"};
    constexpr std::array<std::string_view, 3> what_if = {"start", "set", "planned"};
    return {"apply",
            "the landscape once a change is done, as one document",
            "CHANGE",
            1,
            1,
            "  knockon apply -l landscape changes/crm.yaml > landscape-after.yaml\n"
            "  knockon apply -l landscape changes/crm.yaml --report yaml=after.yaml -q",
            "One YAML document (or JSON) with the whole landscape after the last step. It reads\n"
            "back as the same model; comments, the order of records and the files they stood in\n"
            "are lost. Compare it with `knockon diff landscape landscape-after.yaml`.",
            {"yaml", "json"},
            only(question_options(), what_if) + only(input_options(), read) + output_options(),
            run_apply};
}

}  // namespace knockon
