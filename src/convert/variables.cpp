#include "convert/variables.h"

#include <algorithm>

#include "base/text.h"
#include "convert/values.h"

namespace knockon {
namespace {

constexpr int deepest = 20;  // defaults within defaults
constexpr std::size_t longest_value = std::size_t{64} << 10;

bool is_in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::size_t name_length(std::string_view text) {
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return 0;
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_in_name) - text.begin());
}

/// The length of `${…}` at the start, braces within it closed; 0 where it is not closed soon.
std::size_t braced_length(std::string_view text) {
    constexpr std::size_t soon = 1024;
    std::size_t open = 0;
    for (std::size_t i = 0; i < std::min(text.size(), soon); ++i) {
        if (text.substr(i, 2) == "${") ++open;
        if (text[i] == '}' && --open == 0) return i + 1;
    }
    return 0;
}

}  // namespace

void Variables::read(std::string_view env) {
    for (const std::string_view part : split(env, '\n')) {
        std::string_view line = trimmed(part);
        if (line.starts_with("export ")) line = trimmed(line.substr(7));
        const std::size_t equals = line.find('=');
        const std::string_view name = trimmed(line.substr(0, std::min(equals, line.size())));
        if (equals == line.npos || name.empty() || name_length(name) != name.size()) continue;
        std::string_view value = trimmed(line.substr(equals + 1));
        const char quote = value.empty() ? ' ' : value.front();
        const std::size_t closing = quote == '\'' || quote == '"' ? value.find(quote, 1) : value.npos;
        if (closing != value.npos)
            value = value.substr(1, closing - 1);
        else
            value = value.starts_with('#') ? std::string_view{} : trimmed(value.substr(0, std::min(value.find(" #"), value.size())));
        missing_.clear();
        std::string said = quote == '\'' && closing != value.npos ? std::string(value) : filled(value, {}, 0);
        // A value of which a part is not known is not known.
        if (missing_.empty() && said.size() <= longest_value)
            values_.insert_or_assign(std::string(name), std::move(said));
        else
            values_.erase(std::string(name));
    }
    missing_.clear();
}

std::string Variables::filled(std::string_view text, Position at) {
    if (text.find('$') == text.npos) return std::string(text);
    return filled(text, at, 0);
}

// Bounded by `deepest`.
std::string Variables::filled(std::string_view text, Position at, int depth) {  // NOLINT(misc-no-recursion)
    std::string out;
    while (true) {
        const std::size_t dollar = text.find('$');
        out += text.substr(0, dollar);
        if (dollar == text.npos) return out;
        text.remove_prefix(dollar);
        std::size_t used = 1;
        if (text.starts_with("$$")) {
            used = 2;
            out += '$';
        } else if (const std::size_t braces = text.starts_with("${") ? braced_length(text) : 0; braces > 0) {
            used = braces;
            out += braced(text.substr(0, braces), at, depth);
        } else if (const std::size_t length = name_length(text.substr(1)); length > 0) {
            used = length + 1;
            out += value(text.substr(1, length), text.substr(0, used), at);
        } else {
            out += '$';
        }
        text.remove_prefix(used);
    }
}

std::string Variables::braced(std::string_view whole, Position at, int depth) {  // NOLINT(misc-no-recursion)
    const std::string_view inside = whole.substr(2, whole.size() - 3);
    const std::string_view name = inside.substr(0, name_length(inside));
    std::string_view rest = inside.substr(name.size());
    if (name.empty() || depth == deepest) return std::string(whole);
    const bool empty_too = rest.starts_with(':');
    if (empty_too) rest.remove_prefix(1);
    const char way = rest.empty() ? ' ' : rest.front();
    const auto known = values_.find(name);
    const bool is_set = known != values_.end() && !(empty_too && known->second.empty());
    if (way == '+') return is_set ? filled(rest.substr(1), at, depth + 1) : std::string();
    if (is_set) return known->second.empty() ? std::string() : spent(known->second, name, whole, at);
    return way == '-' ? filled(rest.substr(1), at, depth + 1) : value(name, whole, at);
}

std::string Variables::value(std::string_view name, std::string_view whole, Position at) {
    const auto known = values_.find(name);
    return spent(known == values_.end() ? std::string() : known->second, name, whole, at);
}

std::string Variables::spent(const std::string& value, std::string_view name, std::string_view whole, Position at) {
    if (!value.empty() && value.size() <= room_) {
        room_ -= value.size();
        return value;
    }
    missing_.emplace(std::string(name), at);
    return std::string(whole);
}

}  // namespace knockon
