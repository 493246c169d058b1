#include "cli/wishes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/codes.h"
#include "cli/values.h"
#include "convert/profile.h"

namespace knockon {
namespace {

void set_relations(const CommandLine& line, Wishes& wishes, Diagnostics& out) {
    for (const std::string& text : line.values("map-relation")) {
        const std::size_t equals = text.rfind('=');
        const std::string word = equals == std::string::npos ? "" : text.substr(equals + 1);
        const std::array<Meaning, 4> known = {Meaning::needs, Meaning::needed_by, Meaning::any,
                                              Meaning::none};
        const auto meant =
            std::find_if(known.begin(), known.end(), [&](Meaning m) { return name(m) == word; });
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
        if (one_of("map", field, words_of<TableField>(), out))
            wishes.columns[text.substr(0, equals)] = field;
    }
}

}  // namespace

std::vector<std::string_view> names_of_formats() {
    std::vector<std::string_view> names;
    for (const Format& f : formats()) names.push_back(f.name);
    return names;
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

std::vector<Option> import_options() {
    return {
        {"from", 0, "SOURCE", "the format that a file is in, where its content does not tell", false, "Input"},
        {"profile", 0, "SOURCE", "of a table: the tool whose columns it has; as --from", false,
         "Input"},
        {"map", 0, "COLUMN=FIELD", "of a table: what a column holds", true, "Input"},
        {"map-relation", 0, "NAME=WAY", "what a relation means: needs, 'needed by', any or none",
         true, "Input"},
        {"environment", 0, "NAME", "of a format that holds several environments", false, "Input"},
        {"strict", 0, "", "whatever is not imported is an error", false, "Input"},
        {"explain", 0, "SOURCE", "print what becomes what in a format (knockon-import(7) lists them), and end", false,
         "Input"},
        {"split", 0, "WAY=FOLDER", "several files: by owner or by kind", false, "Output"},
        {"ids", 0, "PATH",
         "the landscape of an earlier import: records keep the ids they have there", true, "Again"},
        {"onto", 0, "PATH",
         "a landscape: write only what it does not have, and list the differences", true, "Again"},
        {"as", 0, "WHAT", "landscape (default) or change: what differs from --was, or a plan does",
         false, "Change"},
        {"was", 0, "PATH", "of a change: the version before; may be given several times", true,
         "Change"},
    };
}

}  // namespace knockon
