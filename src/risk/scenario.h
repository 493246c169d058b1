// risk/scenario.h: from chance to the outages of one run, and from a choice of causes to two worlds.
#pragma once

#include "risk/draws.h"
#include "risk/transition.h"

namespace knockon {

/// What chance decided about one failed step.
struct StepFailure {
    Duration shows{0};  // from the start of the window
    Duration lasts{0};  // repair time R
    bool late = false;
    bool rollback_works = true;
};

/// Adds the outages of a step: the planned part, and its failure if there is one (semantics, 2.2).
void add_step(const StepPlan& step, const RepairHours& repair, const StepFailure* failure,
              Scenario& out);

/// A renewal process in [0, horizon): stationary at 0, an outage running then with its true age.
/// `u` in (0, any) decides the first event; the stream gives everything after it.
void renewal_outages(const Renewal& r, double u, Stream stream, Duration horizon, Outage& out);

/// The overloads at this Z (semantics, section 2.6).
void add_overloads(const Timed& timed, double z, Scenario& out);

/// Own outages in both worlds when only the causes chosen take part. `chosen` says it per source;
/// with `abort`, a chosen step that fails stops the chosen steps of its change after it.
class Coalition {
  public:
    explicit Coalition(const Transition& t) : t_(t) {}
    void choose(const Scenario& s, std::span<const std::uint8_t> chosen);
    /// The same from a part of the scenario's outages.
    void choose(const Scenario& s, std::span<const RunOutage> outages,
                std::span<const std::uint8_t> chosen);
    std::span<const OwnOutage> without() const { return without_; }
    std::span<const OwnOutage> with() const { return with_; }

  private:
    /// Whether a chosen step before it in its change failed at once and stopped it.
    bool stopped(std::uint32_t step) const {
        for (const auto& [failed, until] : stops_)
            if (failed < step && step < until) return true;
        return false;
    }

    const Transition& t_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> stops_;  // after the first, to the second
    std::vector<OwnOutage> without_, with_;
};

}  // namespace knockon
