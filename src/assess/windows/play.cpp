#include "assess/windows/play.h"

#include <algorithm>
#include <bit>
#include <exception>
#include <memory>
#include <numeric>
#include <span>
#include <thread>

#include "assess/windows/player.h"

namespace knockon {
namespace {

constexpr std::uint64_t first_points = 8;   // of a stratum in each replicate
constexpr std::uint64_t fewest_points = 2;  // of one that comes rarely
constexpr double rarely = 0.01;
constexpr std::uint64_t points_of_unit = 64;
constexpr std::uint64_t few = 4;      // a part of the runs that may be enough
constexpr std::uint64_t crowded = 4;  // times the runs that are wanted

/// Sums of one stratum so far.
struct Moments {
    std::vector<Replicated> sum;
    std::uint64_t points = 0;  // in each replicate; of a certain one: runs
};

/// Some points of one replicate.
struct Unit {
    std::size_t replicate;
    std::uint64_t first, count;
};

/// Points of each stratum from which its spread is known.
std::vector<std::uint64_t> first_of(const Strata& strata) {
    std::vector<std::uint64_t> points;
    for (const Strata::Entry& e : strata.all())
        points.push_back(e.certain ? 1 : e.weight < rarely ? fewest_points : first_points);
    return points;
}

/// So many strata that there is nothing to share out.
bool is_crowded(const std::vector<std::uint64_t>& first, std::uint64_t runs) {
    std::uint64_t all = 0;
    for (const std::uint64_t points : first) all += points * replicates;
    return all > crowded * runs;
}

/// What somebody has a limit on, and the losses.
WindowTally tally_of(const Study& study, std::size_t starts) {
    std::vector<bool> asked;
    const auto add = [&](const Appetite& a, bool total) {
        std::vector<bool> row(WindowTally::figures);
        const auto at = [&](WindowFigure f) { return row[static_cast<std::size_t>(f)]; };
        at(WindowFigure::loss) = true;
        at(WindowFigure::saving) = total;
        at(WindowFigure::disruption) = !total;
        at(WindowFigure::downtime) = !total && a.downtime;
        at(WindowFigure::over_p95) = !total && a.p95_loss;
        asked.insert(asked.end(), row.begin(), row.end());
    };
    add({}, true);
    for (const Id& id : study.board.departments) add(study.before->departments.at(id).appetite, false);
    return {starts, asked};
}

class WindowPlay {
  public:
    WindowPlay(const Study& study, const StartPlans& plans, const AssessOptions& options)
        : plans_(plans),
          tally_(tally_of(study, plans.starts.size())),
          strata_(study.transition, options.seed),
          options_(options) {
        for (int i = 0; i < std::max(1, options.jobs); ++i)
            players_.push_back(std::make_unique<WindowPlayer>(study, plans, strata_, tally_));
    }

    WindowsPlayed run(std::uint64_t runs, std::uint64_t max_work, std::uint64_t most_work,
                      const std::function<bool(const WindowTally&)>& settled) {
        expected_ = runs;
        most_work_ = most_work;
        std::vector<std::uint64_t> wanted = first_of(strata_);
        if (is_crowded(wanted, runs)) {
            few_of_each(wanted);
            return {std::move(tally_), false, work_ > most_work};
        }
        moments_.resize(wanted.size());
        for (std::size_t h = 0; h < wanted.size(); ++h) extend(h, wanted[h], moments_[h]);
        if (work_ > most_work) return {std::move(tally_), false, true};
        most_work_ = UINT64_MAX;
        const double affordable = static_cast<double>(played_) * static_cast<double>(max_work) /
                                  std::max(1.0, static_cast<double>(work_));
        const bool too_many = affordable < static_cast<double>(runs);
        if (too_many) runs = static_cast<std::uint64_t>(affordable);
        const std::vector<double> spread = spreads();
        for (std::uint64_t part = settled ? runs / few : runs;; part = runs) {
            share_out(part, spread, wanted);
            for (std::size_t h = 0; h < wanted.size(); ++h) extend(h, wanted[h], moments_[h]);
            WindowTally all = all_together();
            if (part == runs || settled(all)) return {std::move(all), too_many && played_ < expected_, false};
        }
    }

  private:
    /// Of each stratum, probability × spread of the total, the mean over all open starts.
    std::vector<double> spreads() const {
        std::vector<double> spread(moments_.size());
        for (std::size_t h = 0; h < spread.size(); ++h) {
            const Moments& m = moments_[h];
            if (strata_.all()[h].certain) continue;
            for (std::size_t s = 0; s < tally_.starts(); ++s)
                if (plans_.starts[s].open) spread[h] += mean_of(m.sum[tally_.place(s, 0, WindowFigure::loss)]).error;
            spread[h] *= strata_.all()[h].weight;
        }
        return spread;
    }

