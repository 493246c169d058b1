// support/calendars.h: calendars for tests, in few words.
#pragma once

#include <map>
#include <string>

#include "base/quantity.h"
#include "calendar/calendar.h"
#include "local_time.h"

/// Calendars under construction and what compiling them said.
struct Defined {
    std::map<knockon::Id, knockon::Calendar> all;
    knockon::Diagnostics said;

    knockon::Calendar& operator[](const std::string& id) {
        knockon::Calendar& c = all[id];
        c.id = id;
        c.at = {1, static_cast<std::uint32_t>(all.size()), 1, 1};
        return c;
    }
    knockon::Calendars compile(const std::string& zone_name = "Europe/Amsterdam",
                               const knockon::CalendarBudget& budget = {}) {
        said = {};
        return knockon::Calendars::compile(all, zone(zone_name), said, budget);
    }
    /// All messages, one a line, for a look at what was said.
    std::string messages() const {
        std::string text;
        for (const knockon::Diagnostic& d : said.all) text += d.message + "\n";
        return text;
    }
};

inline knockon::HourRange hours(int from, int to) {
    return {std::chrono::minutes{from * 60}, std::chrono::minutes{to * 60}};
}

inline knockon::DateRange dates(const std::string& first, const std::string& last = "") {
    const auto day = [](const std::string& text) {
        return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local(text))};
    };
    return {day(first), day(last.empty() ? first : last), {1, 1, 1, 1}};
}

/// mon, tue, … as 1 to 5 and so on up to 7.
inline std::vector<std::chrono::weekday> weekdays(unsigned from, unsigned to) {
    std::vector<std::chrono::weekday> days;
    for (unsigned d = from; d <= to; ++d) days.emplace_back(d);
    return days;
}

/// Spans on the wall of a zone, "2026-12-30 20:00/2026-12-31 02:00", one a line.
inline std::string on_the_wall(const knockon::Spans& spans, const knockon::Zone& z) {
    std::string text;
    for (const knockon::Span& s : spans) {
        if (!text.empty()) text += '\n';
        for (const knockon::Instant t : {s.start, s.end}) {
            std::string moment = z.rfc3339(t).substr(0, 16);
            moment[10] = ' ';
            text += (t == s.end ? "/" : "") + moment;
        }
    }
    return text;
}
