// knockon import: a landscape from what people already have.
#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "base/codes.h"
#include "base/text.h"
#include "cli/balance.h"
#include "cli/files.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "convert/convert.h"
#include "convert/profile.h"

namespace knockon {
namespace {

std::vector<std::string_view> names_of_formats() {
    std::vector<std::string_view> names;
    for (const Format& f : formats()) names.push_back(f.name);
    return names;
}

void set_relations(const CommandLine& line, Wishes& wishes, Diagnostics& out) {
    for (const std::string& text : line.values("map-relation")) {
        const std::size_t equals = text.rfind('=');
        const std::string word = equals == std::string::npos ? "" : text.substr(equals + 1);
        const std::array<Meaning, 4> known = {Meaning::needs, Meaning::needed_by, Meaning::any,
                                              Meaning::none};
        const auto meant = std::find_if(known.begin(), known.end(),
                                        [&](Meaning m) { return name(m) == word; });
        if (meant == known.end())
            out.error(code::bad_option_value, {},
                      fmt::format("`--map-relation {}` says no direction", text),
                      "write NAME=needs, NAME='needed by', NAME=any or NAME=none");
        else
            wishes.relations[text.substr(0, equals)] = *meant;
    }
}

void set_columns(const CommandLine& line, Wishes& wishes, Diagnostics& out) {
    for (const std::string& text : line.values("map")) {
        const std::size_t equals = std::min(text.rfind('='), text.size());
        const std::string field = text.substr(std::min(equals + 1, text.size()));
        if (one_of("map", field, names_of_fields(), out))
            wishes.columns[text.substr(0, equals)] = field;
    }
}

Wishes wishes_of(const CommandLine& line, Diagnostics& out) {
    Wishes w;
    for (const std::string_view option : {"from", "profile"}) {
        if (!line.has(option)) continue;
        w.from = line.value(option);
        one_of(option, w.from, names_of_formats(), out);
    }
    w.environment = line.value("environment");
    set_relations(line, w, out);
    set_columns(line, w, out);
    return w;
}

int explain_format(Session& session) {
    const std::string word = session.line.value("explain");
    one_of("explain", word, names_of_formats(), session.diagnostics);
    complain(session);
    const Format* format = find_format(word);
    if (format == nullptr) return status_input;
    if (const auto failure = write_all(STDOUT_FILENO, explained(*format))) {
        complain_about("standard output", *failure);
        return status_surroundings;
    }
    return status_fine;
}

void be_strict(const Balance& balance, Diagnostics& out) {
    for (const Drop& d : balance.dropped)
        out.error(code::not_all_imported, {},
                  fmt::format("{} {}{} not imported: {}", d.count, d.what, d.count == 1 ? "" : "s",
                              d.reason));
}

int run_import(Session& session) {
    if (session.line.has("explain")) return explain_format(session);
    Diagnostics& out = session.diagnostics;
    const Wishes wishes = wishes_of(session.line, out);
    if (session.line.operands.empty())
        out.error(code::usage, {}, "`import` needs a file", "knockon import FILE…");
    Draft draft;
    if (!out.has_errors())
        draft = import_files(session.line.operands, wishes, session.settings.limits,
                             session.sources, out);
    if (session.line.has("strict") && !out.has_errors()) be_strict(draft.balance, out);
    guard_inputs(session);
    complain(session);
    if (out.has_errors()) return status_input;
    const std::array<Drawing, 2> drawings = {
        Drawing{"yaml", [&](const TextOptions&) { return yaml_document(document(draft)); }},
        Drawing{"json", [&](const TextOptions&) { return balance_json(draft.balance); }}};
    return deliver(session, drawings, balance_text(draft.balance), status_fine);
}

}  // namespace

Command import_command() {
    constexpr std::array<std::string_view, 1> read = {"limit"};
    return {"import",
            "a landscape from files of other tools",
            "FILE…",
            0,
            -1,
            "  knockon import compose.yaml compose.prod.yaml > landscape.yaml\n"
            "  knockon import compose.yaml | knockon impact -l - db\n"
            "  knockon import --explain compose",
            "The format is recognised by the content. Nothing is dropped without a word: the\n"
            "balance on standard error counts what was read, what became of it, and the rest by\n"
            "reason (`--report json=FILE`: the same as import/1). What is guessed is marked in the\n"
            "landscape; money, availability and tolerances are never invented.",
            {"yaml", "json"},
            std::vector<Option>{
                {"from", 0, "FORMAT", "the format, where its content does not tell", false, "Input"},
                {"profile", 0, "FORMAT", "of a table: the tool whose columns it has; as --from",
                 false, "Input"},
                {"map", 0, "COLUMN=FIELD", "of a table: what a column holds", true, "Input"},
                {"explain", 0, "FORMAT", "print what becomes what in a format, and end", false,
                 "Input"},
                {"map-relation", 0, "NAME=WAY",
                 "what a relation means: needs, 'needed by', any or none", true, "Input"},
                {"environment", 0, "NAME", "of a format that holds several environments", false,
                 "Input"},
                {"strict", 0, "", "whatever is not imported is an error", false, "Input"},
            } + only(input_options(), read) +
                output_options(),
            run_import};
}

}  // namespace knockon
