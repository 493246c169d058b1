// Deadlines that a run meets at a start.
#include <algorithm>

#include "assess/windows/score.h"

namespace knockon {
namespace {

/// Length of the stretches, moved by `by`, within `within`.
Duration length_within(const Outage& down, Duration by, const Interval& within) {
    return length(down, within.start - by, within.end - by);
}

}  // namespace

/// Deadlines that the run alone misses.
void StartScorer::add_deadlines(std::size_t process, std::uint32_t start, Result& out) {
    const Parts& parts = *parts_[process];
    const Duration at = plans_.starts[start].at;
    const std::span<const DeadlineTerm> all = due(process, start);
    out.work = static_cast<std::uint32_t>(all.size());
    for (const DeadlineTerm& d : all) {
        const Duration without = length_within(parts.down_without, at, d.when);
        const Duration with = length_within(parts.down_with, at, d.when);
        if (without == Duration{0} && with == Duration{0}) continue;
        const DeadlinesOf& of = plans_.terms[process].calendars[d.of];
        out.apart = of.contiguous.size() == 0;
        if (!out.apart) return;
        const Duration length = d.when.end - d.when.start;
        const MissedDeadlines was{of.in_parts.missed(length - without), {}}, is{of.in_parts.missed(length - with), {}};
        out.loss += is.penalty() - was.penalty();
        out.by.add(DisruptedBy::of(was, is));
    }
}

bool StartScorer::at_a_deadline(std::size_t process, std::uint32_t start) {
    const Parts& parts = *parts_[process];
    const Duration at = plans_.starts[start].at;
    const std::span<const DeadlineTerm> all = due(process, start);
    work_ += all.size();
    for (const DeadlineTerm& d : all)
        if (length_within(parts.down_without, at, d.when) > Duration{0} ||
            length_within(parts.down_with, at, d.when) > Duration{0})
            return true;
    return false;
}

/// The deadlines near what is down that end while a start is watched: as knockon::due, looked for where those of
/// the start before were.
std::span<const DeadlineTerm> StartScorer::due(std::size_t process, std::uint32_t start) {
    const StartPlan& plan = plans_.starts[start];
    const ProcessTerms& terms = plans_.terms[process];
    const Interval &down = parts_[process]->down, watched = plan.watched();
    const std::vector<DeadlineTerm>& all = terms.deadlines;
    const Duration after = std::max(watched.start, down.start + plan.at);
    const Duration until = std::min(watched.end, down.end + plan.at + terms.longest_deadline);
    std::size_t& first = due_cursors_[process];
    while (first > 0 && all[first - 1].when.end > after) --first;
    while (first < all.size() && all[first].when.end <= after) ++first;
    std::size_t last = first;
    while (last < all.size() && all[last].when.end <= until) ++last;
    return {all.data() + first, last - first};
}

}  // namespace knockon
