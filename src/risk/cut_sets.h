// risk/cut_sets.h: the combinations of events that bring a root down, and nothing smaller does.
//
// They are never listed as a whole: there can be more of them than bytes. Their number and the most
// probable ones are read from the diagrams of risk/cut_sets_minimal.h, through all units at once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "risk/cut_sets_minimal.h"
#include "risk/exact_formula.h"

namespace knockon {

struct CutSet {
    std::vector<std::uint32_t> events;  // ascending
    double probability = 0;             // that all of them have happened
    friend bool operator==(const CutSet&, const CutSet&) = default;
};

class CutSets {
  public:
    /// @param units    as in risk/exact_unit.h, all of a model
    /// @param root     the unit asked about
    /// @param events   probability of each event
    /// @param formula  with `term`: the function itself, to check sets where units are inexact
    /// The arguments must outlive this.
    CutSets(const std::vector<Unit>& units, std::uint32_t root, std::vector<double> events,
            const Formula& formula, Term term, bool term_is_exact, std::uint32_t node_budget);

    /// Their exact number in decimal digits; empty where not all of them are known.
    const std::optional<std::string>& count() const { return count_; }

    /// Every minimal cut set of at most so many events is known; empty: every one, whatever its
    /// size. 0 where nothing is promised: the sets given are cut sets, the smallest of their kind
    /// found.
    std::optional<std::uint32_t> complete_to_order() const { return complete_to_order_; }

    /// The `most` most probable, best first; equal ones by size, then by events. Among sets that
    /// tie with the last one it is arbitrary (but always the same) which are given.
    /// Sets less probable than the smallest double are counted, but never among these.
    std::vector<CutSet> most_probable(std::size_t most) const;

    /// Those of at most `order` events, smallest first and then most probable first; at most
    /// `most`.
    std::vector<CutSet> up_to_order(std::uint32_t order, std::size_t most) const;

    /// Whether the root is down where just these events (ascending) have happened, and those that
    /// are certain.
    bool brings_down(std::span<const std::uint32_t> events) const;

    /// Events that bring the root down alone, ascending.
    std::vector<std::uint32_t> single_points() const;

  private:
    struct Part {
        std::uint32_t unit = 0;
        Family family;
    };
    std::vector<CutSet> search(const std::vector<double>& weights, double floor,
                               std::size_t most) const;
    std::vector<CutSet> checked(std::vector<CutSet> found) const;
    void count_all();

    const std::vector<Unit>& units_;
    std::uint32_t root_;
    std::vector<double> events_;
    const Formula& formula_;
    Term term_;
    bool exact_ = true;
    std::vector<Part> parts_;             // units the root consists of, inner ones first
    std::vector<std::uint32_t> part_of_;  // by unit
    std::optional<std::string> count_;
    std::optional<std::uint32_t> complete_to_order_;
};

/// The units that `root` consists of, inner ones first, itself last.
std::vector<std::uint32_t> units_below(const std::vector<Unit>& units, std::uint32_t root);

}  // namespace knockon
