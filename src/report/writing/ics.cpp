#include "report/writing/ics.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace knockon {
namespace {

constexpr std::size_t longest_line = 75;  // octets, the line end apart

std::string ics_text(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        out += c;
    }
    return out;
}

/// Adds one content line, folded.
void add_line(std::string_view line, std::string& out) {
    std::size_t room = longest_line, used = 0;
    while (!line.empty()) {
        const std::size_t n = first_character(line).bytes;
        if (used + n > room) {
            out += "\r\n ";
            used = 0;
            room = longest_line - 1;  // the blank counts
        }
        out += line.substr(0, n);
        used += n;
        line.remove_prefix(n);
    }
    out += "\r\n";
}

std::string utc(Instant t) {
    const auto s = std::chrono::floor<std::chrono::seconds>(t);
    const auto day = std::chrono::floor<std::chrono::days>(s);
    const std::chrono::year_month_day date{day};
    const auto clock = (s - day).count();
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock / 3600, clock / 60 % 60, clock % 60);
}

void add_event(const IcsEvent& e, const std::string& stamp, std::string& out) {
    add_line("BEGIN:VEVENT", out);
    add_line(fmt::format("UID:{}@knockon", sha256(e.key).substr(0, 32)), out);
    add_line("DTSTAMP:" + stamp, out);
    add_line("DTSTART:" + utc(e.when.start), out);
    // An end that equals the start is not allowed; without one an event is a moment.
    if (e.when.end > e.when.start) add_line("DTEND:" + utc(e.when.end), out);
    add_line("SUMMARY:" + ics_text(e.summary), out);
    if (!e.description.empty()) add_line("DESCRIPTION:" + ics_text(e.description), out);
    if (!e.category.empty()) add_line("CATEGORIES:" + ics_text(e.category), out);
    add_line(e.busy ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT", out);
    add_line("END:VEVENT", out);
}

}  // namespace

std::string ics_document(const std::vector<IcsEvent>& events, Instant stamp) {
    std::string out;
    add_line("BEGIN:VCALENDAR", out);
    add_line("VERSION:2.0", out);
    add_line("PRODID:-//knockon//knockon//EN", out);
    for (const IcsEvent& e : events) add_event(e, utc(stamp), out);
    add_line("END:VCALENDAR", out);
    return out;
}

}  // namespace knockon
