// calendar/ical_text.h: the outer form of iCalendar (RFC 5545 section 3.1): folded lines, names
// with parameters and values, blocks within blocks. Knows nothing of what they mean.
//
// What programs write that others read is read here as well: a byte-order mark, line ends doubled,
// blanks around names and values, colons in a parameter that has no quotes, small letters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/ical.h"
#include "calendar/recurrence.h"

namespace knockon {

/// `NAME;PARAMETER=value:VALUE`, names in capitals, without blanks around the value.
struct IcalProperty {
    std::uint32_t line = 0;
    std::string name;
    std::string parameters;  // as written, each with its `;` before it
    std::string value;
    /// Value of a parameter without quotes and escapes; empty if it is missing.
    std::string parameter(std::string_view parameter_name) const;
};

/// `BEGIN:KIND` … `END:KIND`. Only blocks and properties that say when are kept.
struct IcalBlock {
    enum class Kind { calendar, event, zone, standard, daylight, other };
    Kind kind = Kind::other;
    std::uint32_t line = 0;
    std::vector<IcalProperty> properties;
    std::vector<IcalBlock> inner;
    const IcalProperty* find(std::string_view name) const;
    /// The value of a property as a text (section 3.3.11), escapes undone; empty if it is missing.
    std::string text_of(std::string_view name) const;
};

/// The calendar objects of the text, each with its events and zones; after an error in its form,
/// none. Reading stops after `max_events` events, with a problem.
std::vector<IcalBlock> read_ical_text(std::string_view text, std::size_t max_events,
                                      std::vector<IcalProblem>& problems);

/// A date, or a date and time, as in 20261230 or 20261230T200000 or 20261230T190000Z.
struct IcalMoment {
    std::chrono::local_seconds at;
    bool is_date = false;
    bool utc = false;
};
std::optional<IcalMoment> parse_ical_moment(std::string_view text);

/// P1W, P1DT2H30M, PT15M, as section 3.3.6 has it: days and weeks are the clock's. Not negative.
std::optional<Lasting> parse_ical_duration(std::string_view text);

/// +0100, -0330, +013045.
std::optional<std::chrono::seconds> parse_ical_offset(std::string_view text);

/// The pieces between commas that are not empty, without blanks around them.
std::vector<std::string_view> ical_list(std::string_view text);

}  // namespace knockon
