// calendar/ical_reading.h: dates, times and lengths of an iCalendar file in the zones they are
// meant in, and what is said about them.
#pragma once

#include <map>
#include <set>

#include "calendar/ical.h"
#include "calendar/ical_revision.h"
#include "calendar/ical_text.h"
#include "calendar/ical_zone.h"

namespace knockon {

/// When an event begins, and how long it lasts.
struct IcalStart {
    IcalWhen at;
    Lasting lasting;
};

class IcalReading {
  public:
    IcalReading(const Zone& floating, std::vector<IcalProblem>& problems)
        : floating_(floating), problems_(problems), zones_(problems) {}

    void say(Severity severity, std::string_view code, std::uint32_t line, std::string message,
             std::string help = {});
    void fail(std::uint32_t line, std::string message, std::string help = {});
    void warn(std::uint32_t line, std::string message, std::string help = {});
    /// Only so many problems are kept; this says how many were not.
    void end();

    const Zone& floating() const { return floating_; }
    /// Empty where it means nothing, which has then been said.
    std::optional<IcalWhen> when(const IcalBlock& calendar, const IcalProperty& p,
                                 std::string_view text);
    /// The same; worked out once for each event.
    const std::optional<IcalStart>& start(const IcalEvent& e);

  private:
    std::optional<IcalStart> work_out(const IcalEvent& e);
    std::optional<Lasting> lasting(const IcalEvent& e, const IcalWhen& start);
    void note_zone_of_all(const IcalBlock& calendar, std::uint32_t line);
    bool said_once(const IcalBlock& b);

    const Zone& floating_;
    std::vector<IcalProblem>& problems_;
    IcalZones zones_;
    std::map<const IcalBlock*, std::optional<IcalStart>> starts_;
    std::set<const IcalBlock*> zones_noted_;  // objects whose X-WR-TIMEZONE has been spoken of
    std::size_t unsaid_ = 0;
};

}  // namespace knockon
