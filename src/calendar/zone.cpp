#include "calendar/zone.h"

#include <absl/time/time.h>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <fstream>

#include "base/codes.h"
#include "base/text.h"

namespace knockon {

namespace {

using std::chrono::floor;
using std::chrono::local_seconds;
using std::chrono::sys_seconds;
using Seconds = std::chrono::seconds;

constexpr char database[] = "/usr/share/zoneinfo/tzdata.zi";

sys_seconds first_day_of(int year) {
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::January / 1};
}

/// Names that may be handed to the database. cctz would also read files anywhere ("../x", "/etc/x")
/// and has names of its own ("libc:", "Fixed/UTC+01:00:00"); "localtime" and "posixrules" mean
/// something else on every machine, "right/" counts leap seconds.
bool may_be_zone(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    };
    return !name.empty() && name.size() <= 64 && name.front() != '/' &&
           std::all_of(name.begin(), name.end(), allowed) && name != "localtime" &&
           name != "posixrules" && !name.starts_with("right/");
}

Seconds offset_at(const absl::TimeZone& zone, sys_seconds t) {
    return Seconds{zone.At(absl::FromUnixSeconds(t.time_since_epoch().count())).offset};
}

std::vector<ClockChange> changes_of(const absl::TimeZone& zone, sys_seconds from, sys_seconds to) {
    std::vector<ClockChange> changes;
    absl::TimeZone::CivilTransition next;
    absl::Time t = absl::FromUnixSeconds(from.time_since_epoch().count());
    while (zone.NextTransition(t, &next)) {
        // `to` names the moment of the change as the old clock would have shown it.
        t = zone.At(next.to).trans;
        const sys_seconds at{Seconds{absl::ToUnixSeconds(t)}};
        if (at >= to) break;
        const ClockChange change{at, offset_at(zone, at - Seconds{1}), offset_at(zone, at)};
        if (change.before != change.after) changes.push_back(change);
    }
    return changes;
}

/// Names in the database: lines `Z NAME …` and `L TARGET NAME` of its compact source.
std::vector<std::string> known_names() {
    std::vector<std::string> names;
    std::ifstream file{database};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Z ")) {
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
        } else if (line.starts_with("L ")) {
            const std::size_t second = line.find(' ', 2);
            if (second != std::string::npos) names.push_back(line.substr(second + 1));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// "gmt+1" and the like, in lower case.
bool says_offset(std::string_view text) {
    return (text.starts_with("gmt") || text.starts_with("utc")) && text.size() > 3 &&
           (text[3] == '+' || text[3] == '-');
}

/// Of "gmt+1", "utc-05:00", "gmt+0100": the database's name for the same clock, whose sign is the
/// other way round. Empty where it is no whole number of hours.
std::optional<std::string> fixed_offset(std::string_view text) {
    const char sign = text[3] == '+' ? '-' : '+';
    std::string digits;
    for (const char c : text.substr(4)) {
        if (c != ':' && (c < '0' || c > '9')) return std::nullopt;
        if (c != ':') digits += c;
    }
    if (digits.size() > 2 && digits.ends_with("00")) digits.resize(digits.size() - 2);
    if (digits.size() == 2 && digits.front() == '0') digits.erase(0, 1);
    return digits.size() > 2 ? std::nullopt : std::optional{fmt::format("Etc/GMT{}{}", sign, digits)};
}

}  // namespace

struct Zone::Impl {
    std::string name;
    Seconds offset;  // before the first change
    std::vector<ClockChange> changes;
    std::vector<local_seconds> settled;  // local time from which the new offset alone holds
};

Zone::Zone() : Zone("UTC", Seconds{0}, {}) {}

