// calendar/skipped.h: local times that the clock skips when summer time begins.
//
// They are the moment at which it does, so that wider hours are never active less; in iCalendar
// they take the offset before the gap and so come after that moment (RFC 5545 section 3.3.5).
#pragma once

#include <optional>

#include "base/diagnostic.h"
#include "calendar/zone.h"

namespace knockon {

enum class Skipped { at_the_change, as_in_rfc5545 };

Instant to_instant(const Zone& zone, std::chrono::local_seconds local, Skipped skipped);

/// A note where the clock skips a moment that somebody wrote: 02:30 may have been meant for another
/// day or zone.
void note_if_skipped(const Moment& m, Position at, const Zone& zone, Diagnostics& out);

}  // namespace knockon
