#include "report/writing/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "assess/answer/wording.h"
#include "base/text.h"

namespace knockon {

struct FigureMaker {
    static Figure make(std::string text) { return Figure(std::move(text)); }
};

namespace {

constexpr std::string_view blank = "\u00A0", minus = "\u2212", dash = "\u2013";

Figure figure(std::string text) { return FigureMaker::make(std::move(text)); }

std::string grouped(std::string digits) {
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t at = point; at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string trimmed(std::string digits) {
    if (digits.find('.') == std::string::npos) return digits;
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits;
}

/// A currency is a word out of a file: three letters, or what is left of it with the rest shown as
/// ?.
std::string sign_of(std::string_view currency) {
    if (const auto sign = currency_sign(currency); sign != currency) return std::string(sign);
    std::string code;
    for (const char c : currency.substr(0, 8)) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        code += letter ? c : '?';
    }
    return code;
}

struct Scaled {
    std::string digits;
    std::string_view unit;
};

/// Thousands, millions, …: rounded first, so that 999.7 is "1.0k" and not "1000".
Scaled scaled(double amount, int digits) {
    static constexpr std::array<std::string_view, 5> units = {"", "k", "M", "bn", "tn"};
    const double rounded = std::stod(decimal(amount, digits));
    double size = 1;
    std::size_t unit = 0;
    while (rounded >= size * 1000 && unit + 1 < units.size()) {
        size *= 1000;
        ++unit;
    }
    return {decimal(rounded / size, digits), units[unit]};
}

std::string unsigned_money(double amount, std::string_view currency, int digits, bool trim) {
    Scaled s = scaled(amount, digits);
    if (trim) s.digits = trimmed(s.digits);
    const std::string sign = sign_of(currency);
    return fmt::format("{}{}{}{}", sign, sign.empty() ? "" : blank, grouped(s.digits), s.unit);
}

std::string unsigned_percent(double share) {
    if (share == 0) return fmt::format("0{}%", blank);
    if (share < 5e-7) return fmt::format("under{}0.0001{}%", blank, blank);
    if (share >= 0.99 && share < 1) {
        // Near certainty it is the remainder that counts; rounding up must not hide it.
        const double rest = 100 * (1 - share);
        if (rest < 1e-4) return fmt::format("over{}99.9999{}%", blank, blank);
        const int places = std::max(0, static_cast<int>(std::ceil(-std::log10(rest) - 1e-9)));
        const double scale = std::pow(10.0, places);
        return fmt::format("{:.{}f}{}%", 100 - std::ceil(rest * scale - 1e-9) / scale, places,
                           blank);
    }
    return fmt::format("{}{}%", decimal(100 * share, 2), blank);
}

/// Lengths from the largest unit down, at most `parts` of them, with `between` them.
std::string in_units(std::int64_t seconds, int parts, std::string_view between) {
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
        if (n == 0) continue;
        text += fmt::format("{}{}{}{}", text.empty() ? "" : between, n, blank, name);
        if (--parts == 0) break;
    }
    return text.empty() ? fmt::format("0{}s", blank) : text;
}

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

std::string unsigned_duration(double s) {
    if (s < 0.5) return fmt::format("under{}1{}s", blank, blank);
    const double r = readable(s);
    if (r >= 60 && r < 100) return fmt::format("{:.0f}{}s", r, blank);
    if (r >= 86'400 && r < 3 * 86'400) return fmt::format("{:.0f}{}h", r / 3600, blank);
    if (r > 3.2e9) return fmt::format("over{}100{}years", blank, blank);
    return in_units(static_cast<std::int64_t>(r), 2, " ");
}

struct Local {
    std::chrono::year_month_day date;
    std::chrono::weekday weekday;
    std::chrono::hh_mm_ss<std::chrono::seconds> time;
};

Local local(Instant t, const Zone& zone) {
    const auto l = zone.to_local(t);
    const auto day = std::chrono::floor<std::chrono::days>(l);
    return {std::chrono::year_month_day{day}, std::chrono::weekday{day},
            std::chrono::hh_mm_ss<std::chrono::seconds>{l - day}};
}

std::string clock(const Local& l) {
    std::string text = fmt::format("{:02}:{:02}", l.time.hours().count(), l.time.minutes().count());
    if (l.time.seconds().count() != 0) text += fmt::format(":{:02}", l.time.seconds().count());
    return text;
}

std::string day(const Local& l, bool year) {
    static constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed",
                                                             "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::string text = fmt::format("{}{}{}{}{}", days[l.weekday.c_encoding()], blank,
                                   static_cast<unsigned>(l.date.day()), blank,
                                   months[static_cast<unsigned>(l.date.month()) - 1]);
    if (year) text += fmt::format("{}{}", blank, static_cast<int>(l.date.year()));
    return text;
}

}  // namespace

Figure percent(double share) {
    if (share < 0) return figure(fmt::format("{}{}", minus, unsigned_percent(-share)));
    return figure(unsigned_percent(share));
}

