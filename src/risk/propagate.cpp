#include "risk/propagate.h"

#include <algorithm>
#include <bit>
#include <numeric>

// A worked run. auth fails from 0 to 3 h; api needs auth and survives 15 min; shop and labels need api;
// the invoice run needs any of erp and archive.
//
//   1. `run` writes down what fails by itself (auth), and marks the part of the graph it stands in.
//   2. Places stand in topological order, a bit each; the lowest bit set is the next one whose needs are all
//      settled. auth: U = [0, 3). It is down, so its users are marked.
//   3. api: erode([0, 3), 15 min) = [0:15, 3). shop and labels, which survive nothing, are told [0:15, 3), after
//      api's restart delay if it has one. erp was never marked, so the invoice run is not even looked at.
//
// Inside a cycle the same equation is evaluated in turns until no set grows. Sets only grow and are made of
// finitely many edges (those of the outages going in, moved by sums of tolerances), so that ends, and it
// ends at the least solution: nothing is down that is not down because of something outside.
// Within a cycle nobody waits for anybody's restart: the delay would feed on itself.
//
// Most places are down exactly when something that they need is, so one outage stands at a thousand places.
// It is written down once: places hold numbers of sets, and a set never changes once a place holds it.
//
// What is touched is remembered and cleared by the next run, which costs what the last one broke.

namespace knockon {

Propagation::Propagation(const World& world)
    : world_(world),
      places_(world.size() + 1),
      sets_(1),
      state_(world.size()),
      degraded_(world.size()),
      pending_((world.size() + 63) / 64),
      settled_(world.size()) {
    const auto at_once = [&](std::uint32_t place, const WorldGroup& g) {
        return !places_[place].cyclic && g.size == g.needed && g.tolerates <= Duration{0} &&
               g.chance == none && g.impact >= 1;
    };
    std::vector<std::uint32_t> count(2 * world.size() + 1);  // of users, by whether they ask
    const auto each_user = [&](auto f) {
        for (std::uint32_t place = 0; place < world.size(); ++place)
            for (std::uint32_t g = world.group_first[place]; g < world.group_first[place + 1]; ++g) {
                const WorldGroup& group = world.groups[g];
                const std::uint32_t asks = at_once(place, group) ? 0 : 1;
                for (std::uint32_t i = group.first; i < group.first + group.size; ++i)
                    f(2 * world.members[i] + asks, place);
            }
    };
    for (std::uint32_t place = 0; place < world.size(); ++place) {
        Place& p = places_[place];
        p.restart = world.restart[place];
        p.cyclic = world.cyclic[world.scc_of[place]];
        p.degrades = world.degrades[place];
        for (std::uint32_t g = world.group_first[place]; g < world.group_first[place + 1]; ++g) {
            const WorldGroup& group = world.groups[g];
            // Within a cycle sets are compared member by member, in turn after turn.
            p.work += (p.cyclic ? 3 : 1) * (1 + group.size);
            if (group.impact < 1 || at_once(place, group)) continue;
            const bool alone = group.size == 1 && !p.cyclic;
            groups_.push_back({g, alone ? world.members[group.first] : none, group.chance, group.tolerates});
        }
        places_[place + 1].first_group = static_cast<std::uint32_t>(groups_.size());
    }
    each_user([&](std::uint32_t of, std::uint32_t) { ++count[of + 1]; });
    std::partial_sum(count.begin(), count.end(), count.begin());
    users_.resize(count.back());
    for (std::uint32_t place = 0; place < world.size(); ++place) {
        places_[place].first_user = count[2 * place];
        places_[place].first_asking = count[2 * place + 1];
    }
    places_.back().first_user = count.back();
    each_user([&](std::uint32_t of, std::uint32_t user) { users_[count[of]++] = user; });
}

/// A set of its own, empty. What was taken out of `sets_` before stands elsewhere afterwards.
Propagation::Set Propagation::make() {
    if (used_ == sets_.size()) sets_.emplace_back();
    sets_[used_].clear();
    return used_++;
}

Propagation::Set Propagation::joined(Set a, Set b) {
    const Outage &x = sets_[a], &y = sets_[b];
    if (x.size() == 1 && y.size() == 1) {  // most are
        if (x[0].start <= y[0].start && y[0].end <= x[0].end) return a;
        if (y[0].start <= x[0].start && x[0].end <= y[0].end) return b;
    } else {
        if (covers(x, y)) return a;
        if (covers(y, x)) return b;
    }
    return joined_anew(a, b);
}

Propagation::Set Propagation::joined_anew(Set a, Set b) {
    const Set out = make();
    work_ += sets_[a].size() + sets_[b].size();
    either_down(sets_[a], sets_[b], sets_[out]);
    return out;
}

Propagation::Set Propagation::both(Set a, Set b) {
    if (a == b) return a;
    const Set out = make();
    both_down(sets_[a], sets_[b], sets_[out]);
    return sets_[out].empty() ? nothing : out;
}

/// The times at which at least `m` of `members_down_` are down.
Propagation::Set Propagation::at_least(std::size_t m) {
    const Set out = make();
    several_.clear();
    for (const Set s : members_down_) several_.push_back(&sets_[s]);
    std::size_t all = 0;
    for (const Outage* s : several_) all += s->size();
    work_ += all * static_cast<std::size_t>(std::bit_width(all));  // they are sorted
    sets_[out] = at_least_down(m, several_);
    return sets_[out].empty() ? nothing : out;
}

Propagation::Set Propagation::eroded(Set a, Duration tolerance) {
    if (a == nothing || tolerance <= Duration{0}) return a;
    const Outage& all = sets_[a];
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].end - all[i].start > tolerance) return eroded_from(a, i, tolerance);
    return nothing;
}

