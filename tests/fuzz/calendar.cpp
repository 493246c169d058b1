// iCalendar files and recurrence rules, laid out over some years.
#include <string_view>

#include "base/diagnostic.h"
#include "calendar/calendar.h"

using namespace knockon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::map<Id, Calendar> all;
    Calendar& c = all["c"];
    c.id = Id("c");
    c.hours = std::vector{HourRange{std::chrono::hours{9}, std::chrono::hours{10}}};
    if (text.starts_with("BEGIN")) {
        c.hours = {};
        c.ics = std::string("c.ics");
        c.ics_text = text;
    } else {
        c.rrules = {Stated<std::string>(text)};
        c.from = std::chrono::year{2026} / std::chrono::January / 1;
    }
    Diagnostics out;
    const Calendars made = Calendars::compile(all, Zone{}, out, {10'000, 1'000'000});
    if (out.has_errors()) return 0;
    const Instant from = std::chrono::sys_days{std::chrono::year{2026} / std::chrono::January / 1};
    for (const Span& s : made.spans("c", from, from + std::chrono::days{700}))
        if (s.start >= s.end) __builtin_trap();
    return 0;
}
