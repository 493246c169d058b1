// What a calendar means.
#include "report/text/text.h"
#include "report/words/calendar_sheet.h"
#include "report/words/counted.h"

namespace knockon {
namespace {

double active_seconds(const Spans& spans) {
    double sum = 0;
    for (const Span& s : spans) sum += seconds(s.end - s.start);
    return sum;
}

}  // namespace

std::string calendar_text(const CalendarSheet& sheet, const TextOptions& options) {
    Page page(options.width, options.colour);
    Shown head = Shown::from(sheet.id).styled(Style::strong);
    if (!sheet.name.empty()) head += Shown("  ") + Shown::from(sheet.name);
    page.sides(head, Shown::from(sheet.zone.name()));
    if (!sheet.note.empty()) page.wrap(Shown::from(sheet.note));
    for (const std::vector<std::string>& month : sheet.months) {
        page.blank();
        for (std::size_t i = 0; i < month.size(); ++i)
            page.line(i == 0 ? Shown::from(month[i]).styled(Style::strong) : Shown::from(month[i]));
    }
    page.blank();
    const Figure stretch = period(sheet.from, sheet.to, sheet.zone);
    if (sheet.intervals.empty())
        page.wrap((Shown("Never active in ") + stretch).styled(Style::doubt));
    else
        page.wrap(counted(sheet.intervals.size(), "interval", "intervals") + ", " +
                  duration(active_seconds(sheet.intervals)) + " in all, in " + stretch);
    return page.take();
}

std::string calendars_text(const std::vector<CalendarRow>& rows, const TextOptions& options) {
    Page page(options.width, options.colour);
    if (rows.empty()) {
        page.wrap(Shown("The landscape defines no calendar."));
        return page.take();
    }
    Table t({{Shown("Calendars").styled(Style::strong), Table::Fit::fold, 10},
             {"", Table::Fit::fold, 10},
             {"active now or next"}});
    for (const CalendarRow& r : rows)
        t.row({Shown::from(r.id), Shown::from(r.name),
               r.next ? Shown(period(r.next->start, r.next->end, r.zone))
                      : Shown("not within ten years").styled(Style::doubt)});
    t.print(page);
    return page.take();
}

}  // namespace knockon
