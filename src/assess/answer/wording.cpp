#include "assess/answer/wording.h"

#include <fmt/format.h>


namespace knockon {
namespace {

using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr std::size_t ids_named = 3;

std::string clock_text(std::chrono::seconds since_midnight) {
    const auto m = floor<minutes>(since_midnight).count();
    return fmt::format("{:02}:{:02}", m / 60, m % 60);
}

}  // namespace

std::string ids_text(const std::vector<Id>& ids) {
    if (ids.size() == 2) return ids[0] + " and " + ids[1];
    if (ids.size() <= ids_named) return fmt::format("{}", fmt::join(ids, ", "));
    return fmt::format("{} and {} more", fmt::join(ids.begin(), ids.begin() + ids_named, ", "),
                       ids.size() - ids_named);
}

std::string moment_text(Instant t, const Zone& zone) {
    const std::chrono::local_seconds local = zone.to_local(t);
    const auto day = floor<std::chrono::days>(local);
    return date_text(std::chrono::year_month_day{day}, " ") + " " + clock_text(local - day);
}

std::string night_text(Instant t, const Zone& zone) {
    const std::chrono::local_seconds local = zone.to_local(t);
    const auto day = floor<std::chrono::days>(local);
    if (local - day >= std::chrono::hours{6}) return {};
    const auto before = std::chrono::year_month_day{day - std::chrono::days{1}};
    return fmt::format(" ({} night)", date_text(before).substr(0, 3));
}

std::string period_text(const Span& s, const Zone& zone) {
    const std::chrono::local_seconds start = zone.to_local(s.start), end = zone.to_local(s.end);
    const auto first = floor<std::chrono::days>(start);
    auto last = floor<std::chrono::days>(end);
    if (last > first && end == last) last -= std::chrono::days{1};
    const std::string until = clock_text(end - last);
    return moment_text(s.start, zone) + " to " +
           (last == first ? until : date_text(std::chrono::year_month_day{last}, " ") + " " + until);
}

std::string duration_text(Duration d) {
    return in_units(std::chrono::duration_cast<std::chrono::seconds>(d).count(), 2, " ", " ");
}

std::string need_text(const Need& need) {
    std::vector<std::string> parts;
    if (need.members.size() > 1 && need.at_least < static_cast<int>(need.members.size()))
        parts.push_back(fmt::format("needs {} of {}", need.at_least, need.members.size()));
    if (need.terms->tolerates > Duration{0})
        parts.push_back(fmt::format("survives {} without it", duration_text(need.terms->tolerates)));
    if (need.terms->chance && *need.terms->chance < 1)
        parts.push_back(fmt::format("in {:g} % of the cases", 100 * *need.terms->chance));
    if (need.terms->failover && *need.terms->failover < 1)
        parts.push_back(fmt::format("the switch works in {:g} % of the cases", 100 * *need.terms->failover));
    if (need.terms->impact && *need.terms->impact < 1)
        parts.push_back(fmt::format("degraded only, {:g} % of the loss", 100 * *need.terms->impact));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string percent_text(double probability) {
    return fmt::format("{:.8g} %", 100 * probability);
}

std::string recovery_text(const Recovery& r) {
    switch (r.shape) {
        case Recovery::Shape::constant: return duration_text(r.p50.value);
        case Recovery::Shape::exponential:
            return fmt::format("{} on average", duration_text(r.p50.value));
        case Recovery::Shape::lognormal: break;
    }
    return fmt::format("{} in half of the cases, {} in 9 of 10", duration_text(r.p50.value),
                       duration_text(r.p90.value));
}

}  // namespace knockon
