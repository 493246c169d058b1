// assess/structure/outages_alone.h: what each source's outages come to in a year as if each were the only one.
#pragma once

#include <map>
#include <vector>

#include "assess/structure/year_charges.h"
#include "risk/tally.h"

namespace knockon {

/// Of each source, outages of some lengths, drawn evenly over what its repairs take, are sent through both
/// worlds and charged at starts all over the year.
class OutagesAlone {
  public:
    OutagesAlone(const Transition& t, YearCharges& charges, std::uint64_t seed);

    /// Twice as many lengths of a source, or the first ones.
    void extend(std::size_t source);
    /// The sources that should have more to bring entries to a wanted square of their error each; those
    /// that help most. 0: the entry is known well enough.
    std::vector<bool> wanting(const std::vector<double>& squares) const;

    /// What an entry comes to.
    const Replicated& of(std::size_t entry) const { return sum_[entry]; }
    /// The square of an error of it that replicates do not show. Lengths are drawn evenly, so that in all
    /// replicates as many may lie beyond a tolerance; of each source one in each may then lie on the wrong
    /// side, in 31 % of them (1 less 0.05 to the power 1/8).
    double grain(std::size_t entry) const { return std::max(0.0, grain_[entry]); }

    /// Outages that a source starts in a year.
    static double starts(const Renewal& r);

  private:
    struct Part {
        std::uint32_t entry = 0;  // a loss
        double square = 0;        // of its error
    };
    /// What one length adds to an entry.
    struct Came {
        std::uint32_t entry = 0, run = 0;
        double x = 0;
    };
    struct Lengths {
        std::uint64_t count = 0;
        std::vector<Part> parts;
        std::vector<Came> came;  // of all lengths sent, where the source has been asked for more of them
    };
    void send(std::size_t source, std::uint64_t first, std::uint64_t last, double times);
    void note(const Came& c, double times);  // not 0
    void send(const BackgroundSource& b, std::uint64_t run);
    void send(const Renewal& renewal, const Net& draws, std::span<const std::uint32_t> without,
              std::span<const std::uint32_t> with);
    template <class F>
    void each_hit_entry(F f) const;
    void add_grain(std::uint64_t lengths, double times);

    const Transition& t_;
    YearCharges& charges_;
    std::vector<std::uint64_t> mark_keys_;
    std::vector<Lengths> lengths_;  // per source
    std::size_t kept_ = 0;          // in all of them
    std::vector<Replicated> sum_;   // per entry
    std::vector<double> grain_;     // per entry
    // Of the source that is looked at: what it hits, sums over its lengths, what one of them came to at most.
    std::vector<std::uint32_t> hit_;
    std::vector<Replicated> own_;
    std::vector<double> largest_;
    std::vector<std::uint8_t> live_;
    std::vector<OwnOutage> own_without_, own_with_;
};

}  // namespace knockon
