#include "cli/config.h"

#include <sys/stat.h>

#include <algorithm>

#include "base/codes.h"
#include "base/text.h"
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
    if (option == "landscape" || option == "policy" || option == "history" || option == "planned")
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
    const auto near = closest(v.key(), known);
    out.error(code::unknown_key, v.key_at(), "there is no option `" + std::string(v.key()) + "`",
              near ? "did you mean `" + *near + "`?"
                   : "the names are those of the options, without dashes");
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

void add_entry(Session& session, const std::string& folder, Value v) {
    const Option* known = find_option(v.key());
    if (known == nullptr) return unknown_option(v, session.diagnostics);
    std::vector<std::string> texts = texts_of(v, *known, session.diagnostics);
    const std::vector<Option>& own = session.command->options;
    const bool ours =
        std::any_of(own.begin(), own.end(), [&](const Option& o) { return o.name == known->name; });
    const bool off = known->takes.empty() && texts == std::vector<std::string>{"false"};
    if (!ours || off || texts.empty() || session.line.has(known->name)) return;
    for (std::string& t : texts) t = seen_from_here(known->name, folder, std::move(t));
    session.line.options[std::string(known->name)] = std::move(texts);
}

}  // namespace

void add_configured_options(Session& session) {
    const auto landscape = session.line.values("landscape");
    const std::string folder = landscape.empty() ? std::string() : folder_of(landscape.front());
    const std::string path = folder + std::string(file_name);
    struct stat s {};
    if (stat(path.c_str(), &s) != 0) return;
    const Limits limits;
    Intake intake{limits, 0, 0, {}};
    const auto file = read_bytes(path, intake, session.sources, session.diagnostics);
    if (!file) return;
    const auto tree = parse(*file, limits, session.sources, session.diagnostics);
    if (!tree) return;
    const Value root(*tree, tree->root);
    if (!root.is_map()) {
        session.diagnostics.error(code::wrong_shape, root.at(),
                                  "expected options, one `name: value` a line");
        return;
    }
    for (const Value v : root) add_entry(session, folder, v);
}

}  // namespace knockon
