#include "read/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.h"
#include "read/bytes.h"
#include "read/fields.h"
#include "read/in_place.h"
#include "read/landscape.h"
#include "read/schema.h"
#include "read/tree.h"

namespace knockon {
namespace {

/// A file without `knockon` that was nevertheless meant for us: its first line is misspelled.
bool looks_like_ours(Value root) {
    constexpr std::array<std::string_view, 1> header = {"knockon"};
    for (const Value entry : root)
        if (closest(entry.key(), header) || entry.text().starts_with("landscape/")) return true;
    return false;
}

enum class Verdict { wanted, other, wrong };

/// Is this a document of kind `kind`? `tolerant` is for files below a folder, which may be of
/// another kind; whatever could be a landscape that lost its first line is never passed over.
Verdict check_kind(Reading& in, Value root, std::string_view kind, bool tolerant) {
    const std::string first_line = fmt::format("knockon: {}/1", kind);
    const Position start{root.tree().file, 0, 0, 1};
    if (!root.is_map()) {
        in.out.error(code::wrong_kind, start, "this is no knockon document",
                     fmt::format("begin it with `{}`", first_line));
        return Verdict::wrong;
    }
    const auto header = root.find("knockon");
    if (!header) {
        const std::string message = "the key `knockon`, which says what a file is, is missing";
        if (tolerant && !looks_like_ours(root)) {
            in.out.warning(code::wrong_kind, start, message + "; the file is left out",
                           fmt::format("begin it with `{}`, or move it elsewhere", first_line));
            return Verdict::other;
        }
        in.out.error(code::wrong_kind, start, message,
                     fmt::format("begin it with `{}`", first_line));
        return Verdict::wrong;
    }
    const std::string_view text = header->text();
    const std::string_view word = text.substr(0, text.find('/'));
    if (text == fmt::format("{}/1", kind)) return Verdict::wanted;
    const bool known = is_document(word);
    if (known && word != kind && text.ends_with("/1")) {
        if (tolerant) return Verdict::other;
        in.out.error(code::wrong_kind, header->at(),
                     fmt::format("this is a {}, but a {} is expected here", word, kind),
                     "name another file");
    } else if (known && text != word) {
        in.out.error(
            code::wrong_kind, header->at(),
            fmt::format("{} is a version that this knockon does not read", in_quotes(text)),
            fmt::format("write `knockon: {}/1`, or use a newer knockon", word));
    } else {
        in.out.error(code::wrong_kind, header->at(),
                     fmt::format("{} is no kind of document", in_quotes(text)),
                     fmt::format("write `{}`; the kinds are landscape/1, change/1, policy/1 and "
                                 "history/1",
                                 first_line));
    }
    return Verdict::wrong;
}

std::string folder_of(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

/// Those that amounts name are held against the landscape's (model/check.h).
template <class R>
void keep_currencies(Reading& in, R& r) {
    if constexpr (requires { r.currencies; })
        r.currencies.insert(r.currencies.end(), in.currencies.begin(), in.currencies.end());
    else
        for (const Ref& currency : in.currencies)
            in.out.error(code::other_currency, currency.at, "an amount with a currency",
                         "write the number alone: amounts here are in the landscape's currency");
}

/// One file that must be of the kind of R.
template <class R>
R parse_document(std::uint32_t file, const Limits& limits, Sources& sources, Diagnostics& out) {
    R r;
    const auto tree = parse(file, limits, sources, out);
    if (!tree) return r;
    Reading in{sources, out, limits, folder_of(sources.files[file].path)};
    const Value root(*tree, tree->root);
    if (check_kind(in, root, table<R>().name, false) == Verdict::wanted) load_record(in, root, r);
    keep_currencies(in, r);
    return r;
}

template <class R>
R read_document(const std::string& path, const Limits& limits, Sources& sources, Diagnostics& out) {
    Intake intake{limits, 0, 0, {}};
    const auto file = read_bytes(path, intake, sources, out);
    return file ? parse_document<R>(*file, limits, sources, out) : R{};
}

/// One file as a change; `other` where it is of another kind, was met before, or is none and below
/// a folder.
Verdict read_one(const std::string& root, bool tolerant, Intake& intake, std::size_t& memory,
                 Sources& sources, ReadChange& read) {
    const auto file = read_bytes(read.path, intake, sources, read.diagnostics);
    if (!file) return read.diagnostics.all.empty() ? Verdict::other : Verdict::wrong;
    const auto tree = parse(*file, intake.limits, sources, read.diagnostics);
    if (!tree) return Verdict::wrong;
    Reading in{sources, read.diagnostics, intake.limits, root};
    in.memory = memory;
    const Value value(*tree, tree->root);
    const Verdict verdict = check_kind(in, value, "change", tolerant);
    if (verdict == Verdict::wanted) load_record(in, value, read.change);
    keep_currencies(in, read.change);
    memory = in.memory;
    return verdict;
}

}  // namespace

Landscape read_landscape(std::span<const std::string> paths, const Limits& limits, Sources& sources,
                         Diagnostics& out) {
    return read_landscape_with(paths, {}, limits, sources, out);
}

Landscape read_landscape_with(std::span<const std::string> paths,
                              const std::map<std::string, std::string>& instead,
                              const Limits& limits, Sources& sources, Diagnostics& out) {
    Landscape landscape;
    landscape.calendar_budget = {limits.occurrences, limits.calendar_steps};
    double done = 0, all = 1;  // files of this path
    Limits shown = limits;
    if (limits.progress) shown.progress = [&](double share) { limits.progress((done + share) / all); };
    Intake intake{limits, 0, 0, {}};
    Reading in{sources, out, shown, {}};
    std::vector<std::unique_ptr<Tree>> annotating;
    for (const std::string& path : paths) {
        const bool folder = is_folder(path);
        in.root = folder ? path : folder_of(path);
        intake.home = folder ? path : "";
        std::vector<std::string> files{path};
        if (folder) files = files_below(path, limits, sources, out);
        bool found = false;
        all = static_cast<double>(files.size());
        done = -1;
        for (const std::string& name : files) {
            ++done;
            const auto other = instead.find(name);
            const auto file = other == instead.end()
                                  ? read_bytes(name, intake, sources, out)
                                  : std::optional(sources.add(name, other->second));
            if (intake.files > limits.files) break;
            if (!file) continue;
            auto tree = parse(*file, shown, sources, out);
            if (!tree) continue;
            const Value root(*tree, tree->root);
            const Verdict verdict = check_kind(in, root, "landscape", folder);
            found = found || verdict != Verdict::other;
            if (verdict != Verdict::wanted) continue;
            const std::size_t before = in.annotations.size();
            in.once = tree->repeats ? nullptr : tree.get();
            load_record(in, root, landscape);
            in.once = nullptr;
            if (in.annotations.size() > before) annotating.push_back(std::move(tree));
        }
        if (folder && !found && !out.has_errors())
            out.error(code::nothing_to_read, {sources.add(path, {}), 0, 0, 1},
                      "no landscape in this folder",
                      "it needs a *.yaml, *.yml or *.json that begins with `knockon: landscape/1`");
    }
    annotate(in, landscape);
    keep_currencies(in, landscape);
    // Only now: `annotate` may have given it. A process of no department would be in nobody's
    // figures.
    if (!out.has_errors())
        for (const auto& [id, process] : landscape.processes)
            if (!process.department) missing_key(in, process.at, "a process", "department", "ID");
    return landscape;
}

Change read_change(const std::string& path, const Limits& limits, Sources& sources,
                   Diagnostics& out) {
    return read_document<Change>(path, limits, sources, out);
}

std::vector<ReadChange> read_each_change(std::span<const std::string> paths, const Limits& limits,
                                         Sources& sources, Diagnostics& out) {
    std::vector<ReadChange> changes;
    Intake intake{limits, 0, 0, {}};
    std::size_t memory = 0;
    for (const std::string& path : paths) {
        const bool folder = is_folder(path);
        intake.home = folder ? path : "";
        std::vector<std::string> files{path};
        if (folder) files = files_below(path, limits, sources, out);
        bool found = false;
        for (const std::string& name : files) {
            if (intake.files > limits.files) break;
            ReadChange read{.path = name, .change = {}, .diagnostics = {}};
            read.first_file = static_cast<std::uint32_t>(sources.files.size());
            const Verdict verdict =
                read_one(folder ? path : folder_of(path), folder, intake, memory, sources, read);
            read.files = static_cast<std::uint32_t>(sources.files.size()) - read.first_file;
            found = found || verdict != Verdict::other;
            if (verdict != Verdict::other) changes.push_back(std::move(read));
        }
        if (folder && !found && !out.has_errors())
            out.warning(code::nothing_to_read, {sources.add(path, {}), 0, 0, 1},
                        "no change in this folder",
                        "it needs a *.yaml, *.yml or *.json that begins with `knockon: change/1`");
    }
    return changes;
}

std::vector<Change> read_changes(std::span<const std::string> paths, const Limits& limits,
                                 Sources& sources, Diagnostics& out) {
    std::vector<Change> changes;
    for (ReadChange& read : read_each_change(paths, limits, sources, out)) {
        if (!read.diagnostics.has_errors()) changes.push_back(std::move(read.change));
        for (Diagnostic& d : read.diagnostics.all) out.add(std::move(d));
    }
    return changes;
}

Policy read_policy(const std::string& path, const Limits& limits, Sources& sources,
                   Diagnostics& out) {
    return read_document<Policy>(path, limits, sources, out);
}

History read_history(const std::string& path, const Limits& limits, Sources& sources,
                     Diagnostics& out) {
    return read_document<History>(path, limits, sources, out);
}

History parse_history(std::uint32_t file, const Limits& limits, Sources& sources,
                      Diagnostics& out) {
    return parse_document<History>(file, limits, sources, out);
}

}  // namespace knockon
