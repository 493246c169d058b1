// knockon schema: the JSON Schema of an input document, for editors.
#include "read/schema.h"

#include <array>

#include "cli/output.h"

namespace knockon {
namespace {

int run_schema(Session& session) {
    const std::string kind = session.line.operands.front();
    one_of("schema", kind, {"landscape", "change", "policy", "history"}, session.diagnostics);
    complain(session);
    if (session.diagnostics.has_errors()) return status_input;
    const std::array<Drawing, 1> drawings = {
        Drawing{"json", [&](const TextOptions&) { return json_schema(kind); }}};
    return deliver(session, drawings, {}, status_fine);
}

}  // namespace

Command schema_command() {
    return {
        "schema",
        "the JSON Schema of a kind of file, for editors",
        "KIND",
        1,
        1,
        "  knockon schema landscape > landscape.schema.json",
        "KIND is landscape, change, policy or history. An editor checks a file against it when\n"
        "the first line is `# yaml-language-server: $schema=landscape.schema.json`.",
        {"json"},
        {},
        run_schema};
}

}  // namespace knockon
