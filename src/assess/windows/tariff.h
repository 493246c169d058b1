// assess/windows/tariff.h: what an interruption costs one process, at any of many starts.
//
// The same question as loss.h, asked thousands of times for interruptions that differ by their
// start alone. Active time is summed up once, so that the active time between two moments is one
// subtraction; where one peak factor and one MTPD hold for the whole of an episode, everything that
// semantics, section 4, says of it follows from a few such sums. Deadlines are left to others.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "assess/study/loss.h"

namespace knockon {

class Tariff {
  public:
    /// The terms must outlive it; no bounds on the time they cover but their own.
    explicit Tariff(const ProcessTerms& terms);

    /// One of many starts: how far it moves what is charged, and what is watched then.
    struct Start {
        Duration at{0};
        Interval watched;
    };
    /// Single hits that are watched as a whole, and what they came to: at whichever start, at the same time on the
    /// clock it is the same.
    struct Known {
        Interval when{};
        double impact = 0;
        Charge charge;
    };
    static constexpr std::size_t most_known = 1 << 8;
    /// Adds one whole episode (hits that touch one another) at each start chosen to its place in
    /// `out`. `chosen` in order of time. `known`: `most_known` of this tariff, or none.
    void charge(std::span<const Hit> episode, std::span<const Start> starts,
                std::span<const std::uint32_t> chosen, std::span<Charge> out, std::span<Known> known = {}) const;

    /// Active time before `t`, counted from the first active moment known.
    Duration active_before(Duration t, std::size_t& cursor) const {
        std::size_t i = cursor;
        while (i > 0 && stretches_[i - 1].end > t) --i;
        while (i < stretches_.size() && stretches_[i].end <= t) ++i;
        cursor = i;
        if (i == stretches_.size()) return all_;
        const Stretch& s = stretches_[i];
        return t <= s.start ? s.before : s.before + (t - s.start);
    }
    const ProcessTerms& terms() const { return terms_; }

  private:
    /// Where an endpoint was found the last time; good to begin at for a moment near by.
    struct Cursors {
        std::size_t start = 0, from = 0, to = 0;
    };
    void charge_at(std::span<const Hit> episode, const Start& start, Cursors& at,
                   Charge& out) const;
    double bands(Duration from, Duration to) const;
    void walk(std::span<const Hit> episode, Duration by, Interval watched, Charge& out) const;

    const ProcessTerms& terms_;
    struct Stretch {
        Duration start, end, before;  // active time before it
        std::uint32_t alike;          // grows where factor or MTPD change
    };
    std::vector<Stretch> stretches_;  // of active time, as in the terms
    Duration all_{0};
};

}  // namespace knockon
