#include "assess/verdict.h"

#include <algorithm>
#include <cmath>

namespace knockon {

Verdict judge(const Estimate& figure, double limit) {
    const double tie = limit + std::abs(limit) * 1e-9;
    const double low = std::min(figure.low, figure.inputs_low.value_or(figure.low));
    const double high = std::max(figure.high, figure.inputs_high.value_or(figure.high));
    if (high <= tie) return Verdict::within;
    if (low > tie) return Verdict::exceeds;
    return Verdict::undetermined;
}

void judge(DepartmentFigures& f) {
    f.verdict = Verdict::within;
    f.over.clear();
    const auto limit = [&](const char* what, const Estimate& figure, const auto& stated,
                           double value) {
        if (!stated) return;
        const Verdict v = judge(figure, value);
        if (v == Verdict::within) return;
        f.over.emplace_back(what);
        if (v == Verdict::exceeds || f.verdict == Verdict::within) f.verdict = v;
    };
    const Appetite& a = f.appetite;
    limit("probability", f.disruption, a.probability, *a.probability);
    limit("loss", f.loss.mean, a.loss, *a.loss);
    limit("p95_loss", f.loss.p95, a.p95_loss, *a.p95_loss);
    limit("downtime", f.downtime_s.mean, a.downtime, seconds(*a.downtime));
    if (f.verdict == Verdict::undetermined)
        f.settle = "the sampling error holds the limit: a smaller --max-error settles it";
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
