// How an outage gets from the change to those who bear it.
#include <algorithm>

#include "report/words/said.h"

namespace knockon {
namespace {

Words doing(Verb verb) {
    return words_of(verb, {"updating ", "migrating ", "replacing ", "adding ", "removing ",
                           "connecting ", "disconnecting ", "more load on "});
}

/// A step that is alone in bringing down a process that its planned part leaves up: it failed.
bool must_have_failed(const View& v, const Why& w) {
    if (w.members.size() != 1 || w.members.front().kind != Cause::Kind::step) return false;
    const auto p = v.processes.find(w.process);
    return p != v.processes.end() && p->second->planned.downtime_s <= 0;
}

/// " (8 %)": where somebody stated it.
Shown how_often(const View& v, const Cause& c) {
    const auto stated = v.a.values.find("steps." + std::to_string(c.index) + ".fails");
    if (stated == v.a.values.end()) return {};
    const std::string& text = stated->second;
    if (!text.ends_with('%')) return {};
    return Shown(" (") + Shown::from(text.substr(0, text.size() - 1)) + "\u00A0%)";
}

}  // namespace

Shown cause_phrase(const View& v, const Cause& c, bool failing) {
    const Shown target = v.name_of(c.target);
    switch (c.kind) {
        case Cause::Kind::step: {
            const Shown s = Shown(c.verb ? doing(*c.verb) : Words("changing ")) + target;
            return failing ? s + " fails" + how_often(v, c) : s;
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

Shown cause_name(const View& v, const Cause& c) {
    const Shown s = cause_phrase(v, c, false);
    if (c.kind != Cause::Kind::step || c.index == 0) return s;
    return Shown("step ") + count(c.index) + ": " + s;
}

Shown weakest_phrase(const std::optional<WeakestNeed>& w,
                     const std::function<Shown(const Id&)>& called) {
    if (!w) return {};
    if (w->origin == Origin::observed) return Shown(" (as observed)");
    return Shown(" (rests on a guessed need: ") + called(w->consumer) + " needs " +
           called(w->member) + ")";
}

Shown chain_of(std::vector<Shown> names, bool all) {
    constexpr std::size_t most = 8, first = 3, last = 2;
    if (!all && names.size() > most) {
        const std::size_t between = names.size() - first - last;
        const auto begin = names.begin() + first;
        names.erase(begin + 1, begin + static_cast<std::ptrdiff_t>(between));
        names[first] = (Shown(count(between)) + " more").styled(Style::faint);
    }
    return Shown::joined(names, " \u2192 ");
}

Shown chain_phrase(const View& v, const Why& w, bool all) {
    Shown s = Shown::joined(w.members, " and ", [&](const Cause& c) {
        return cause_phrase(v, c, must_have_failed(v, w));
    });
    // "updating auth fails → api", not "→ auth → api".
    const bool said =
        !w.chain.empty() && std::any_of(w.members.begin(), w.members.end(), [&](const Cause& c) {
            return c.kind != Cause::Kind::supplier && c.target == w.chain.front();
        });
    std::vector<Shown> names;
    for (std::size_t i = said ? 1 : 0; i < w.chain.size(); ++i) names.push_back(v.name_of(w.chain[i]));
    if (!names.empty()) s += Shown(" \u2192 ") + chain_of(std::move(names), all);
    return s + weakest_phrase(w.weakest, [&](const Id& id) { return v.name_of(id); });
}

Shown links_phrase(const View& v, const Why& w) {
    std::vector<Shown> reasons;
    for (std::size_t i = 0; i < w.holds.size() && i + 1 < w.chain.size(); ++i)
        if (!w.holds[i].empty())
            reasons.push_back(v.name_of(w.chain[i + 1]) + ": " + Shown::from(w.holds[i]));
    return Shown::joined(reasons, "; ");
}

}  // namespace knockon
