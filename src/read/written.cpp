#include "read/written.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "base/decimal.h"

namespace knockon {
namespace {

using Seconds = std::chrono::seconds;

/// More decimals of a percentage than this are easier read as an unavailability.
constexpr std::size_t most_decimals = 8;
/// As many as fit beside 100 in 64 bits.
constexpr std::size_t exact_decimals = 16;

/// The shortest digits that read back as `x`, without an exponent.
std::string decimal(double x) {
    std::array<char, 400> buffer{};  // of 5e-324
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::fixed)
            .ptr;
    return {buffer.data(), end};
}

/// The point moved by two places to the right: 0.05 is 5 of a hundred, digit by digit.
std::string percent_digits(double x) {
    std::string text = decimal(x);
    std::size_t point = text.find('.');
    if (point == text.npos)
        point = text.size();
    else
        text.erase(point, 1);
    while (text.size() < point + 2) text += '0';
    if (text.size() > point + 2) text.insert(point + 2, ".");
    std::size_t zeros = 0;
    while (zeros + 1 < text.size() && text[zeros] == '0' && text[zeros + 1] != '.') ++zeros;
    return text.substr(zeros);
}

std::size_t decimals(const std::string& digits) {
    const std::size_t point = digits.find('.');
    return point == digits.npos ? 0 : digits.size() - point - 1;
}

std::string percent(double x) { return percent_digits(x) + "%"; }

/// 100 less the percentage, in whole numbers of its last decimal.
std::string percent_left(double x) {
    std::string digits = percent_digits(x);
    if (decimals(digits) > exact_decimals) digits = fmt::format("{:.{}f}", 100 * x, exact_decimals);
    const std::size_t places = decimals(digits);
    std::erase(digits, '.');
    std::int64_t part = 0, whole = 100;
    std::from_chars(digits.data(), digits.data() + digits.size(), part);
    for (std::size_t i = 0; i < places; ++i) whole *= 10;
    std::string left = fmt::format("{:0{}}", whole - part, places + 1);
    if (places == 0) return left + "%";
    left.insert(left.size() - places, ".");
    while (left.back() == '0') left.pop_back();
    if (left.back() == '.') left.pop_back();
    return left + "%";
}

std::string clock(std::chrono::minutes m) {
    return fmt::format("{:02}:{:02}", m.count() / 60, m.count() % 60);
}

}  // namespace

std::string write_text(const std::string& text) { return text; }

std::string write_duration(const Duration& d) {
    assert(d % Seconds{1} == Duration{0} && "users write whole seconds");
    struct Unit {
        std::int64_t size;
        char letter;
    };
    constexpr std::array<Unit, 5> units = {
        Unit{604800, 'w'}, {86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
    std::int64_t left = d / Seconds{1};
    if (left == 0) return "0s";
    std::string text;
    for (const Unit& unit : units) {
        if (left >= unit.size) text += fmt::format("{}{}", left / unit.size, unit.letter);
        left %= unit.size;
    }
    return text;
}

std::string write_length(const Length& l) {
    if (!l.is_range()) return write_duration(l.value);
    return write_duration(l.low) + ".." + write_duration(l.high);
}

std::string write_probability(const Probability& p) {
    if (p.trials > 0) return fmt::format("{} of {}", p.hits, p.trials);
    return p.is_range() ? percent(p.low) + ".." + percent(p.high) : percent(p.value);
}

std::string write_availability(const Probability& p) {
    if (p.trials > 0) return fmt::format("{} of {}", p.trials - p.hits, p.trials);
    return p.is_range() ? percent_left(p.high) + ".." + percent_left(p.low) : percent_left(p.value);
}

bool is_read_as_availability(const Probability& p) {
    if (p.trials > 0) return true;
    const auto is_short = [](double x) { return decimals(percent_digits(x)) <= most_decimals; };
    return p.is_range() ? is_short(p.low) && is_short(p.high) : is_short(p.value);
}

std::string write_target(const double& unavailability) { return percent_left(unavailability); }
std::string write_fraction(const double& p) { return percent(p); }

std::string write_money(const double& amount) {
    if (amount >= 1e6 && std::fmod(amount, 1e5) == 0) {
        const auto tenths = static_cast<std::int64_t>(amount / 1e5);
        return tenths % 10 == 0 ? fmt::format("{}M", tenths / 10)
                                : fmt::format("{}.{}M", tenths / 10, tenths % 10);
    }
    if (amount >= 1e3 && std::fmod(amount, 1e3) == 0)
        return fmt::format("{}k", static_cast<std::int64_t>(amount / 1e3));
    return unmistakable(decimal(amount));
}

std::string write_rate(const double& per_second) {
    return unmistakable(decimal(per_second)) + "/s";
}
std::string write_number(const double& x) { return unmistakable(decimal(x)); }
std::string write_count(const int& n) { return fmt::format("{}", n); }
std::string write_bool(const bool& b) { return b ? "true" : "false"; }

std::string write_moment(const Moment& m) {
    const auto day = std::chrono::floor<std::chrono::days>(m.local);
    const Seconds past = m.local - day;
    std::string text = write_date(std::chrono::year_month_day{day}) + "T" +
                       clock(std::chrono::floor<std::chrono::minutes>(past));
    if (past % std::chrono::minutes{1} != Seconds{0})
        text += fmt::format(":{:02}", past.count() % 60);
    if (!m.utc_offset) return text;
    if (*m.utc_offset == Seconds{0}) return text + "Z";
    return text + (*m.utc_offset < Seconds{0} ? "-" : "+") +
           clock(std::chrono::floor<std::chrono::minutes>(std::chrono::abs(*m.utc_offset)));
}

std::string write_weekday(const std::chrono::weekday& d) {
    constexpr std::array<std::string_view, 7> names = {"mon", "tue", "wed", "thu",
                                                       "fri", "sat", "sun"};
    return std::string(names.at(d.iso_encoding() - 1));
}

std::string write_hours(const HourRange& h) { return clock(h.start) + "-" + clock(h.end); }

std::string write_dates(const DateRange& d) {
    return d.first == d.last ? write_date(d.first)
                             : write_date(d.first) + ".." + write_date(d.last);
}

std::string write_period(const MomentRange& m) {
    return write_moment(m.from) + ".." + write_moment(m.to);
}

std::string write_ordinal(const int& n) {
    return n == 1 ? "first" : n == -1 ? "last" : fmt::format("{}", n);
}

std::string write_how_often(const bool& per_year) { return per_year ? "year" : "once"; }
std::string write_on_failure(const bool& aborts) { return aborts ? "abort" : "continue"; }

}  // namespace knockon
