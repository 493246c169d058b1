// How a rule is written (RFC 5545 section 3.3.10).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "calendar/recurrence.h"

namespace knockon {

namespace {

using Every = Rule::Every;

constexpr std::array<std::string_view, 7> frequencies{"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                      "WEEKLY",   "MONTHLY",  "YEARLY"};
constexpr std::array<std::string_view, 7> weekdays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr std::array<std::string_view, 14> parts{
    "FREQ",  "INTERVAL",   "COUNT",     "UNTIL",    "BYSECOND", "BYMINUTE", "BYHOUR",
    "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH",  "BYSETPOS", "WKST"};

std::optional<int> integer(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

template <std::size_t N>
std::optional<std::size_t> place_of(std::string_view word,
                                    const std::array<std::string_view, N>& words) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
}

/// In capitals and without blanks, neither of which means anything in a rule.
std::string plain(std::string_view text) {
    std::string out = upper_case(text);
    std::erase_if(out, [](char c) { return c == ' ' || c == '\t'; });
    return out;
}

/// Reads the parts one by one into a rule; the first mistake ends up in `wrong`.
struct Reader {
    Rule rule;
    std::string wrong;
    std::vector<std::string_view> seen;

    bool fail(std::string text) {
        if (wrong.empty()) wrong = std::move(text);
        return false;
    }

    /// A list of numbers in [low, high]; with `back` also in [-high, -1], never 0 then.
    bool numbers(std::string_view part, std::string_view text, int low, int high, bool back,
                 std::vector<int>& out) {
        for (const std::string_view word : split(text, ',')) {
            const std::optional<int> n = integer(word);
            if (!n || *n > high || *n < (back ? -high : low) || (back && *n == 0))
                return fail(fmt::format("{} takes numbers from {} to {}{}, not `{}`", part, low,
                                        high, back ? fmt::format(" or -{} to -1", high) : "",
                                        word));
            out.push_back(*n);
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return true;
    }

    bool days(std::string_view text) {
        for (const std::string_view word : split(text, ',')) {
            const std::size_t digits = word.size() < 2 ? 0 : word.size() - 2;
            const auto day = place_of(word.substr(digits), weekdays);
            const auto nth = digits == 0 ? std::optional{0} : integer(word.substr(0, digits));
            if (!day || !nth || *nth > 53 || *nth < -53 || (digits > 0 && *nth == 0))
                return fail(
                    fmt::format("BYDAY takes MO, TU, WE, TH, FR, SA, SU, with a number such as "
                                "1MO or -1FR, not `{}`",
                                word));
            rule.day.push_back({*nth, std::chrono::weekday{static_cast<unsigned>(*day)}});
        }
        return true;
    }

    bool until(std::string_view text);
    bool positive(std::string_view part, std::string_view text, std::int64_t& out) {
        const std::optional<int> n = integer(text);
        if (!n || *n < 1)
            return fail(fmt::format("{} takes a whole number from 1, not `{}`", part, text));
        out = *n;
        return true;
    }

    bool part(std::string_view name, std::string_view text);
    bool fits_together();
};

bool Reader::until(std::string_view text) {
    const auto digits = [&](std::size_t at, std::size_t n) {
        int value = 0;
        for (const char c : text.substr(at, n)) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    const std::string expected = fmt::format(
        "UNTIL takes a date or a time such as 20281231, 20281231T180000 or 20281231T235959Z, not "
        "`{}`",
        text);
    const bool utc = text.size() == 16 && text[15] == 'Z';
    if (text.size() != 8 && text.size() != 15 && !utc) return fail(expected);
    const std::chrono::year_month_day date{std::chrono::year{digits(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(digits(4, 2))},
                                           std::chrono::day{static_cast<unsigned>(digits(6, 2))}};
    if (digits(0, 4) < 0 || !date.ok()) return fail(expected);
    std::chrono::seconds time{24 * 3600 - 1};
    if (text.size() > 8) {
        const int h = digits(9, 2), m = digits(11, 2), s = digits(13, 2);
        if (text[8] != 'T' || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60)
            return fail(expected);
        time =
            std::chrono::hours{h} + std::chrono::minutes{m} + std::chrono::seconds{std::min(s, 59)};
    }
    rule.until = Rule::Until{std::chrono::local_days{date} + time, utc};
    return true;
}

bool Reader::part(std::string_view name, std::string_view text) {
    if (std::find(seen.begin(), seen.end(), name) != seen.end())
        return fail(fmt::format("{} is given twice", name));
    seen.push_back(name);
    std::int64_t count = 0;
    if (name == "FREQ") {
        const auto every = place_of(text, frequencies);
        if (!every)
            return fail(
                fmt::format("FREQ takes YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY or "
                            "SECONDLY, not `{}`",
                            text));
        rule.every = static_cast<Every>(*every);
        return true;
    }
    if (name == "INTERVAL") return positive(name, text, rule.interval);
    if (name == "COUNT") {
        if (!positive(name, text, count)) return false;
        rule.count = count;
        return true;
    }
    if (name == "UNTIL") return until(text);
    if (name == "BYSECOND") return numbers(name, text, 0, 60, false, rule.second);
    if (name == "BYMINUTE") return numbers(name, text, 0, 59, false, rule.minute);
    if (name == "BYHOUR") return numbers(name, text, 0, 23, false, rule.hour);
    if (name == "BYDAY") return days(text);
    if (name == "BYMONTHDAY") return numbers(name, text, 1, 31, true, rule.month_day);
    if (name == "BYYEARDAY") return numbers(name, text, 1, 366, true, rule.year_day);
    if (name == "BYWEEKNO") return numbers(name, text, 1, 53, true, rule.week);
    if (name == "BYMONTH") return numbers(name, text, 1, 12, false, rule.month);
    if (name == "BYSETPOS") return numbers(name, text, 1, 366, true, rule.position);
    if (name == "WKST") {
        const auto day = place_of(text, weekdays);
        if (!day) return fail(fmt::format("WKST takes a day such as MO, not `{}`", text));
        rule.week_start = std::chrono::weekday{static_cast<unsigned>(*day)};
        return true;
    }
    if ((name == "RSCALE" && text == "GREGORIAN") || (name == "SKIP" && text == "OMIT"))
        return true;  // what holds without them
    if (name == "RSCALE" || name == "SKIP")
        return fail(fmt::format("{} (RFC 7529) is not supported", name));
    const auto meant = closest(name, parts);
    return fail(fmt::format("a rule has no part `{}`{}", name,
                            meant ? fmt::format("; did you mean {}?", *meant) : ""));
}

/// What the RFC forbids, because it would mean nothing.
bool Reader::fits_together() {
    const Every every = rule.every;
    if (std::find(seen.begin(), seen.end(), "FREQ") == seen.end())
        return fail("a rule needs FREQ, such as FREQ=MONTHLY");
    if (rule.count && rule.until) return fail("COUNT and UNTIL exclude each other");
    if (!rule.week.empty() && every != Every::year)
        return fail("BYWEEKNO goes with FREQ=YEARLY only");
    if (!rule.year_day.empty() &&
        (every == Every::day || every == Every::week || every == Every::month))
        return fail("BYYEARDAY does not go with FREQ=DAILY, WEEKLY or MONTHLY");
    if (!rule.month_day.empty() && every == Every::week)
        return fail("BYMONTHDAY does not go with FREQ=WEEKLY");
    const bool ordinal = std::any_of(rule.day.begin(), rule.day.end(),
                                     [](const Rule::Day& d) { return d.nth != 0; });
    if (ordinal && every != Every::month && every != Every::year)
        return fail("a numbered day in BYDAY goes with FREQ=MONTHLY or YEARLY only");
    if (ordinal && !rule.week.empty())
        return fail("a numbered day in BYDAY does not go with BYWEEKNO");
    if (!rule.position.empty() && rule.day.empty() && rule.second.empty() && rule.minute.empty() &&
        rule.hour.empty() && rule.month_day.empty() && rule.year_day.empty() && rule.week.empty() &&
        rule.month.empty())
        return fail("BYSETPOS chooses among what another BY part gives; there is none");
    return true;
}

}  // namespace

Parsed<Rule> parse_rule(std::string_view text) {
    const std::string without_blanks = plain(text);
    const std::string_view all = without_blanks;
    Reader reader;
    if (all.starts_with("RRULE:")) return {{}, "leave out `RRULE:`"};
    for (const std::string_view word : split(all, ';')) {
        if (!reader.wrong.empty()) break;
        const std::size_t equals = word.find('=');
        if (word.empty() && !all.empty()) {
            // Some programs end a rule with a semicolon.
        } else if (equals == std::string_view::npos) {
            reader.fail(
                fmt::format("a rule is parts NAME=VALUE with `;` between, such as "
                            "FREQ=MONTHLY;BYMONTHDAY=1; `{}` is none",
                            word));
        } else {
            reader.part(word.substr(0, equals), word.substr(equals + 1));
        }
    }
    if (!reader.wrong.empty() || !reader.fits_together()) return {{}, std::move(reader.wrong)};
    return {std::move(reader.rule), {}};
}

bool Rule::has_time() const {
    return every < Every::day || !hour.empty() || !minute.empty() || !second.empty();
}

std::string Rule::needs_start() const {
    if (interval > 1) return "INTERVAL";
    if (count) return "COUNT";
    const bool says_day = !day.empty() || !month_day.empty() || !year_day.empty();
    if (every == Every::week && day.empty()) return "FREQ=WEEKLY without BYDAY";
    if (every == Every::month && !says_day) return "FREQ=MONTHLY without BYDAY or BYMONTHDAY";
    if (every == Every::year && !says_day)
        return week.empty() ? "FREQ=YEARLY without BYDAY, BYMONTHDAY or BYYEARDAY"
                            : "BYWEEKNO without BYDAY";
    // BYMONTHDAY alone is that day of every month, as in FREQ=MONTHLY: nothing is open.
    return {};
}

}  // namespace knockon
