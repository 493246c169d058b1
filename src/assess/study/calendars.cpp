#include "assess/study/calendars.h"

#include <fmt/format.h>

#include <map>

#include "assess/answer/wording.h"
#include "base/codes.h"
#include "calendar/skipped.h"

namespace knockon {
namespace {

constexpr Duration looked_at = std::chrono::days{731};
constexpr std::size_t due_per_occurrence = 10;  // deadlines allowed to fall due, for each that calendars may have

/// `all`: the stretches of its calendar.
void check_deadline(const Process& p, const Deadline& d, const Landscape& l,
                    const Calendars& calendars, const Spans& all, Diagnostics& out) {
    std::size_t too_short = 0;
    const Span* first = nullptr;
    for (const Span& s : all) {
        if (s.end - s.start >= d.work) continue;
        ++too_short;
        if (first == nullptr) first = &s;
    }
    if (first == nullptr) return;
    const bool never = too_short == all.size();
    const std::string which =
        never ? fmt::format("no stretch of `{}` is that long; the first", *d.calendar)
              : fmt::format("{} of {} stretches of `{}` are shorter; the first of them", too_short,
                            all.size(), *d.calendar);
    const std::string message =
        fmt::format("the deadline of `{}` asks for {} of work, but {} has {} ({})", p.id,
                    duration_text(d.work), which, duration_text(first->end - first->start),
                    period_text(*first, calendars.zone(*d.calendar)));
    const Position at = d.calendar.at ? d.calendar.at : p.at;
    Diagnostic& added = never ? out.error(code::deadline_without_slack, at, message,
                                          "correct `work` or the calendar")
                              : out.warning(code::deadline_without_slack, at, message,
                                            "such a deadline is missed whatever happens: correct "
                                            "`work` or the calendar");
    added.related.push_back({l.calendars.at(*d.calendar).at, "the calendar"});
}

}  // namespace

Zone landscape_zone(const Landscape& l, Diagnostics& out) {
    if (!l.timezone) return Zone{};
    if (const auto zone = Zone::find(*l.timezone)) return *zone;
    Zone::say_unknown(*l.timezone, l.timezone.at, out);
    return Zone{};
}

Calendars compile_calendars(const Landscape& l, Diagnostics& out) {
    return calendars_of(l, nullptr, out);
}

std::shared_ptr<const KnownCalendars> known_calendars(const Landscape& l) {
    Diagnostics of_zone, said;
    const Zone zone = landscape_zone(l, of_zone);
    Calendars compiled = Calendars::compile(l.calendars, zone, said, l.calendar_budget);
    return std::make_shared<const KnownCalendars>(
        KnownCalendars{l.calendars, l.timezone, std::move(compiled), std::move(said.all)});
}

Calendars calendars_of(const Landscape& l, const KnownCalendars* known, Diagnostics& out) {
    const bool same =
        known != nullptr && known->timezone == l.timezone && known->definitions == l.calendars;
    // A zone that is not found is said so each time.
    const bool found = same && l.timezone && known->compiled.landscape_zone().name() == *l.timezone;
    const Zone zone = found ? known->compiled.landscape_zone() : landscape_zone(l, out);
    for (const KnownOutage& o : l.outages) {
        note_if_skipped(o.from, o.at, zone, out);
        note_if_skipped(o.to, o.at, zone, out);
    }
    if (!same) return Calendars::compile(l.calendars, zone, out, l.calendar_budget);
    for (const Diagnostic& d : known->said) out.add(d);
    return known->compiled;
}

void check_deadlines(const Landscape& l, const Calendars& calendars, Instant from,
                     Diagnostics& out) {
    std::map<Id, Spans> laid_out;  // once for each calendar, however many deadlines it has
    const std::size_t most = due_per_occurrence * l.calendar_budget.occurrences;
    std::size_t due = 0;
    for (const auto& [id, p] : l.processes)
        for (const Deadline& d : p.deadlines) {
            if (!calendars.has(*d.calendar)) continue;
            const auto [all, is_new] = laid_out.try_emplace(*d.calendar);
            if (is_new) all->second = calendars.spans(*d.calendar, from, from + looked_at);
            due += all->second.size();
            if (due / 2 > most) {
                out.error(code::limit_exceeded, p.at,
                          fmt::format("with `{}` all deadlines fall due more than {} times a year", id, most),
                          fmt::format("state fewer, or raise the limit: --limit occurrences={}",
                                      2 * l.calendar_budget.occurrences));
                return;
            }
            check_deadline(p, d, l, calendars, all->second, out);
        }
}

}  // namespace knockon
