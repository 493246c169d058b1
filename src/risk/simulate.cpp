#include "risk/simulate.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <memory>
#include <mutex>
#include <numeric>
#include <thread>

#include "risk/game.h"
#include "risk/strata.h"

namespace knockon {
namespace {

/// Runs of a stratum before anything is known of its spread, in at least two blocks.
std::uint64_t pilot(const Strata::Entry& e, std::uint64_t fewer) {
    if (e.certain) return 1;
    // What happens without the change is known from these runs alone.
    const std::uint64_t blocks =
        e.kind == Strata::Entry::Kind::background
            ? 32
            : std::clamp<std::uint64_t>(static_cast<std::uint64_t>(128 * e.weight), 4, 16);
    return std::max<std::uint64_t>(blocks / fewer, 2) * block_size;
}

/// What keys the draws of a run: blocks stay whole.
std::uint64_t number(std::uint64_t luck, std::uint64_t run) { return (luck << 32) + run; }

/// Whether no run without an event of the change can tell the two worlds apart.
bool both_meet_the_same(const Transition& t) {
    return t.same_structure && !t.has_planned() &&
           std::all_of(t.timed.fixed.begin(), t.timed.fixed.end(), [](const FixedOutage& o) {
               return o.without != none && o.with != none;
           });
}

struct Block {
    std::size_t stratum;
    std::uint64_t first, count;
};

struct Targets {
    std::vector<double> runs;  // needed per stratum
    double relative_error = 0;
    std::size_t worst = 0;
};

/// The figure of a target whose error counts, its mean, and what the error is held against.
struct Goal {
    std::size_t figure;
    Mean mean;
    double scale;
};
Goal goal_of(const Tally& tally, const Scoring& scoring, const Scoring::Target& target) {
    const double floor = std::abs(tally.mean(scoring.total).value) / 100;
    const Mean m = tally.mean(target.figure);
    if (m.value != 0 || m.error != 0)
        return {target.figure, m, std::max(std::abs(m.value), floor)};
    const Mean other = tally.mean(target.otherwise);
    return {target.otherwise, other, std::abs(other.value)};
}

class Simulation {
  public:
    Simulation(const Transition& t, const Scoring& scoring, const SimulateOptions& options)
        : t_(t), scoring_(scoring), options_(options), strata_(t, options.seed) {
        for (const Strata::Entry& e : strata_.all()) {
            Stratum& s = tally_.strata.emplace_back();
            s.weight = e.weight;
            s.alike = e.kind != Strata::Entry::Kind::event && both_meet_the_same(t);
            s.key = e.key + options.luck * 0x9E3779B97F4A7C15u;
            s.sums.resize(scoring, t.sources.size());
        }
        const int jobs = std::max(1, options.jobs);
        for (int i = 0; i < jobs; ++i) {
            games_.push_back(std::make_unique<Game>(t, scoring));
            games_.back()->take_turns();
        }
    }

    Simulated run() {
        std::vector<std::uint64_t> wanted;
        while (wanted.size() < tally_.strata.size()) wanted.push_back(first_round(wanted.size()));
        Simulated out;
        for (;;) {
            extend(wanted);
            const Targets targets = needed();
            out.relative_error = targets.relative_error;
            out.worst = targets.worst;
            const std::uint64_t total = tally_.runs();
            if (options_.like || targets.relative_error <= options_.max_error) break;
            if (total >= options_.max_runs) {
                out.hit_max_runs = true;
                break;
            }
            if (!plan(targets.runs, total, wanted)) break;
        }
        out.tally = std::move(tally_);
        return out;
    }

  private:
    std::uint64_t first_round(std::size_t stratum) const {
        const Strata::Entry& e = strata_.all()[stratum];
        if (options_.like && !e.certain)
            for (const Stratum& s : options_.like->strata)
                if (s.key == tally_.strata[stratum].key && s.sums.runs > 1) return s.sums.runs;
        return pilot(e, options_.fewer);
    }

    /// Runs to have per stratum after the next round; false where none would be added. A round at most
    /// quadruples a stratum, since the spread is only known from what was seen so far.
    bool plan(const std::vector<double>& needed_runs, std::uint64_t total,
              std::vector<std::uint64_t>& wanted) const {
        double more = 0;
        std::vector<double> extra(wanted.size());
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const double have = static_cast<double>(tally_.strata[h].sums.runs);
            extra[h] = std::clamp(needed_runs[h] * 1.05 - have, 0.0, 3 * have);
            if (strata_.all()[h].certain) extra[h] = 0;
            more += extra[h];
        }
        const double left = static_cast<double>(options_.max_runs - total);
        const double scale = more > left ? left / more : 1;
        bool any = false;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const auto blocks = static_cast<std::uint64_t>(
                std::ceil(extra[h] * scale / static_cast<double>(block_size)));
            wanted[h] = tally_.strata[h].sums.runs + blocks * block_size;
            any |= blocks > 0;
        }
        return any;
    }

