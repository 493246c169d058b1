// calendar/ical_revision.h: which events of an iCalendar file count.
//
// A file can hold several revisions of an event, and instances of a series that were moved or
// cancelled. Of one UID and RECURRENCE-ID the highest SEQUENCE counts, then the latest DTSTAMP and
// LAST-MODIFIED (RFC 5545 sections 3.8.4.4 and 3.8.7.4, RFC 5546 section 2.1.5); a cancelled one
// that counts takes out what it names.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "calendar/ical_text.h"

namespace knockon {

/// A date or time of a property with the zone it is meant in.
struct IcalWhen {
    std::chrono::local_seconds at;
    bool is_date = false;
    bool utc = false;
    Zone zone;
    Instant instant() const { return to_instant(zone, at, Skipped::as_in_rfc5545); }
};

/// One revision of an event, or of one instance of a series.
struct IcalEvent {
    const IcalBlock* block = nullptr;
    const IcalBlock* calendar = nullptr;  // the object that it stands in
    std::string uid;
    std::tuple<std::int64_t, std::string, std::string>
        revision;  // SEQUENCE, DTSTAMP, LAST-MODIFIED
    bool cancelled = false;
    std::optional<IcalWhen> instance;  // RECURRENCE-ID
    bool and_future = false;           // RANGE=THISANDFUTURE: what comes after it, too
};

/// Its instance and range are left open.
IcalEvent ical_event(const IcalBlock& event, const IcalBlock& calendar);

/// An event or series with the instances of it that stand apart.
struct IcalSeries {
    std::vector<IcalEvent> events;  // none: only instances are there; several: revisions of which
                                    // none is newer than the others
    std::vector<IcalEvent> instances;  // at different moments, or equally new
};

/// Events without a UID are each for itself, but for instances, which belong to all of those.
/// What is older, and what a cancelled series takes with it, is gone; a cancelled instance is kept,
/// since it takes out what it names. Days are told apart by `floating`.
std::vector<IcalSeries> newest_revisions(std::vector<IcalEvent> events, const Zone& floating);

}  // namespace knockon
