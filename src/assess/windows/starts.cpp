#include "assess/windows/starts.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace knockon {
namespace {

/// Place of the first equal entry, added at the end where there is none.
template <class T, class Same>
std::uint32_t intern(std::vector<T>& known, T value, Same same) {
    for (std::size_t i = known.size(); i-- > 0;)
        if (same(known[i], value)) return static_cast<std::uint32_t>(i);
    known.push_back(std::move(value));
    return static_cast<std::uint32_t>(known.size() - 1);
}

FixedOutage moved(FixedOutage f, Duration by) {
    f.when = {f.when.start + by, f.when.end + by};
    return f;
}

/// The outages put together into blocks that no delay joins.
std::vector<DatedBlock> blocks_of(std::vector<FixedOutage> outages, Duration reach) {
    std::stable_sort(
        outages.begin(), outages.end(),
        [](const FixedOutage& a, const FixedOutage& b) { return a.when.start < b.when.start; });
    std::vector<DatedBlock> blocks;
    for (FixedOutage& f : outages) {
        const Duration end = f.when.end + reach;
        if (blocks.empty() || blocks.back().when.end < f.when.start)
            blocks.push_back({{f.when.start, end}, 0, {}});
        blocks.back().when.end = std::max(blocks.back().when.end, end);
        blocks.back().outages.push_back(std::move(f));
    }
    std::vector<std::vector<FixedOutage>> shapes;
    for (DatedBlock& b : blocks) {
        std::vector<FixedOutage> shape;
        for (const FixedOutage& f : b.outages) shape.push_back(moved(f, -b.when.start));
        b.shape = intern(shapes, std::move(shape), std::equal_to<>());
    }
    return blocks;
}

/// What --down takes as down at a start: between moments where both are given, else with the start.
void assume(const Study& study, const AssessOptions& options, Instant start, Duration horizon,
            bool dated, TransitionInput& in) {
    const Zone& zone = study.calendars.landscape_zone();
    in.down.clear();
    for (const AssumedDown& d : options.down) {
        if ((d.from && d.to) != dated) continue;
        const Interval when{d.from ? zone.to_instant(*d.from) - start : Duration{0},
                            d.to ? zone.to_instant(*d.to) - start : horizon};
        if (study.before->components.contains(d.id) || study.before->processes.contains(d.id))
            in.down.emplace_back(d.id, when);
        const auto supplier = study.before->suppliers.find(d.id);
        if (supplier == study.before->suppliers.end()) continue;
        for (const auto& [id, c] : study.before->components)
            if (c.supplier && *c.supplier == d.id) in.down.emplace_back(id, when);
    }
}

void note_what_varies(StartPlans& plans) {
    const Timed& first = plans.timed.front();
    plans.repair_varies.assign(first.repair.size(), false);
    for (const Timed& t : plans.timed) {
        for (std::size_t e = 0; e < t.repair.size(); ++e)
            if (t.repair[e] != first.repair[e]) plans.repair_varies[e] = true;
        plans.overloads_vary |= t.overloads != first.overloads;
        plans.fixed_varies |= t.fixed != first.fixed;
    }
}

}  // namespace

StartPlans plan_starts(Study& study, const std::vector<Instant>& starts,
                       const std::vector<Duration>& horizons, const AssessOptions& options) {
    StartPlans plans;
    const Instant origin = *std::min_element(starts.begin(), starts.end());
    TransitionInput in = study.input;
    in.horizon = study.transition.horizon;
    Duration end{0};
    for (std::size_t s = 0; s < starts.size(); ++s) {
        in.start = starts[s];
        assume(study, options, starts[s], in.horizon, false, in);
        plans.starts.push_back(
            {starts[s] - origin, horizons[s],
             intern(plans.timed, undated_parts(study.transition, in), std::equal_to<>())});
        end = std::max(end, plans.starts.back().watched().end);
    }
    plans.in_order.resize(starts.size());
    std::iota(plans.in_order.begin(), plans.in_order.end(), 0u);
    std::stable_sort(plans.in_order.begin(), plans.in_order.end(),
                     [&](auto a, auto b) { return plans.starts[a].at < plans.starts[b].at; });
    note_what_varies(plans);

    in.start = origin;
    in.horizon = end;
    assume(study, options, origin, end, true, in);
    std::vector<FixedOutage> dated = dated_outages(study.transition, in);
    for (const FixedOutage& f : undated_parts(study.transition, in).fixed) dated.push_back(f);
    plans.blocks = blocks_of(std::move(dated), study.transition.reach_of_delay);
    for (const Id& id : study.board.processes)
        plans.terms.push_back(
            process_terms(study.after->processes.at(id), study.calendars, origin, end));
    return plans;
}

}  // namespace knockon