    Targets needed() const {
        const Reached now = reached(tally_, scoring_);
        Targets out{std::vector<double>(tally_.strata.size()), now.relative_error, now.worst};
        for (const Scoring::Target& target : scoring_.targets) {
            const Goal goal = goal_of(tally_, scoring_, target);
            if (goal.scale > 0) add_needed(goal.figure, options_.max_error * goal.scale, out.runs);
        }
        return out;
    }

    void add_needed(std::size_t figure, double error, std::vector<double>& runs) const {
        std::vector<double> spread(tally_.strata.size());
        for (std::size_t h = 0; h < spread.size(); ++h) {
            const Sums& s = tally_.strata[h].sums;
            spread[h] = tally_.strata[h].weight * std::sqrt(s.variance_of_mean(s.figures, figure) *
                                                            static_cast<double>(s.runs));
        }
        const double all = std::accumulate(spread.begin(), spread.end(), 0.0);
        for (std::size_t h = 0; h < spread.size(); ++h)
            runs[h] = std::max(runs[h], spread[h] * all / (error * error));
    }

    /// Plays the runs that are missing, in blocks, on all threads; adds the blocks up in order.
    void extend(const std::vector<std::uint64_t>& wanted) {
        std::vector<Block> blocks;
        for (std::size_t h = 0; h < wanted.size(); ++h)
            for (std::uint64_t r = tally_.strata[h].sums.runs; r < wanted[h]; r += block_size)
                blocks.push_back({h, r, std::min(block_size, wanted[h] - r)});
        std::vector<Sums> sums(blocks.size());
        std::atomic<std::size_t> next{0};
        std::exception_ptr failed;
        std::mutex mutex;
        const auto work = [&](Game& game) {
            try {
                Scenario s;
                for (std::size_t b; (b = next++) < blocks.size();) {
                    play(blocks[b], game, s, sums[b]);
                    const std::scoped_lock lock(mutex);
                    played_ += blocks[b].count;
                    if (options_.progress)
                        options_.progress(static_cast<double>(played_) /
                                          static_cast<double>(options_.max_runs));
                }
            } catch (...) {
                const std::scoped_lock lock(mutex);
                failed = std::current_exception();
                next = blocks.size();
            }
        };
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < games_.size(); ++i)
            threads.emplace_back([&, i] { work(*games_[i]); });
        work(*games_[0]);
        for (std::thread& thread : threads) thread.join();
        if (failed) std::rethrow_exception(failed);
        for (std::size_t b = 0; b < blocks.size(); ++b)
            tally_.strata[blocks[b].stratum].sums.add(sums[b]);
    }

    void play(const Block& block, Game& game, Scenario& s, Sums& out) const {
        out.resize(scoring_, t_.sources.size());
        for (std::uint64_t r = block.first; r < block.first + block.count; ++r) {
            strata_.draw(strata_.all()[block.stratum], number(options_.luck, r), s);
            game.play(s, r, 1, r < options_.explained, out);
        }
        out.close_block();
    }

    const Transition& t_;
    const Scoring& scoring_;
    const SimulateOptions& options_;
    Strata strata_;
    Tally tally_;
    std::vector<std::unique_ptr<Game>> games_;
    std::uint64_t played_ = 0;
};

}  // namespace

Simulated simulate(const Transition& t, const Scoring& scoring, const SimulateOptions& options) {
    return Simulation(t, scoring, options).run();
}

Reached reached(const Tally& tally, const Scoring& scoring) {
    Reached worst;
    for (std::size_t i = 0; i < scoring.targets.size(); ++i) {
        const Goal goal = goal_of(tally, scoring, scoring.targets[i]);
        if (goal.scale <= 0 || goal.mean.error / goal.scale <= worst.relative_error) continue;
        worst = {goal.mean.error / goal.scale, i};
    }
    return worst;
}

Scenario simulated_scenario(const Transition& t, std::uint64_t seed, std::uint64_t luck,
                            std::size_t stratum, std::uint64_t run) {
    const Strata strata(t, seed);
    Scenario s;
    strata.draw(strata.all()[stratum], number(luck, run), s);
    return s;
}

}  // namespace knockon
