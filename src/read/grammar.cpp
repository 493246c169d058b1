#include "read/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

#include "base/decimal.h"
#include "base/text.h"

namespace knockon {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Parsed<bool> one_of_two(std::string_view text, std::string_view no, std::string_view yes) {
    if (text == no || text == yes) return {text == yes, {}};
    return {std::nullopt, expected_of(text, std::array{no, yes})};
}

}  // namespace

std::string expected_of(std::string_view text, std::span<const std::string_view> words) {
    const auto meant = closest(text, words);
    return meant ? fmt::format("did you mean `{}`", *meant)
                 : fmt::format("expected {}", fmt::join(words, ", "));
}

Parsed<std::string> parse_text(std::string_view text) {
    if (text.empty()) return {std::nullopt, "expected a text that is not empty"};
    return {std::string(text), {}};
}

Parsed<Id> parse_id(std::string_view text) {
    const auto allowed = [](char c) {
        return is_letter_or_digit(c) ||
               std::string_view("_-.+:/").find(c) != std::string_view::npos;
    };
    if (text.empty() || text.size() > 128 || !is_letter_or_digit(text[0]) ||
        !std::all_of(text.begin(), text.end(), allowed))
        return {
            std::nullopt,
            "expected an id: letters, digits and _ - . + : /, beginning with a letter or digit, "
            "at most 128 characters"};
    return {Id(text), {}};
}

Parsed<int> parse_count(std::string_view text) {
    if (const std::string ways = ways_to_write(text); !ways.empty())
        return {std::nullopt, fmt::format("expected what has one reading: {}", ways)};
    const auto value = whole_value(text, std::numeric_limits<int>::max(), true);
    if (!value) return {std::nullopt, "expected a whole number such as 12"};
    return {static_cast<int>(*value), {}};
}

Parsed<double> parse_positive(std::string_view text) {
    Parsed<double> value = parse_number(text);
    if (value && !(*value > 0)) return {std::nullopt, "expected a number above 0"};
    return value;
}

Parsed<double> parse_target(std::string_view text) {
    const auto down = parse_availability(text);
    if (!down || down->is_uncertain())
        return {std::nullopt, "expected an availability such as 99.9%"};
    return {down->value, {}};
}

Parsed<DateRange> parse_date_range(std::string_view text) {
    auto range = parse_dates(text);
    if (!range) return {std::nullopt, std::move(range.expected)};
    return {DateRange{range->first, range->second, {}}, {}};
}

Parsed<MomentRange> parse_moment_range(std::string_view text) {
    auto range = parse_period(text);
    if (!range) return {std::nullopt, std::move(range.expected)};
    return {MomentRange{range->first, range->second, {}}, {}};
}

Parsed<Moment> parse_first_moment(std::string_view text) {
    if (const auto date = parse_date(text))
        return {Moment{std::chrono::local_days(*date), std::nullopt}, {}};
    auto moment = parse_moment(text);
    if (!moment) moment.expected = "expected a moment such as 2026-11-30T20:00, or a date";
    return moment;
}

Parsed<Moment> parse_last_moment(std::string_view text) {
    Parsed<Moment> moment = parse_first_moment(text);
    if (moment && parse_date(text)) moment.value->local += std::chrono::days{1};
    return moment;
}

Parsed<std::string> parse_source(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon >= text.size() - 1 || text.substr(0, colon).find(' ') != text.npos)
        return {std::nullopt, "expected the format and the id there, such as compose:web"};
    return {std::string(text), {}};
}

Parsed<bool> parse_how_often(std::string_view text) { return one_of_two(text, "once", "year"); }

Parsed<bool> parse_on_failure(std::string_view text) {
    return one_of_two(text, "continue", "abort");
}

}  // namespace knockon
