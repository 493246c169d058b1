#include "convert/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <pugixml.hpp>

#include "base/codes.h"
#include "base/text.h"
#include "convert/archive.h"

namespace knockon {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::array<std::string_view, 12> endings = {".yaml",      ".yml",  ".json", ".xml",
                                                      ".archimate", ".csv",  ".tsv",  ".xlsx",
                                                      ".zip",       ".prom", ".dot",  ".gv"};

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

/// The text after blank lines and comments that begin with one of `marks`.
std::string_view after_comments(std::string_view text, std::string_view marks) {
    while (true) {
        const std::size_t start = text.find_first_not_of(blanks);
        if (start == text.npos) return {};
        text.remove_prefix(start);
        const bool line = marks.find(text.front()) != marks.npos || text.starts_with("//");
        if (text.starts_with("/*")) {
            const std::size_t end = text.find("*/", 2);
            text.remove_prefix(end == text.npos ? text.size() : end + 2);
        } else if (line) {
            text.remove_prefix(std::min(text.find('\n'), text.size()));
        } else {
            return text;
        }
    }
}

bool is_dot(std::string_view text) {
    text = after_comments(text, "#");
    const auto word = [&] {
        const std::size_t start = std::min(text.find_first_not_of(blanks), text.size());
        const std::size_t end = std::min(text.find_first_of(" \t\r\n{\"", start), text.size());
        const std::string w = lower_case(text.substr(start, end - start));
        text.remove_prefix(end);
        return w;
    };
    std::string w = word();
    if (w == "strict") w = word();
    if (w != "graph" && w != "digraph") return false;
    const std::size_t next = text.find_first_not_of(blanks);
    return next != text.npos && text[next] != ':' && text.find('{') != text.npos;
}

/// The text format of Prometheus: `# HELP`, `# TYPE`, or `name{label="…"} number`.
bool is_metrics(std::string_view text) {
    if (text.starts_with("# HELP ") || text.starts_with("# TYPE ")) return true;
    const std::string_view line = first_line(after_comments(text, "#"));
    const std::size_t brace = line.find('{');
    return brace != line.npos && brace > 0 && line.find("=\"", brace) != line.npos &&
           line.find("} ", brace) != line.npos &&
           line.substr(0, brace).find_first_of(" \t:-") == line.npos;
}

bool is_table(std::string_view name, std::string_view text) {
    if (name.ends_with(".csv") || name.ends_with(".tsv")) return true;
    const std::string_view head = first_line(text);
    return head.find_first_of(",;\t") != head.npos && head.find(": ") == head.npos &&
           !head.starts_with('-') && !head.starts_with('#') && !head.starts_with('%') &&
           !head.starts_with('{') && !head.starts_with('[');
}

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

/// Unpaired surrogates become U+FFFD.
std::string from_utf16(std::string_view bytes, bool little) {
    std::string out;
    const auto unit = [&](std::size_t i) -> char32_t {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return little ? static_cast<char32_t>(a | b << 8) : static_cast<char32_t>(a << 8 | b);
    };
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 &&
            unit(i + 2) < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;
        }
        append_utf8(out, c);
    }
    return out;
}

/// 0x80 to 0x9F of Windows-1252; 0 where it has nothing.
constexpr std::array<char16_t, 32> windows_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    for (const char byte : bytes) {
        const auto b = static_cast<unsigned char>(byte);
        const bool special = b >= 0x80 && b < 0xA0;
        const char32_t c = special ? char32_t{windows_1252[b - 0x80u]} : char32_t{b};
        append_utf8(out, special && c == 0 ? U'\uFFFD' : c);
    }
    return out;
}

std::string folder_of(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

/// What `path` is, seen from the file `from`; empty where it lies outside the folder of that.
std::string path_beside(const std::string& from, std::string_view path) {
    namespace fs = std::filesystem;
    const fs::path relative = fs::path(path).lexically_normal();
    if (path.empty() || from == "-" || relative.is_absolute() || *relative.begin() == "..") return {};
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(folder_of(from), error);
    const fs::path wanted = fs::weakly_canonical(folder / relative, error);
    const auto [end, same] = std::mismatch(folder.begin(), folder.end(), wanted.begin(), wanted.end());
    if (error || end != folder.end()) return {};
    return (fs::path(folder_of(from)) / relative).lexically_normal().string();
}

/// Nothing where a diagnostic says why.
std::shared_ptr<const pugi::xml_document> xml_of(std::uint32_t file, std::string_view text, Diagnostics& out) {
    const auto refuse = [&](std::size_t offset, std::string message, std::string help) {
        out.error(code::bad_import, Places(file, text).at(text, offset, 1), std::move(message), std::move(help));
        return nullptr;
    };
    auto doc = std::make_shared<pugi::xml_document>();
    const pugi::xml_parse_result parsed = doc->load_buffer(text.data(), text.size());
    if (!parsed)
        return refuse(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)),
                      fmt::format("not valid XML: {}", parsed.description()), "export it again");
    if (const std::size_t entity = text.find("<!ENTITY"); entity != text.npos)
        return refuse(entity, "entities of a document's own are not expanded, so names would be wrong",
                      "export it again, without a document type");
    return doc;
}

}  // namespace

