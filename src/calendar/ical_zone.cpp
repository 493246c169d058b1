#include "calendar/ical_zone.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "base/text.h"
#include "calendar/calendar.h"

namespace knockon {

namespace {

using std::chrono::local_days;
using std::chrono::local_seconds;
using Seconds = std::chrono::seconds;

constexpr std::size_t most_changes = 20'000;  // ninety a year

const local_seconds last_change{
    local_days{std::chrono::year{last_year + 3} / std::chrono::January / 1}};

/// Collects the changes of the clocks that one zone's STANDARD and DAYLIGHT parts describe.
class ZoneReader {
  public:
    explicit ZoneReader(std::vector<IcalProblem>& problems) : problems_(problems) {}

    std::optional<Zone> read(const IcalBlock& zone, const std::string& name) {
        const std::size_t before = problems_.size();
        for (const IcalBlock& part : zone.inner) observance(part);
        if (changes_.empty() && problems_.size() == before)
            fail(zone.line, "the zone has neither STANDARD nor DAYLIGHT");
        if (problems_.size() != before) return std::nullopt;
        std::stable_sort(changes_.begin(), changes_.end(),
                         [](const ClockChange& a, const ClockChange& b) { return a.at < b.at; });
        // Each change starts from what the one before it left, whatever it says itself.
        const Seconds first = changes_.front().before;
        std::vector<ClockChange> kept;
        Seconds now = first;
        for (const ClockChange& c : changes_) {
            if (c.after == now) continue;
            kept.push_back({c.at, now, c.after});
            now = c.after;
        }
        return Zone{name, first, std::move(kept)};
    }

  private:
    void fail(std::uint32_t line, std::string message) {
        problems_.push_back({Severity::error, code::bad_calendar_file, line, std::move(message),
                             "use an IANA name as TZID, such as Europe/Amsterdam"});
    }

    void observance(const IcalBlock& part) {
        const IcalProperty* start = part.find("DTSTART");
        const IcalProperty* from = part.find("TZOFFSETFROM");
        const IcalProperty* to = part.find("TZOFFSETTO");
        const auto first = start ? parse_ical_moment(start->value) : std::nullopt;
        const auto before = from ? parse_ical_offset(from->value) : std::nullopt;
        const auto after = to ? parse_ical_offset(to->value) : std::nullopt;
        if (!first || !before || !after) {
            fail(part.line, "a part of a zone needs DTSTART, TZOFFSETFROM and TZOFFSETTO");
            return;
        }
        std::vector<local_seconds> onsets{first->at};
        for (const IcalProperty& p : part.properties) {
            if (p.name == "RRULE") rule(p, first->at, *before, onsets);
            if (p.name != "RDATE") continue;
            for (const std::string_view text : ical_list(p.value)) {
                const auto date = parse_ical_moment(text);
                if (date)
                    onsets.push_back(date->at);
                else
                    fail(p.line, fmt::format("`{}` is no date and time", text));
            }
        }
        for (const local_seconds t : onsets)
            changes_.push_back(
                {std::chrono::sys_seconds{t.time_since_epoch() - *before}, *before, *after});
    }

    void rule(const IcalProperty& p, local_seconds start, Seconds offset,
              std::vector<local_seconds>& onsets) {
        const Parsed<Rule> rule = parse_rule(p.value);
        if (!rule) {
            problems_.push_back({Severity::error, code::bad_rule, p.line, rule.expected, {}});
            return;
        }
        std::optional<local_seconds> until;
        if ((*rule).until) until = (*rule).until->last + ((*rule).until->utc ? offset : Seconds{0});
        const std::size_t known = onsets.size();
        Recurrence{*rule, start, until}.between(start, last_change, most_changes + 1, onsets);
        if (onsets.size() - known > most_changes)
            fail(p.line, fmt::format("the clocks change more than {} times", most_changes));
    }

    std::vector<IcalProblem>& problems_;
    std::vector<ClockChange> changes_;
};

/// A zone by a name alone.
std::optional<Zone> named(std::string_view name) {
    if (auto zone = Zone::find(name)) return zone;
    if (const auto iana = iana_of_windows(name)) return Zone::find(*iana);
    const auto near = Zone::closest(name);
    const bool same = near && upper_case(*near) == upper_case(name);
    return same ? Zone::find(*near) : std::nullopt;
}

std::optional<Zone> named_or_its_end(std::string_view tzid) {
    if (tzid.size() > 200) return std::nullopt;  // no name, and the work would grow with it
    std::optional<Zone> zone = named(tzid);
    for (std::size_t at = tzid.find('/'); !zone && at != std::string_view::npos;
         at = tzid.find('/', at + 1))
        zone = named(tzid.substr(at + 1));
    return zone;
}

/// The VTIMEZONE of that name, or else one whose name differs in the case of letters alone.
const IcalBlock* own_zone(const IcalBlock& calendar, const std::string& tzid) {
    const IcalBlock* near = nullptr;
    for (const IcalBlock& b : calendar.inner) {
        if (b.kind != IcalBlock::Kind::zone) continue;
        const std::string name = b.text_of("TZID");
        if (name == tzid) return &b;
        if (near == nullptr && upper_case(name) == upper_case(tzid)) near = &b;
    }
    return near;
}

std::string text_of(const IcalBlock& zone) {
    std::string text;
    for (const IcalBlock& part : zone.inner)
        for (const IcalProperty& p : part.properties)
            text += fmt::format("\n{}{}:{}", p.name, p.parameters, p.value);
    return text;
}

}  // namespace

std::optional<Zone> IcalZones::work_out(const IcalBlock& zone, const std::string& tzid) {
    std::vector<IcalProblem> wrong;
    if (auto made = ZoneReader{wrong}.read(zone, tzid)) return made;
    auto by_name = named_or_its_end(tzid);
    if (by_name)
        problems_.push_back(
            {Severity::warning, code::bad_calendar_file, wrong.front().line,
             fmt::format("{}; the zone `{}` is taken by its name", wrong.front().message, tzid),
             "export the calendar again"});
    else
        problems_.insert(problems_.end(), wrong.begin(), wrong.end());
    return by_name ? by_name : Zone{};  // what is wrong with it has been said
}

std::optional<Zone> IcalZones::find(const IcalBlock& calendar, const std::string& tzid) {
    const IcalBlock* own = own_zone(calendar, tzid);
    const std::string key = own ? tzid + text_of(*own) : tzid;
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    return known_.emplace(key, own ? work_out(*own, tzid) : named_or_its_end(tzid)).first->second;
}

}  // namespace knockon
