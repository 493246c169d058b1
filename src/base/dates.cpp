// The quantities of quantity.h that speak of dates and clocks.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/decimal.h"
#include "base/quantity.h"

namespace knockon {
namespace {

using std::chrono::day;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

template <class T>
Parsed<T> expected(std::string_view what) {
    return {std::nullopt, fmt::format("expected {}", what)};
}

constexpr std::string_view a_date = "a date from 1970 to 2200 such as 2026-11-30";
constexpr std::string_view a_moment =
    "a moment from 1970 to 2200 such as 2026-11-30T20:00, 2026-11-30T20:00+01:00 or "
    "2026-11-30T20:00Z";

/// Takes exactly `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = 10 * value + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<year_month_day> take_date(std::string_view& text) {
    const auto y = take_number(text, 4);
    if (!y || !take(text, '-')) return std::nullopt;
    const auto m = take_number(text, 2);
    if (!m || !take(text, '-')) return std::nullopt;
    const auto d = take_number(text, 2);
    if (!d || *y < 1970 || *y > 2200) return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                              day{static_cast<unsigned>(*d)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

/// HH:MM, at most `latest` after midnight.
std::optional<minutes> take_clock(std::string_view& text, minutes latest) {
    const auto h = take_number(text, 2);
    if (!h || !take(text, ':')) return std::nullopt;
    const auto m = take_number(text, 2);
    if (!m || *m > 59) return std::nullopt;
    const minutes clock{60 * *h + *m};
    return clock <= latest ? std::optional{clock} : std::nullopt;
}

constexpr minutes last_minute{24 * 60 - 1};
constexpr minutes widest_offset{14 * 60};

constexpr std::array<std::string_view, 7> day_names = {"mon", "tue", "wed", "thu",
                                                       "fri", "sat", "sun"};

std::optional<std::size_t> day_index(std::string_view text) {
    const auto at = std::find(day_names.begin(), day_names.end(), text);
    if (at == day_names.end()) return std::nullopt;
    return static_cast<std::size_t>(at - day_names.begin());
}

/// Marks the days of `mon` or `fri-mon`; false if the text is neither or names a day a second time.
bool mark_days(std::string_view item, std::array<bool, 7>& marked) {
    const std::size_t dash = std::min(item.find('-'), item.size());
    const auto first = day_index(item.substr(0, dash));
    const auto last = dash == item.size() ? first : day_index(item.substr(dash + 1));
    if (!first || !last || (dash < item.size() && *first == *last)) return false;
    for (std::size_t d = *first;; d = (d + 1) % 7) {
        if (marked[d]) return false;
        marked[d] = true;
        if (d == *last) return true;
    }
}

}  // namespace

Parsed<year_month_day> parse_date(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !text.empty()) return expected<year_month_day>(a_date);
    return {date, {}};
}

std::string write_date(const year_month_day& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Parsed<std::pair<year_month_day, year_month_day>> parse_dates(std::string_view text) {
    using Dates = std::pair<year_month_day, year_month_day>;
    const std::size_t dots = std::min(text.find(".."), text.size());
    const auto first = parse_date(text.substr(0, dots));
    const auto last = dots == text.size() ? first : parse_date(text.substr(dots + 2));
    if (!first || !last || *first > *last)
        return expected<Dates>(fmt::format("{}, or a range such as 2026-12-24..2026-12-26", a_date));
    return {Dates{*first, *last}, {}};
}

Parsed<Moment> parse_moment(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !take(text, 'T')) return expected<Moment>(a_moment);
    const auto clock = take_clock(text, last_minute);
    if (!clock) return expected<Moment>(a_moment);
    std::chrono::seconds past_minute{0};
    if (take(text, ':')) {
        const auto s = take_number(text, 2);
        if (!s || *s > 59) return expected<Moment>(a_moment);
        past_minute = std::chrono::seconds{*s};
    }
    Moment moment{std::chrono::local_days{*date} + *clock + past_minute, std::nullopt};
    if (text.empty()) return {moment, {}};
    if (text == "Z") {
        moment.utc_offset = std::chrono::seconds{0};
        return {moment, {}};
    }
    const bool west = text.starts_with('-');
    if (!west && !text.starts_with('+')) return expected<Moment>(a_moment);
    text.remove_prefix(1);
    const auto offset = take_clock(text, widest_offset);
    if (!offset || !text.empty()) return expected<Moment>(a_moment);
    moment.utc_offset = west ? -*offset : *offset;
    return {moment, {}};
}

Parsed<std::pair<Moment, Moment>> parse_period(std::string_view text) {
    using Period = std::pair<Moment, Moment>;
    const auto wrong = [] {
        return expected<Period>("a stretch of time such as 2026-12-30T20:00..2026-12-31T02:00");
    };
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) return wrong();
    const auto from = parse_moment(text.substr(0, dots)), to = parse_moment(text.substr(dots + 2));
    if (!from || !to) return wrong();
    const bool comparable = from->utc_offset.has_value() == to->utc_offset.has_value();
    const auto none = std::chrono::seconds{0};
    if (comparable &&
        from->local - from->utc_offset.value_or(none) >= to->local - to->utc_offset.value_or(none))
        return expected<Period>("a stretch of time that ends after it begins");
    return {Period{*from, *to}, {}};
}

Parsed<std::vector<weekday>> parse_days(std::string_view text) {
    std::array<bool, 7> marked{};
    for (bool more = true; more;) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (!mark_days(text.substr(0, comma), marked))
            return expected<std::vector<weekday>>(
                "days such as mon-fri or mon,wed, each at most once");
        more = comma < text.size();
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    std::vector<weekday> days;
    for (unsigned d = 0; d < marked.size(); ++d)
        if (marked[d]) days.emplace_back(d + 1);
    return {days, {}};
}

Parsed<HourRange> parse_hours(std::string_view text) {
    const auto start = take_clock(text, last_minute);
    const bool dash = start && take(text, '-');
    const auto end = dash ? take_clock(text, minutes{24 * 60}) : std::nullopt;
    if (!end || !text.empty())
        return expected<HourRange>("hours such as 08:00-18:00, 22:00-06:00 or 00:00-24:00");
    return {HourRange{*start, *end}, {}};
}

Parsed<int> parse_ordinal(std::string_view text) {
    constexpr std::string_view an_ordinal =
        "first, last, or a number such as 3 or -2 (counted from the end)";
    constexpr int days_of_a_year = 366;
    if (text == "first") return {1, {}};
    if (text == "last") return {-1, {}};
    const bool from_end = take(text, '-');
    const auto number = whole_value(text, days_of_a_year, true);
    if (!number || *number == 0) return expected<int>(an_ordinal);
    return {static_cast<int>(from_end ? -*number : *number), {}};
}

}  // namespace knockon
