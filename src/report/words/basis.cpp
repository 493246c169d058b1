// What all of it rests on.
#include "report/words/said.h"

namespace knockon {

Shown method_sentence(const View& v) {
    const Method& m = v.a.transition;
    if (m.engine == "enumerate" || m.engine == "exact")
        return Shown("Worked out exactly (") + Shown::from(m.engine) + ").";
    Shown s = Shown(count(m.runs)) + " runs, error ";
    s += m.relative_error > 0 ? Shown(percent(m.relative_error)) : Shown("none");
    if (!m.worst.empty()) s += Shown(" (") + v.name_of(m.worst) + ")";
    return s + ", seed " + Shown::from(std::to_string(v.a.seed)) + ".";
}

Shown assumed_sentence(const std::vector<Assumption>& assumptions, bool listed) {
    const std::size_t n = assumptions.size();
    if (n == 0) return {};
    const Assumption& first = assumptions.front();
    return Shown("Assumed ") + count(n) + (n == 1 ? Shown(" value (") : Shown(" values (")) +
           Shown::from(first.what) + " of " + Shown::from(first.of) +
           (n == 1 ? Shown(")") : Shown(", \u2026)")) +
           (listed ? Shown(". ") : Shown(": --assumptions lists them. "));
}

}  // namespace knockon
