#include "calendar/skipped.h"

#include <fmt/format.h>

#include "base/codes.h"

namespace knockon {

Instant to_instant(const Zone& zone, std::chrono::local_seconds local, Skipped skipped) {
    const Instant t = zone.to_instant(local);
    if (skipped == Skipped::at_the_change || zone.to_local(t) == local) return t;
    return Instant{local.time_since_epoch() - zone.offset(t - Duration{1})};
}

void note_if_skipped(const Moment& m, Position at, const Zone& zone, Diagnostics& out) {
    const Instant t = zone.to_instant(m);
    const auto shown = zone.to_local(t);
    if (m.utc_offset || shown == m.local) return;
    const auto clock = [](std::chrono::local_seconds local) {
        const std::chrono::hh_mm_ss time{local - std::chrono::floor<std::chrono::days>(local)};
        return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
    };
    out.note(code::skipped_time, at,
             fmt::format("the clock skips {} on {} in {}; it is taken as {}", clock(m.local),
                         zone.rfc3339(t).substr(0, 10), zone.name(), clock(shown)),
             "write a time that exists, or one with its offset");
}

}  // namespace knockon
