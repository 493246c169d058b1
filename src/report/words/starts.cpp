// What is said of start times.
#include "report/words/starts.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <map>

#include "report/words/said.h"

namespace knockon {
namespace {

constexpr std::size_t least_bad_shown = 3;
constexpr Duration apart = std::chrono::hours{12};

int year_of(Instant t, const Zone& zone) {
    const auto day = std::chrono::floor<std::chrono::days>(zone.to_local(t));
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

/// The least loss first, those that no calendar blocks before all others.
std::vector<const WindowOption*> least_bad(const WindowsReport& r) {
    std::vector<const WindowOption*> order, chosen;
    for (const WindowOption& o : r.options) order.push_back(&o);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        if (a->blocked.empty() != b->blocked.empty()) return a->blocked.empty();
        return a->loss.value < b->loss.value;
    });
    for (const WindowOption* o : order) {
        const bool near = std::any_of(chosen.begin(), chosen.end(), [&](const auto* k) {
            return o->start - k->start < apart && k->start - o->start < apart;
        });
        if (!near) chosen.push_back(o);
        if (chosen.size() == least_bad_shown) break;
    }
    return chosen;
}

}  // namespace

Hold hold_of(const WindowOption& o) {
    if (!o.blocked.empty()) return Hold::blocked;
    Hold h = Hold::none;
    for (const auto& [id, row] : o.departments) {
        if (row.accepted) continue;
        if (row.verdict == Verdict::exceeds) h = Hold::forbidden;
        if (row.verdict == Verdict::undetermined) h = std::max(h, Hold::undetermined);
    }
    return h;
}

Style hold_style(Hold h) {
    return h == Hold::none ? Style::plain : h == Hold::forbidden ? Style::bad : Style::doubt;
}

Shown hold_sign(Hold h) {
    static constexpr std::array<Words, 4> signs = {"", "?", "x", "!"};
    return Shown(signs[static_cast<std::size_t>(h)]);
}

Choice::Choice(const WindowsReport& report)
    : r(report), zone(Zone::find(report.timezone).value_or(Zone())) {
    assert(report.requested && "windows() assesses the requested start as well");
    years = !r.options.empty() &&
            year_of(r.options.front().start, zone) != year_of(r.options.back().start, zone);
}

Shown Choice::name_of(const Id& department) const {
    const auto name = r.names.find(department);
    return Shown::from(name == r.names.end() || name->second.empty() ? department : name->second);
}

std::vector<const WindowOption*> Choice::shown() const {
    if (r.best.empty()) return least_bad(r);
    std::vector<const WindowOption*> best;
    for (const std::size_t i : r.best) best.push_back(&r.options[i]);
    return best;
}

std::vector<Id> concerned(const Choice& c, const std::vector<const WindowOption*>& shown) {
    std::map<Id, double> most;
    for (const WindowOption* o : shown)
        for (const auto& [id, row] : o->departments)
            if (row.loss.value != 0 || row.verdict != Verdict::within)
                most[id] = std::max(most[id], row.loss.value);
    std::vector<Id> ids;
    for (const auto& [id, loss] : most) ids.push_back(id);
    const auto as_requested = [&](const Id& id) {
        const auto row = c.r.requested->departments.find(id);
        return row == c.r.requested->departments.end() ? 0.0 : row->second.loss.value;
    };
    std::stable_sort(ids.begin(), ids.end(),
                     [&](const Id& a, const Id& b) { return as_requested(a) > as_requested(b); });
    return ids;
}

Shown range_sentence(const Choice& c) {
    const WindowsReport& r = c.r;
    return Shown(count(r.options.size())) +
           (r.options.size() == 1 ? Shown(" start, ") : Shown(" starts from ")) +
           moment(r.options.front().start, c.zone) +
           (r.options.size() == 1 ? Shown()
                                  : Shown(" to ") + moment(r.options.back().start, c.zone) +
                                        ", every " + exact_duration(seconds(r.every)));
}

