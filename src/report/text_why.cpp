// How an outage gets from the change to those who bear it.
#include <algorithm>
#include <array>

#include "report/text_parts.h"

namespace knockon {
namespace {

constexpr std::size_t ways_to_objectors = 2, ways_in_all = 5;
constexpr double worth_showing = 0.02;  // of the runs that hit the process

Words doing(Verb verb) {
    switch (verb) {
        case Verb::update:
            return "updating ";
        case Verb::migrate:
            return "migrating ";
        case Verb::replace:
            return "replacing ";
        case Verb::add:
            return "adding ";
        case Verb::remove:
            return "removing ";
        case Verb::connect:
            return "connecting ";
        case Verb::disconnect:
            return "disconnecting ";
        case Verb::load:
            return "more load on ";
    }
    return "changing ";
}

/// A step that is alone in bringing down a process that its planned part leaves up: it failed.
bool must_have_failed(const View& v, const Why& w) {
    if (w.members.size() != 1 || w.members.front().kind != Cause::Kind::step) return false;
    const auto p = v.processes.find(w.process);
    return p != v.processes.end() && p->second->planned.downtime_s <= 0;
}

Id department_of(const View& v, const Id& process) {
    const auto p = v.processes.find(process);
    return p == v.processes.end() ? Id() : p->second->department;
}

}  // namespace

Shown cause_phrase(const Cause& c, bool failing) {
    const Shown target = Shown::from(c.target);
    switch (c.kind) {
        case Cause::Kind::step: {
            const Shown s = Shown(c.verb ? doing(*c.verb) : Words("changing ")) + target;
            return failing ? s + " fails" : s;
        }
        case Cause::Kind::load:
            return Shown("overload of ") + target;
        case Cause::Kind::supplier:
            return Shown("an outage at ") + target;
        case Cause::Kind::component:
            return Shown("a failure of ") + target + " by itself";
    }
    return {};
}

Shown chain_phrase(const View& v, const Why& w) {
    std::vector<Shown> causes;
    for (const Cause& c : w.members) causes.push_back(cause_phrase(c, must_have_failed(v, w)));
    Shown s = Shown::joined(causes, " and ");
    std::size_t first = 0;
    // "updating auth fails → api", not "→ auth → api".
    const bool said =
        !w.chain.empty() && std::any_of(w.members.begin(), w.members.end(), [&](const Cause& c) {
            return c.kind != Cause::Kind::supplier && c.target == w.chain.front();
        });
    if (said) first = 1;
    for (std::size_t i = first; i < w.chain.size(); ++i)
        s += Shown(" \u2192 ") + v.name_of(w.chain[i]);
    return s;
}

Shown links_phrase(const View& v, const Why& w) {
    std::vector<Shown> reasons;
    for (std::size_t i = 0; i < w.holds.size() && i + 1 < w.chain.size(); ++i)
        if (!w.holds[i].empty())
            reasons.push_back(v.name_of(w.chain[i + 1]) + ": " + Shown::from(w.holds[i]));
    return Shown::joined(reasons, "; ");
}

void draw_why(const View& v, Page& page) {
    Table t({{""}, {"", Table::Fit::rigid, 12, Table::Side::right}, {"", Table::Fit::fold, 20}});
    std::size_t shown = 0, left_out = 0;
    for (const DepartmentFigures& d : v.a.departments) {
        std::size_t ways = 0;
        for (const Why& w : v.a.why) {
            if (department_of(v, w.process) != d.id) continue;
            const bool minor = ways > 0 && w.share < worth_showing;
            const std::size_t most = d.verdict == Verdict::within ? 1 : ways_to_objectors;
            if (!v.full() && (ways == most || shown == ways_in_all || minor)) {
                ++left_out;
                continue;
            }
            t.row({ways == 0 ? v.name_of(d.id) : Shown(), percent(w.share), chain_phrase(v, w)});
            if (const Shown reasons = links_phrase(v, w); v.full() && !reasons.empty())
                t.row({Shown(), Shown(), reasons.styled(Style::faint)});
            ++ways;
            ++shown;
        }
    }
    if (t.empty()) return;
    page.blank();
    page.wrap(Shown("Why").styled(Style::strong) +
              Shown("\u00A0 (share of the cases that hit the process)").styled(Style::faint));
    t.print(page);
    if (left_out > 0)
        page.wrap(Shown("and ") + count(left_out) + " less likely: -v lists them", 2, 4);
}

}  // namespace knockon
