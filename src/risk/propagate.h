// risk/propagate.h: how outages travel (semantics, section 3).
//
//     U_c = O_c ∪ ⋃ over live groups g of c: erode(groupDown_g(V_d for members d), tolerates_g)
//
// with V_d = U_d inside a strongly connected component and D_d = restart(U_d) outside it. The result
// is the least fixpoint: one pass in topological order, and rounds from "nothing is down" inside a
// component. Only what an outage touches is visited, so a run costs what it breaks, not what there is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "risk/outage.h"
#include "risk/world.h"

namespace knockon {

/// Something is down of its own accord.
struct OwnOutage {
    std::uint32_t place = 0;
    Interval when;
};

/// A stretch in which a process is hit: impact 1 interrupts it, less degrades it.
struct Hit {
    Interval when;
    double impact = 1;
    friend bool operator==(const Hit&, const Hit&) = default;
};

/// Results of one propagation at a time; made once per thread and world and used again.
class Propagation {
  public:
    explicit Propagation(const World& world);

    /// @param live  per mark: the need matters (chance), the switch works (failover)
    /// @param own   in any order; may overlap
    void run(std::span<const std::uint8_t> live, std::span<const OwnOutage> own);

    /// U of a place after `run`, before any restart delay.
    const Outage& down(std::uint32_t place) const { return sets_[state_[place].down]; }
    /// A process's interruption and degradation, in order and disjoint, each with the largest impact
    /// among the groups that are down (semantics, section 4). Written to `out`.
    void hits(std::uint32_t place, std::vector<Hit>& out) const;
    bool any_down(std::uint32_t place) const {
        return state_[place].down != nothing || !degraded_[place].empty();
    }
    const World& world() const { return world_; }
    /// What all runs so far have taken: members looked at, and stretches of sets that were joined.
    std::uint64_t work() const { return work_; }

  private:
    using Set = std::uint32_t;  // a number in `sets_`
    static constexpr Set nothing = 0;

    Set make();
    Set united(Set a, Set b) {
        if (a == b || b == nothing) return a;
        return a == nothing ? b : joined(a, b);
    }
    Set joined(Set a, Set b);
    Set joined_anew(Set a, Set b);
    Set both(Set a, Set b);
    Set at_least(std::size_t m);
    Set eroded(Set a, Duration tolerance);
    Set eroded_from(Set a, std::size_t first, Duration tolerance);
    Set restarted(Set a, Duration delay);
    Set seen_by(std::uint32_t consumer, std::uint32_t member) const;
    Set group_down(std::uint32_t consumer, const WorldGroup& g);
    bool update(std::uint32_t place);
    void settle(std::uint32_t place);
    void take_turns(std::uint32_t first, std::uint32_t last);
    void pass_on(std::uint32_t place);
    void degrade(std::uint32_t place);
    void clear();
    static void ask(std::uint64_t* pending, std::uint32_t place) {
        pending[place / 64] |= std::uint64_t{1} << (place % 64);
    }

    const World& world_;
    std::span<const std::uint8_t> live_;
    /// What a place takes down at once whatever else happens is told by what it needs; it asks the groups besides.
    struct Place {
        Duration restart{0};
        std::uint32_t first_group = 0;  // in `groups_`
        std::uint32_t work = 0;         // to look at all of them
        std::uint32_t first_user = 0;   // in `users_`: those it takes down at once,
        std::uint32_t first_asking = 0; // then those that ask
        bool cyclic = false, degrades = false;
    };
    /// A group that is asked whether it is down.
    struct Asked {
        std::uint32_t group = 0;
        std::uint32_t member = none;  // the only one, of another component
        std::uint32_t chance = none;
        Duration tolerates{0};
    };
    struct State {
        Set down = nothing;
        Set seen = nothing;  // by what needs it: with its restart delay
    };
    std::vector<Place> places_;               // and one behind the last
    std::vector<Asked> groups_;
    std::vector<std::uint32_t> users_;
    std::vector<Outage> sets_;                // the first is empty, and those up to `used_` are in use
    std::uint32_t used_ = 1;
    std::uint64_t work_ = 0;
    std::vector<State> state_;                // per place
    std::vector<std::vector<Hit>> degraded_;
    std::vector<std::uint64_t> pending_;      // bit per place
    std::vector<std::uint32_t> settled_;      // places of this run, so many:
    std::size_t settled_places_ = 0;
    std::vector<Set> members_down_, held_;
    std::vector<const Outage*> several_;
    mutable std::vector<Hit> all_;            // `hits`
    mutable std::vector<Duration> edges_;
};

}  // namespace knockon
