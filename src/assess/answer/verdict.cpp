#include "assess/answer/verdict.h"

#include <algorithm>

#include "base/tie.h"

namespace knockon {

Verdict judge(const Estimate& figure, double limit) {
    const double low = std::min(figure.low, figure.inputs_low.value_or(figure.low));
    const double high = std::max(figure.high, figure.inputs_high.value_or(figure.high));
    if (!exceeds(high, limit)) return Verdict::within;
    if (exceeds(low, limit)) return Verdict::exceeds;
    return Verdict::undetermined;
}

namespace {

/// Calls `look(what, figure, limit)` for every limit that is stated.
template <class Look>
void each_limit(const DepartmentFigures& f, Look look) {
    const Appetite& a = f.appetite;
    if (a.probability) look("probability", f.disruption, *a.probability);
    if (a.loss) look("loss", f.loss.mean, *a.loss);
    if (a.p95_loss) look("p95_loss", f.loss.p95, *a.p95_loss);
    if (a.downtime) look("downtime", f.downtime_s.mean, seconds(*a.downtime));
}

}  // namespace

bool inputs_hold(const DepartmentFigures& f) {
    bool hold = false;
    each_limit(f, [&](const char*, const Estimate& figure, double limit) {
        const Estimate sampling{figure.value, figure.low, figure.high, {}, {}};
        hold |= judge(figure, limit) == Verdict::undetermined &&
                judge(sampling, limit) != Verdict::undetermined;
    });
    return hold;
}

void judge(DepartmentFigures& f) {
    f.verdict = Verdict::within;
    f.over.clear();
    each_limit(f, [&](const char* what, const Estimate& figure, double limit) {
        const Verdict v = judge(figure, limit);
        if (v == Verdict::within) return;
        f.over.emplace_back(what);
        if (v == Verdict::exceeds || f.verdict == Verdict::within) f.verdict = v;
    });
    if (f.verdict == Verdict::undetermined)
        f.settle = inputs_hold(f)
                       ? "the uncertain inputs hold the limit"
                       : "the sampling error holds the limit: a smaller --max-error settles it";
}

Verdict worst_verdict(std::span<const DepartmentFigures> departments) {
    Verdict worst = Verdict::within;
    for (const DepartmentFigures& d : departments) {
        if (!objects(d)) continue;
        if (d.verdict == Verdict::exceeds) return Verdict::exceeds;
        if (d.verdict == Verdict::undetermined) worst = Verdict::undetermined;
    }
    return worst;
}

}  // namespace knockon
