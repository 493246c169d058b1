#include <algorithm>

#include "assess/windows/score.h"

namespace knockon {

/// Downtime that the run adds to any process of a department at each start.
void StartScorer::score_downtime(std::size_t department, std::span<const std::uint32_t> starts,
                                 std::span<const Interval> met) {
    extra_.clear();
    spared_.clear();
    bool any = false;
    for (const std::size_t p : members_[department]) {
        if (!active_[p]) continue;
        any = true;
        const auto put = [&](std::vector<DownTogether>& to, const Outage& when) {
            if (when.empty()) return;
            const auto same = std::find_if(to.begin(), to.end(), [&](const DownTogether& d) {
                return active_as_[d.process] == active_as_[p];
            });
            if (same == to.end())
                to.push_back({p, when});
            else
                knockon::add(same->when, when);
        };
        put(extra_, parts_[p]->extra);
        put(spared_, parts_[p]->spared);
    }
    double* row = downtime_.data() + (1 + department) * tally_.starts();
    for (const std::uint32_t s : starts)
        row[s] = any ? added_downtime(department, plans_.starts[s], met) : 0;
}

/// What stands at a date beside the run counts only where it is not the same in both worlds: time
/// in which both are down is none that was added.
double StartScorer::added_downtime(std::size_t department, const StartPlan& plan,
                                   std::span<const Interval> met) {
    const auto& members = members_[department];
    const bool apart = std::none_of(members.begin(), members.end(),
                                    [&](std::size_t p) { return dated_[p] && dated_[p]->differs; });
    if (apart) return length_down(extra_, plan) - length_down(spared_, plan);
    AddedDowntime together;
    for (const std::size_t p : members) {
        if (!active_[p]) continue;
        gather(p, plan, met, false, all_without_);
        gather(p, plan, met, true, all_with_);
        together.add(plans_.terms[p], all_without_, all_with_);
    }
    return seconds(together.added(plan.watched()));
}

/// Seconds of the watched period in which some process is open and down in one world alone.
double StartScorer::length_down(std::span<const DownTogether> all, const StartPlan& plan) {
    const Interval watched = plan.watched();
    down_.clear();
    Duration sum{0};
    for (const DownTogether& d : all) {
        const auto& active = plans_.terms[d.process].active;
        const Tariff& tariff = tariffs_[d.process];
        std::size_t& cursor = open_cursors_[d.process];
        for (const Interval& i : d.when) {
            const Duration from = std::max(i.start + plan.at, watched.start);
            const Duration to = std::min(i.end + plan.at, watched.end);
            if (from >= to) continue;
            const Duration before = tariff.active_before(from, cursor);
            if (all.size() == 1) {
                std::size_t end = cursor;
                sum += tariff.active_before(to, end) - before;
                continue;
            }
            for (std::size_t k = cursor; k < active.size() && active[k].when.start < to; ++k)
                down_.push_back(
                    {std::max(active[k].when.start, from), std::min(active[k].when.end, to)});
        }
    }
    if (down_.size() > 1)
        std::sort(down_.begin(), down_.end(),
                  [](const Interval& a, const Interval& b) { return a.start < b.start; });
    Duration end = watched.start;
    for (const Interval& i : down_) {
        sum += std::max(Duration{0}, i.end - std::max(i.start, end));
        end = std::max(end, i.end);
    }
    return seconds(sum);
}

}  // namespace knockon
