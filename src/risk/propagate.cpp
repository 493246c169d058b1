#include "risk/propagate.h"

#include <algorithm>
#include <bit>

// A worked run. auth fails from 0 to 3 h; api needs auth and survives 15 min; shop and labels need api;
// the invoice run needs any of erp and archive.
//
//   1. `run` writes down what fails by itself (auth), and marks the part of the graph it stands in.
//   2. Parts are strongly connected components in topological order, a bit each; the lowest bit set is
//      the next one whose needs are all settled. auth: U = [0, 3). It is down, so its users are marked.
//   3. api: erode([0, 3), 15 min) = [0:15, 3). shop and labels see [0:15, 3), after api's restart delay
//      if it has one. erp was never marked, so the invoice run is not even looked at.
//
// Inside a cycle the same equation is evaluated in turns until no set grows. Sets only grow and are made of
// finitely many edges (those of the outages going in, moved by sums of tolerances), so that ends, and it
// ends at the least solution: nothing is down that is not down because of something outside.
// Within a cycle nobody waits for anybody's restart: the delay would feed on itself.
//
// What is touched is remembered and cleared by the next run, which costs what the last one broke.

namespace knockon {

Propagation::Propagation(const World& world)
    : world_(world),
      own_(world.size()),
      down_(world.size()),
      restarted_(world.size()),
      degraded_(world.size()),
      pending_((world.cyclic.size() + 63) / 64),
      touched_(world.size()) {}

void Propagation::touch(std::uint32_t place) {
    if (touched_[place]) return;
    touched_[place] = 1;
    touched_places_.push_back(place);
}

void Propagation::mark_users(std::uint32_t place) {
    for (std::uint32_t i = world_.user_first[place]; i < world_.user_first[place + 1]; ++i) {
        const std::uint32_t scc = world_.scc_of[world_.users[i]];
        pending_[scc / 64] |= std::uint64_t{1} << (scc % 64);
    }
}

const Outage& Propagation::seen_by(std::uint32_t consumer, std::uint32_t member) const {
    if (world_.restart[member] > Duration{0} && world_.scc_of[member] != world_.scc_of[consumer])
        return restarted_[member];
    return down_[member];
}

void Propagation::group_down(std::uint32_t consumer, const WorldGroup& g, Outage& out) {
    out.clear();
    if (g.chance != none && !live_[g.chance]) return;
    const bool switched = g.failover == none || live_[g.failover];
    // Where the switch fails, the group is down whenever one of its first `needed` members is.
    const std::uint32_t size = switched ? g.size : g.needed;
    const std::uint32_t down_to_fail = switched ? g.size - g.needed + 1 : 1;
    sets_.clear();
    for (std::uint32_t i = g.first; i < g.first + size; ++i) {
        const Outage& member = seen_by(consumer, world_.members[i]);
        if (!member.empty()) sets_.push_back(&member);
    }
    if (sets_.size() < down_to_fail) return;
    if (down_to_fail == 1) {
        out = *sets_[0];
        for (std::size_t i = 1; i < sets_.size(); ++i) add(out, *sets_[i]);
    } else if (down_to_fail == 2 && sets_.size() == 2) {
        out = both_down(*sets_[0], *sets_[1]);
    } else {
        out = at_least_down(down_to_fail, sets_);
    }
    erode(out, g.tolerates);
}

/// One evaluation of the equation at the top; says whether U grew.
bool Propagation::update(std::uint32_t place) {
    bool grew = add(down_[place], own_[place]);
    for (std::uint32_t i = world_.group_first[place]; i < world_.group_first[place + 1]; ++i) {
        const WorldGroup& g = world_.groups[i];
        if (g.impact < 1) continue;
        if (g.size == g.needed && g.tolerates <= Duration{0}) {  // down with each of its members
            if (g.chance != none && !live_[g.chance]) continue;
            for (std::uint32_t m = g.first; m < g.first + g.size; ++m)
                grew |= add(down_[place], seen_by(place, world_.members[m]));
            continue;
        }
        group_down(place, g, scratch_);
        grew |= add(down_[place], scratch_);
    }
    if (grew) touch(place);
    return grew;
}

void Propagation::settle(std::uint32_t scc) {
    const std::uint32_t first = world_.scc_first[scc], last = world_.scc_first[scc + 1];
    if (!world_.cyclic[scc]) {
        update(first);
    } else {
        for (bool grew = true; grew;) {
            grew = false;
            for (std::uint32_t place = first; place < last; ++place) grew |= update(place);
        }
    }
    for (std::uint32_t place = first; place < last; ++place) {
        if (world_.degrades[place]) degrade(place);
        if (down_[place].empty()) continue;
        if (world_.restart[place] > Duration{0}) {
            restarted_[place] = down_[place];
            restart(restarted_[place], world_.restart[place]);
        }
        mark_users(place);
    }
}

void Propagation::degrade(std::uint32_t place) {
    for (std::uint32_t i = world_.group_first[place]; i < world_.group_first[place + 1]; ++i) {
        const WorldGroup& g = world_.groups[i];
        if (g.impact >= 1) continue;
        group_down(place, g, scratch_);
        for (const Interval& when : scratch_) degraded_[place].push_back({when, g.impact});
    }
    if (!degraded_[place].empty()) touch(place);
}

void Propagation::run(std::span<const std::uint8_t> live, std::span<const OwnOutage> own) {
    for (const std::uint32_t place : touched_places_) {
        touched_[place] = 0;
        own_[place].clear();
        down_[place].clear();
        restarted_[place].clear();
        degraded_[place].clear();
    }
    touched_places_.clear();
    live_ = live;
    for (const OwnOutage& o : own) {
        touch(o.place);
        own_[o.place].push_back(o.when);
        const std::uint32_t scc = world_.scc_of[o.place];
        pending_[scc / 64] |= std::uint64_t{1} << (scc % 64);
    }
    for (const std::uint32_t place : touched_places_) normalise(own_[place]);
    for (std::size_t word = 0; word < pending_.size(); ++word)
        while (pending_[word] != 0) {  // users come later, so new bits are never behind us
            const auto bit = static_cast<std::uint32_t>(std::countr_zero(pending_[word]));
            settle(static_cast<std::uint32_t>(word * 64) + bit);
            pending_[word] &= ~(std::uint64_t{1} << bit);
        }
}

void Propagation::hits(std::uint32_t place, std::vector<Hit>& out) const {
    out.clear();
    if (degraded_[place].empty()) {
        for (const Interval& when : down_[place]) out.push_back({when, 1});
        return;
    }
    // Cut time at every edge and keep the largest impact of each piece.
    std::vector<Hit> all = degraded_[place];
    for (const Interval& when : down_[place]) all.push_back({when, 1});
    std::vector<Duration> edges;
    for (const Hit& h : all) {
        edges.push_back(h.when.start);
        edges.push_back(h.when.end);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        double impact = 0;
        for (const Hit& h : all)
            if (h.when.start <= edges[i] && edges[i + 1] <= h.when.end)
                impact = std::max(impact, h.impact);
        if (impact <= 0) continue;
        if (!out.empty() && out.back().when.end == edges[i] && out.back().impact == impact)
            out.back().when.end = edges[i + 1];
        else
            out.push_back({{edges[i], edges[i + 1]}, impact});
    }
}

}  // namespace knockon
