// knockon import: a landscape, or a change, from what people already have.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/codes.h"
#include "base/text.h"
#include "cli/balance.h"
#include "cli/files.h"
#include "cli/gaps.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/values.h"
#include "cli/wishes.h"
#include "convert/again.h"
#include "convert/by_source.h"
#include "convert/change.h"
#include "convert/convert.h"
#include "convert/onto.h"
#include "convert/slug.h"
#include "convert/split.h"

namespace knockon {
namespace {

int explain_format(Session& session) {
    const std::string word = session.line.value("explain");
    one_of("explain", word, names_of_formats(), session.diagnostics);
    const Format* format = find_format(word);
    if (refused(session) || format == nullptr) return status_input;
    return print(explained(*format));
}

void be_strict(const Balance& balance, Diagnostics& out) {
    for (const Drop& d : balance.dropped)
        out.error(code::not_all_imported, {},
                  fmt::format("{} {}{} not imported: {}", d.count, d.what, d.count == 1 ? "" : "s",
                              d.reason));
}

Draft imported(Session& session, std::span<const std::string> paths, const Wishes& wishes) {
    if (session.diagnostics.has_errors()) return {};
    Limits limits = session.settings.limits;
    Progress progress(session.settings);
    limits.progress = [&](double share) { progress.show(share); };
    return import_files(paths, wishes, limits, session.sources, session.diagnostics);
}

/// A landscape that an option names, as it is.
Landscape landscape_at(Session& session, std::string_view option) {
    const auto paths = session.line.values(option);
    if (paths.empty()) return {};
    Landscape l =
        read_landscape(paths, session.settings.limits, session.sources, session.diagnostics);
    check_in_passing(session, l);
    return l;
}

void check_combination(const CommandLine& line, Diagnostics& out) {
    const bool change = line.value("as") == "change";
    if (line.operands.empty())
        out.error(code::usage, {}, "`import` needs a file", "knockon import FILE…");
    if (line.has("ids") && line.has("onto"))
        out.error(code::usage, {}, "`--ids` and `--onto` do not go together",
                  "--ids imports the same source again, --onto adds another one");
    for (const std::string_view option : {"was", "landscape"})
        if (line.has(option) && !change)
            out.error(code::usage, {}, fmt::format("`--{}` belongs to `--as change`", option),
                      "knockon import --as change …");
    if (change && (line.has("ids") || line.has("onto")))
        out.error(code::usage, {}, "`--ids` and `--onto` are for a landscape",
                  "leave out `--as change`");
}

/// Whether a path is a landscape of ours: a file that begins as one, or a folder with such a file.
bool is_landscape(const std::string& path) {
    namespace fs = std::filesystem;
    if (path == "-") return false;
    if (!is_folder(path)) {
        std::error_code error;
        if (!fs::is_regular_file(path, error)) return false;
        std::ifstream file(path);
        std::string line;
        for (int lines = 0; lines < 1000 && std::getline(file, line); ++lines)
            if (line.starts_with("knockon: landscape/") || line.find("\"knockon\": \"landscape/") != line.npos)
                return true;
        return false;
    }
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        if (!is_folder(entry->path().string()) && is_landscape(entry->path().string())) return true;
    return false;
}

/// The version before and the one after, of a source or of a landscape.
std::pair<Draft, Draft> two_versions(Session& session, std::span<const std::string> was, Wishes& wishes) {
    Diagnostics& out = session.diagnostics;
    const std::vector<std::string>& now = session.line.operands;
    Draft before, after;
    if (!was.empty() && std::all_of(was.begin(), was.end(), is_landscape) &&
        std::all_of(now.begin(), now.end(), is_landscape)) {
        before.landscape = read_landscape(was, session.settings.limits, session.sources, out);
        check_in_passing(session, before.landscape);
        after.landscape = read_landscape(now, session.settings.limits, session.sources, out);
        check_in_passing(session, after.landscape);
        session.left_to_check = 0;
        return {std::move(before), std::move(after)};
    }
    if (!was.empty()) {
        before = imported(session, was, wishes);
        for (const auto& [source, id] : ids_by_source(before.landscape)) wishes.ids.emplace(source, id);
    }
    after = imported(session, now, wishes);
    return {std::move(before), std::move(after)};
}

/// What a change is called that nobody has named: the file that it comes from.
Id change_id(const std::string& path) {
    const Id id = slug(std::filesystem::path(path).stem().string());
    return id.empty() ? "change" : id;
}

/// How many steps there are, and what to do with them.
std::string what_next(const ChangeDraft& draft, const std::string& landscape) {
    const std::size_t steps = draft.change.steps.size();
    if (steps == 0)
        return draft.renamed == 0 ? "0 steps: nothing differs that a change would do\n"
                                  : fmt::format("0 steps: {} called otherwise, which puts nothing at risk; nothing else "
                                                "differs that a change would do\n",
                                                draft.renamed == 1 ? "1 is" : fmt::format("{} are", draft.renamed));
    return fmt::format(
        "{} step{}; the window is still to be said, in the file (`window: {{start: …}}`) or with --start:\n"
        "  knockon assess -l {} CHANGE --start 2027-02-02T20:00\n",
        steps, steps == 1 ? "" : "s", landscape.empty() ? "LANDSCAPE" : printable(landscape));
}

int import_change(Session& session, Wishes& wishes) {
    Diagnostics& out = session.diagnostics;
    const Landscape landscape = landscape_at(session, "landscape");
    session.left_to_check = 0;
    wishes.ids = ids_by_source(landscape);
    const auto was = session.line.values("was");
    const auto versions = two_versions(session, was, wishes);
    const Draft &before = versions.first, &after = versions.second;
    if (!out.has_errors() && was.empty() && after.plan.empty())
        out.error(code::usage, {}, "this is one version of something, not a change",
                  "name the older version with --was PATH; only a plan of Terraform stands alone");
    if (session.line.has("strict") && !out.has_errors()) be_strict(after.balance, out);
    if (refused(session)) return status_input;
    ChangeDraft draft =
        was.empty() ? change_of_plan(after, landscape) : change_between(before, after);
    const std::string& path = session.line.operands.front();
    draft.change.id = change_id(path);
    draft.change.title = fmt::format("What {} changes", path == "-" ? "the new version" : path);
    draft.remarks.push_back(
        "To be said: sponsor, window: {start: …}, and what a step is known to take");
    std::string said = after.balance.elements > 0 ? balance_text(after.balance, page_width(session.settings, STDERR_FILENO)) : std::string();
    said += what_next(draft, session.line.value("landscape"));
    return deliver(session,
                   {{"yaml", [&](const TextOptions&) { return yaml_document(document(draft)); }},
                    {"json", [&](const TextOptions&) { return balance_json(after.balance); }}},
                   said);
}

/// `--split WAY=FOLDER`: all files or none; a file that people wrote is never written over.
int write_split(Session& session, const Said& written, const std::string& said) {
    namespace fs = std::filesystem;
    Diagnostics& out = session.diagnostics;
    const std::string option = session.line.value("split");
    const std::size_t equals = std::min(option.find('='), option.size());
    const auto by = named<SplitBy>(option.substr(0, equals));
    const fs::path folder = option.substr(std::min(equals + 1, option.size()));
    if (!by || folder.empty())
        refuse_value("split", option, "write owner=FOLDER or kind=FOLDER", out);
    std::map<std::string, std::string> files;
    if (!out.has_errors()) files = split(written, *by);
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::string line;
        std::getline(std::ifstream(entry->path()), line);
        const bool ours = line == fmt::format("# {}", split_mark);
        if (files.contains(name) && !ours)
            out.error(code::usage, {},
                      fmt::format("`{}` was not written by an import", entry->path().string()),
                      "call it otherwise, or choose another folder");
        if (!files.contains(name) && ours)
            out.error(code::usage, {},
                      fmt::format("`{}` is left from an earlier import", entry->path().string()),
                      "remove it: nothing of the source is in it now");
    }
    if (refused(session)) return status_input;
    fs::create_directories(folder, error);
    for (const auto& [name, text] : files)
        if (!write_or_complain((folder / name).string(), text)) return status_surroundings;
    if (!session.settings.quiet)
        write_all(STDERR_FILENO, fmt::format("{}{} files are written to {}\n", said, files.size(),
                                             printable(folder.string())));
    return status_fine;
}

/// A landscape that holds an earlier import and what people added, with what is new in a later one.
Landscape with_new(Landscape before, const Landscape& now) {
    before.components.insert(now.components.begin(), now.components.end());
    before.processes.insert(now.processes.begin(), now.processes.end());
    before.departments.insert(now.departments.begin(), now.departments.end());
    before.suppliers.insert(now.suppliers.begin(), now.suppliers.end());
    return before;
}

/// Nothing came of a source: an empty landscape would be taken for a calm one.
void refuse_nothing(const Balance& balance, const std::vector<std::string>& paths, Diagnostics& out) {
    if (balance.components + balance.processes > 0) return;
    std::string why;
    for (const Drop& d : balance.dropped)
        if (d.what == "element") why += fmt::format("{}{} ({})", why.empty() ? "" : ", ", d.reason, d.count);
    if (why.empty() && balance.relations > 0)
        why = fmt::format("there are only relations in it ({}): give the table of the items beside it, in one call",
                          balance.relations);
    else
        why = why.empty() ? "there are no elements in it" : "what is in it: " + why;
    out.error(code::bad_import, {}, fmt::format("nothing of {} belongs in a landscape", fmt::join(paths, ", ")), why);
}

int import_landscape(Session& session, Wishes& wishes) {
    Diagnostics& out = session.diagnostics;
    const bool again = session.line.has("ids"), onto = session.line.has("onto");
    const Landscape before = landscape_at(session, again ? "ids" : "onto");
    session.left_to_check = 0;
    wishes.ids = ids_by_source(before);
    const Draft draft = imported(session, session.line.operands, wishes);
    if (session.line.has("strict") && !out.has_errors()) be_strict(draft.balance, out);
    if (!out.has_errors()) refuse_nothing(draft.balance, session.line.operands, out);
    std::string gaps;  // told before the document is made, which takes as much memory again
    const int width = page_width(session.settings, STDERR_FILENO);
    if (!out.has_errors() && !onto && !session.settings.quiet)
        gaps = gaps_text(again ? gaps_of(with_new(before, draft.landscape)) : gaps_of(draft.landscape), width);
    Said written;
    if (!out.has_errors()) {
        if (again) tell_gone(draft, before, out);
        written = onto    ? additions(draft, before, out)
                  : again ? document_again(draft, before, out)
                          : document(draft);
    }
    std::string said;
    if (!out.has_errors()) {
        said = balance_text(draft.balance, width) + gaps;
        if (session.line.has("split")) return write_split(session, written, said);
    }
    if (refused(session)) return status_input;
    return deliver(session,
                   {{"yaml", [&](const TextOptions&) { return yaml_document(written); }},
                    {"json", [&](const TextOptions&) { return balance_json(draft.balance); }}},
                   said);
}

int run_import(Session& session) {
    if (session.line.has("explain")) return explain_format(session);
    Wishes wishes = wishes_of(session.line, session.diagnostics);
    if (session.line.has("as"))
        one_of("as", session.line.value("as"), {"landscape", "change"}, session.diagnostics);
    check_combination(session.line, session.diagnostics);
    if (session.diagnostics.has_errors() && refused(session)) return status_input;
    return session.line.value("as") == "change" ? import_change(session, wishes)
                                                : import_landscape(session, wishes);
}

}  // namespace

Command import_command() {
    return {
        "import",
        "a landscape from files of other tools",
        {"FILE…", 0, -1},
        "  knockon import compose.yaml compose.prod.yaml > landscape.yaml\n"
        "  knockon import compose.yaml -q --format yaml | knockon impact -l - db\n"
        "  knockon import --as change plan.json -l landscape > change.yaml\n"
        "  knockon import --explain compose",
        "The format is recognised by the content. Nothing is dropped without a word: the\n"
        "balance on standard error counts what was read, what became of it, and the rest by\n"
        "reason (`--report json=FILE`: the same as import/1). What is guessed is marked in the\n"
        "landscape; money, availability and tolerances are never invented.",
        {"yaml", "json"},
        import_options() + only(input_options(), {"landscape", "limit"}) + output_options(),
        run_import};
}

}  // namespace knockon
