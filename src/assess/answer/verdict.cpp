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
        f.verdict = worse(f.verdict, v);
    });
    if (f.verdict == Verdict::undetermined)
        f.settle = inputs_hold(f)
                       ? "the uncertain inputs hold the limit"
                       : "the sampling error holds the limit: a larger --max-runs settles it";
}

int gravity(Verdict v) {
    switch (v) {
        case Verdict::within:
            return 0;
        case Verdict::not_modelled:
            return 1;
        case Verdict::undetermined:
            return 2;
        case Verdict::exceeds:
            break;
    }
    return 3;
}

std::map<Id, const DepartmentFigures*> by_id(std::span<const DepartmentFigures> departments) {
    std::map<Id, const DepartmentFigures*> all;
    for (const DepartmentFigures& d : departments) all.emplace(d.id, &d);
    return all;
}

Verdict worst_verdict(std::span<const DepartmentFigures> departments) {
    Verdict worst = Verdict::within;
    for (const DepartmentFigures& d : departments)
        if (objects(d)) worst = worse(worst, d.verdict);
    return worst;
}

bool open_by_sampling(std::span<const DepartmentFigures> departments) {
    return std::any_of(departments.begin(), departments.end(), [](const DepartmentFigures& d) {
        return d.verdict == Verdict::undetermined && !inputs_hold(d);
    });
}

Headline headline(const Assessment& a) {
    switch (a.verdict) {
        case Verdict::within:
            return Headline::within;
        case Verdict::exceeds:
            return instead(a) != nullptr ? Headline::not_yet : Headline::not_as_proposed;
        case Verdict::undetermined:
            return Headline::undetermined;
        case Verdict::not_modelled:
            break;
    }
    return Headline::not_modelled;
}

const WindowOption* instead(const Assessment& a) {
    return a.windows.empty() ? nullptr : &a.windows.front();
}

}  // namespace knockon
