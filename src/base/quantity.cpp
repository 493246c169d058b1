#include "base/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/beta.h"
#include "base/decimal.h"

namespace knockon {
namespace {

constexpr double most =
    1e15;  // of money, rates and numbers; sums of them stay finite and exact enough

constexpr std::string_view a_duration =
    "a duration of whole units such as 90s, 15m, 4h, 2d, 1w or 1h30m";

/// The same text with a point for each comma.
std::string with_points(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), ',', '.');
    return out;
}

constexpr std::string_view a_probability = "a probability from 0 to 1 such as 5%, 0.05 or 1 in 20";

template <class T>
Parsed<T> found(T value) {
    return {std::move(value), {}};
}

template <class T>
Parsed<T> wanted(std::string_view what) {
    return {std::nullopt, fmt::format("expected {}", what)};
}

/// `k WORD n` with 0 <= k <= n and n >= 1, for "1 in 20" and "3 of 120".
struct Counts {
    int hits = 0, trials = 0;
};
std::optional<Counts> counts(std::string_view text, std::string_view word) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) return std::nullopt;
    const auto hits = whole_value(text.substr(0, at), std::numeric_limits<int>::max());
    const auto trials = whole_value(text.substr(at + word.size()), std::numeric_limits<int>::max());
    if (!hits || !trials || *trials < 1 || *hits > *trials) return std::nullopt;
    return Counts{static_cast<int>(*hits), static_cast<int>(*trials)};
}

/// What 1 less a fraction is, in decimal: 100 - 99.95 = 0.05 has no rounding error to carry along.
std::string complement(std::string_view text, std::string_view one) {
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string digits{text.substr(0, point)};
    std::string full{one};
    if (point < text.size()) digits += text.substr(point + 1);
    const std::size_t decimals = point < text.size() ? text.size() - point - 1 : 0;
    full.append(decimals, '0');
    digits.insert(0, full.size() - std::min(full.size(), digits.size()), '0');
    int borrow = 0;
    for (std::size_t i = full.size(); i-- > 0;) {
        int d = full[i] - digits[i] - borrow;
        borrow = d < 0 ? 1 : 0;
        full[i] = static_cast<char>('0' + d + 10 * borrow);
    }
    full.insert(full.size() - decimals, decimals > 0 ? "." : "");
    const std::size_t first = std::min(full.find_first_not_of('0'), full.size());
    full.erase(0, first);
    return full.empty() || full.front() == '.' ? "0" + full : full;
}

enum class Side { itself, complement };

/// 5%, 0.05 or 1 in 20, or one less it.
std::optional<double> fraction(std::string_view text, Side side) {
    if (const auto c = counts(text, " in ")) {
        const int hits = side == Side::itself ? c->hits : c->trials - c->hits;
        return static_cast<double>(hits) / c->trials;
    }
    const bool percent = text.ends_with('%');
    if (percent) text.remove_suffix(1);
    if (percent) drop_blank(text);
    const auto value = decimal_value(text, percent ? -2 : 0);
    if (!value || !(*value <= 1)) return std::nullopt;
    if (side == Side::itself) return value;
    return decimal_value(complement(without_exponent(text), percent ? "100" : "1"),
                         percent ? -2 : 0);
}

Parsed<Probability> probability_range(std::string_view text, std::size_t dots, Side side) {
    auto low = fraction(text.substr(0, dots), side);
    auto high = fraction(text.substr(dots + 2), side);
    if (low && high && side == Side::complement) std::swap(low, high);
    if (!low || !high || !(*low < *high))
        return wanted<Probability>("a range from a smaller to a larger probability such as 2%..8%");
    if (!(*low > 0 && *high < 1))
        return wanted<Probability>(
            "a range that begins above 0% and ends below 100%: as the middle 90 %, it leaves 5 % "
            "on either side");
    return found(Probability{beta_mean_of_interval(*low, *high), *low, *high, 0, 0});
}

Parsed<Probability> probability(std::string_view text, Side side) {
    if (const std::size_t dots = text.find(".."); dots != std::string_view::npos)
        return probability_range(text, dots, side);
    if (const auto c = counts(text, " of ")) {
        const int hits = side == Side::itself ? c->hits : c->trials - c->hits;
        const double value = evidence_mean(hits, c->trials);
        return found(Probability{value, value, value, hits, c->trials});
    }
    if (const auto value = fraction(text, side))
        return found(Probability{*value, *value, *value, 0, 0});
    if (const std::string points = with_points(text); points != text && probability(points, side))
        return wanted<Probability>(fmt::format("a point for the comma: {}", points));
    return wanted<Probability>(
        fmt::format("{}, a count such as 3 of 120, or a range such as 2%..8%", a_probability));
}

struct Unit {
    std::string_view name;
    std::chrono::seconds length;
};
constexpr Unit units[] = {{"w", std::chrono::weeks{1}},
                          {"d", std::chrono::days{1}},
                          {"h", std::chrono::hours{1}},
                          {"m", std::chrono::minutes{1}},
                          {"s", std::chrono::seconds{1}}};

/// A number and what it counts, "1h" or "30 min"; both are taken from the front.
struct Counted {
    std::string_view number, unit;
};
Counted take_counted(std::string_view& text) {
    Counted c;
    c.number = text.substr(0, text.find_first_not_of("0123456789"));
    text.remove_prefix(c.number.size());
    take_blank(text);
    const bool minutes = text.starts_with("min");
    c.unit = text.substr(0, 1);
    text.remove_prefix(minutes ? 3 : c.unit.size());
    return c;
}

}  // namespace

