#include "base/decimal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace knockon {
namespace {

constexpr std::array<std::string_view, 3> blanks = {" ", "\u00A0", "\u202F"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool are_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

struct Parts {
    std::string_view whole, fraction;  // without the point
    int exponent = 0;
};

std::optional<Parts> parts_of(std::string_view text) {
    Parts p;
    if (const std::size_t e = text.find_first_of("eE"); e != text.npos) {
        std::string_view digits = text.substr(e + 1);
        const bool negative = digits.starts_with('-');
        if (negative || digits.starts_with('+')) digits.remove_prefix(1);
        if (!are_digits(digits) || digits.size() > 4) return std::nullopt;
        std::from_chars(digits.data(), digits.data() + digits.size(), p.exponent);
        if (negative) p.exponent = -p.exponent;
        text = text.substr(0, e);
    }
    const std::size_t point = std::min(text.find('.'), text.size());
    p.whole = text.substr(0, point);
    if (!are_digits(p.whole) || (p.whole.size() > 1 && p.whole.front() == '0')) return std::nullopt;
    if (point == text.size()) return p;
    p.fraction = text.substr(point + 1);
    if (!are_digits(p.fraction)) return std::nullopt;
    return p;
}

/// One to three digits that do not begin with 0, as before the first separator of thousands.
bool begins_thousands(std::string_view digits) {
    return are_digits(digits) && digits.size() <= 3 && digits.front() != '0';
}

/// "1.200.000" without its separators; empty where these are none.
std::string joined(std::string_view text, std::string_view separator) {
    std::string all;
    for (bool first = true;; first = false) {
        const std::size_t at = text.find(separator);
        const std::string_view group = text.substr(0, at);
        if (first ? !begins_thousands(group) : !(are_digits(group) && group.size() == 3)) return {};
        all += group;
        if (at == text.npos) return first ? std::string{} : all;
        text.remove_prefix(at + separator.size());
    }
}

/// Without zeros at its end; with one where three digits would be left.
std::string with_point(std::string_view whole, std::string_view fraction) {
    std::string digits(fraction);
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    return unmistakable(fmt::format("{}.{}", whole, digits));
}

}  // namespace

std::optional<double> decimal_value(std::string_view text, int exponent) {
    const auto p = parts_of(text);
    if (!p) return std::nullopt;
    const std::string_view mantissa = text.substr(0, text.find_first_of("eE"));
    const std::string scaled = fmt::format("{}e{}", mantissa, p->exponent + exponent);
    double value = 0;
    const auto [end, error] = std::from_chars(scaled.data(), scaled.data() + scaled.size(), value);
    if (error != std::errc{} || end != scaled.data() + scaled.size()) return std::nullopt;
    return value;
}

std::optional<std::int64_t> whole_value(std::string_view text, std::int64_t limit,
                                        bool any_spelling) {
    const auto p = parts_of(text);
    if (!p) return std::nullopt;
    if (text.size() != p->whole.size()) {
        const auto value = decimal_value(text);
        if (!any_spelling || !value || *value != std::floor(*value) ||
            !(*value <= static_cast<double>(limit)))
            return std::nullopt;
        return static_cast<std::int64_t>(*value);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value > limit) return std::nullopt;
    return value;
}

std::string without_exponent(std::string_view text) {
    const auto p = parts_of(text);
    if (!p || p->exponent == 0) return std::string(text.substr(0, text.find_first_of("eE")));
    std::string digits = fmt::format("{}{}", p->whole, p->fraction);
    int point = static_cast<int>(p->whole.size()) + p->exponent;
    if (point <= 0) {
        digits.insert(0, static_cast<std::size_t>(1 - point), '0');
        point = 1;
    }
    const auto place = static_cast<std::size_t>(point);
    if (digits.size() < place) digits.append(place - digits.size(), '0');
    if (digits.size() > place) digits.insert(place, 1, '.');
    const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
    digits.erase(0, zeros);
    if (digits.empty() || digits.front() == '.') digits.insert(0, 1, '0');
    return digits;
}

std::string ways_to_write(std::string_view amount) {
    std::string_view unit;
    for (const std::string_view known : {"k", "M", "bn", "tn"})
        if (amount.ends_with(known)) unit = known;
    amount.remove_suffix(unit.size());
    for (const std::string_view separator : {" ", "\u00A0", "\u202F", "'", "’"})
        if (const std::string all = joined(amount, separator); !all.empty())
            return fmt::format("{}{}", all, unit);
    const std::size_t mark = amount.find_last_of(".,");
    if (mark == amount.npos) return {};
    const std::string_view whole = amount.substr(0, mark), fraction = amount.substr(mark + 1);
    const bool comma = amount[mark] == ',';
    if (!are_digits(fraction)) return {};
    if (are_digits(whole)) {
        const bool thousands = fraction.size() == 3 && begins_thousands(whole);
        const std::string decimal = with_point(whole, fraction);
        if (thousands && (comma || unit.empty()))
            return fmt::format("{}{}{} or {}{}", whole, fraction, unit, decimal, unit);
        if (!comma) return {};
        if (unit.empty() || whole == "0") return fmt::format("{}{}", decimal, unit);
        return fmt::format("{}{} or {}{}{}", decimal, unit, whole, fraction, unit);
    }
    // Separators before a decimal mark of the other kind, or between thousands alone.
    if (const std::string all = joined(whole, comma ? "." : ","); !all.empty())
        return fmt::format("{}.{}{}", all, fraction, unit);
    if (const std::string all = joined(amount, comma ? "," : "."); !all.empty())
        return fmt::format("{}{}", all, unit);
    return {};
}

std::string unmistakable(std::string_view number) {
    const std::size_t point = number.find('.');
    const bool plain = number.find_first_of("eE") == number.npos;
    return fmt::format("{}{}", number,
                       plain && point != number.npos && number.size() - point == 4 ? "0" : "");
}

std::string in_whole_units(std::string_view duration) {
    constexpr std::pair<std::string_view, int> units[] = {
        {"w", 604'800}, {"d", 86'400}, {"h", 3600}, {"m", 60}, {"min", 60}, {"s", 1}};
    const std::size_t end = std::min(duration.find_first_not_of("0123456789.,"), duration.size());
    std::string number{duration.substr(0, end)};
    duration.remove_prefix(end);
    take_blank(duration);
    std::replace(number.begin(), number.end(), ',', '.');
    const std::size_t point = number.find('.');
    if (point == number.npos || number.size() - point == 4) return {};  // 1.000: one, or thousand?
    const auto value = decimal_value(number);
    for (const auto& [name, length] : units) {
        if (!value || name != duration || !(*value * length < 1e9)) continue;
        const auto total = static_cast<std::int64_t>(std::llround(*value * length));
        if (total == 0 || std::abs(*value * length - static_cast<double>(total)) > 1e-6) return {};
        for (const auto& [whole, seconds] : units)
            if (total % seconds == 0) return fmt::format("{}{}", total / seconds, whole);
    }
    return {};
}

bool take_blank(std::string_view& text) {
    for (const std::string_view blank : blanks)
        if (text.starts_with(blank)) {
            text.remove_prefix(blank.size());
            return true;
        }
    return false;
}

bool drop_blank(std::string_view& text) {
    for (const std::string_view blank : blanks)
        if (text.ends_with(blank)) {
            text.remove_suffix(blank.size());
            return true;
        }
    return false;
}

}  // namespace knockon
