// assess/structure/cut_chains.h: how the members of a cut set bring a process down.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assess/structure/steady.h"

namespace knockon {

/// Chains of needs through what is down. The model and the graph it was made of must outlive this.
class CutChains {
  public:
    CutChains(const Graph& g, const SteadyModel& m);

    /// For each of the events, which bring the root down together: the ids from the process to the
    /// component, over the fewest needs whose members are all down; then the supplier, or the draw
    /// of a need, where the event is one of those. Of several such chains always the same. Empty
    /// for an event that has no part in it. Time O(needs below the root) per call.
    std::vector<std::vector<Id>> of(std::size_t root, std::span<const std::uint32_t> events);

  private:
    void below(Node root);
    void happen(std::span<const std::uint32_t> events);
    bool group_down(const FailureGroup& group) const;
    bool happened(std::uint32_t event) const;

    const Graph& g_;
    const SteadyModel& m_;
    std::vector<std::vector<std::uint32_t>> owners_;  // by event: nodes it belongs to, ascending
    std::vector<std::uint32_t> certain_;              // events
    // Of the root asked about last and of this call: a mark that equals the number says yes.
    Node root_;
    std::uint32_t root_mark_ = 0, mark_ = 0;
    std::vector<std::uint32_t> below_, happened_, down_, met_;
    std::vector<Node> via_;
};

}  // namespace knockon