Parsed<Duration> parse_duration(std::string_view text) {
    constexpr std::int64_t longest =
        std::chrono::duration_cast<std::chrono::seconds>(forever).count();
    std::int64_t total = 0;
    if (text.empty()) return wanted<Duration>(a_duration);
    if (const std::string whole = in_whole_units(text); !whole.empty())
        return wanted<Duration>(fmt::format("a duration of whole units: {}", whole));
    for (const Unit* unit = std::begin(units); !text.empty(); ++unit) {
        if (unit != std::begin(units)) take_blank(text);
        const auto [number, name] = take_counted(text);
        unit =
            std::find_if(unit, std::end(units), [n = name](const Unit& u) { return u.name == n; });
        if (unit == std::end(units)) return wanted<Duration>(a_duration);
        const auto count = whole_value(number, longest / unit->length.count());
        if (!count && decimal_value(number))
            return wanted<Duration>("a duration of less than 10,000 years");
        if (!count) return wanted<Duration>(a_duration);
        total += *count * unit->length.count();
        if (total >= longest) return wanted<Duration>("a duration of less than 10,000 years");
    }
    return found<Duration>(std::chrono::seconds{total});
}

Parsed<Length> parse_length(std::string_view text) {
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        const auto d = parse_duration(text);
        if (!d) return {std::nullopt, d.expected + ", or a range such as 30m..4h"};
        return found(Length{*d, *d, *d});
    }
    const auto low = parse_duration(text.substr(0, dots)),
               high = parse_duration(text.substr(dots + 2));
    if (!low || !high) return {std::nullopt, low ? high.expected : low.expected};
    if (!(*low < *high) || *low <= Duration::zero())
        return wanted<Length>(
            "a range from a shorter to a longer duration, both above 0, such as 30m..4h");
    return found(
        Length{from_seconds(std::sqrt(seconds(*low)) * std::sqrt(seconds(*high))), *low, *high});
}

Parsed<Probability> parse_probability(std::string_view text) {
    return probability(text, Side::itself);
}

Parsed<Probability> parse_availability(std::string_view text) {
    // "1 in 1000" says how often something is down, and would be read as how often it is up.
    auto p = counts(text, " in ") ? Parsed<Probability>{} : probability(text, Side::complement);
    if (!p && p.expected.find("comma") == std::string::npos)
        p.expected =
            "expected an availability such as 99.9%, 0.999 or 119 of 120, or a range such as "
            "99%..99.9%";
    return p;
}

Parsed<double> parse_fraction(std::string_view text) {
    if (const auto value = fraction(text, Side::itself)) return found(*value);
    if (const std::string points = with_points(text);
        points != text && fraction(points, Side::itself))
        return wanted<double>(fmt::format("a point for the comma: {}", points));
    return wanted<double>(a_probability);
}

namespace {

/// What a number that was not taken, or has two readings, is asked for as.
Parsed<double> wanted_number(std::string_view text, std::string_view what) {
    const std::string ways = ways_to_write(text);
    if (ways.empty()) return wanted<double>(what);
    return wanted<double>(ways.find(" or ") == std::string::npos
                              ? fmt::format("a point before decimals and nothing else: {}", ways)
                              : fmt::format("what has one reading: {}", ways));
}

Parsed<double> amount(std::string_view text) {
    constexpr std::string_view an_amount = "an amount such as 500, 12k or 1.5M, at most 1e15";
    constexpr std::pair<std::string_view, int> powers[] = {
        {"k", 3}, {"M", 6}, {"bn", 9}, {"tn", 12}};
    if (!ways_to_write(text).empty()) return wanted_number(text, an_amount);
    std::string_view digits = text;
    int exponent = 0;
    for (const auto& [unit, of_ten] : powers)
        if (text.ends_with(unit)) {
            digits.remove_suffix(unit.size());
            exponent = of_ten;
        }
    const auto value = decimal_value(digits, exponent);
    return value && *value <= most ? found(*value) : wanted<double>(an_amount);
}

}  // namespace

std::string_view currency_of(std::string_view amount) {
    for (const std::string_view sign : {"€", "$", "£"})
        if (amount.starts_with(sign)) return amount.substr(0, sign.size());
    constexpr std::size_t longest = 8;  // of what reports show of a currency without a sign
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const auto end = std::find_if_not(amount.begin(), amount.end(), is_letter);
    const std::string_view letters(amount.begin(), end);
    std::string_view rest = amount.substr(letters.size());
    return letters.size() <= longest && take_blank(rest) ? letters : std::string_view{};
}

Parsed<double> parse_money(std::string_view text) {
    if (const std::size_t sign = currency_of(text).size(); sign > 0) {
        text.remove_prefix(sign);
        take_blank(text);
    }
    return amount(text);
}

Parsed<double> parse_rate(std::string_view text) {
    constexpr std::string_view a_rate = "a rate such as 500/s, 200/m or 1k/h";
    if (text.size() < 3 || text[text.size() - 2] != '/') return wanted<double>(a_rate);
    const char per = text.back();
    const std::string_view amount_text = text.substr(0, text.size() - 2);
    const auto per_unit = amount(amount_text);
    if (!per_unit || (per != 's' && per != 'm' && per != 'h'))
        return wanted_number(per_unit ? "" : amount_text, a_rate);
    return found(*per_unit / (per == 's' ? 1.0 : per == 'm' ? 60.0 : 3600.0));
}

Parsed<double> parse_number(std::string_view text) {
    constexpr std::string_view a_number = "a number such as 3 or 1.5, at least 0 and at most 1e15";
    const auto value = decimal_value(text);
    return value && *value <= most && ways_to_write(text).empty() ? found(*value)
                                                                  : wanted_number(text, a_number);
}

Parsed<bool> parse_bool(std::string_view text) {
    if (text == "true") return found(true);
    if (text == "false") return found(false);
    return wanted<bool>("true or false");
}

}  // namespace knockon
