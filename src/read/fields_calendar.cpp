#include <fmt/format.h>

#include "read/fields_labels.h"

namespace knockon {
namespace {

void load_days(Reading& in, Value v, Calendar& c) {
    bool in_week[7] = {};
    for_each_item(v, [&](Value item) {
        if (const auto days = read_text(in, item, grammar::days))
            for (const auto day : *days) in_week[day.iso_encoding() - 1] = true;
    });
    std::vector<std::chrono::weekday> days;
    for (unsigned d = 0; d < 7; ++d)
        if (in_week[d]) days.emplace_back(d + 1);
    c.days = {std::move(days), v.at()};
}

std::optional<Said> say_days(const Calendar& c) {
    if (!c.days) return std::nullopt;
    Said list = Said::of({}, Said::Form::list);
    for (const auto day : *c.days) list.entries.push_back({{}, Said::of(write_weekday(day))});
    const std::vector<std::chrono::weekday>& days = *c.days;
    // From one day to a later one of the same week, without a gap.
    if (days.size() > 2 &&
        days.back().iso_encoding() - days.front().iso_encoding() == days.size() - 1)
        return Said::of(write_weekday(days.front()) + "-" + write_weekday(days.back()));
    return list;
}

void finish_calendar(Reading& in, Value v, Calendar& c) {
    for (const std::string_view key : {"of", "holidays"})
        if (const auto entry = v.find(key); entry && !c.working_day && !v.find("working_day"))
            in.out.error(code::missing_key, entry->key_at(),
                         fmt::format("`{}` belongs to `working_day`, which is missing", key),
                         "add `working_day: last` (or first, 3, -2)");
}

}  // namespace

template <>
const Table<Calendar>& table<Calendar>() {
    using C = Calendar;
    namespace g = grammar;
    static const Field<C> fields[] = {
        name_field<C>(),
        {{.key = "days", .shape = {Shape::Form::some, "days"}, .help = "Days of the week."},
         load_days,
         say_days},
        some<C, g::hours, &C::hours>(
            {.key = "hours",
             .help =
                 "Hours of these days; 22:00-06:00 belongs to the day on which it begins; alone: "
                 "every day.",
             .preset = "the whole day"}),
        some<C, g::dates, &C::dates>({.key = "dates", .help = "Dates, or ranges of them."}),
        some<C, g::text, &C::rrules>(
            {.key = "rrule", .help = "Recurrence rules of RFC 5545 (iCalendar)."}),
        one<C, g::date, &C::from>({.key = "from",
                                   .help = "First day of a rule; rules with INTERVAL, COUNT or no "
                                           "BY part need it."}),
        {{.key = "working_day",
          .shape = {Shape::Form::one, "ordinal"},
          .help = "A working day of the month, quarter or year: first, last, 3, -2."},
         [](Reading& in, Value v, C& c) {
             if (const auto n = read_text(in, v, grammar::ordinal)) {
                 c.working_day.value.ordinal = *n;
                 c.working_day.at = v.at();
                 c.working_day.stated = true;
             }
         },
         [](const C& c) -> std::optional<Said> {
             if (!c.working_day) return std::nullopt;
             return say_value(g::ordinal, c.working_day->ordinal);
         }},
        {{.key = "of",
          .shape = {Shape::Form::one, "stretch"},
          .help = "What `working_day` counts in.",
          .preset = "month",
          .with = "working_day"},
         [](Reading& in, Value v, C& c) {
             if (const auto of = read_text(in, v, grammar::stretch)) c.working_day.value.of = *of;
         },
         [](const C& c) -> std::optional<Said> {
             return say_value(g::stretch, c.working_day.value.of);
         }},
        {{.key = "holidays",
          .shape = {Shape::Form::one, "id"},
          .help = "Calendar of days that are no working days.",
          .with = "working_day"},
         [](Reading& in, Value v, C& c) {
             if (auto id = read_text(in, v, grammar::id))
                 c.working_day.value.holidays = {std::move(*id), v.at()};
         },
         [](const C& c) { return say_stated(g::id, c.working_day.value.holidays); }},
        some<C, g::period, &C::periods>(
            {.key = "periods", .help = "Stretches of time written out, FROM..TO."}),
        {{.key = "ics",
          .shape = {Shape::Form::one, "text"},
          .help = "iCalendar file whose events it lists, relative to the file that names it."},
         load_ics,
         [](const C& c) { return say_stated(g::text, c.ics); }},
        some<C, g::id, &C::except>({.key = "except", .help = "Calendars that are taken out."}),
        some<C, g::id, &C::within>({.key = "within", .help = "Calendars that it is cut to."}),
        one<C, g::text, &C::timezone>(
            {.key = "timezone", .help = "IANA name of its zone.", .preset = "the landscape's"}),
        note_field<C>(),
        tags_field<C>(),
        links_field<C>(),
    };
    static const Table<C> t{"calendar", "a calendar", fields, finish_calendar};
    return t;
}

}  // namespace knockon
