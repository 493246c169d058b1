#include "assess/study/edits.h"

#include <fmt/format.h>

#include <span>

#include "read/written.h"

namespace knockon {
namespace {

std::string members_text(std::span<const Ref> members) {
    if (members.size() == 1) return written(*members.front());
    std::vector<std::string> ids;
    for (const Ref& m : members) ids.push_back(written(*m));
    return fmt::format("[{}]", fmt::join(ids, ", "));
}

std::string need_edit(const Need& n) {
    std::vector<std::string> parts;
    const auto member_list = [&] { return members_text(n.members); };
    switch (n.kind) {
        case Need::Kind::all:
            parts.push_back("all: " + member_list());
            break;
        case Need::Kind::any:
            parts.push_back("any: " + member_list());
            break;
        case Need::Kind::atleast:
            parts.push_back(fmt::format("atleast: {}, of: {}", n.at_least, member_list()));
            break;
    }
    if (n.terms->tolerates > Duration{0}) parts.push_back("tolerates: " + written(n.terms->tolerates));
    if (n.terms->chance) parts.push_back("chance: " + write_number(*n.terms->chance));
    if (n.terms->failover) parts.push_back("failover: " + write_number(*n.terms->failover));
    if (n.terms->impact) parts.push_back("impact: " + write_number(*n.terms->impact));
    if (n.terms->calls != 1) parts.push_back("calls: " + write_number(n.terms->calls));
    if (n.terms->data) parts.push_back(fmt::format("data: {}", name(*n.terms->data)));
    if (n.terms->clearance) parts.push_back(fmt::format("clearance: {}", name(*n.terms->clearance)));
    if (parts.size() == 1 && n.kind == Need::Kind::all && n.members.size() == 1)
        return written(*n.members.front());
    return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

}  // namespace

std::string written(const Id& id) {
    return id.find(':') == Id::npos ? id : fmt::format("\"{}\"", id);
}

std::string written(Duration d) {
    return write_duration(std::chrono::floor<std::chrono::seconds>(d));
}

std::string written(std::chrono::year_month_day date) { return write_date(date); }

Moment as_moment(Instant t, const Zone& zone) {
    const std::chrono::local_seconds local = zone.to_local(t);
    const Instant whole = std::chrono::floor<std::chrono::seconds>(t);
    if (zone.to_instant(local) == whole) return {local, {}};
    return {local, zone.offset(t)};
}

std::string written(Instant t, const Zone& zone) {
    const Moment m = as_moment(t, zone);
    const std::string text = zone.rfc3339(t);  // 2027-03-26T20:00:00+01:00
    if (m.utc_offset) return text;
    return text.substr(0, text.compare(16, 3, ":00") == 0 ? 16 : 19);
}

std::string written(const std::vector<Need>& needs) {
    std::vector<std::string> texts;
    for (const Need& n : needs) texts.push_back(need_edit(n));
    return fmt::format("[{}]", fmt::join(texts, ", "));
}

}  // namespace knockon
