#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace knockon {
namespace {

constexpr std::string_view no_break = "\u00A0", minus = "\u2212";
constexpr std::array<std::string_view, 5> scales = {"", "k", "M", "bn", "tn"};

std::string without_zeros(std::string digits) {
    if (digits.find('.') == std::string::npos) return digits;
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits;
}

/// Thousands, millions, … of an amount.
std::size_t scale_of(double amount) {
    std::size_t scale = 0;
    for (double size = 1000; amount >= size && scale + 1 < scales.size(); size *= 1000) ++scale;
    return scale;
}

/// With the currency before it and the sign before that.
std::string amount_text(bool negative, std::string_view currency, const std::string& digits,
                        std::size_t scale) {
    const std::string sign = currency_sign(currency);
    return fmt::format("{}{}{}{}{}{}", negative ? minus : "", negative ? no_break : "", sign,
                       sign.empty() ? "" : no_break, grouped(digits), scales[scale]);
}

}  // namespace

std::string grouped(std::string digits) {
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t at = point; at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string currency_sign(std::string_view currency) {
    if (currency == "EUR") return "€";
    if (currency == "USD") return "$";
    if (currency == "GBP") return "£";
    std::string code;
    for (const char c : currency.substr(0, 8)) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        code += letter ? c : '?';
    }
    return code;
}

std::string money_text(double amount, std::string_view currency, int digits) {
    const double size = std::abs(amount);
    if (size == 0) return amount_text(false, currency, "0", 0);
    if (size < 1) return fmt::format("under{}{}", no_break, amount_text(false, currency, "1", 0));
    if (size < 100) return amount_text(amount < 0, currency, fmt::format("{:.0f}", size), 0);
    // Rounded first, so that 999.7 is "1.0k" and not "1000".
    const double rounded = std::strtod(decimal(size, digits).c_str(), nullptr);
    const std::size_t scale = scale_of(rounded);
    return amount_text(amount < 0, currency, decimal(rounded / std::pow(1000, scale), digits),
                       scale);
}

std::string stated_money_text(double amount, std::string_view currency) {
    const double rounded = std::strtod(decimal(std::abs(amount), 6).c_str(), nullptr);
    const std::size_t scale = scale_of(rounded);
    return amount_text(amount < 0, currency, without_zeros(decimal(rounded / std::pow(1000, scale), 6)),
                       scale);
}

double rounding_of_sums(double largest) {
    const double unit = std::pow(1000, scale_of(largest));
    return unit == 1 ? 1 : largest < 10 * unit ? unit / 100 : unit / 10;
}

double rounding_to(double largest, int digits) {
    double rounding = 1;
    while (std::round(largest / rounding) >= std::pow(10.0, digits)) rounding *= 10;
    return rounding;
}

std::string rounded_money_text(std::int64_t units, double rounding, std::string_view currency) {
    const double size = std::abs(static_cast<double>(units)) * rounding;
    const std::size_t scale = scale_of(size);
    const double unit = std::pow(1000, scale);
    const int places =
        std::max(0, static_cast<int>(std::lround(std::log10(unit) - std::log10(rounding))));
    return amount_text(units < 0, currency, fmt::format("{:.{}f}", size / unit, places), scale);
}

std::string share_text(double share, double least) {
    if (share == 0) return fmt::format("0{}%", no_break);
    if (std::abs(share) < least) return fmt::format("under{}{}", no_break, stated_share_text(least));
    if (share < 0) return fmt::format("{}{}", minus, share_text(-share, least));
    if (share >= 0.99 && share < 1) {
        // Near certainty it is the remainder that counts; rounding up must not hide it.
        const double rest = 100 * (1 - share);
        if (rest < 1e-4) return fmt::format("over{}99.9999{}%", no_break, no_break);
        const int places = std::max(0, static_cast<int>(std::ceil(-std::log10(rest) - 1e-9)));
        const double scale = std::pow(10.0, places);
        return fmt::format("{:.{}f}{}%", 100 - std::ceil(rest * scale - 1e-9) / scale, places,
                           no_break);
    }
    return fmt::format("{}{}%", decimal(100 * share, 2), no_break);
}

std::string stated_share_text(double share) {
    return fmt::format("{}{}%", without_zeros(decimal(100 * share, 6)), no_break);
}

std::string in_units(std::int64_t seconds, int parts, std::string_view blank,
                     std::string_view between) {
    struct Unit {
        std::int64_t length;
        std::string_view name;
    };
    static constexpr std::array<Unit, 4> units = {
        Unit{86'400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
    std::string text;
    for (const auto& [length, name] : units) {
        const std::int64_t n = seconds / length;
        seconds %= length;
        if (n == 0) {
            if (!text.empty()) --parts;
        } else {
            text += fmt::format("{}{}{}{}", text.empty() ? "" : between, n, blank, name);
            --parts;
        }
        if (parts == 0) break;
    }
    return text.empty() ? fmt::format("0{}s", blank) : text;
}

namespace {

double to_multiple(double x, double of) { return std::round(x / of) * of; }

/// Seconds, rounded to what a reader can use: about two digits.
double readable(double s) {
    if (s < 99.5) return to_multiple(s, 1);
    if (s < 3600) return to_multiple(s, 60);
    if (s < 10 * 3600) return to_multiple(s, 300);
    if (s < 3 * 86'400) return to_multiple(s, 3600);
    if (s < 10 * 86'400) return to_multiple(s, 6 * 3600);
    return to_multiple(s, 86'400);
}

}  // namespace

std::string length_text(double seconds) {
    if (seconds < 0) return fmt::format("{}{}", minus, length_text(-seconds));
    if (seconds < 0.5) return fmt::format("under{}1{}s", no_break, no_break);
    const double r = readable(seconds);
    if (r >= 60 && r < 100) return fmt::format("{:.0f}{}s", r, no_break);
    if (r >= 86'400 && r < 3 * 86'400) return fmt::format("{:.0f}{}h", r / 3600, no_break);
    if (r > 3.2e9) return fmt::format("over{}100{}years", no_break, no_break);
    return in_units(static_cast<std::int64_t>(r), 2, no_break, " ");
}

std::string date_text(std::chrono::year_month_day date, std::string_view blank, bool year) {
    static constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed",
                                                             "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::weekday weekday{std::chrono::local_days{date}};
    std::string text =
        fmt::format("{}{}{}{}{}", days[weekday.c_encoding()], blank,
                    static_cast<unsigned>(date.day()), blank,
                    months[static_cast<unsigned>(date.month()) - 1]);
    if (year) text += fmt::format("{}{}", blank, static_cast<int>(date.year()));
    return text;
}

}  // namespace knockon
