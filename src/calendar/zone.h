// calendar/zone.h: between the clock on the wall and the time that passes.
//
// A local time that does not exist (summer time begins) is the moment at which the clock skips it,
// one that exists twice is the first (semantics, preface); iCalendar differs (skipped.h). Zones
// come from the system's database through Abseil's cctz, which also reads the rule for the years
// after the last entry. They are read once, into a table of the changes: a look-up is a search in a
// few hundred numbers.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/quantity.h"
#include "base/time.h"

namespace knockon {

/// A moment at which the clocks of a zone are put forward or back.
struct ClockChange {
    std::chrono::sys_seconds at;
    std::chrono::seconds before, after;  // offsets from UTC, east is positive
    friend bool operator==(const ClockChange&, const ClockChange&) = default;
};

/// An IANA time zone; cheap to copy. Default: UTC.
class Zone {
  public:
    Zone();
    /// A zone of one's own (an iCalendar file can bring one): `offset` until the first change. The
    /// changes are in order of time, and each begins with the offset that the one before it left.
    Zone(std::string name, std::chrono::seconds offset, std::vector<ClockChange> changes);
    /// Empty when the database has no zone of that name.
    static std::optional<Zone> find(std::string_view name);
    /// The zone's name that was probably meant, for a did-you-mean. Of "GMT+1" it is "Etc/GMT-1", the
    /// same clock: the database counts the hours to the west.
    static std::optional<std::string> closest(std::string_view name);
    /// Says that there is no zone of that name; or (K117) that this machine has none at all.
    static void say_unknown(std::string_view name, Position at, Diagnostics& out);

    const std::string& name() const;
    Instant to_instant(std::chrono::local_seconds local) const;
    Instant to_instant(const Moment& m) const;  // its own offset if it has one
    std::chrono::local_seconds to_local(Instant t) const;
    std::chrono::seconds offset(Instant t) const;
    /// Every change of the clocks from 1970 to 2200, in order of time.
    std::span<const ClockChange> changes() const;
    /// RFC 3339 with offset, "2026-12-30T20:00:00+01:00"; fractions of a second are cut.
    std::string rfc3339(Instant t) const;

  private:
    struct Impl;
    std::shared_ptr<const Impl> impl_;
};

}  // namespace knockon