    /// As many runs by that (Neyman, see simulate.h), as powers of two.
    static void share_out(std::uint64_t runs, const std::vector<double>& spread,
                          std::vector<std::uint64_t>& wanted) {
        const double all = std::accumulate(spread.begin(), spread.end(), 0.0);
        if (all <= 0) return;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const double points = static_cast<double>(runs / replicates) * spread[h] / all;
            wanted[h] = std::max(wanted[h], std::bit_floor(static_cast<std::uint64_t>(points)));
        }
    }

    /// As few of each as its spread can be told from, so that no stratum's sums need be kept.
    void few_of_each(const std::vector<std::uint64_t>& wanted) {
        for (std::size_t h = 0; h < strata_.all().size(); ++h) {
            Moments m;
            extend(h, strata_.all()[h].weight < rarely ? 1 : wanted[h], m);
            add(h, m, tally_);
        }
    }

    WindowTally all_together() const {
        WindowTally tally = tally_;
        for (std::size_t h = 0; h < moments_.size(); ++h) add(h, moments_[h], tally);
        return tally;
    }

    void add(std::size_t h, const Moments& m, WindowTally& tally) const {
        const Strata::Entry& e = strata_.all()[h];
        tally.add_stratum(e.weight, m.points * (e.certain ? 1 : replicates), e.certain, m.sum);
    }

    /// Plays what a stratum lacks, in waves of a unit per thread, until the most work is done; units are added
    /// up in order.
    void extend(std::size_t h, std::uint64_t wanted, Moments& m) {
        m.sum.resize(tally_.size());
        const std::size_t of = strata_.all()[h].certain ? 1 : replicates;
        std::vector<Unit> units;
        for (std::size_t k = 0; k < of; ++k)
            for (std::uint64_t p = m.points; p < wanted; p += points_of_unit)
                units.push_back({k, p, std::min(points_of_unit, wanted - p)});
        for (std::size_t first = 0; first < units.size() && work_ <= most_work_; first += players_.size()) {
            const std::size_t wave = std::min(players_.size(), units.size() - first);
            play_wave(h, {units.data() + first, wave});
            for (std::size_t i = 0; i < wave; ++i)
                for (std::size_t j = 0; j < m.sum.size(); ++j)
                    m.sum[j][units[first + i].replicate] += players_[i]->sum()[j];
            for (std::size_t i = 0; i < wave; ++i) {
                played_ += units[first + i].count;
                work_ += players_[i]->work();
            }
            if (options_.progress)
                options_.progress(
                    std::min(1.0, static_cast<double>(played_) / static_cast<double>(expected_)));
        }
        m.points = std::max(m.points, wanted);
    }

    void play_wave(std::size_t h, std::span<const Unit> units) {
        std::vector<std::exception_ptr> failed(units.size());
        std::vector<std::thread> threads;
        const auto work = [&](std::size_t i) {
            try {
                players_[i]->play(strata_.all()[h], units[i].replicate, units[i].first,
                                  units[i].count, most_work_);
            } catch (...) {
                failed[i] = std::current_exception();
            }
        };
        for (std::size_t i = 1; i < units.size(); ++i) threads.emplace_back(work, i);
        work(0);
        for (std::thread& t : threads) t.join();
        for (const std::exception_ptr& f : failed)
            if (f) std::rethrow_exception(f);
    }

    const StartPlans& plans_;
    WindowTally tally_;
    const Strata strata_;
    const AssessOptions& options_;
    std::vector<std::unique_ptr<WindowPlayer>> players_;
    std::vector<Moments> moments_;  // per stratum
    std::uint64_t played_ = 0, expected_ = 0, work_ = 0, most_work_ = 0;
};

}  // namespace

WindowsPlayed play_windows(const Study& study, const StartPlans& plans, std::uint64_t runs,
                           std::uint64_t max_work, std::uint64_t most_work, const AssessOptions& options,
                           const std::function<bool(const WindowTally&)>& settled) {
    return WindowPlay(study, plans, options).run(runs, max_work, most_work, settled);
}

std::size_t most_starts_at_once(const Study& study, std::uint64_t seed, std::uint64_t runs,
                                std::size_t bytes) {
    const std::vector<std::uint64_t> first = first_of(Strata(study.transition, seed));
    const std::size_t sums = (is_crowded(first, runs) ? 1 : first.size()) + 3;
    const WindowTally one = tally_of(study, 1);
    return std::max<std::size_t>(bytes / (sums * one.size() * sizeof(Replicated)), 16);
}

}  // namespace knockon
