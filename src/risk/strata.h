// risk/strata.h: what a run of each stratum looks like (see simulate.h).
#pragma once

#include <optional>
#include <vector>

#include "risk/scenario.h"
#include "risk/tally.h"
#include "risk/transition.h"

namespace knockon {

class Strata {
  public:
    Strata(const Transition& t, std::uint64_t seed);

    struct Entry {
        enum class Kind { event, background, quiet } kind = Kind::quiet;
        std::vector<Says> events;  // steps in order, then the overload
        double weight = 0;
        std::uint64_t key = 0;  // makes the runs of different strata independent
        bool certain = false;   // every run is the same: one is enough
        double most = 1;        // the largest weight of a run
        std::size_t level = SIZE_MAX;  // of the overload, where there is one
    };
    const std::vector<Entry>& all() const { return strata_; }

    /// What chance decides about the change in one run, whenever it starts.
    struct Events {
        std::vector<std::optional<StepFailure>> failures;  // per step
        std::optional<double> z;                           // of the overload, where there is one
        double weight = 1;                                 // Scenario
    };

    /// One run at the transition's own start.
    void draw(const Entry& stratum, std::uint64_t run, Scenario& out) const;

    /// The same in parts, so that other starts can share the draws: what happens by chance and has
    /// nothing to do with the change, what happens to the change, and, added to a copy of the first,
    /// where that falls at one start.
    void draw_background(const Entry& stratum, std::uint64_t run, Scenario& out) const;
    void draw_events(const Entry& stratum, std::uint64_t run, Events& out) const;
    void place_events(const Events& events, const Timed& timed, Scenario& out) const;

  private:
    double event_probability(std::size_t event) const;
    struct Leaf {
        std::vector<Says> events;
        double weight = 1;
        std::size_t next = 0;  // of the open events: the first that is left to chance
        std::size_t level = SIZE_MAX;  // Entry
    };
    double add_events();
    void add_happening(const Leaf& leaf, std::size_t event, std::vector<Leaf>& leaves) const;
    std::size_t next_to_split(const std::vector<Leaf>& leaves, const std::vector<std::size_t>& open) const;
    void add_event_stratum(Leaf leaf);
    bool is_certain(const Entry& entry) const;
    double beyond(const Entry& stratum, std::uint64_t run) const;
    bool any_open_mark() const;
    bool marks_matter() const;
    void draw_source(const BackgroundSource& b, double u, Stream rest, Scenario& out) const;
    void draw_sources(const Entry& stratum, std::uint64_t run_number, Scenario& out) const;

    /// What is asked of a background source in every run, side by side.
    struct Lot {
        std::uint64_t key = 0;
        double any = 0;
        std::uint64_t most = 0;  // numbers of a stream beyond it are no outage
        bool counts = true;
    };

    const Transition& t_;
    std::vector<Entry> strata_;
    std::vector<Lot> lots_;                 // per background source
    std::vector<double> first_background_;  // cumulative: this source is the first with an outage
    std::vector<std::uint64_t> mark_keys_;
    std::uint64_t select_key_;
};

}  // namespace knockon
