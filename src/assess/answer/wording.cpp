#include "assess/answer/wording.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/text.h"

namespace knockon {
namespace {

using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr std::size_t ids_named = 3;
constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string clock_text(std::chrono::seconds since_midnight) {
    const auto m = floor<minutes>(since_midnight).count();
    return fmt::format("{:02}:{:02}", m / 60, m % 60);
}

/// The figure in thousands, millions or billions where it has them.
std::string scaled_money(double amount, double figure, const std::string& currency,
                         std::string (*digits)(double)) {
    constexpr std::array<std::string_view, 4> units = {"", "k", "M", "bn"};
    double size = 1;
    std::size_t unit = 0;
    for (; figure >= size * 1000 && unit + 1 < units.size(); ++unit) size *= 1000;
    return fmt::format("{}{}{}{}{}", currency_sign(currency), currency.empty() ? "" : "\u00A0",
                       amount < 0 ? "-" : "", digits(figure / size), units[unit]);
}

}  // namespace

std::string ids_text(const std::vector<Id>& ids) {
    if (ids.size() == 2) return ids[0] + " and " + ids[1];
    if (ids.size() <= ids_named) return fmt::format("{}", fmt::join(ids, ", "));
    return fmt::format("{} and {} more", fmt::join(ids.begin(), ids.begin() + ids_named, ", "),
                       ids.size() - ids_named);
}

std::string_view currency_sign(std::string_view currency) {
    if (currency == "EUR") return "€";
    if (currency == "USD") return "$";
    if (currency == "GBP") return "£";
    return currency;
}

std::string money_text(double amount, const std::string& currency) {
    return scaled_money(amount, std::stod(decimal(std::abs(amount), 2)), currency,
                        [](double x) { return decimal(x, 2); });
}

std::string stated_money_text(double amount, const std::string& currency) {
    return scaled_money(amount, std::abs(amount), currency,
                        [](double x) { return fmt::format("{:.6g}", x); });
}

std::string share_text(double share) {
    return (share < 0 ? "-" : "") + decimal(std::abs(100 * share), 2) + "\u00A0%";
}

std::string stated_share_text(double share) { return fmt::format("{:.3g}\u00A0%", 100 * share); }

std::string date_text(std::chrono::year_month_day date) {
    const auto weekday = std::chrono::weekday{local_days{date}}.c_encoding();
    return fmt::format("{} {} {} {}", weekdays[weekday], static_cast<unsigned>(date.day()),
                       months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()));
}

std::string moment_text(Instant t, const Zone& zone) {
    const std::chrono::local_seconds local = zone.to_local(t);
    const auto day = floor<std::chrono::days>(local);
    return date_text(std::chrono::year_month_day{day}) + " " + clock_text(local - day);
}

std::string period_text(const Span& s, const Zone& zone) {
    const std::chrono::local_seconds start = zone.to_local(s.start), end = zone.to_local(s.end);
    const auto first = floor<std::chrono::days>(start);
    auto last = floor<std::chrono::days>(end);
    if (last > first && end == last) last -= std::chrono::days{1};
    const std::string until = clock_text(end - last);
    return moment_text(s.start, zone) + " to " +
           (last == first ? until : date_text(std::chrono::year_month_day{last}) + " " + until);
}

std::string duration_text(Duration d) {
    const auto total = std::chrono::duration_cast<std::chrono::seconds>(d).count();
    const auto part = [](std::int64_t n, const char* unit) { return fmt::format("{} {}", n, unit); };
    struct Unit {
        std::int64_t size;
        const char* name;
    };
    constexpr Unit units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
    for (std::size_t i = 0; i < std::size(units); ++i) {
        if (total < units[i].size) continue;
        std::string text = part(total / units[i].size, units[i].name);
        const std::int64_t rest = total % units[i].size;
        if (i + 1 < std::size(units) && rest >= units[i + 1].size)
            text += " " + part(rest / units[i + 1].size, units[i + 1].name);
        return text;
    }
    return "0 s";
}

std::string need_text(const Need& need) {
    std::vector<std::string> parts;
    if (need.members.size() > 1 && need.at_least < static_cast<int>(need.members.size()))
        parts.push_back(fmt::format("needs {} of {}", need.at_least, need.members.size()));
    if (need.tolerates > Duration{0})
        parts.push_back(fmt::format("survives {} without it", duration_text(need.tolerates)));
    if (need.chance && *need.chance < 1)
        parts.push_back(fmt::format("in {:g} % of the cases", 100 * *need.chance));
    if (need.failover && *need.failover < 1)
        parts.push_back(fmt::format("the switch works in {:g} % of the cases", 100 * *need.failover));
    if (need.impact && *need.impact < 1)
        parts.push_back(fmt::format("degraded only, {:g} % of the loss", 100 * *need.impact));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string percent_text(double probability) {
    return fmt::format("{:.8g} %", 100 * probability);
}

std::string recovery_text(const Recovery& r) {
    switch (r.shape) {
        case Recovery::Shape::constant: return duration_text(r.p50.value);
        case Recovery::Shape::exponential:
            return fmt::format("{} on average", duration_text(r.p50.value));
        case Recovery::Shape::lognormal: break;
    }
    return fmt::format("{} in half of the cases, {} in 9 of 10", duration_text(r.p50.value),
                       duration_text(r.p90.value));
}

}  // namespace knockon
