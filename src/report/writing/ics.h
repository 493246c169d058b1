// report/writing/ics.h: events for people's own calendars, as iCalendar (RFC 5545).
//
// Times are in UTC, so no zone needs to be described. Texts are escaped as RFC 5545 section 3.3.11
// asks, after what could steer a terminal has been made visible (base/text.h); lines end in CRLF
// and are folded at 75 octets, never within a character. The same event has the same UID every
// time, so that importing again moves it instead of doubling it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace knockon {

struct IcsEvent {
    std::string key;  // what it is, in a stable way: makes the UID
    std::string summary;
    std::string description;
    std::string category;
    Span when;          // a moment is an event without length
    bool busy = false;  // takes the time of those who have it in their calendar
};

/// A whole VCALENDAR. `stamp` stands for the moment at which the events were last changed: the
/// clock may not decide the bytes.
std::string ics_document(const std::vector<IcsEvent>& events, Instant stamp);

}  // namespace knockon
