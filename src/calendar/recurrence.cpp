#include "calendar/recurrence.h"

#include <algorithm>
#include <cassert>

namespace knockon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::last;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::weekday;
using std::chrono::year_month_day;
using Every = Rule::Every;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int64_t remainder(std::int64_t a, std::int64_t b) { return a - floor_divide(a, b) * b; }

/// The least number >= `at` that is `residue` more than a multiple of `step`.
std::int64_t next_in_step(std::int64_t at, std::int64_t residue, std::int64_t step) {
    return at + remainder(residue - at, step);
}

template <std::size_t N>
void fill(std::bitset<N>& forward, std::bitset<N>& back, const std::vector<int>& numbers) {
    for (const int n : numbers) (n > 0 ? forward : back).set(static_cast<std::size_t>(std::abs(n)));
}

template <std::size_t N>
void fill(std::bitset<N>& set, const std::vector<int>& numbers, int otherwise) {
    for (const int n : numbers) set.set(std::min(static_cast<std::size_t>(n), N - 1));
    if (numbers.empty() && otherwise >= 0) set.set(static_cast<std::size_t>(otherwise));
    if (numbers.empty() && otherwise < 0) set.set();
}

template <std::size_t N>
bool holds(const std::bitset<N>& forward, const std::bitset<N>& back, std::int64_t number,
           std::int64_t of) {
    return forward[static_cast<std::size_t>(number)] ||
           back[static_cast<std::size_t>(of + 1 - number)];
}

std::int64_t unit_seconds(Every e) { return e == Every::hour ? 3600 : e == Every::minute ? 60 : 1; }

}  // namespace

/// Takes the candidates of one period after the other and keeps what was asked for.
struct Recurrence::Sink {
    local_seconds from, to;  // candidates outside do not interest; `to` also ends the work
    std::size_t limit;
    std::int64_t to_count;  // occurrences left before COUNT is reached
    const Recurrence& of;
    std::vector<local_seconds>& out;
    Steps& steps;
    std::size_t added = 0;
    bool done = false;

    /// Counts what is looked at; false where that ends the work.
    bool goes_on() {
        if (!steps.take()) done = true;
        return !done;
    }

    void keep(local_seconds t) {
        if (done || t < of.start_ || !goes_on()) return;
        if (t >= to || (of.until_ && t > *of.until_) || to_count == 0) {
            done = true;
            return;
        }
        --to_count;
        if (t < from) return;
        out.push_back(t);
        done = ++added == limit;
    }

    /// The candidates of a period are `bases` times `offsets`, in order; BYSETPOS chooses.
    void take(const std::vector<local_seconds>& bases, const std::vector<int>& offsets) {
        const auto n = static_cast<std::int64_t>(bases.size() * offsets.size());
        const auto at = [&](std::int64_t i) {
            const auto place = static_cast<std::size_t>(i);
            return bases[place / offsets.size()] +
                   std::chrono::seconds{offsets[place % offsets.size()]};
        };
        const std::vector<int>& positions = of.rule_.position;
        if (positions.empty()) {
            for (std::int64_t i = 0; i < n && !done; ++i) keep(at(i));
            return;
        }
        std::vector<std::int64_t> chosen;
        for (const int p : positions) {
            const std::int64_t i = p > 0 ? p - 1 : n + p;
            if (i >= 0 && i < n) chosen.push_back(i);
        }
        std::sort(chosen.begin(), chosen.end());
        chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
        for (const std::int64_t i : chosen) keep(at(i));
    }
};

Recurrence::Recurrence(const Rule& rule, local_seconds start, std::optional<local_seconds> until)
    : rule_(rule), start_(start), until_(until) {
    const auto day = floor<days>(start);
    const year_month_day date{day};
    const std::chrono::hh_mm_ss time{start - day};
    const bool says_day = !rule_.day.empty() || !rule_.month_day.empty() || !rule_.year_day.empty();
    if (rule_.every == Every::week && rule_.day.empty()) rule_.day = {{0, weekday{day}}};
    if (rule_.every == Every::year && !says_day && !rule_.week.empty())
        rule_.day = {{0, weekday{day}}};
    if (rule_.every >= Every::month && !says_day && rule_.week.empty()) {
        rule_.month_day = {static_cast<int>(static_cast<unsigned>(date.day()))};
        if (rule_.every == Every::year && rule_.month.empty())
            rule_.month = {static_cast<int>(static_cast<unsigned>(date.month()))};
    }
    fill(months_, rule_.month, -1);
    fill(month_days_, month_days_back_, rule_.month_day);
    fill(year_days_, year_days_back_, rule_.year_day);
    fill(weeks_, weeks_back_, rule_.week);
    for (const Rule::Day& d : rule_.day)
        if (d.nth == 0) weekdays_.set(d.day.c_encoding());
    // A part above or at the frequency limits, and lets everything pass where it is not written;
    // one below it multiplies, and comes from `start` where it is not written.
    const auto open = [&](Every part, auto value) {
        return rule_.every <= part ? -1 : static_cast<int>(value);
    };
    fill(hours_, rule_.hour, open(Every::hour, time.hours().count()));
    fill(minutes_, rule_.minute, open(Every::minute, time.minutes().count()));
    fill(seconds_, rule_.second, open(Every::second, time.seconds().count()));
    for (std::size_t h = 0; h < 24; ++h) {
        if (rule_.every <= Every::hour ? h > 0 : !hours_[h]) continue;
        for (std::size_t m = 0; m < 60; ++m) {
            if (rule_.every <= Every::minute ? m > 0 : !minutes_[m]) continue;
            for (std::size_t s = 0; s < 60; ++s)
                if (rule_.every == Every::second ? s == 0 : seconds_[s])
                    times_.push_back(static_cast<int>(h * 3600 + m * 60 + s));
        }
    }
}

