#include "assess/study/causes.h"

#include <algorithm>
#include <cmath>

#include "assess/study/figures.h"

namespace knockon {
namespace {

/// Probability that something of chance happens to this source; 0 where nothing can.
double chance_of(const Transition& t, std::size_t source) {
    if (t.sources[source].kind == Source::Kind::step) {
        if (std::find(t.load_sources.begin(), t.load_sources.end(), source) != t.load_sources.end())
            return t.overload_chance;
        return t.steps[source].fails;
    }
    for (const BackgroundSource& b : t.background)
        if (b.source == source) return b.any;
    return 0;
}

/// What brings shares that come from a part of the runs back to the mean of all: the shares of a
/// run sum to its loss, so this is the ratio estimate of each (Cochran, Sampling Techniques, 1977,
/// chapter 6).
double whole(const Study& study, const Tally& tally, double total) {
    double sum = 0;
    for (std::size_t s = 0; s < study.transition.sources.size(); ++s)
        sum += tally.share(s, 0, study.board.total(Scored::loss)).value;
    return sum * total > 0 ? total / sum : 1;
}

}  // namespace

Cause cause_of(const Transition& t, const Change& change, std::size_t source) {
    const Source& s = t.sources[source];
    switch (s.kind) {
        case Source::Kind::supplier:
            return {Cause::Kind::supplier, 0, {}, s.id};
        case Source::Kind::component:
            return {Cause::Kind::component, 0, {}, s.id};
        case Source::Kind::step:
            break;
    }
    const Step& step = change.steps[s.step];
    return {step.verb == Verb::load ? Cause::Kind::load : Cause::Kind::step,
            static_cast<int>(s.step) + 1, step.verb, s.id};
}

void add_causes(const Study& study, const Played& played, Assessment& out) {
    const Transition& t = study.transition;
    const double total = played.tally.mean(study.board.total(Scored::loss)).value;
    const double factor = whole(study, played.tally, total), unseen = played.tally.unseen(true);
    const std::vector<double> unmet = unmet_run(study.board, played.tally);
    for (std::size_t s = 0; s < t.sources.size(); ++s) {
        CauseFigures c;
        c.cause = cause_of(t, *study.change, s);
        const auto share = [&](std::size_t bearer) {
            const std::size_t of = study.board.borne(bearer);
            return or_unseen(estimate(played.tally.share(s, bearer, of).times(factor)),
                             unseen * unmet[of]);
        };
        c.loss = share(0);
        for (std::size_t d = 0; d < study.board.departments.size(); ++d)
            c.by_department[study.board.departments[d]] = share(1 + d);
        const double nothing = 1e-12 * std::abs(total);  // but for rounding
        const auto is_any = [&](const Estimate& e) { return std::abs(e.value) > nothing; };
        const bool any =
            is_any(c.loss) || std::any_of(c.by_department.begin(), c.by_department.end(),
                                          [&](const auto& d) { return is_any(d.second); });
        if (!any && t.sources[s].kind != Source::Kind::step) continue;
        c.last_in = estimate(played.tally.last_in(s, study.board.borne(0)));
        // Shares of a gain, or of nothing, rank nothing.
        const double rest = total - c.last_in.value;
        if (total > 0 && rest > 1e-12 * total) c.risk_reduction_worth = total / rest;
        const double p = chance_of(t, s);
        if (p > 0 && total > 0) c.risk_achievement_worth = played.tally.happened(s) / p / total;
        out.causes.push_back(std::move(c));
    }
    std::stable_sort(out.causes.begin(), out.causes.end(),
                     [](const CauseFigures& a, const CauseFigures& b) {
                         if (a.loss.value != b.loss.value) return a.loss.value > b.loss.value;
                         return a.cause < b.cause;
                     });
}

}  // namespace knockon