Shown objections(const Choice& c, const WindowOption& o) {
    std::vector<Shown> forbid, open, parts;
    for (const auto& [id, row] : o.departments) {
        if (row.accepted) continue;
        if (row.verdict == Verdict::exceeds) forbid.push_back(c.name_of(id));
        if (row.verdict == Verdict::undetermined) open.push_back(c.name_of(id));
    }
    if (!forbid.empty())
        parts.push_back(Shown("more than accepted by ") + Shown::joined(forbid, ", "));
    if (!open.empty()) parts.push_back(Shown("cannot be told for ") + Shown::joined(open, ", "));
    if (!o.blocked.empty())
        parts.push_back(Shown("blocked (") + Shown::listed(o.blocked) + ": knockon explain)");
    return parts.empty() ? Shown("accepted by everyone") : Shown::joined(parts, "; ");
}

Shown counts_sentence(const Choice& c) {
    std::uint64_t by_hold[4] = {};
    std::map<Id, std::uint64_t> forbidden;
    for (const WindowOption& o : c.r.options) {
        ++by_hold[static_cast<std::size_t>(hold_of(o))];
        for (const auto& [id, row] : o.departments)
            if (row.verdict == Verdict::exceeds && !row.accepted) ++forbidden[id];
    }
    Shown s = Shown("Of ") + count(c.r.options.size()) + " starts " + count(by_hold[0]) +
              (by_hold[0] == 1 ? Shown(" is") : Shown(" are")) + " accepted by everyone";
    if (by_hold[2] > 0)
        s += Shown(", ") + count(by_hold[2]) + " carry more risk than somebody accepts";
    if (by_hold[1] > 0) s += Shown(", ") + count(by_hold[1]) + " cannot be told";
    if (by_hold[3] > 0) s += Shown(", ") + count(by_hold[3]) + " are blocked";
    s += ".";
    std::vector<Shown> who;
    for (const auto& [id, n] : forbidden) who.push_back(c.name_of(id) + "\u00A0" + count(n));
    if (!who.empty()) s += Shown(" More than accepted by: ") + Shown::joined(who, ", ") + ".";
    return s;
}

std::vector<Shown> waiting_sentences(const Choice& c) {
    const std::vector<const WindowOption*> shown = c.shown();
    if (c.r.best.empty()) return {};
    const WindowOption& first = *shown.front();
    const double cost = first.waiting, saved = c.r.requested->loss.value - first.loss.value;
    if (cost <= 0) return {};
    const Shown who =
        Shown::joined(c.r.waiting, ", ", [&](const Waiting& w) { return c.name_of(w.department); });
    std::vector<Shown> out = {Shown("Waiting for ") + c.when(first.start) + " (" +
                              duration(seconds(first.start - c.r.requested->start)) + ") costs " +
                              (who.empty() ? Shown() : who + " ") + c.money_of(cost) + ", at " +
                              c.money_of(c.r.waiting_per_week) + " a week; it " +
                              (saved < 0 ? Shown("adds ") : Shown("saves ")) +
                              c.money_of(std::abs(saved)) + " of expected loss."};
    return out;
}

std::vector<Shown> certainty_sentences(const Choice& c) {
    const WindowsReport& r = c.r;
    Shown s = Shown(count(r.runs)) +
              " runs for every start, all on the same draws, so that differences between starts "
              "are no noise; standard error of the total as requested ";
    s += r.relative_error > 0 ? Shown(percent(r.relative_error)) : Shown("none");
    std::vector<Shown> out = {s + ", seed " + Shown::from(std::to_string(r.seed)) + "."};
    const auto listed = [&](const Shown& lead, const std::vector<std::string>& all) {
        if (!all.empty()) out.push_back(lead + Shown::listed(all));
    };
    listed(Shown("What if: "), r.overrides);
    for (const std::string& file : judged_by(r.inputs))
        out.push_back(Shown("Judged by ") + Shown::from(file));
    listed(Shown("Limits met: ").styled(Style::doubt), r.limits_hit);
    for (const std::string& note : r.notes) out.push_back(Shown("Note: ") + Shown::from(note));
    return out;
}

}  // namespace knockon