Propagation::Set Propagation::eroded_from(Set a, std::size_t first, Duration tolerance) {
    const Set out = make();
    for (std::size_t i = first; i < sets_[a].size(); ++i)
        if (const Interval& when = sets_[a][i]; when.end - when.start > tolerance)
            sets_[out].push_back({when.start + tolerance, when.end});
    return out;
}

Propagation::Set Propagation::restarted(Set a, Duration delay) {
    if (a == nothing || delay <= Duration{0}) return a;
    const Set out = make();
    sets_[out] = sets_[a];
    restart(sets_[out], delay);
    return out;
}

Propagation::Set Propagation::seen_by(std::uint32_t consumer, std::uint32_t member) const {
    return world_.scc_of[member] != world_.scc_of[consumer] ? state_[member].seen : state_[member].down;
}

Propagation::Set Propagation::group_down(std::uint32_t consumer, const WorldGroup& g) {
    if (g.chance != none && !live_[g.chance]) return nothing;
    if (g.size == 1) {  // most are
        const std::uint32_t member = world_.members[g.first];
        return eroded(places_[consumer].cyclic ? seen_by(consumer, member) : state_[member].seen, g.tolerates);
    }
    const bool switched = g.failover == none || live_[g.failover];
    // Where the switch fails, the group is down whenever one of its first `needed` members is.
    const std::uint32_t size = switched ? g.size : g.needed;
    const std::uint32_t down_to_fail = switched ? g.size - g.needed + 1 : 1;
    const bool cyclic = places_[consumer].cyclic;
    const auto down = [&](std::uint32_t i) {
        const std::uint32_t member = world_.members[i];
        return cyclic ? seen_by(consumer, member) : state_[member].seen;
    };
    Set out = nothing;
    if (down_to_fail == 1) {
        for (std::uint32_t i = g.first; i < g.first + size; ++i) out = united(out, down(i));
        return eroded(out, g.tolerates);
    }
    members_down_.clear();
    for (std::uint32_t i = g.first; i < g.first + size; ++i)
        if (const Set member = down(i); member != nothing) members_down_.push_back(member);
    if (members_down_.size() < down_to_fail) return nothing;
    out = members_down_.size() == 2 ? both(members_down_[0], members_down_[1])
                                    : at_least(down_to_fail);
    return eroded(out, g.tolerates);
}

/// One evaluation of the equation at the top; says whether U grew.
bool Propagation::update(std::uint32_t place) {
    const Place &p = places_[place], &next = (&p)[1];
    const Set before = state_[place].down;
    const std::uint32_t used = used_;
    Set now = before;
    work_ += p.work;
    const Asked* const end = groups_.data() + next.first_group;
    for (const Asked* g = groups_.data() + p.first_group; g != end; ++g) {
        if (g->member == none) {
            now = united(now, group_down(place, world_.groups[g->group]));
        } else if (const Set seen = state_[g->member].seen; seen != nothing) {  // most are
            if (g->chance == none || live_[g->chance]) now = united(now, eroded(seen, g->tolerates));
        }
    }
    if (now == before) {
        used_ = used;  // what was made on the way there is nowhere
        return false;
    }
    state_[place].down = now;
    return true;
}

/// In turns until no set grows, there and back: an outage goes along a chain in one of the two, whichever way the places
/// are numbered. Sets that no place holds any more are let go where they are many.
void Propagation::take_turns(std::uint32_t first, std::uint32_t last) {
    const Set made_before = used_;
    bool back = false;
    for (bool grew = true; grew; back = !back) {
        grew = false;
        for (std::uint32_t i = 0; i < last - first; ++i) grew |= update(back ? last - 1 - i : first + i);
        if (used_ - made_before < 4 * (last - first)) continue;
        held_.clear();
        for (std::uint32_t place = first; place < last; ++place)
            if (state_[place].down >= made_before) held_.push_back(state_[place].down);
        std::sort(held_.begin(), held_.end());
        held_.erase(std::unique(held_.begin(), held_.end()), held_.end());
        const auto new_number = [&](Set s) {
            const auto at = std::lower_bound(held_.begin(), held_.end(), s) - held_.begin();
            return made_before + static_cast<Set>(at);
        };
        for (const Set s : held_) sets_[new_number(s)].swap(sets_[s]);
        for (std::uint32_t place = first; place < last; ++place)
            if (Set& down = state_[place].down; down >= made_before) down = new_number(down);
        used_ = made_before + static_cast<Set>(held_.size());
    }
}

