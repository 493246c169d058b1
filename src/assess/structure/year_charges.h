// assess/structure/year_charges.h: what outages in a year come to for each process, before and after.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "assess/study/loss.h"
#include "risk/propagate.h"
#include "risk/transition.h"

namespace knockon {

inline constexpr Duration year = std::chrono::hours{8760};

/// Figures of one process in a year: the share of it that it is interrupted, episodes that begin in it,
/// disruptions, loss.
inline constexpr std::size_t year_figures = 4;

/// Before, after, and after less before. An entry is a figure of a process in one of these; those of a
/// process stand side by side, then the next process's, then the next world's.
inline constexpr std::size_t year_worlds = 3;

/// Lets outages travel through both worlds and charges each process for what gets through.
class YearCharges {
  public:
    /// @param processes  of both landscapes, or of one of them
    YearCharges(const Transition& t, const std::vector<Id>& processes, const Landscape& before,
                const Landscape& after, const Calendars& calendars, Instant start);

    std::size_t processes() const { return before_.size(); }
    std::size_t entries() const { return year_worlds * processes() * year_figures; }

    /// Charges `weight` times what outages come to.
    void add(std::span<const std::uint8_t> live, std::span<const OwnOutage> without,
             std::span<const OwnOutage> with, double weight);
    /// Charges what they come to on average `a_year` times in a year, at any time alike: begun at so many
    /// moments as `parts` of what is drawn from, in (0, 1), ascending.
    void add_at_any_time(std::span<const std::uint8_t> live, std::span<const OwnOutage> without,
                         std::span<const OwnOutage> with, double a_year, std::span<const double> parts);

    /// Calls `f` with each entry charged since the last time, and what it came to. Says which processes
    /// were.
    template <class F>
    const std::vector<std::uint32_t>& take(F f) {
        taken_.swap(charged_);
        charged_.clear();
        const std::size_t world = processes() * year_figures;
        for (const std::uint32_t p : taken_) {
            is_charged_[p] = 0;
            for (std::size_t i = p * year_figures; i < (p + 1) * year_figures; ++i) {
                f(i, row_[i]);
                f(world + i, row_[world + i]);
                f(2 * world + i, row_[world + i] - row_[i]);
                row_[i] = row_[world + i] = 0;
            }
        }
        return taken_;
    }

    /// Stretches in which outages count together, however far apart: those of deadlines.
    const Outage& tied() const { return tied_; }
    std::uint64_t work() const { return without_.work() + with_.work(); }

  private:
    struct View {  // of one process in one world
        std::uint32_t place = none;
        ProcessTerms terms;
        std::vector<Duration> earliest_start;  // of each deadline and those that end later
        Outage matters;  // an interruption that meets none of it costs nothing
    };
    using Row = std::array<double, year_figures>;
    static View view(const Id& id, const Landscape& l, const World& world,
                     const Calendars& calendars, Instant start);
    static bool look(const Propagation& world, std::uint32_t place, std::vector<Hit>& hits);
    template <class Charge>
    void add(std::span<const std::uint8_t> live, std::span<const OwnOutage> without,
             std::span<const OwnOutage> with, Charge charge);
    void charge_at_any_time(const View& process, std::span<const Hit> hits, double a_year,
                            std::span<const double> parts, Row& row);
    static void charge(const View& process, std::span<const Hit> hits, double weight, Row& row);

    Propagation without_, with_;
    std::vector<View> before_, after_;  // per process
    std::vector<std::uint8_t> alike_;   // per process: it is the same in both landscapes
    const bool one_landscape_;
    Outage tied_;
    std::vector<Hit> hits_before_, hits_after_, moved_;
    Outage begin_;  // when outages can begin that matter
    std::vector<double> row_;  // entries before and after
    std::vector<std::uint8_t> is_charged_;  // per process
    std::vector<std::uint32_t> charged_, taken_;
};

}  // namespace knockon