bool Opening::decode(std::uint32_t file, bool table) {
    std::string& text = sources_.files[file].text;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        text = from_utf16(text, text.front() == '\xFF');
    if (table && !valid_utf8(text)) {
        text = from_windows_1252(text);
        out_.warning(code::taken_as_windows_1252, {file, 0, 0, 1},
                     "the table is not UTF-8; it is read as Windows-1252",
                     "save it as UTF-8 if letters come out wrong");
    }
    return check_bytes(file, sources_, out_);
}

std::optional<Opened> Opening::look(const std::string& path) {
    const auto file = read_any_bytes(path, intake_, sources_, out_);
    if (!file) return std::nullopt;
    Opened input{.file = *file, .name = path, .looks = Looks::archive};
    if (sources_.files[*file].text.starts_with("PK\x03\x04")) {
        const auto archive = Archive::open(*file, limits_, sources_, out_);
        if (!archive) return std::nullopt;
        if (!archive->has("xl/workbook.xml")) return input;
        input.looks = Looks::workbook;
        input.tables = sheets_of(*file, limits_, sources_, out_);
        return input;
    }
    const bool named_table = path.ends_with(".csv") || path.ends_with(".tsv");
    if (!decode(*file, named_table)) return std::nullopt;
    const std::string_view text = input.text(sources_);
    const std::string_view start =
        text.substr(std::min(text.find_first_not_of(blanks), text.size()));
    if (start.empty()) {
        out_.error(code::no_value, {*file, 0, 0, 1}, "the file is empty");
        return std::nullopt;
    }
    input.looks = start.starts_with('<')  ? Looks::xml
                  : begins_as_json(start) ? Looks::json
                  : is_dot(start)         ? Looks::dot
                  : is_metrics(start)     ? Looks::metrics
                  : is_table(path, start) ? Looks::table
                                          : Looks::yaml;
    if (input.looks == Looks::json || input.looks == Looks::yaml) {
        Diagnostics wrong;
        input.documents = parse_documents(*file, limits_, sources_, wrong);
        if (wrong.has_errors() && text.find("{{") != text.npos)
            out_.error(code::bad_import, wrong.all.front().at,
                       "a template that nobody has filled in",
                       "give what `helm template` prints of the chart");
        else
            for (Diagnostic& d : wrong.all) out_.add(std::move(d));
    }
    if (input.looks == Looks::xml) input.xml = xml_of(*file, text, out_);
    if (input.looks == Looks::table)
        if (auto table = table_of(*file, sources_, out_)) input.tables.push_back(std::move(*table));
    return input;
}

std::vector<Opened> Opening::open(std::span<const std::string> paths) {
    std::vector<std::string> names;
    for (const std::string& path : paths) {
        std::vector<std::string> files{path};
        if (is_folder(path)) files = files_below(path, limits_, sources_, out_, endings);
        if (files.empty())
            out_.error(code::nothing_to_read, {sources_.add(path, {}), 0, 0, 1},
                       "no file in this folder that could be imported", "name the files");
        names.insert(names.end(), files.begin(), files.end());
    }
    std::vector<Opened> inputs;
    const auto shown = std::exchange(limits_.progress, nullptr);
    for (std::size_t i = 0; i < names.size() && intake_.files <= limits_.files; ++i) {
        if (shown)
            limits_.progress = [&, i](double share) {
                shown((static_cast<double>(i) + share) / static_cast<double>(names.size()));
            };
        if (auto input = look(names[i])) inputs.push_back(std::move(*input));
    }
    limits_.progress = nullptr;
    return inputs;
}

std::optional<Opened> Opening::open_beside(const Opened& from, std::string_view path) {
    const std::string beside = path_beside(from.name, path);
    return beside.empty() ? std::nullopt : look(beside);
}

bool Opening::is_beside(const Opened& from, std::string_view path) const {
    const std::string beside = path_beside(from.name, path);
    std::error_code error;
    return !beside.empty() && std::filesystem::is_regular_file(beside, error);
}

std::optional<std::string> Opening::text_beside(const Opened& from, std::string_view path) {
    if (!is_beside(from, path)) return std::nullopt;
    const auto file = read_any_bytes(path_beside(from.name, path), intake_, sources_, out_);
    return file ? std::optional(readable(sources_.files[*file].text)) : std::nullopt;
}

std::string text_at(Value map, std::string_view key) {
    const auto found = map.find(key);
    return found ? std::string(found->text()) : std::string{};
}

}  // namespace knockon
