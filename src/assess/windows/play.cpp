#include "assess/windows/play.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>
#include <thread>

#include "assess/windows/player.h"

namespace knockon {
namespace {

constexpr std::uint64_t first_blocks = 4;  // of every stratum

/// Sums of one stratum so far.
struct Moments {
    std::vector<double> sum, square, block_square;
    std::uint64_t runs = 0, blocks = 0;
};

class WindowPlay {
  public:
    WindowPlay(const Study& study, const StartPlans& plans, const AssessOptions& options)
        : tally_(plans.starts.size(), study.board.departments.size() + 1),
          strata_(study.transition, options.seed),
          options_(options) {
        for (int i = 0; i < std::max(1, options.jobs); ++i)
            players_.push_back(std::make_unique<WindowPlayer>(study, plans, strata_, tally_));
        for (std::size_t h = 0; h < strata_.all().size(); ++h) {
            Moments& m = moments_.emplace_back();
            m.sum.resize(tally_.size());
            m.square.resize(tally_.size());
            m.block_square.resize(tally_.size());
        }
    }

    WindowTally run(std::uint64_t runs) {
        std::vector<std::uint64_t> wanted;
        for (const Strata::Entry& e : strata_.all())
            wanted.push_back(e.certain ? 1 : first_blocks * block_size);
        expected_ = 0;
        for (const std::uint64_t w : wanted) expected_ += w;
        expected_ = std::max(expected_, runs);
        for (std::size_t h = 0; h < wanted.size(); ++h) extend(h, wanted[h]);
        share_out(runs, wanted);
        for (std::size_t h = 0; h < wanted.size(); ++h) extend(h, wanted[h]);
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const Moments& m = moments_[h];
            tally_.add_stratum(strata_.all()[h].weight, m.runs, m.blocks, m.sum, m.square,
                               m.block_square);
        }
        return std::move(tally_);
    }

  private:
    /// The runs that are left, by probability × spread of the total, the mean over all starts
    /// (Neyman, see simulate.h).
    void share_out(std::uint64_t runs, std::vector<std::uint64_t>& wanted) const {
        std::vector<double> spread(wanted.size());
        double all = 0;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const Moments& m = moments_[h];
            if (strata_.all()[h].certain) continue;
            const double n = static_cast<double>(m.runs);
            for (std::size_t s = 0; s < tally_.starts(); ++s) {
                const std::size_t i = tally_.place(s, 0, WindowFigure::loss);
                const double mean = m.sum[i] / n;
                spread[h] += std::sqrt(std::max(0.0, m.square[i] / n - mean * mean));
            }
            spread[h] *= strata_.all()[h].weight;
            all += spread[h];
        }
        if (all <= 0) return;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const double share = static_cast<double>(runs) * spread[h] / all;
            const auto blocks = static_cast<std::uint64_t>(share / static_cast<double>(block_size));
            wanted[h] = std::max(wanted[h], blocks * block_size);
        }
    }

    /// Plays what a stratum lacks, in waves of a block per thread; blocks are added up in order.
    void extend(std::size_t h, std::uint64_t wanted) {
        Moments& m = moments_[h];
        while (m.runs < wanted) {
            const std::uint64_t missing = (wanted - m.runs + block_size - 1) / block_size;
            const auto wave = std::min<std::uint64_t>(players_.size(), missing);
            play_wave(h, wave, wanted);
            for (std::uint64_t i = 0; i < wave; ++i) add_block(m, *players_[i], wanted);
            if (options_.progress)
                options_.progress(
                    std::min(1.0, static_cast<double>(played_) / static_cast<double>(expected_)));
        }
    }

    void play_wave(std::size_t h, std::uint64_t wave, std::uint64_t wanted) {
        std::vector<std::exception_ptr> failed(wave);
        std::vector<std::thread> threads;
        const auto work = [&](std::uint64_t i) {
            try {
                const std::uint64_t first = moments_[h].runs + i * block_size;
                players_[i]->play_block(strata_.all()[h], first,
                                        std::min(block_size, wanted - first));
            } catch (...) {
                failed[i] = std::current_exception();
            }
        };
        for (std::uint64_t i = 1; i < wave; ++i) threads.emplace_back(work, i);
        work(0);
        for (std::thread& t : threads) t.join();
        for (const std::exception_ptr& f : failed)
            if (f) std::rethrow_exception(f);
    }

    void add_block(Moments& m, const WindowPlayer& player, std::uint64_t wanted) {
        const std::uint64_t runs = std::min(block_size, wanted - m.runs);
        const double n = static_cast<double>(runs);
        for (std::size_t k = 0; k < m.sum.size(); ++k) {
            const double x = player.sum()[k];
            m.sum[k] += x;
            m.square[k] += player.square()[k];
            m.block_square[k] += x / n * (x / n);
        }
        m.runs += runs;
        ++m.blocks;
        played_ += runs;
    }

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
