#include "convert/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/text.h"
#include "convert/slug.h"

namespace knockon {

bool is_one_of(std::span<const std::string_view> words, std::string_view text) {
    const std::string word = lower_case(text);
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<std::chrono::year_month_day> date_of(std::string_view text) {
    if (const auto iso = parse_date(text.substr(0, 10))) return *iso;
    if (text.size() < 10 || (text[2] != '-' && text[2] != '.') || text[5] != text[2])
        return std::nullopt;
    const std::string turned =
        fmt::format("{}-{}-{}", text.substr(6, 4), text.substr(3, 2), text.substr(0, 2));
    const auto date = parse_date(turned);
    return date ? std::optional(*date) : std::nullopt;
}

std::optional<bool> truth_of(std::string_view text) {
    constexpr std::array<std::string_view, 7> yes = {"yes", "true", "ja", "waar", "y", "j", "1"};
    constexpr std::array<std::string_view, 6> no = {"no", "false", "nee", "onwaar", "n", "0"};
    if (is_one_of(yes, text)) return true;
    if (is_one_of(no, text)) return false;
    return std::nullopt;
}

std::optional<DataClass> data_class_of(std::string_view text) {
    for (const DataClass c :
         {DataClass::open, DataClass::internal, DataClass::confidential, DataClass::secret})
        if (lower_case(text) == name(c)) return c;
    return std::nullopt;
}

std::optional<Sourcing> sourcing_of(std::string_view text) {
    for (const Sourcing s : {Sourcing::own, Sourcing::bought, Sourcing::outsourced})
        if (lower_case(text) == name(s)) return s;
    return std::nullopt;
}

std::optional<Duration> hours_of(std::string_view text) {
    if (const auto d = parse_duration(text)) return *d;
    std::string number(text);
    std::replace(number.begin(), number.end(), ',', '.');
    double hours = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), hours);
    if (error != std::errc{} || end != number.data() + number.size() || !(hours >= 0) ||
        hours > 1e6)
        return std::nullopt;
    return Duration(std::chrono::seconds(static_cast<std::int64_t>(hours * 3600 + 0.5)));
}

std::optional<int> count_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != '.' && c != ',' && c != ' ') digits += c;
    int n = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return error == std::errc{} && end == digits.data() + digits.size() && n >= 0 ? std::optional(n)
                                                                                  : std::nullopt;
}

}  // namespace knockon
