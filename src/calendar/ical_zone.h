// calendar/ical_zone.h: the zones that an iCalendar file names or brings along.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/ical_text.h"

namespace knockon {

/// The zones of a file, each worked out once.
class IcalZones {
  public:
    explicit IcalZones(std::vector<IcalProblem>& problems) : problems_(problems) {}

    /// The zone called `tzid` in an object `calendar`: its own (RFC 5545 section 3.2.19), else that
    /// of the system's database, else the one that Windows calls or shows so, in any case of the
    /// letters;
    /// else the one whose name is the end of a longer one ("/example.org/2020a/Europe/Amsterdam").
    /// Empty if none fits. A VTIMEZONE is worked out (section 3.6.5) when it is first asked for;
    /// one that means nothing is an error, or a warning where the name says enough.
    std::optional<Zone> find(const IcalBlock& calendar, const std::string& tzid);

  private:
    std::optional<Zone> work_out(const IcalBlock& zone, const std::string& tzid);

    std::vector<IcalProblem>& problems_;
    std::map<std::string, std::optional<Zone>> known_;  // by name and, of a VTIMEZONE, its text
};

/// The IANA name of a zone that Windows calls `name` ("W. Europe Standard Time") or shows to users
/// ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"), in any case. Windows' offsets
/// and lists of places change over the years, so the places decide, where all that it knows lie in
/// one zone.
std::optional<std::string_view> iana_of_windows(std::string_view name);

}  // namespace knockon
