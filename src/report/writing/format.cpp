#include "report/writing/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdlib>

#include "base/figures.h"
#include "base/text.h"

namespace knockon {

struct FigureMaker {
    static Figure make(std::string text) { return Figure(std::move(text)); }
};

namespace {

constexpr std::string_view blank = "\u00A0", minus = "\u2212", dash = "\u2013";

Figure figure(std::string text) { return FigureMaker::make(std::move(text)); }

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

std::string day(const Local& l, bool year) { return date_text(l.date, blank, year); }

}  // namespace

Figure percent(double share) { return figure(share_text(share, 1e-4)); }

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
        if (nines(std::strtod(down.c_str(), nullptr) / 100) == nines(unavailability)) break;
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

Figure stated_percent(double share) { return figure(stated_share_text(share)); }

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
    return figure(amount == 0 ? std::string(dash) : money_text(amount, currency, digits));
}

Figure signed_money(double amount, std::string_view currency, int digits) {
    const bool gain = amount >= 1;  // what is under 1 has no sign worth telling
    return figure(fmt::format("{}{}{}", gain ? "+" : "", gain ? blank : "",
                              money(amount, currency, digits).text()));
}

Figure rounded_money(std::int64_t units, double rounding, std::string_view currency) {
    return figure(rounded_money_text(units, rounding, currency));
}

Figure stated_money(double amount, std::string_view currency) {
    return figure(stated_money_text(amount, currency));
}

Figure duration(double seconds) {
    return figure(seconds == 0 ? std::string(dash) : length_text(seconds));
}

Figure short_length(double seconds) {
    constexpr double minute = 60, hour = 3600, day = 86'400;
    if (seconds == 0) return figure(std::string(dash));
    if (std::abs(seconds) < minute) return figure(fmt::format("<{}1{}min", blank, blank));
    const auto in = [&](double unit, std::string_view name, int digits) {
        return figure(fmt::format("{}{}{}{}", seconds < 0 ? minus : "",
                                  decimal(std::abs(seconds) / unit, digits), blank, name));
    };
    if (std::abs(seconds) < 59.5 * minute) return in(minute, "min", 2);
    return std::abs(seconds) < 2 * day ? in(hour, "h", 2) : in(day, "d", 2);
}

Figure exact_duration(double seconds) {
    return figure(in_units(static_cast<std::int64_t>(std::llround(seconds)), 3, blank, blank));
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
    if (from == to) return moment(from, zone, year);
    const Local a = local(from, zone), b = local(to, zone);
    const std::string start = fmt::format("{}{}{}", day(a, year), blank, clock(a));
    if (a.date == b.date) return figure(fmt::format("{}{}{}", start, dash, clock(b)));
    const bool same_year = a.date.year() == b.date.year();
    return figure(fmt::format("{}{}{}{}{}{}{}", start, blank, dash, blank, day(b, !same_year),
                              blank, clock(b)));
}

}  // namespace knockon
