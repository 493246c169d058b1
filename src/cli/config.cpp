#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "base/codes.h"
#include "base/text.h"
#include "cli/session.h"
#include "read/bytes.h"
#include "read/tree.h"

namespace knockon {
namespace {

constexpr std::string_view file_name = ".knockon.yaml";

/// With its slash; empty for the working folder.
std::string folder_of(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string resolved(const std::string& folder, std::string path) {
    return path.starts_with('/') || path == "-" ? path : folder + path;
}

/// The value of a path option seen from the working folder.
std::string seen_from_here(std::string_view option, const std::string& folder, std::string value) {
    if (option == "landscape" || option == "policy" || option == "history" || option == "planned" ||
        option == "since" || option == "record" || option == "root")
        return resolved(folder, std::move(value));
    if (option != "report") return value;
    const std::size_t equals = value.find('=');
    if (equals == std::string::npos) return value;
    return value.substr(0, equals + 1) + resolved(folder, value.substr(equals + 1));
}

void unknown_option(Value v, Diagnostics& out) {
    std::vector<std::string_view> known;
    for (const Command& c : commands())
        for (const Option& o : c.options) known.push_back(o.name);
    out.error(code::unknown_key, v.key_at(), "there is no option `" + std::string(v.key()) + "`",
              did_you_mean(v.key(), known, "the names are those of the options, without dashes"));
}

/// The texts of an entry; an error where it is not what the option takes.
std::vector<std::string> texts_of(Value v, const Option& option, Diagnostics& out) {
    std::vector<std::string> texts;
    if (v.is_text()) {
        texts.emplace_back(v.text());
    } else if (v.is_list() && option.repeats) {
        for (const Value item : v) {
            if (item.is_text())
                texts.emplace_back(item.text());
            else
                out.error(code::wrong_shape, item.at(), "expected a text");
        }
    } else {
        out.error(code::wrong_shape, v.at(),
                  option.repeats ? "expected a text or a list of texts" : "expected a text");
    }
    if (option.takes.empty() && v.is_text() && v.text() != "true" && v.text() != "false") {
        out.error(code::wrong_value, v.at(), "expected true or false");
        texts.clear();
    }
    return texts;
}

/// How things look and where the landscape lies: what a file that merely lies there may say.
/// Whoever opens a pull request can put it there, so nothing that decides or writes is among it.
constexpr std::array<std::string_view, 8> found_may_say = {
    "landscape", "format", "color", "width", "verbose", "brief", "assumptions", "all"};

/// A settings file, and what it may say.
struct SettingsFile {
    std::string folder;  // with its slash; empty for the working folder
    bool named;          // by the command line, so it may say everything
};

bool may_say(const SettingsFile& file, const Option& option, Value v, Session& session) {
    if (file.named) return true;
    if (std::find(found_may_say.begin(), found_may_say.end(), option.name) == found_may_say.end()) {
        session.diagnostics.error(
            code::settings_not_named, v.key_at(),
            fmt::format("`{}` has no effect in a settings file that was not named", option.name),
            fmt::format("give it on the command line, or name this file there: --config {}",
                        session.sources[v.key_at()].path));
        return false;
    }
    if (option.name != "landscape") return true;
    const auto lies_outside = [&](Value path) {
        if (!path.is_text() || lies_below(resolved(file.folder, std::string(path.text())),
                                          file.folder.empty() ? "." : file.folder))
            return false;
        session.diagnostics.error(code::settings_not_named, path.at(),
                                  "the landscape lies outside of the folder of these settings",
                                  "give it on the command line: -l PATH");
        return true;
    };
    if (!v.is_list()) return !lies_outside(v);
    for (const Value path : v)
        if (lies_outside(path)) return false;
    return true;
}

void add_entry(Session& session, const SettingsFile& file, Value v) {
    const Option* known = find_option(v.key());
    if (known == nullptr || known->name == "config") return unknown_option(v, session.diagnostics);
    std::vector<std::string> texts = texts_of(v, *known, session.diagnostics);
    if (!may_say(file, *known, v, session)) return;
    const std::vector<Option>& own = session.command->options;
    const bool ours =
        std::any_of(own.begin(), own.end(), [&](const Option& o) { return o.name == known->name; });
    const bool off = known->takes.empty() && texts == std::vector<std::string>{"false"};
    if (!ours || off || texts.empty() || session.line.has(known->name)) return;
    for (std::string& t : texts) t = seen_from_here(known->name, file.folder, std::move(t));
    session.line.options[std::string(known->name)] = std::move(texts);
}

}  // namespace

void add_configured_options(Session& session) {
    const auto landscape = session.line.values("landscape");
    const bool named = session.line.has("config");
    const std::string path =
        named ? session.line.value("config")
              : (landscape.empty() ? std::string() : folder_of(landscape.front())) +
                    std::string(file_name);
    struct stat s {};
    if (!named && lstat(path.c_str(), &s) != 0) return;
    const Limits limits;
    Intake intake{limits, 0, 0, {}};
    const auto file = read_bytes(path, intake, session.sources, session.diagnostics);
    if (!file) return;
    session.sources.files[*file].as = "settings";
    const auto tree = parse(*file, limits, session.sources, session.diagnostics);
    if (!tree) return;
    const Value root(*tree, tree->root);
    if (!root.is_map()) {
        session.diagnostics.error(code::wrong_shape, root.at(),
                                  "expected options, one `name: value` a line");
        return;
    }
    const SettingsFile settings{folder_of(path), named};
    for (const Value v : root) add_entry(session, settings, v);
}

}  // namespace knockon
