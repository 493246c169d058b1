#include "assess/windows/play.h"

#include <algorithm>
#include <bit>
#include <exception>
#include <memory>
#include <span>
#include <thread>

#include "assess/windows/player.h"

namespace knockon {
namespace {

constexpr std::uint64_t first_points = 8;   // of a stratum in each replicate
constexpr std::uint64_t fewest_points = 2;  // of one that comes rarely
constexpr double rarely = 0.01;
constexpr std::uint64_t points_of_unit = 64;

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

class WindowPlay {
  public:
    WindowPlay(const Study& study, const StartPlans& plans, const AssessOptions& options)
        : plans_(plans),
          tally_(plans.starts.size(), study.board.departments.size() + 1),
          strata_(study.transition, options.seed),
          options_(options) {
        for (int i = 0; i < std::max(1, options.jobs); ++i)
            players_.push_back(std::make_unique<WindowPlayer>(study, plans, strata_, tally_));
        for (std::size_t h = 0; h < strata_.all().size(); ++h) {
            Moments& m = moments_.emplace_back();
            m.sum.resize(tally_.size());
        }
    }

    WindowTally run(std::uint64_t runs) {
        std::vector<std::uint64_t> wanted;  // points
        for (const Strata::Entry& e : strata_.all())
            wanted.push_back(e.certain ? 1 : e.weight < rarely ? fewest_points : first_points);
        expected_ = runs;
        for (std::size_t h = 0; h < wanted.size(); ++h) extend(h, wanted[h]);
        share_out(runs, wanted);
        for (std::size_t h = 0; h < wanted.size(); ++h) extend(h, wanted[h]);
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const Strata::Entry& e = strata_.all()[h];
            const Moments& m = moments_[h];
            tally_.add_stratum(e.weight, m.points * (e.certain ? 1 : replicates), e.certain, m.sum);
        }
        return std::move(tally_);
    }

  private:
    /// The runs that are left, by probability × spread of the total, the mean over all open starts
    /// (Neyman, see simulate.h), as powers of two.
    void share_out(std::uint64_t runs, std::vector<std::uint64_t>& wanted) const {
        std::vector<double> spread(wanted.size());
        double all = 0;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const Moments& m = moments_[h];
            if (strata_.all()[h].certain) continue;
            for (std::size_t s = 0; s < tally_.starts(); ++s)
                if (plans_.starts[s].open) spread[h] += mean_of(m.sum[tally_.place(s, 0, WindowFigure::loss)]).error;
            spread[h] *= strata_.all()[h].weight;
            all += spread[h];
        }
        if (all <= 0) return;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const double points = static_cast<double>(runs / replicates) * spread[h] / all;
            wanted[h] = std::max(wanted[h], std::bit_floor(static_cast<std::uint64_t>(points)));
        }
    }

    /// Plays what a stratum lacks, in waves of a unit per thread; units are added up in order.
    void extend(std::size_t h, std::uint64_t wanted) {
        Moments& m = moments_[h];
        const std::size_t of = strata_.all()[h].certain ? 1 : replicates;
        std::vector<Unit> units;
        for (std::size_t k = 0; k < of; ++k)
            for (std::uint64_t p = m.points; p < wanted; p += points_of_unit)
                units.push_back({k, p, std::min(points_of_unit, wanted - p)});
        for (std::size_t first = 0; first < units.size(); first += players_.size()) {
            const std::size_t wave = std::min(players_.size(), units.size() - first);
            play_wave(h, {units.data() + first, wave});
            for (std::size_t i = 0; i < wave; ++i)
                for (std::size_t j = 0; j < m.sum.size(); ++j)
                    m.sum[j][units[first + i].replicate] += players_[i]->sum()[j];
            for (std::size_t i = 0; i < wave; ++i) played_ += units[first + i].count;
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
                                  units[i].count);
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
    std::uint64_t played_ = 0, expected_ = 0;
};

}  // namespace

WindowTally play_windows(const Study& study, const StartPlans& plans, std::uint64_t runs,
                         const AssessOptions& options) {
    return WindowPlay(study, plans, options).run(runs);
}

}  // namespace knockon
