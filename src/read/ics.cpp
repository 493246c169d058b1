#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "read/bytes.h"
#include "read/fields.h"

namespace knockon {
namespace {

/// Many programs fold lines after so many bytes, inside a character too (RFC 5545 section 3.1): the
/// rest of it is put before the fold, so that lines keep their numbers.
std::string folded_between_characters(std::string_view text) {
    const auto continues = [&](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0u) == 0x80u;
    };
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool folds = text[i] == '\n' && i + 1 < text.size() &&
                           (text[i + 1] == ' ' || text[i + 1] == '\t') && continues(i + 2);
        if (!folds) {
            out += text[i];
            continue;
        }
        std::size_t end = i + 2;
        while (continues(end)) ++end;
        out.insert(out.ends_with('\r') ? out.size() - 1 : out.size(),
                   text.substr(i + 2, end - (i + 2)));
        out += text.substr(i, 2);
        i = end - 1;
    }
    return out;
}

/// What is shown to people in a calendar is not read, so that nothing in it is an obstacle.
std::optional<std::string> calendar_text(std::uint32_t file, const Sources& sources,
                                         Diagnostics& out) {
    if (!check_encoding(file, sources, out)) return std::nullopt;
    std::string text = folded_between_characters(sources.files[file].text);
    if (text.find('\n') == text.npos) std::replace(text.begin(), text.end(), '\r', '\n');
    return readable(text);
}

}  // namespace

void load_ics(Reading& in, Value v, Calendar& c) {
    namespace fs = std::filesystem;
    auto name = read_text(in, v, grammar::text);
    if (!name) return;
    if (name->find("://") != name->npos || name->starts_with("webcal:")) {
        in.out.error(code::cannot_open, v.at(),
                     fmt::format("{} is an address, and nothing is fetched", in_quotes(*name)),
                     "save the calendar beside the landscape, and name that file");
        return;
    }
    const fs::path written(*name);
    fs::path path =
        (fs::path(in.sources.files[v.tree().file].path).parent_path() / written).lexically_normal();
    if (path == "-") path = "./-";  // a file, and not standard input
    const std::string home = in.root.empty() ? "." : in.root;
    const bool allowed = !in.limits.root.empty() && lies_below(path.string(), in.limits.root);
    if (written.is_absolute() || !(allowed || lies_below(path.string(), home))) {
        in.out.error(code::cannot_open, v.at(),
                     fmt::format("{} lies outside of the landscape's folder", in_quotes(*name)),
                     "put the file beside the landscape and name it by a relative path, or allow "
                     "the folder that it lies in: --root DIR");
        return;
    }
    Intake intake{in.limits, 0, 0, {}, home};
    Diagnostics problems;
    const auto file = read_any_bytes(path.string(), intake, in.sources, problems);
    auto text = file ? calendar_text(*file, in.sources, problems) : std::nullopt;
    for (Diagnostic& d : problems.all) {
        d.related.push_back({v.at(), "named here"});
        in.out.add(std::move(d));
    }
    if (!text) return;
    c.ics = {std::move(*name), v.at()};
    c.ics_text = {std::move(*text), v.at()};
}

}  // namespace knockon