Zone::Zone(std::string name, Seconds offset, std::vector<ClockChange> changes) {
    auto impl = std::make_shared<Impl>(Impl{std::move(name), offset, std::move(changes), {}});
    // Between `at + before` and `at + after` the clock skips or repeats; in both cases the offset
    // before the change holds up to the later of the two.
    for (const ClockChange& c : impl->changes) {
        assert(c.before == offset && "each change begins where the one before it ended");
        offset = c.after;
        const local_seconds end{c.at.time_since_epoch() + std::max(c.before, c.after)};
        impl->settled.push_back(impl->settled.empty() ? end : std::max(end, impl->settled.back()));
    }
    impl_ = std::move(impl);
}

std::optional<Zone> Zone::find(std::string_view name) {
    absl::TimeZone zone;
    if (!may_be_zone(name) || !absl::LoadTimeZone(std::string{name}, &zone)) return std::nullopt;
    const sys_seconds from = first_day_of(1968), to = first_day_of(2203);
    return Zone{std::string{name}, offset_at(zone, from), changes_of(zone, from, to)};
}

std::optional<std::string> Zone::closest(std::string_view name) {
    const std::vector<std::string> names = known_names();
    const std::string wanted = lower_case(name);
    if (says_offset(wanted)) {
        const auto fixed = fixed_offset(wanted);
        const bool known = fixed && std::binary_search(names.begin(), names.end(), *fixed);
        return known ? fixed : std::nullopt;
    }
    for (const std::string& known : names) {
        const std::string l = lower_case(known);
        if (l == wanted || l.ends_with("/" + wanted)) return known;
    }
    const std::vector<std::string_view> views{names.begin(), names.end()};
    return knockon::closest(name, views);
}

void Zone::say_unknown(std::string_view name, Position at, Diagnostics& out) {
    if (!find("Europe/Amsterdam")) {
        out.error(code::no_time_zones, at,
                  fmt::format("this machine has no time zones, so `{}` cannot be told", name),
                  "install tzdata, or name the folder of its zones in TZDIR");
        return;
    }
    const auto meant = closest(name);
    std::string help = meant ? fmt::format("write `{}`", *meant)
                             : "write an IANA name such as Europe/Amsterdam";
    if (meant && meant->starts_with("Etc/GMT") && meant->size() > 7)
        help += ", for in these names the sign is the other way round; a place, such as "
                "Europe/Amsterdam, has summer time as well";
    out.error(code::unknown_timezone, at, fmt::format("there is no time zone `{}`", name), help);
}

const std::string& Zone::name() const { return impl_->name; }

std::span<const ClockChange> Zone::changes() const { return impl_->changes; }

Instant Zone::to_instant(local_seconds local) const {
    const auto& [name, first_offset, changes, settled] = *impl_;
    const auto i = static_cast<std::size_t>(
        std::upper_bound(settled.begin(), settled.end(), local) - settled.begin());
    const Seconds offset = i == 0 ? first_offset : changes[i - 1].after;
    const sys_seconds t{local.time_since_epoch() - offset};
    // Only what the next change skips would come after it.
    return i < changes.size() ? std::min(t, changes[i].at) : t;
}

Instant Zone::to_instant(const Moment& m) const {
    return m.utc_offset ? Instant{m.local.time_since_epoch() - *m.utc_offset} : to_instant(m.local);
}

Seconds Zone::offset(Instant t) const {
    const auto& changes = impl_->changes;
    const auto later = std::upper_bound(changes.begin(), changes.end(), t,
                                        [](Instant x, const ClockChange& c) { return x < c.at; });
    return later == changes.begin() ? impl_->offset : std::prev(later)->after;
}

local_seconds Zone::to_local(Instant t) const {
    return local_seconds{(floor<Seconds>(t) + offset(t)).time_since_epoch()};
}

std::string Zone::rfc3339(Instant t) const {
    const local_seconds local = to_local(t);
    const auto day = floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{local - day};
    // RFC 3339 has no seconds in an offset; zones of before 1972 do (Monrovia: -00:44:30).
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(offset(t)).count();
    const std::string zone = minutes == 0
                                 ? "Z"
                                 : fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+',
                                               std::abs(minutes) / 60, std::abs(minutes) % 60);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(), zone);
}

}  // namespace knockon
