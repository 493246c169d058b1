#include "calendar/month.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "calendar/spans.h"

namespace knockon {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr std::size_t width = 11;  // of a column, with the blank that follows
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

/// What the clock shows, from the midnight at which the day begins. The hour that is shown twice
/// makes a stretch look an hour shorter; the day's length says so.
minutes on_the_clock(const Zone& zone, Instant t, local_days day) {
    return floor<minutes>(zone.to_local(t) - day);
}

std::string clock(minutes m, bool whole_hours) {
    const auto h = m.count() / 60, rest = m.count() % 60;
    return whole_hours ? fmt::format("{:02}", h) : fmt::format("{}:{:02}", h, rest);
}

/// One stretch as the lines of a cell: two where one is too narrow ("12:30-17:15" fills it).
void add_lines(const DayPart& p, std::vector<std::string>& lines) {
    const bool whole_hours = p.start.count() % 60 == 0 && p.end.count() % 60 == 0;
    const std::string start = clock(p.start, whole_hours), end = clock(p.end, whole_hours);
    if (start.size() + 1 + end.size() < width) {
        lines.push_back(start + "-" + end);
    } else {
        lines.push_back(start + "-");
        lines.push_back(" " + end);
    }
}

std::vector<std::string> cell(const MonthDay& d) {
    std::vector<std::string> lines{fmt::format("{:2}", static_cast<unsigned>(d.date.day()))};
    if (d.length != days{1}) {
        const auto length = std::chrono::duration_cast<minutes>(d.length).count();
        lines[0] += length % 60 == 0 ? fmt::format(" ({} h)", length / 60)
                                     : fmt::format(" ({}:{:02} h)", length / 60, length % 60);
    }
    if (d.active == Duration{0}) {
        lines.emplace_back(" .");
    } else if (d.whole()) {
        lines.emplace_back("all day");
    } else {
        for (const DayPart& p : d.parts) add_lines(p, lines);
    }
    return lines;
}

/// A row of cells side by side, without blanks at the ends of lines.
void add_row(const std::array<std::vector<std::string>, 7>& row, std::vector<std::string>& out) {
    std::size_t height = 0;
    for (const auto& c : row) height = std::max(height, c.size());
    for (std::size_t i = 0; i < height; ++i) {
        std::string line;
        for (const auto& c : row) line += fmt::format("{:<{}}", i < c.size() ? c[i] : "", width);
        line.erase(line.find_last_not_of(' ') + 1);
        out.push_back(std::move(line));
    }
}

}  // namespace

std::vector<MonthDay> month_days(const Calendars& calendars, const Id& id,
                                 std::chrono::year_month month) {
    const Zone& zone = calendars.zone(id);
    const local_days first{month / 1}, end{(month + std::chrono::months{1}) / 1};
    const Spans active = calendars.spans(id, zone.to_instant(first), zone.to_instant(end));
    std::vector<MonthDay> all;
    for (local_days day = first; day < end; day += days{1}) {
        const Instant from = zone.to_instant(day), to = zone.to_instant(day + days{1});
        MonthDay d{std::chrono::year_month_day{day}, to - from, overlap(active, from, to), {}};
        for (const Span& s : clipped(active, from, to)) {
            const minutes until = s.end == to ? days{1} : on_the_clock(zone, s.end, day);
            d.parts.push_back({on_the_clock(zone, s.start, day), until});
        }
        all.push_back(std::move(d));
    }
    return all;
}

std::vector<std::string> month_lines(const Calendars& calendars, const Id& id,
                                     std::chrono::year_month month) {
    std::vector<std::string> lines{fmt::format(
        "{} {}", months[static_cast<unsigned>(month.month()) - 1], static_cast<int>(month.year()))};
    add_row({{{"Mon"}, {"Tue"}, {"Wed"}, {"Thu"}, {"Fri"}, {"Sat"}, {"Sun"}}}, lines);
    std::array<std::vector<std::string>, 7> row;
    for (const MonthDay& d : month_days(calendars, id, month)) {
        const unsigned column = std::chrono::weekday{local_days{d.date}}.iso_encoding() - 1;
        if (column == 0 && static_cast<unsigned>(d.date.day()) > 1) {
            add_row(row, lines);
            row.fill({});
        }
        row[column] = cell(d);
    }
    add_row(row, lines);
    return lines;
}

}  // namespace knockon