/// Tells those that need a place, which is settled, that it is down.
inline void Propagation::pass_on(std::uint32_t place) {
    const Place& p = places_[place];
    if (p.degrades) degrade(place);
    State* const state = state_.data();
    if (state[place].down == nothing) return;
    const Set seen = p.restart > Duration{0} ? restarted(state[place].down, p.restart) : state[place].down;
    state[place].seen = seen;
    std::uint64_t* const pending = pending_.data();
    const std::uint32_t* user = users_.data() + p.first_user;
    const std::uint32_t* const asking = users_.data() + p.first_asking;
    const std::uint32_t* const end = users_.data() + (&p)[1].first_user;
    for (; user != asking; ++user) {
        Set& down = state[*user].down;
        if (down == nothing)
            down = seen, ask(pending, *user);
        else if (down != seen)
            down = joined(down, seen);
    }
    for (; user != end; ++user) ask(pending, *user);
}

/// A place, or all places of a cycle.
inline void Propagation::settle(std::uint32_t first) {
    const Place& p = places_[first];
    std::uint32_t last = first + 1;
    if (p.cyclic) {
        const std::uint32_t scc = world_.scc_of[first];
        first = world_.scc_first[scc], last = world_.scc_first[scc + 1];
        take_turns(first, last);
    } else if (p.first_group != (&p)[1].first_group) {
        update(first);
    } else {
        work_ += p.work;  // nothing to ask
    }
    std::uint32_t place = first;
    do pass_on(place);
    while (++place != last);
    do pending_[first / 64] &= ~(std::uint64_t{1} << (first % 64)), settled_[settled_places_++] = first;
    while (++first != last);
}

void Propagation::degrade(std::uint32_t place) {
    for (std::uint32_t i = world_.group_first[place]; i < world_.group_first[place + 1]; ++i) {
        const WorldGroup& g = world_.groups[i];
        if (g.impact >= 1) continue;
        const Set down = group_down(place, g);
        for (const Interval& when : sets_[down]) degraded_[place].push_back({when, g.impact});
    }
}

/// Nothing is down.
void Propagation::clear() {
    for (std::size_t i = 0; i < settled_places_; ++i) {
        state_[settled_[i]] = {};
        if (places_[settled_[i]].degrades) degraded_[settled_[i]].clear();
    }
    settled_places_ = 0;
    used_ = 1;
}

void Propagation::run(std::span<const std::uint8_t> live, std::span<const OwnOutage> own) {
    clear();
    live_ = live;
    for (const OwnOutage& o : own) {
        Set& down = state_[o.place].down;
        if (down == nothing) down = make(), ask(pending_.data(), o.place);
        sets_[down].push_back(o.when);
    }
    for (Set s = 1; s < used_; ++s) normalise(sets_[s]);
    for (const OwnOutage& o : own)
        if (sets_[state_[o.place].down].empty()) state_[o.place].down = nothing;
    for (std::size_t word = 0; word < pending_.size(); ++word)
        while (pending_[word] != 0)  // users come later, so new bits are never behind us
            settle(static_cast<std::uint32_t>(word * 64) +
                   static_cast<std::uint32_t>(std::countr_zero(pending_[word])));
}

void Propagation::hits(std::uint32_t place, std::vector<Hit>& out) const {
    const std::vector<Hit>& degraded = degraded_[place];
    if (degraded.empty()) {
        const Outage& all = down(place);
        out.resize(all.size());
        Hit* hit = out.data();
        for (const Interval& when : all) *hit++ = {when, 1};
        return;
    }
    const auto meet = [](const Hit& a, const Hit& b) { return b.when.start <= a.when.end; };
    if (state_[place].down == nothing && std::adjacent_find(degraded.begin(), degraded.end(), meet) == degraded.end()) {
        out = degraded;
        return;
    }
    out.clear();
    // Cut time at every edge and keep the largest impact of each piece.
    all_ = degraded;
    for (const Interval& when : down(place)) all_.push_back({when, 1});
    edges_.clear();
    for (const Hit& h : all_) {
        edges_.push_back(h.when.start);
        edges_.push_back(h.when.end);
    }
    std::sort(edges_.begin(), edges_.end());
    edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
    for (std::size_t i = 0; i + 1 < edges_.size(); ++i) {
        double impact = 0;
        for (const Hit& h : all_)
            if (h.when.start <= edges_[i] && edges_[i + 1] <= h.when.end)
                impact = std::max(impact, h.impact);
        if (impact <= 0) continue;
        if (!out.empty() && out.back().when.end == edges_[i] && out.back().impact == impact)
            out.back().when.end = edges_[i + 1];
        else
            out.push_back({{edges_[i], edges_[i + 1]}, impact});
    }
}

}  // namespace knockon
