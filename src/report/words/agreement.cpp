#include "report/words/agreement.h"

#include <algorithm>

namespace knockon {
namespace {

constexpr std::size_t names_shown = 3;
constexpr std::size_t most_apart = 6;  // departments whose processes have an entry of their own

bool same_time(const Planned& a, const Planned& b) {
    return a.downtime_s == b.downtime_s && a.from == b.from && a.to == b.to;
}

Shown heading(Words w) { return Shown(w).styled(Style::strong); }

}  // namespace

namespace {

/// Processes that are down for the same time.
struct Entry {
    const Figures* first;
    std::vector<Shown> names;
};

std::vector<Entry> planned_together(const View& v, bool by_department) {
    std::vector<Entry> entries;
    for (const Figures& p : v.a.processes) {
        if (p.planned.downtime_s <= 0 || !p.planned.from || !p.planned.to) continue;
        auto same = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) {
            return (!by_department || e.first->department == p.department) && same_time(e.first->planned, p.planned);
        });
        if (same == entries.end()) same = entries.insert(entries.end(), {&p, {}});
        same->names.push_back(v.name_of(p.id));
    }
    return entries;
}

}  // namespace

std::vector<Shown> planned_phrases(const View& v, bool all) {
    std::vector<Entry> entries = planned_together(v, true);
    if (!all && entries.size() > most_apart) entries = planned_together(v, false);
    std::vector<Shown> out;
    for (Entry& e : entries) {
        if (e.names.size() > names_shown + 1 && !all) {
            const std::size_t rest = e.names.size() - names_shown;
            e.names.resize(names_shown);
            e.names.push_back(Shown(count(rest)) + " more");
        }
        const Planned& planned = e.first->planned;
        Shown s = Shown::joined(e.names, ", ");
        if (all) s += Shown(" (") + v.name_of(e.first->department) + ")";
        s += Shown(" down ") + period(*planned.from, *planned.to, v.zone, false);
        // Where all of it is working time, the times say how long.
        if (planned.downtime_s != seconds(*planned.to - *planned.from))
            s += Shown(", ") + exact_duration(planned.downtime_s) + " of working time";
        out.push_back(s);
    }
    return out;
}

Shown turn_back_phrase(const View& v) {
    if (!v.a.last_turn_back) return {};
    return Shown("No way back after ") + moment(*v.a.last_turn_back, v.zone, false);
}

namespace {

/// "Finance (exceeds; owns erp)".
Shown with_reasons(const SignOff& s, std::vector<std::string> reasons, std::string_view standing) {
    if (!standing.empty()) reasons.emplace_back(standing);
    const Shown who = Shown::from(s.name.empty() ? s.who : s.name).styled(Style::strong);
    return reasons.empty() ? who : who + " (" + Shown::listed(reasons, "; ") + ")";
}

}  // namespace

Shown sign_off_in_short(const SignOff& s) {
    return with_reasons(s, s.given ? std::vector<std::string>() : s.reasons,
                        std::string_view(s.standing).substr(0, s.standing.find(';')));
}

std::vector<Shown> agreement_sentences(const View& v) {
    std::vector<Shown> open, given, out;
    for (const SignOff& s : v.a.sign_off)
        (s.given ? given : open).push_back(with_reasons(s, s.reasons, s.standing));
    if (!open.empty()) out.push_back(heading("To agree: ") + Shown::joined(open, ", "));
    if (!given.empty())
        out.push_back((open.empty() ? heading("All have agreed: ") : heading("Agreed: ")) +
                      Shown::joined(given, ", "));
    return out;
}

}  // namespace knockon
