// base/time.h: moments and lengths of time.
//
// Both count whole microseconds, so that ties are exact: an outage exactly as long as a tolerance
// must do no harm (semantics, section 1), and no rounding may decide that. A length is elapsed
// time; days of 23 and 25 hours exist only in `calendar/`, which knows the zones.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace knockon {

using Duration = std::chrono::duration<std::int64_t, std::micro>;
using Instant = std::chrono::sys_time<Duration>;

/// Longer than any question asked here, and small enough that adding a few of them cannot overflow.
inline constexpr Duration forever = std::chrono::hours{24 * 365 * 10'000LL};

/// Length in seconds or hours, for rates and for JSON.
inline constexpr double seconds(Duration d) { return static_cast<double>(d.count()) / 1e6; }
inline constexpr double hours(Duration d) { return static_cast<double>(d.count()) / 3.6e9; }

/// The nearest whole microsecond; `forever` for anything longer (and for infinity).
Duration from_seconds(double s);

/// A half-open stretch `[start, end)` of absolute time.
struct Span {
    Instant start;
    Instant end;
    friend bool operator==(const Span&, const Span&) = default;
};
using Spans = std::vector<Span>;  // in order of time, disjoint, not touching

}  // namespace knockon
