#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/eight.h"

namespace knockon {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What a CI runner trims from a line before it looks for a command.
bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

/// Characters that move, hide or reorder what stands beside them.
bool must_be_escaped(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool line_end = c == 0x2028 || c == 0x2029;
    const bool bidirectional = c == 0x61c || c == 0x200e || c == 0x200f ||
                               (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    const bool none = (c & 0xfffe) == 0xfffe;  // no character, in any plane
    return control || line_end || bidirectional || none || c == 0xfeff;
}

/// `##[`, `##vso[` and their like are obeyed by some runners anywhere in a line.
bool starts_marker(std::string_view text) {
    if (!text.starts_with("##")) return false;
    text.remove_prefix(2);
    const auto end = std::find_if_not(text.begin(), text.end(), is_letter);
    return end != text.end() && *end == '[';
}

void append_escape(std::string& out, char32_t c) {
    const auto code = static_cast<std::uint32_t>(c);
    if (c == '\n') {
        out += "\\n";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c == '\t') {
        out += "\\t";
    } else if (code < 0x100) {
        fmt::format_to(std::back_inserter(out), "\\x{:02x}", code);
    } else {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    }
}

/// Optimal string alignment, at most `limit`; `limit + 1` stands for anything farther. Only cells
/// within `limit` of the diagonal can matter, so the time is O(length x limit).
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t far = limit + 1;
    if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > limit) return far;
    std::vector<std::size_t> before(b.size() + 1, far), last(b.size() + 1, far);
    std::vector<std::size_t> row(b.size() + 1, far);
    for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t low = i > limit ? i - limit : 0;
        const std::size_t high = std::min(b.size(), i + limit);
        std::fill(row.begin(), row.end(), far);
        std::size_t best = far;
        for (std::size_t j = low; j <= high; ++j) {
            std::size_t cost = j == 0 ? i : std::min({row[j - 1], last[j], last[j - 1]}) + 1;
            if (j > 0 && lower(a[i - 1]) == lower(b[j - 1])) cost = std::min(cost, last[j - 1]);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                cost = std::min(cost, before[j - 2] + 1);
            row[j] = std::min(cost, far);
            best = std::min(best, row[j]);
        }
        if (best == far) return far;
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

Character first_character(std::string_view text) {
    assert(!text.empty() && "a character needs a byte");
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const Character broken{byte(0), 1, false};
    if (byte(0) < 0x80) return {byte(0), 1, true};
    const std::size_t bytes = byte(0) < 0xc2   ? 0
                              : byte(0) < 0xe0 ? 2
                              : byte(0) < 0xf0 ? 3
                              : byte(0) < 0xf5 ? 4
                                               : 0;
    if (bytes == 0 || text.size() < bytes) return broken;
    char32_t code = byte(0) & (0xffu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return broken;
        code = (code << 6) | (byte(i) & 0x3f);
    }
    constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < smallest[bytes] || surrogate || code > 0x10ffff) return broken;
    return {code, bytes, true};
}

bool valid_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        while (bytes.size() >= Eight::bytes && Eight(bytes).beyond_ascii() == 0) bytes.remove_prefix(Eight::bytes);
        if (bytes.empty()) break;
        const Character c = first_character(bytes);
        if (!c.valid) return false;
        bytes.remove_prefix(c.bytes);
    }
    return true;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool after_space = true;  // a wrapped line may begin after any blank
    while (!text.empty()) {
        const Character c = first_character(text);
        const bool command = (after_space && text.starts_with("::")) || starts_marker(text);
        if (command || !c.valid || must_be_escaped(c.code)) {
            append_escape(out, c.code);
        } else {
            out += text.substr(0, c.bytes);
        }
        after_space = c.valid && is_space(c.code);
        text.remove_prefix(c.bytes);
    }
    return out;
}

std::string decimal(double x, int digits) {
    assert(x >= 0 && std::isfinite(x) && "a figure is finite and its sign is written apart");
    if (x == 0) return "0";
    const std::string scientific = fmt::format("{:.{}e}", x, digits - 1);
    const std::size_t e = scientific.find('e');
    const int exponent = std::stoi(scientific.substr(e + 1));
    if (exponent < digits - 1) return fmt::format("{:.{}f}", x, digits - 1 - exponent);
    std::string whole;
    for (const char c : scientific.substr(0, e))
        if (c != '.') whole += c;
    whole.append(static_cast<std::size_t>(exponent - digits + 1), '0');
    return whole;
}

std::optional<std::string> closest(std::string_view word, std::span<const std::string_view> known) {
    constexpr std::size_t most_words = 10'000, longest_word = 256;
    if (word.empty() || word.size() > longest_word) return std::nullopt;
    // A word with nothing in common is not what was meant, however short it is.
    const std::size_t limit = std::min(std::max<std::size_t>(1, word.size() / 3), std::size_t{8});
    std::size_t best = std::min(limit, word.size() - 1) + 1;
    std::optional<std::string> found;
    for (const std::string_view candidate : known.first(std::min(known.size(), most_words))) {
        const std::size_t d = distance(word, candidate, std::min(best, limit));
        // Of those as near, the one that begins as it does, else the first by letters.
        const auto alike = [&](std::string_view other) {
            return std::mismatch(word.begin(), word.end(), other.begin(), other.end()).first - word.begin();
        };
        const bool nearer = d == best && found &&
                            (alike(candidate) > alike(*found) || (alike(candidate) == alike(*found) && candidate < *found));
        if (d < best || nearer) {
            best = d;
            found = candidate;
        }
    }
    return found;
}

std::string write_instead(std::string_view word, std::span<const std::string_view> known,
                          std::string_view otherwise) {
    const auto near = closest(word, known);
    return near ? fmt::format("write `{}`", *near) : std::string(otherwise);
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known,
                         std::string_view otherwise) {
    const auto near = closest(word, known);
    return near ? fmt::format("did you mean `{}`?", *near) : std::string(otherwise);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t start = std::min(text.find_first_not_of(blanks), text.size());
    return text.substr(start, text.find_last_not_of(blanks) + 1 - start);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size(); at += parts.back().size() + 1)
        parts.push_back(text.substr(at, text.find(separator, at) - at));
    return parts;
}

std::string scdoc_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("_*\\#`").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::string upper_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

}  // namespace knockon
