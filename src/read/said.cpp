#include "read/said.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "read/fields.h"

namespace knockon {
namespace {

bool is_plain_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Texts that no reader of YAML takes for anything else, also inside of brackets.
bool is_plain(std::string_view text) {
    constexpr std::size_t longest = 5;  // of these words
    constexpr std::array<std::string_view, 12> words = {"true", "false", "null", "yes", "no",  "on",
                                                        "off",  "y",     "n",    "inf", "nan", ""};
    if (text.size() <= longest && std::find(words.begin(), words.end(), lower_case(text)) != words.end()) return false;
    if (!is_plain_letter(text.front()) || text.back() == ':' || text.back() == ' ') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) {
                           return is_plain_letter(c) ||
                                  std::string_view("_-.+:/% ").find(c) != std::string_view::npos;
                       }) &&
           text.find(": ") == std::string_view::npos;
}

/// What readers of YAML 1.1 or 1.2 take for a number, a time or a date: 012, 1:30, 1_000, 0x1F.
bool looks_like_a_number(std::string_view text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return false;
    const bool based = text.size() > 2 && text.front() == '0' &&
                       std::string_view("xXoObB").find(text[1]) != std::string_view::npos;
    return based || text.find_first_not_of("0123456789_.:+-eETtZz ") == std::string_view::npos;
}

/// Not to be seen as itself: controls, line ends, marks that turn the direction of writing.
bool is_hidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           c == 0xFFFE || c == 0xFFFF;
}

std::string scalar(std::string_view text, bool is_quantity = false) {
    if (is_plain(text) && (is_quantity || !looks_like_a_number(text))) return std::string(text);
    std::string out = "\"";
    bool after_hash = false;  // some runners obey `##[command]` anywhere in a line
    while (!text.empty()) {
        const Character c = first_character(text);
        if (c.code == U'"' || c.code == U'\\')
            out += fmt::format("\\{}", text.front());
        else if (is_hidden(c.code) || !c.valid || (after_hash && c.code == U'#'))
            out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c.code));
        else
            out += text.substr(0, c.bytes);
        after_hash = c.code == U'#';
        text.remove_prefix(c.bytes);
    }
    return out + "\"";
}

bool is_nested(const Said& s) { return s.form == Said::Form::list || s.form == Said::Form::map; }

/// Lists of mappings get a line each, and items with a comment; all else that is not a mapping
/// stays on one.
bool has_lines(const Said& s) {
    if (s.form != Said::Form::list) return false;
    bool maps = false, comments = false;
    for (const Said::Entry& e : s.entries) {
        maps = maps || e.value.form == Said::Form::map;
        comments = comments || !e.value.comments.empty();
    }
    return comments || (maps && s.entries.size() > 1);
}

void write_list(const Said& s, std::string_view indent, std::string& out) {
    for (const Said::Entry& e : s.entries) {
        out += fmt::format("{}- {}", indent, flow_text(e.value));
        for (std::size_t i = 0; i < e.value.comments.size(); ++i)
            out += fmt::format("{}{}", i == 0 ? "  # " : "; ", printable(e.value.comments[i]));
        out += "\n";
    }
}

void write_comments(const Said& s, std::string_view indent, std::string& out) {
    for (const std::string& line : s.comments)
        out += line.empty() ? fmt::format("{}#\n", indent)
                            : fmt::format("{}# {}\n", indent, printable(line));
}

/// Records by id: a key a line, values on one.
void write_record(const Said& record, std::string& out) {
    write_comments(record, "    ", out);
    for (const Said::Entry& e : record.entries) {
        out += fmt::format("    {}:", scalar(e.key));
        if (has_lines(e.value)) {
            out += "\n";
            write_list(e.value, "      ", out);
        } else {
            out += " " + flow_text(e.value) + "\n";
        }
    }
}

}  // namespace

Said Said::of(std::string text, Said::Form form) {
    Said s;
    s.form = form;
    s.text = std::move(text);
    return s;
}

const Said* Said::find(std::string_view key) const {
    for (const Entry& e : entries)
        if (e.key == key) return &e.value;
    return nullptr;
}

Said* Said::find(std::string_view key) {
    return const_cast<Said*>(std::as_const(*this).find(key));  // NOLINT: it is ours
}

// Bounded by the depth of the model, which is five.
bool operator==(const Said& a, const Said& b) {  // NOLINT(misc-no-recursion)
    return a.form == b.form && a.text == b.text &&
           std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                      [](const Said::Entry& x, const Said::Entry& y) {
                          return x.key == y.key && x.value == y.value;
                      });
}

Said said(const Landscape& l) { return say_record(l); }

Said said(const Landscape& l, std::span<const std::string_view> left_out) {
    return say_record(l, left_out);
}

Said said(const Change& c) { return say_record(c); }
Said said(const Department& d) { return say_record(d); }
Said said(const Supplier& s) { return say_record(s); }
Said said(const Calendar& c) { return say_record(c); }
Said said(const Freeze& f) { return say_record(f); }
Said said(const Component& c) { return say_record(c); }
Said said(const Process& p) { return say_record(p); }
Said said(const KindDefaults& d) { return say_record(d); }

// Bounded like the comparison.
std::string flow_text(const Said& s) {  // NOLINT(misc-no-recursion)
    if (s.form == Said::Form::word) return s.text;
    if (s.form == Said::Form::text) return scalar(s.text, s.is_quantity);
    const bool map = s.form == Said::Form::map;
    std::string out = map ? "{" : "[";
    for (std::size_t i = 0; i < s.entries.size(); ++i) {
        if (i > 0) out += ", ";
        if (map) out += scalar(s.entries[i].key) + ": ";
        out += flow_text(s.entries[i].value);
    }
    return out + (map ? "}" : "]");
}

std::string yaml_document(const Said& s) {
    std::string out;
    write_comments(s, "", out);
    for (const Said::Entry& section : s.entries) {
        out += scalar(section.key) + ":";
        if (!is_nested(section.value)) {
            out += " " + flow_text(section.value) + "\n";
            continue;
        }
        out += "\n";
        if (section.value.form == Said::Form::list) {
            write_list(section.value, "  ", out);
            continue;
        }
        for (const Said::Entry& record : section.value.entries) {
            out += fmt::format("  {}:", scalar(record.key));
            out += record.value.entries.empty() ? " {}\n" : "\n";
            write_record(record.value, out);
        }
    }
    return out;
}

}  // namespace knockon
