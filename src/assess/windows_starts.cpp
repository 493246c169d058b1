#include "assess/windows_starts.h"

#include <algorithm>

namespace knockon {
namespace {

/// Enough for any episode that was not already running for a fortnight; more would keep starts apart
/// that see the same weeks but for a holiday long ago.
constexpr Duration lookback = std::chrono::hours{24 * 14};

bool same_stretch(const ActiveTime& a, const ActiveTime& b) {
    return a.when == b.when && a.factor == b.factor && a.mtpd == b.mtpd;
}

/// Whether a process meets the same calendars, seen from two starts.
bool same_terms(const ProcessTerms& a, const ProcessTerms& b) {
    return a.horizon == b.horizon &&
           std::equal(a.active.begin(), a.active.end(), b.active.begin(), b.active.end(),
                      same_stretch) &&
           std::equal(a.deadlines.begin(), a.deadlines.end(), b.deadlines.begin(),
                      b.deadlines.end(), [](const DeadlineTerm& x, const DeadlineTerm& y) {
                          return x.when == y.when && x.work == y.work;
                      });
}

/// Place of the first equal entry, added at the end where there is none.
template <class T, class Same>
std::uint32_t intern(std::vector<T>& known, T value, Same same) {
    for (std::size_t i = known.size(); i-- > 0;)
        if (same(known[i], value)) return static_cast<std::uint32_t>(i);
    known.push_back(std::move(value));
    return static_cast<std::uint32_t>(known.size() - 1);
}

}  // namespace

StartPlans plan_starts(Study& study, const std::vector<Instant>& starts,
                       const std::vector<Duration>& horizons, const TransitionInput& input) {
    StartPlans plans;
    plans.terms.resize(study.board.processes.size());
    TransitionInput in = input;
    for (std::size_t s = 0; s < starts.size(); ++s) {
        StartPlan plan{starts[s], horizons[s], 0, {}};
        in.start = starts[s];
        plan.timed = intern(plans.timed, timed_parts(study.transition, in),
                            [](const Timed& a, const Timed& b) { return a == b; });
        for (std::size_t p = 0; p < study.board.processes.size(); ++p) {
            const Process& process = study.after->processes.at(study.board.processes[p]);
            plan.terms.push_back(
                intern(plans.terms[p],
                       process_terms(process, study.calendars, starts[s], horizons[s], lookback),
                       same_terms));
        }
        plans.starts.push_back(std::move(plan));
    }
    plans.by_timed.resize(plans.timed.size());
    for (std::size_t s = 0; s < plans.starts.size(); ++s)
        plans.by_timed[plans.starts[s].timed].push_back(static_cast<std::uint32_t>(s));
    return plans;
}

}  // namespace knockon