local_days Recurrence::week_of(local_days d) const { return d - (weekday{d} - rule_.week_start); }

/// Week 1 is the first with at least four days in the year: the one that holds 4 January.
local_days Recurrence::first_week(std::chrono::year y) const {
    return week_of(local_days{y / std::chrono::January / 4});
}

bool Recurrence::matches_week(local_days d) const {
    std::chrono::year y = year_month_day{d}.year();
    if (d < first_week(y)) --y;
    if (d >= first_week(y + std::chrono::years{1})) ++y;
    const local_days first = first_week(y);
    const auto weeks = (first_week(y + std::chrono::years{1}) - first).count() / 7;
    return holds(weeks_, weeks_back_, (d - first).count() / 7 + 1, weeks);
}

bool Recurrence::matches_weekday(local_days d, const year_month_day& date) const {
    const weekday w{d};
    if (weekdays_[w.c_encoding()]) return true;
    const bool of_month = rule_.every == Every::month || !rule_.month.empty();
    const local_days first{date.year() / (of_month ? date.month() : std::chrono::January) / 1};
    const local_days end =
        local_days{date.year() / (of_month ? date.month() : std::chrono::December) / last};
    const auto nth = (d - first).count() / 7 + 1, back = -((end - d).count() / 7 + 1);
    return std::any_of(rule_.day.begin(), rule_.day.end(), [&](const Rule::Day& x) {
        return x.day == w && x.nth != 0 && (x.nth == nth || x.nth == back);
    });
}

bool Recurrence::matches(local_days d, const year_month_day& date) const {
    if (!months_[static_cast<unsigned>(date.month())]) return false;
    if (!rule_.month_day.empty()) {
        const auto length = static_cast<unsigned>((date.year() / date.month() / last).day());
        if (!holds(month_days_, month_days_back_, static_cast<unsigned>(date.day()), length))
            return false;
    }
    if (!rule_.year_day.empty()) {
        const auto number = (d - local_days{date.year() / std::chrono::January / 1}).count() + 1;
        if (!holds(year_days_, year_days_back_, number, date.year().is_leap() ? 366 : 365))
            return false;
    }
    if (!rule_.week.empty() && !matches_week(d)) return false;
    return rule_.day.empty() || matches_weekday(d, date);
}

/// The days of the k-th period after the one that holds `start`, as [first, end); none where the
/// calendar ends.
std::optional<std::pair<local_days, local_days>> Recurrence::period(std::int64_t k) const {
    // From the first year that anyone may write (1600) to the last worked out, and overflow far
    // away.
    const std::int64_t step = k * rule_.interval;
    const std::int64_t most = rule_.every == Every::year ? 1'000 : 250'000;
    if (step > most) return std::nullopt;
    const local_days day = floor<days>(start_);
    const year_month_day date{day};
    if (rule_.every == Every::day) {
        const local_days d = day + days{step};
        return std::pair{d, d + days{1}};
    }
    if (rule_.every == Every::week) {
        const local_days d = week_of(day) + days{7 * step};
        return std::pair{d, d + days{7}};
    }
    if (rule_.every == Every::month) {
        const auto month = date.year() / date.month() + std::chrono::months{step};
        return std::pair{local_days{month / 1}, local_days{month / last} + days{1}};
    }
    const std::chrono::years one{1};
    if (rule_.week.empty()) {
        const std::chrono::year y = date.year() + std::chrono::years{step};
        return std::pair{local_days{y / std::chrono::January / 1},
                         local_days{(y + one) / std::chrono::January / 1}};
    }
    std::chrono::year y = date.year();
    if (day < first_week(y)) --y;
    if (day >= first_week(y + one)) ++y;
    y += std::chrono::years{step};
    return std::pair{first_week(y), first_week(y + one)};
}

