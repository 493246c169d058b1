#include "report/writing/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/text.h"

namespace knockon {
namespace {

/// Not to be seen as itself anywhere: controls, line and paragraph separators, marks that turn the
/// direction of writing, the byte-order mark, and code points that are no characters.
bool hidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           c == 0xFFFE || c == 0xFFFF;
}

/// The rest of `##[command]`, `##vso[…]` and their like, which some runners obey anywhere in a
/// line.
bool starts_command(std::string_view after_hash) {
    const std::size_t letters =
        after_hash.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return letters != std::string_view::npos && after_hash[letters] == '[';
}

std::string_view short_escape(char32_t c) {
    return c == U'"'    ? "\\\""
           : c == U'\\' ? "\\\\"
           : c == U'\n' ? "\\n"
           : c == U'\r' ? "\\r"
           : c == U'\t' ? "\\t"
                        : "";
}

/// How many bytes at the front stand for themselves, whatever is beside them.
std::size_t plain_bytes(std::string_view text) {
    const auto special = [](char c) {
        return c < ' ' || c > '~' || c == '"' || c == '\\' || c == '#' || c == '/';
    };
    return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), special) - text.begin());
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string out = "\"";
    char before = 0;
    while (!text.empty()) {
        if (const std::size_t plain = plain_bytes(text); plain > 0) {
            out += text.substr(0, plain);
            before = text[plain - 1];
            text.remove_prefix(plain);
            continue;
        }
        const Character c = first_character(text);
        const std::string_view rest = text.substr(c.bytes);
        if (!c.valid)
            out += "\xEF\xBF\xBD";
        else if (const auto known = short_escape(c.code); !known.empty())
            out += known;
        else if (hidden(c.code) || (c.code == U'#' && starts_command(rest)))
            out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c.code));
        else if (c.code == U'/' && before == '<')
            out += "\\/";
        else
            out += text.substr(0, c.bytes);
        before = text.front();
        text = rest;
    }
    return out += '"';
}

void JsonWriter::new_line() {
    out_ += '\n';
    out_.append(2 * levels_.size(), ' ');
}

void JsonWriter::before_entry() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (!level.empty) out_ += level.lines ? "," : ", ";
    level.empty = false;
    if (level.lines) new_line();
}

void JsonWriter::raw(std::string_view text) {
    assert((levels_.empty() || levels_.back().close == ']' || after_key_) &&
           "every value of an object follows its key");
    if (after_key_)
        after_key_ = false;
    else
        before_entry();
    out_ += text;
}

void JsonWriter::open(char bracket, Lay lay) {
    raw({&bracket, 1});
    // What is inside something compact is compact too.
    const bool lines = lay == Lay::lines && whole_ == Lay::lines &&
                       (levels_.empty() || levels_.back().lines);
    levels_.push_back({bracket == '{' ? '}' : ']', lines});
}

void JsonWriter::end() {
    assert(!levels_.empty() && !after_key_ && "a container ends after a whole entry");
    const Level level = levels_.back();
    levels_.pop_back();
    if (level.lines && !level.empty) new_line();
    out_ += level.close;
}

void JsonWriter::key(std::string_view name) {
    assert(!levels_.empty() && levels_.back().close == '}' && !after_key_ &&
           "keys belong into objects");
    before_entry();
    out_ += json_string(name);
    out_ += ": ";
    after_key_ = true;
}

void JsonWriter::value(int n) { raw(fmt::format("{}", n)); }
void JsonWriter::value(std::uint64_t n) { raw(fmt::format("{}", n)); }

void JsonWriter::value(double x) {
    assert(std::isfinite(x) && "a figure that is none is null, with a note");
    raw(fmt::format("{}", x == 0 ? 0.0 : x));
}

void JsonWriter::value(const std::vector<std::string>& texts) {
    array(Lay::compact);
    for (const std::string& t : texts) value(t);
    end();
}

std::string JsonWriter::take() {
    assert(levels_.empty() && "every container was ended");
    out_ += '\n';
    return std::move(out_);
}

}  // namespace knockon