int nines(double unavailability) {
    int n = 0;
    // An unavailability of 1 % is two nines, also as 1 - 0.99.
    for (double limit = 0.1; n < 9 && unavailability <= limit * (1 + 1e-12); limit /= 10) ++n;
    return n;
}

Figure availability(double unavailability) {
    assert(unavailability >= 0 && unavailability <= 1 + 1e-12 && "a probability");
    if (unavailability == 0) return figure(fmt::format("100{}%", blank));
    if (unavailability >= 1) return figure(fmt::format("0{}%", blank));
    if (unavailability < 1e-9) return figure(fmt::format("over{}99.9999999{}%", blank, blank));
    std::string down;
    for (int digits = 2; digits <= 6; ++digits) {
        down = decimal(100 * unavailability, digits);
        if (nines(std::stod(down) / 100) == nines(unavailability)) break;
    }
    // Taken off digit by digit: 100 - x in binary would show digits that x does not have.
    const std::size_t point = std::min(down.find('.'), down.size());
    const std::size_t places = down.size() - std::min(point + 1, down.size());
    std::int64_t hundred = 100, taken = 0;
    for (std::size_t i = 0; i < places; ++i) hundred *= 10;
    for (const char c : down)
        if (c != '.') taken = 10 * taken + (c - '0');
    std::string up = fmt::format("{:0{}}", hundred - taken, places + 1);
    if (places > 0) up.insert(up.size() - places, ".");
    return figure(up + std::string(blank) + "%");
}

Figure stated_percent(double share) {
    return figure(fmt::format("{}{}%", trimmed(decimal(100 * share, 6)), blank));
}

int frequency_base(std::span<const double> shares) {
    double smallest = 1;
    for (const double s : shares)
        if (s != 0) smallest = std::min(smallest, std::abs(s));
    return smallest * 100 < 0.95 ? 1000 : 100;
}

Figure frequency(double share, int base) {
    const double cases = std::abs(share) * base;
    if (cases > 0 && cases < 0.5) return figure(fmt::format("<1{}in{}{}", blank, blank, base));
    // All but a few: never "100 in 100" for what is not certain.
    const double rounded = cases < base ? std::min(std::round(cases), base - 1.0) : base;
    return figure(
        fmt::format("{}{:.0f}{}in{}{}", share < 0 ? minus : "", rounded, blank, blank, base));
}

Figure money(double amount, std::string_view currency, int digits) {
    if (amount == 0) return figure(std::string(dash));
    const std::string text = unsigned_money(std::abs(amount), currency, digits, false);
    return figure(amount < 0 ? fmt::format("{}{}{}", minus, blank, text) : text);
}

Figure signed_money(double amount, std::string_view currency, int digits) {
    if (amount == 0) return figure(std::string(dash));
    return figure(fmt::format("{}{}{}", amount < 0 ? minus : "+", blank,
                              unsigned_money(std::abs(amount), currency, digits, false)));
}

Figure stated_money(double amount, std::string_view currency) {
    return figure((amount < 0 ? std::string(minus) : "") +
                  unsigned_money(std::abs(amount), currency, 6, true));
}

Figure duration(double seconds) {
    if (seconds == 0) return figure(std::string(dash));
    const std::string text = unsigned_duration(std::abs(seconds));
    return figure(seconds < 0 ? fmt::format("{}{}", minus, text) : text);
}

Figure exact_duration(double seconds) {
    return figure(in_units(static_cast<std::int64_t>(std::llround(seconds)), 4, blank));
}

Figure count(std::uint64_t n) { return figure(grouped(std::to_string(n))); }

Figure number(double x, int digits) {
    return figure((x < 0 ? std::string(minus) : "") + grouped(decimal(std::abs(x), digits)));
}

Figure signed_percent(double share) {
    const std::string digits = decimal(std::abs(100 * share), 2);
    return figure(fmt::format("{}{}{}%", share < 0 ? minus : "+", grouped(digits), blank));
}

Figure moment(Instant t, const Zone& zone, bool year) {
    const Local l = local(t, zone);
    return figure(fmt::format("{}{}{}", day(l, year), blank, clock(l)));
}

Figure date(std::chrono::local_days d, bool year) {
    return figure(day({std::chrono::year_month_day{d}, std::chrono::weekday{d}, {}}, year));
}

Figure period(Instant from, Instant to, const Zone& zone, bool year) {
    const Local a = local(from, zone), b = local(to, zone);
    const std::string start = fmt::format("{}{}{}", day(a, year), blank, clock(a));
    if (a.date == b.date) return figure(fmt::format("{}{}{}", start, dash, clock(b)));
    const bool same_year = a.date.year() == b.date.year();
    return figure(fmt::format("{}{}{}{}{}{}{}", start, blank, dash, blank, day(b, !same_year),
                              blank, clock(b)));
}

}  // namespace knockon
