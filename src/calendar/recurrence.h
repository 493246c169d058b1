// calendar/recurrence.h: one recurrence rule of RFC 5545 section 3.3.10, worked out in local time.
//
// A rule speaks of the clock on the wall: it yields local dates and times, and whoever knows the
// zone turns them into moments. A day is an occurrence when it passes every BY part that concerns
// days (expanding and limiting come to the same within a year, month or week); times of day
// multiply. What the rule leaves open comes from its first occurrence (DTSTART; `from` in a
// landscape). Where the RFC leaves a choice: BYWEEKNO counts years of weeks (week 1 of 2025 begins
// in December 2024), BYSETPOS counts within whole periods, also the one in which DTSTART lies, and
// second 60 is second 59. RSCALE and SKIP (RFC 7529) are refused.
#pragma once

#include <algorithm>
#include <bitset>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.h"

namespace knockon {

/// A rule as written. Empty lists are parts that were not written.
struct Rule {
    enum class Every { second, minute, hour, day, week, month, year };
    struct Day {
        int nth = 0;  // of the month or year; negative from the end; 0 is every one
        std::chrono::weekday day;
        friend bool operator==(const Day&, const Day&) = default;
    };
    struct Until {
        std::chrono::local_seconds last;  // included; the end of the day if only a date was written
        bool utc = false;                 // `last` is UTC; else local time
        friend bool operator==(const Until&, const Until&) = default;
    };

    Every every = Every::day;
    std::int64_t interval = 1;
    std::optional<std::int64_t> count;
    std::optional<Until> until;
    std::vector<int> second, minute, hour, month_day, year_day, week, month, position;
    std::vector<Day> day;
    std::chrono::weekday week_start = std::chrono::Monday;

    /// Occurrences have a time of day of their own, rather than being days.
    bool has_time() const;
    /// Why the rule means nothing without a first occurrence: the part in question, such as
    /// "INTERVAL"; empty when it does without.
    std::string needs_start() const;
    friend bool operator==(const Rule&, const Rule&) = default;
};

/// Days, times and stretches that were looked at, and how many may be: one count for all that is
/// worked out together, so that time does not depend on what a file asks for.
struct Steps {
    std::size_t taken = 0, most = SIZE_MAX;
    bool over() const { return taken > most; }
    /// False when that was too much.
    bool take(std::size_t n = 1) {
        taken += std::min(n, SIZE_MAX - taken);
        return !over();
    }
};

/// The text after "RRULE:"; where it is none, `expected` says what is wrong with it.
Parsed<Rule> parse_rule(std::string_view text);

/// A rule and its first occurrence, ready to be asked.
class Recurrence {
  public:
    /// Nothing before `start` is an occurrence; `start` itself only if it matches the rule. `until`
    /// is the last moment included, in local time (a rule's own UNTIL may be UTC and is not read).
    Recurrence(const Rule& rule, std::chrono::local_seconds start,
               std::optional<std::chrono::local_seconds> until = {});

    /// Occurrences in [from, to), in order, at most `limit` of them, added to `out`. COUNT counts
    /// from `start`, so that such a rule is worked out from there; others jump to `from`.
    /// Ends after work in proportion to the periods between, also for a rule that never matches;
    /// with `steps`, where they are used up, and what was found till then is not all.
    void between(std::chrono::local_seconds from, std::chrono::local_seconds to, std::size_t limit,
                 std::vector<std::chrono::local_seconds>& out, Steps* steps = nullptr) const;

    std::chrono::local_seconds start() const { return start_; }
    std::optional<std::chrono::local_seconds> until() const { return until_; }

  private:
    struct Sink;
    using Days = std::chrono::local_days;
    bool matches(Days d, const std::chrono::year_month_day& date) const;
    bool matches_week(Days d) const;
    bool matches_weekday(Days d, const std::chrono::year_month_day& date) const;
    Days week_of(Days d) const;
    Days first_week(std::chrono::year y) const;
    std::optional<std::pair<Days, Days>> period(std::int64_t k) const;
    std::int64_t period_of(Days d) const;
    bool chooses_none() const;
    void by_days(Sink& sink) const;
    void by_times(Sink& sink) const;
    bool times_of_day(Days d, Sink& sink) const;

    Rule rule_;
    std::chrono::local_seconds start_;
    std::optional<std::chrono::local_seconds> until_;
    // The BY parts as sets; an empty part is the full set.
    std::bitset<13> months_;
    std::bitset<32> month_days_, month_days_back_;
    std::bitset<367> year_days_, year_days_back_;
    std::bitset<54> weeks_, weeks_back_;
    std::bitset<7> weekdays_;
    std::bitset<24> hours_;
    std::bitset<60> minutes_, seconds_;
    std::vector<int>
        times_;  // seconds since the start of a period's unit: a day, an hour, a minute
};

}  // namespace knockon
