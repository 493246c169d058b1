// knockon calendar: what a calendar means, so that nobody has to trust a rule unread.
#include <algorithm>

#include "assess/study/calendars.h"
#include "base/codes.h"
#include "base/text.h"
#include "calendar/month.h"
#include "calendar/spans.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/values.h"
#include "report/report.h"

namespace knockon {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::months;
using std::chrono::year_month;

constexpr months text_months{3}, data_months{12};

/// The stretch asked about, on the clock of a calendar.
struct Stretch {
    std::chrono::local_seconds from, to;
};

/// `--from` or `--to`: a moment, or a date, which means the whole day.
std::optional<std::chrono::local_seconds> clock_option(Session& session, std::string_view option,
                                                       bool end, const Zone& zone) {
    if (!session.line.has(option)) return std::nullopt;
    const std::string text = session.line.value(option);
    if (const auto date = parse_date(text)) return local_days{*date} + days{end ? 1 : 0};
    if (const auto moment = parse_moment(text)) return zone.to_local(zone.to_instant(*moment));
    refuse_value(option, text, "a date such as 2026-12-31, or a moment such as 2026-12-31T20:00",
                 session.diagnostics);
    return std::nullopt;
}

year_month month_of(std::chrono::local_seconds t) {
    const std::chrono::year_month_day date{std::chrono::floor<days>(t)};
    return date.year() / date.month();
}

Stretch stretch_of(Session& session, const Landscape& landscape, const Zone& zone) {
    const bool text = session.settings.format == "text";
    const std::chrono::year_month_day day = today(session, landscape);
    const auto from = clock_option(session, "from", false, zone);
    const auto to = clock_option(session, "to", true, zone);
    Stretch s;
    s.from = from ? *from : local_days{text ? day.year() / day.month() / 1 : day};
    const auto first = std::chrono::floor<days>(s.from);
    s.to = to     ? *to
           : text ? local_days{(month_of(s.from) + text_months) / 1}
                  // The same day of a later month, or its last where there is none.
                  : std::min(local_days{(month_of(s.from) + data_months) / std::chrono::last},
                             local_days{(month_of(s.from) + data_months) / 1} +
                                 (first - local_days{month_of(s.from) / 1})) +
                        (s.from - first);
    if (s.from >= s.to)
        session.diagnostics.error(code::bad_option_value, {}, "`--from` must come before `--to`",
                                  "a date as `--to` is included");
    return s;
}

CalendarSheet sheet_of(const Calendar& c, const Calendars& calendars, const Stretch& stretch) {
    CalendarSheet sheet;
    sheet.id = c.id;
    sheet.name = c.name.value_or("");
    sheet.note = c.note.value_or("");
    sheet.zone = calendars.zone(c.id);
    sheet.from = sheet.zone.to_instant(stretch.from);
    sheet.to = sheet.zone.to_instant(stretch.to);
    sheet.intervals = clipped(calendars.spans(c.id, sheet.from, sheet.to), sheet.from, sheet.to);
    const year_month last = month_of(stretch.to - std::chrono::seconds{1});
    for (year_month m = month_of(stretch.from); m <= last; m += months{1})
        sheet.months.push_back(month_lines(calendars, c.id, m));
    return sheet;
}

std::vector<CalendarRow> rows_of(const Landscape& landscape, const Calendars& calendars,
                                 Instant from) {
    std::vector<CalendarRow> rows;
    for (const auto& [id, c] : landscape.calendars) {
        CalendarRow row{id, c.name.value_or(""), calendars.zone(id), {}};
        if (const auto next = calendars.next_active(id, from)) {
            const Spans spans = calendars.spans(id, *next, *next + std::chrono::seconds{1});
            if (!spans.empty()) row.next = spans.front();
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

void unknown_calendar(const Id& id, const Landscape& landscape, Diagnostics& out) {
    std::vector<std::string_view> known;
    for (const auto& [other, c] : landscape.calendars) known.push_back(other);
    out.error(code::unknown_id, {}, "there is no calendar `" + id + "`",
              did_you_mean(id, known, "`knockon calendar` lists them all"));
}

int show_list(Session& session, const Landscape& landscape, const Calendars& calendars) {
    const Zone& zone = calendars.landscape_zone();
    const Instant from = zone.to_instant(local_days{today(session, landscape)});
    for (const char* option : {"from", "to"})
        if (session.line.has(option))
            session.diagnostics.error(code::usage, {},
                                      "`--" + std::string(option) + "` needs the ID of a calendar",
                                      "knockon calendar ID --" + std::string(option) + " DATE");
    const bool ics = session.settings.format == "ics" ||
                     std::any_of(session.settings.reports.begin(), session.settings.reports.end(),
                                 [](const auto& r) { return r.first == "ics"; });
    if (ics)
        session.diagnostics.error(code::usage, {}, "the format ics needs the ID of a calendar",
                                  "knockon calendar ID --format ics");
    if (refused(session)) return status_input;
    const std::vector<CalendarRow> rows = rows_of(landscape, calendars, from);
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return calendars_text(rows, o); }},
                    {"json", [&](const TextOptions&) { return calendars_json(rows); }}});
}

int show_one(Session& session, const Landscape& landscape, const Calendars& calendars) {
    const Id& id = session.line.operands.front();
    const auto found = landscape.calendars.find(id);
    CalendarSheet sheet;
    if (found == landscape.calendars.end()) {
        unknown_calendar(id, landscape, session.diagnostics);
    } else {
        const Stretch stretch = stretch_of(session, landscape, calendars.zone(id));
        if (!session.diagnostics.has_errors()) sheet = sheet_of(found->second, calendars, stretch);
    }
    if (refused(session)) return status_input;
    return deliver(session,
                   {{"text", [&](const TextOptions& o) { return calendar_text(sheet, o); }},
                    {"json", [&](const TextOptions&) { return calendar_json(sheet); }},
                    {"ics", [&](const TextOptions&) { return calendar_ics(sheet); }}});
}

int run_calendar(Session& session) {
    const Landscape landscape = load_landscape(session);
    check_in_passing(session, landscape);
    Diagnostics said;  // check_in_passing has shown it
    const Calendars calendars =
        session.diagnostics.has_errors() ? Calendars{} : compile_calendars(landscape, said);
    if (session.diagnostics.has_errors() && refused(session)) return status_input;
    return session.line.operands.empty() ? show_list(session, landscape, calendars)
                                         : show_one(session, landscape, calendars);
}

}  // namespace

Command calendar_command() {
    const std::vector<Option> own = {
        {"from", 0, "DATE", "first day, or a moment (default: today; as text: this month)", false,
         "What to show"},
        {"to", 0, "DATE", "last day, or a moment (default: 12 months later; as text: three months)",
         false, "What to show"},
        {"today", 0, "DATE", "take this as today's date", false, "Input"},
    };
    return {
        "calendar",
        "what a calendar means: the days and hours in which it is active",
        {"[ID]", 0, 1},
        "  knockon calendar -l landscape invoice_day\n"
        "  knockon calendar -l landscape\n"
        "  knockon calendar nights --from 2026-12-01 --to 2026-12-31 --format json",
        "Without an ID: the list of calendars, and when each is active next. Days of 23 and 25\n"
        "hours say so. Intervals are cut at the ends of the stretch asked about; `ics` gives\n"
        "them as events for people's own calendars.",
        {"text", "json", "ics"},
        own + input_options() + output_options(),
        run_calendar};
}

}  // namespace knockon
