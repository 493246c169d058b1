// knockon apply: the landscape as a change leaves it, as a file.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <optional>

#include "base/codes.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/question.h"
#include "read/in_place.h"
#include "read/said.h"
#include "report/documents/json_documents.h"

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

/// The edits, read back and found to say what the change leaves; nothing where they do not.
std::optional<std::map<std::string, std::string>> edits(Session& session, const Landscape& before,
                                                        const Landscape& after) {
    const auto texts = edited_in_place(before, after, session.sources, session.diagnostics);
    if (!texts) return std::nullopt;
    Sources sources;
    Diagnostics out;
    const Landscape read = read_landscape_with(landscape_paths(session), *texts,
                                               session.settings.limits, sources, out);
    if (!out.has_errors() && said(read) == said(after)) return texts;
    session.diagnostics.error(code::cannot_write, {},
                              "the files cannot be edited so that they say what the change leaves",
                              "take the whole from `knockon apply` without --in-place");
    return std::nullopt;
}

int apply_in_place(Session& session) {
    Diagnostics& out = session.diagnostics;
    for (const std::string_view option : {"planned", "set", "report", "format"})
        if (session.line.has(option))
            out.error(code::usage, {}, fmt::format("`--in-place` does not go with `--{}`", option),
                      "leave one of them out");
    const Question asked = out.has_errors() ? Question{} : load_question(session);
    std::optional<std::map<std::string, std::string>> texts;
    if (!out.has_errors()) {
        Diagnostics said_before;
        texts = edits(session, asked.landscape, apply(asked.landscape, asked.change, said_before));
    }
    complain(session);
    if (!texts || out.has_errors()) return status_input;
    for (const auto& [path, text] : *texts) {
        if (!write_or_complain(path, text)) return status_surroundings;
        if (!session.settings.quiet)
            write_all(STDERR_FILENO, fmt::format("{} is written\n", printable(path)));
    }
    return status_fine;
}

int run_apply(Session& session) {
    if (session.line.has("in-place")) return apply_in_place(session);
    Diagnostics& out = session.diagnostics;
    const Question asked = load_question(session);
    Landscape after;
    if (!out.has_errors()) {
        Diagnostics said_before;
        after = apply(asked.landscape, asked.change, said_before);
        move_calendar_files(session.sources, after);
    }
    if (refused(session)) return status_input;
    const Said document = said(after);
    return deliver(session,
                   {{"yaml", [&](const TextOptions&) { return yaml_document(document); }},
                    {"json", [&](const TextOptions&) { return json_document(document); }}});
}

}  // namespace

Command apply_command() {
    return {
        "apply",
        "the landscape once a change is done, as one document",
        {"CHANGE", 1, 1},
        "  knockon apply -l landscape changes/crm.yaml > landscape-after.yaml\n"
        "  knockon apply -l landscape changes/crm.yaml --report yaml=after.yaml -q\n"
        "  knockon apply -l landscape changes/crm.yaml --in-place",
        "One YAML document (or JSON) with the whole landscape after the last step. It reads\n"
        "back as the same model; comments, the order of records and the files they stood in\n"
        "are lost. With --in-place the files themselves are edited: only the lines that have\n"
        "to be, comments kept, all of it or nothing. Compare it with `knockon diff landscape landscape-after.yaml`.",
        {"yaml", "json"},
        std::vector<Option>{
            {"in-place", 0, "", "edit the files of the landscape", false, "Output"}} +
            only(question_options(), {"start", "set", "planned"}) +
            only(input_options(), {"landscape", "limit"}) + output_options(),
        run_apply};
}

}  // namespace knockon
