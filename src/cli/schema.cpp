// knockon schema: the JSON Schema of a document that users or this program write.
#include "read/schema.h"


#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/values.h"
#include "report/documents/documents.h"

namespace knockon {
namespace {

int run_schema(Session& session) {
    const std::string kind = session.line.operands.front();
    std::vector<std::string_view> known(std::begin(document_kinds), std::end(document_kinds));
    for (const Document& d : documents()) known.push_back(d.name);
    one_of("KIND", kind, known, session.diagnostics);
    if (refused(session)) return status_input;
    const std::string written = document_schema(kind);
    return deliver(session, written.empty() ? json_schema(kind) : written);
}

}  // namespace

Command schema_command() {
    return {"schema",
            "the JSON Schema of a kind of file or of an answer",
            {"KIND", 1, 1},
            "  knockon schema landscape > landscape.schema.json\n"
            "  knockon schema report > report.schema.json",
            "KIND is landscape, change, policy or history: what users write (draft-07). An editor\n"
            "checks a file against it when the first line is\n"
            "`# yaml-language-server: $schema=landscape.schema.json`.\n"
            "Or report, check, impact, structure, windows, calendar, graph, diff, import,\n"
            "portfolio, compare or calibration: what a command answers with `--format json`\n"
            "(2020-12).",
            {"json"},
            {},
            run_schema};
}

}  // namespace knockon
