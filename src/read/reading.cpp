#include "read/reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "base/decimal.h"
#include "base/text.h"

namespace knockon {
namespace {

std::string_view kind_of(Value v) {
    return v.is_map() ? "a mapping" : v.is_list() ? "a list" : "a text";
}

/// "a, b, c", at most about a line of them.
std::string listed(std::span<const std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) {
        if (text.size() > 200) return text + ", …";
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

}  // namespace

bool Reading::goes_on(Value v, std::size_t bytes) {
    constexpr std::size_t most_mistakes = 1000;
    constexpr std::uint32_t records_to_show = 1 << 12;
    if (limits.progress && ++records % records_to_show == 0)
        limits.progress(parsed_by + (1 - parsed_by) * v.share_before());
    memory += bytes;
    if (stopped) return false;
    if (memory > most_memory) {
        std::size_t all = 0;
        for (const SourceFile& file : sources.files) all += file.text.size();
        most_memory = limits.memory_of(all);
    }
    if (memory > most_memory) {
        out.error(code::limit_exceeded, v.at(),
                  fmt::format("the model takes more than {} bytes of memory", most_memory),
                  fmt::format("raise the limit: --limit memory={}", 2 * most_memory));
        stopped = true;
    } else if (out.all.size() > most_mistakes) {
        out.error(code::limit_exceeded, v.at(),
                  fmt::format("more than {} mistakes; the rest was not looked at", most_mistakes),
                  "correct the first ones; many may have one cause");
        stopped = true;
    }
    return !stopped;
}

void Reading::passes(Value section, Value entry) {
    if (once != nullptr) once->nodes.forget(section.next_node(), entry.first_node());
}

void Reading::names_currency(std::string_view currency, Position at) {
    const auto same = [&](const Ref& known) { return *known == currency; };
    if (std::none_of(currencies.begin(), currencies.end(), same))
        currencies.emplace_back(Id(currency), at);
}

std::string in_quotes(std::string_view text) { return fmt::format("`{}`", cut(text, 80)); }

bool no_value(Reading& in, Value v, bool may_be_empty) {
    if (v.has_key()) {
        const std::string key = cut(v.key(), 40);
        in.out.error(code::no_value, v.key_at(), fmt::format("nothing is given for `{}`", key),
                     may_be_empty
                         ? fmt::format("write `{}: {{}}` if there is nothing to say about it", key)
                         : fmt::format("write `{}: …`, or remove it", key));
    } else {
        in.out.error(code::no_value, v.at(), "an empty entry", "write a value, or remove it");
    }
    return false;
}

bool wrong_shape(Reading& in, Value v, std::string_view expected) {
    if (v.is_null()) return no_value(in, v);
    in.out.error(
        code::wrong_shape, v.at(),
        v.has_key() ? fmt::format("{} is {}: expected {}", in_quotes(v.key()), kind_of(v), expected)
                    : fmt::format("{} stands here: expected {}", kind_of(v), expected));
    return false;
}

bool wrong_value(Reading& in, Value v, std::string_view expected) {
    const std::string value = v.has_key()
                                  ? fmt::format("`{}: {}`", cut(v.key(), 40), cut(v.text(), 80))
                                  : in_quotes(v.text());
    in.out.error(code::wrong_value, v.at(), fmt::format("{}: {}", value, expected));
    return false;
}

namespace {

bool is_numeral(char c) { return c >= '0' && c <= '9'; }

/// The digits and points right before a comma that stands before the place, on the same line.
std::string_view number_before_comma(const Sources& sources, Position at) {
    std::string_view line = sources.line(at);
    std::size_t end = 0;
    for (std::uint32_t column = 1; column < at.column && end < line.size(); ++column)
        for (++end; end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0u) == 0x80u;)
            ++end;
    line = line.substr(0, end);
    if (!line.ends_with(',')) return {};
    line.remove_suffix(1);
    std::size_t from = line.size();
    while (from > 0 && (is_numeral(line[from - 1]) || line[from - 1] == '.')) --from;
    return line.substr(from);
}

/// `99,9%` inside of `{ }` is an entry that ends with 99 and one whose key is 9%.
bool comma_in_number(Reading& in, Value v) {
    const std::string_view key = v.key();
    if (!v.is_null() || key.empty() || !is_numeral(key.front())) return false;
    const std::string_view number = number_before_comma(in.sources, v.key_at());
    if (number.empty()) return false;
    const std::string meant = fmt::format("{},{}", number, cut(key, 40));
    std::string ways = in_whole_units(meant);
    if (ways.empty()) ways = ways_to_write(meant);
    if (ways.empty()) ways = fmt::format("{}.{}", number, cut(key, 40));
    in.out.error(code::unknown_key, v.key_at(),
                 fmt::format("the comma in `{}` ends a value", meant), "write " + ways);
    return true;
}

}  // namespace

bool unknown_key(Reading& in, Value v, std::string_view what,
                 std::span<const std::string_view> known) {
    if (comma_in_number(in, v)) return false;
    const std::string_view key = v.key();
    const std::size_t end = std::min(key.find_first_of(": "), key.size());
    if (v.is_null() && end < key.size() &&
        std::find(known.begin(), known.end(), key.substr(0, end)) != known.end()) {
        const std::size_t rest = std::min(key.find_first_not_of(": ", end), key.size());
        in.out.error(code::unknown_key, v.key_at(),
                     fmt::format("{} has no colon with a blank after it", in_quotes(key)),
                     fmt::format("write `{}: {}`", key.substr(0, end), cut(key.substr(rest), 40)));
        return false;
    }
    in.out.error(code::unknown_key, v.key_at(),
                 fmt::format("{} has no key {}", what, in_quotes(v.key())),
                 write_instead(v.key(), known, "its keys are " + listed(known)));
    return false;
}

bool missing_key(Reading& in, Position at, std::string_view what, std::string_view key,
                 std::string_view shape) {
    in.out.error(code::missing_key, at, fmt::format("{} needs `{}`", what, key),
                 fmt::format("add `{}: {}`", key, shape));
    return false;
}

bool either_or(Reading& in, Value one, Value other) {
    in.out
        .error(code::conflicting_keys, one.key_at(),
               fmt::format("both {} and {}", in_quotes(other.key()), in_quotes(one.key())),
               "they say the same thing in two ways: keep one")
        .related.push_back({other.key_at(), "the other is here"});
    return false;
}

bool expect_map(Reading& in, Value v) {
    return v.is_map() || wrong_shape(in, v, "a mapping, `key: value`");
}
bool expect_list(Reading& in, Value v) {
    return v.is_list() || wrong_shape(in, v, "a list, `[…]`");
}
bool expect_text(Reading& in, Value v) {
    return v.is_text() || wrong_shape(in, v, "a single value");
}

}  // namespace knockon
