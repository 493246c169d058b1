// calendar/ical_zone.h: the zones that an iCalendar file names or brings along.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/ical_text.h"

namespace knockon {

class IcalZones {
  public:
    /// Works out the VTIMEZONE blocks (RFC 5545 section 3.6.5); others are passed over.
    IcalZones(const std::vector<IcalBlock>& blocks, std::vector<IcalProblem>& problems);

    /// The zone called `tzid`: that of the system's database, else the file's own, else the one
    /// whose name is the end of a longer one ("/example.org/2020a/Europe/Amsterdam"). Empty if none
    /// fits.
    std::optional<Zone> find(const std::string& tzid);

  private:
    std::map<std::string, Zone> own_;
    std::map<std::string, std::optional<Zone>> known_;
};

}  // namespace knockon