/// A period no later than the one that holds `d`, and at most a few before it. (A year of weeks may
/// be one off the calendar year at either end.)
std::int64_t Recurrence::period_of(local_days d) const {
    const local_days day = floor<days>(start_);
    const auto since = (d - day).count();
    std::int64_t units = since;
    if (rule_.every == Every::week) units = floor_divide(since, 7);
    if (rule_.every == Every::month) {
        const year_month_day a{day}, b{d};
        units = (b.year() / b.month() - a.year() / a.month()).count();
    }
    if (rule_.every == Every::year)
        units = (year_month_day{d}.year() - year_month_day{day}.year()).count() - 2;
    return std::max<std::int64_t>(0, floor_divide(units, rule_.interval));
}

void Recurrence::by_days(Sink& sink) const {
    std::vector<local_seconds> found;
    const bool from_start = rule_.count.has_value();
    for (std::int64_t k = from_start ? 0 : period_of(floor<days>(sink.from)); !sink.done; ++k) {
        const auto found_period = period(k);
        if (!found_period || local_seconds{found_period->first} >= sink.to) return;
        const auto [first, end] = *found_period;
        found.clear();
        for (local_days d = first; d < end && sink.goes_on();) {
            const year_month_day date{d};
            if (!months_[static_cast<unsigned>(date.month())]) {
                d = local_days{date.year() / date.month() / last} + days{1};
                continue;
            }
            if (matches(d, date)) found.emplace_back(d);
            d += days{1};
        }
        sink.take(found, times_);
    }
}

/// Candidates of one day for a frequency below a day; false when the day has none at all.
bool Recurrence::times_of_day(local_days d, Sink& sink) const {
    const std::int64_t unit = unit_seconds(rule_.every), per_day = 86'400 / unit;
    const std::int64_t day_unit = local_seconds{d}.time_since_epoch().count() / unit;
    const std::int64_t start_unit = floor_divide(start_.time_since_epoch().count(), unit);
    const std::int64_t residue = start_unit - day_unit;
    bool any = false;
    std::vector<local_seconds> base(1);
    for (std::int64_t i = next_in_step(0, residue, rule_.interval);
         i < per_day && sink.goes_on();) {
        const std::int64_t second = i * unit;
        std::int64_t next = i + 1;
        if (!hours_[static_cast<std::size_t>(second / 3600)]) {
            next = (second / 3600 + 1) * 3600 / unit;
        } else if (rule_.every < Every::hour &&
                   !minutes_[static_cast<std::size_t>(second / 60 % 60)]) {
            next = (second / 60 + 1) * 60 / unit;
        } else if (rule_.every > Every::second || seconds_[static_cast<std::size_t>(second % 60)]) {
            any = true;
            base[0] = local_seconds{d} + std::chrono::seconds{second};
            sink.take(base, times_);
        }
        i = next_in_step(next, residue, rule_.interval);
    }
    return any;
}

void Recurrence::by_times(Sink& sink) const {
    // Whether a day has candidates depends only on where the steps of INTERVAL fall in it. A place
    // once found empty is empty for ever, so that a rule that never matches is seen through soon.
    const std::int64_t unit = unit_seconds(rule_.every);
    std::vector<bool> barren(rule_.interval <= 86'400 ? static_cast<std::size_t>(rule_.interval)
                                                      : 0);
    local_days d = floor<days>(rule_.count ? start_ : std::max(start_, sink.from));
    for (; local_seconds{d} < sink.to && sink.goes_on(); d += days{1}) {
        if (until_ && local_seconds{d} > *until_) return;
        if (!matches(d, year_month_day{d})) continue;
        const std::int64_t day_unit = local_seconds{d}.time_since_epoch().count() / unit;
        const auto residue = static_cast<std::size_t>(remainder(day_unit, rule_.interval));
        if (!barren.empty() && barren[residue]) continue;
        if (!times_of_day(d, sink) && !barren.empty() && !sink.done) barren[residue] = true;
    }
}

/// Below a day every period has as many candidates: a BYSETPOS beyond them chooses none, ever.
bool Recurrence::chooses_none() const {
    const auto n = static_cast<std::int64_t>(times_.size());
    return rule_.every < Every::day && !rule_.position.empty() &&
           std::none_of(rule_.position.begin(), rule_.position.end(),
                        [n](std::int64_t p) { return p <= n && -p <= n; });
}

void Recurrence::between(local_seconds from, local_seconds to, std::size_t limit,
                         std::vector<local_seconds>& out, Steps* steps) const {
    if (limit == 0 || from >= to || chooses_none()) return;
    Steps unlimited;
    // Periods that end before `start_` are not counted, so nothing earlier can be wanted.
    Sink sink{std::max(from, start_),
              to,
              limit,
              rule_.count.value_or(-1),
              *this,
              out,
              steps != nullptr ? *steps : unlimited};
    if (until_ && *until_ < sink.from) return;
    if (rule_.every < Every::day)
        by_times(sink);
    else
        by_days(sink);
}

}  // namespace knockon
