// `calendar/1`.
#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_report.h"
#include "report/documents/rows_write.h"
#include "report/words/calendar_sheet.h"

namespace knockon {
namespace {

/// All calendars, when none is named.
struct CalendarList {
    std::vector<CalendarRow> calendars;
};

}  // namespace

template <>
struct Rows<Span> {
    static constexpr Heading heading = period_heading;
    static void of(auto& row, auto& s) {
        row("start", s.start);
        row("end", s.end);
    }
};

template <>
struct Rows<CalendarSheet> {
    static constexpr Heading heading{"calendar", "When a calendar is active."};
    static void of(auto& row, auto& s) {
        row.kind("calendar/1");
        row("id", s.id);
        row("name", s.name);
        row("timezone", written([&] { return s.zone.name(); }));
        row("from", s.from, "What was asked for.");
        row("to", s.to);
        row("intervals", s.intervals, "By time.");
    }
};

template <>
struct Rows<CalendarRow> {
    static constexpr Heading heading{"calendar_row", "A calendar.", compact};
    static Surroundings inside(const CalendarRow& r, const Surroundings& in) {
        return {in.sources, r.zone};
    }
    static void of(auto& row, auto& r) {
        row("id", r.id);
        row("name", r.name);
        row("timezone", written([&] { return r.zone.name(); }));
        row("next", r.next, "The next time it is active.");
    }
};

template <>
struct Rows<CalendarList> {
    static constexpr Heading heading{"calendar_list", "All calendars, when no ID is given."};
    static void of(auto& row, auto& l) {
        row.kind("calendar/1");
        row("calendars", l.calendars);
    }
};

std::string calendar_json(const CalendarSheet& sheet) {
    return written_document(sheet, {{}, sheet.zone});
}

std::string calendars_json(const std::vector<CalendarRow>& rows) {
    return written_document(CalendarList{rows}, {{}, {}});
}

void describe_calendar(std::vector<DocumentRecord>& all) {
    RowDescriber::record<CalendarSheet>(all);
    RowDescriber::record<CalendarList>(all);
}

}  // namespace knockon
