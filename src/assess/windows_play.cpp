#include "assess/windows_play.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>
#include <thread>

namespace knockon {
namespace {

/// What one run does to a process, whatever the start.
struct ProcessHits {
    std::uint32_t process = 0;
    std::vector<Hit> without, with;
};

struct PairOutcome {
    ProcessOutcome without, with;
};

/// Plays runs of one thread: sums per start, bearer and figure.
class Player {
  public:
    Player(const Study& study, const StartPlans& plans, const Strata& strata,
           const WindowTally& tally)
        : study_(study),
          plans_(plans),
          strata_(strata),
          tally_(tally),
          without_(study.transition.without),
          with_(study.transition.with),
          coalition_(study.transition),
          all_(study.transition.sources.size(), 1),
          hits_(study.board.processes.size()),
          memo_(study.board.processes.size()),
          sum_(tally.size()),
          square_(tally.size()),
          row_(study.board.departments.size() + 1) {
        for (std::size_t p = 0; p < memo_.size(); ++p) {
            memo_[p].resize(plans.terms[p].size());
            places_.push_back({study.transition.without.find(study.board.processes[p]),
                               study.transition.with.find(study.board.processes[p])});
        }
        for (const Id& id : study.board.departments)
            limits_.push_back(study.before->departments.at(id).appetite);
    }

    void play_block(const Strata::Entry& stratum, std::uint64_t first, std::uint64_t count) {
        std::fill(sum_.begin(), sum_.end(), 0.0);
        std::fill(square_.begin(), square_.end(), 0.0);
        for (std::uint64_t run = first; run < first + count; ++run) {
            strata_.draw_background(stratum, run, background_);
            for (std::size_t t = 0; t < plans_.timed.size(); ++t) {
                scenario_ = background_;
                strata_.draw_timed(stratum, run, plans_.timed[t], scenario_);
                travel();
                for (const std::uint32_t s : plans_.by_timed[t]) score(s);
            }
        }
    }
    const std::vector<double>& sum() const { return sum_; }
    const std::vector<double>& square() const { return square_; }

  private:
    struct Memo {
        std::uint64_t stamp = 0;
        PairOutcome outcome;
    };

    void travel() {
        coalition_.choose(scenario_, all_);
        without_.run(scenario_.live, coalition_.without());
        with_.run(scenario_.live, coalition_.with());
        ++stamp_;
        used_ = 0;
        for (std::uint32_t p = 0; p < hits_.size(); ++p) {
            ProcessHits& h = hits_[used_];
            h.process = p;
            take(without_, places_[p].first, h.without);
            take(with_, places_[p].second, h.with);
            if (h.without != h.with) ++used_;
        }
    }

    static void take(const Propagation& world, std::uint32_t place, std::vector<Hit>& out) {
        out.clear();
        if (place != none && world.any_down(place)) world.hits(place, out);
    }

    const PairOutcome& look(const ProcessHits& h, std::uint32_t terms) {
        Memo& m = memo_[h.process][terms];
        if (m.stamp != stamp_) {
            m.stamp = stamp_;
            const ProcessTerms& t = plans_.terms[h.process][terms];
            m.outcome = {outcome(t, h.without), outcome(t, h.with)};
        }
        return m.outcome;
    }

    /// Adds the figures of this run at one start.
    void score(std::uint32_t s) {
        if (used_ == 0) return;
        const StartPlan& plan = plans_.starts[s];
        std::fill(row_.begin(), row_.end(), Row{});
        for (std::size_t i = 0; i < used_; ++i) {
            const PairOutcome& o = look(hits_[i], plan.terms[hits_[i].process]);
            const std::size_t d = 1 + study_.board.department_of[hits_[i].process];
            for (const std::size_t bearer : {std::size_t{0}, d}) {
                Row& r = row_[bearer];
                r.loss += o.with.loss - o.without.loss;
                r.worse |= o.with.disrupted && !o.without.disrupted;
                r.spared |= o.without.disrupted && !o.with.disrupted;
                r.downtime += o.with.downtime - o.without.downtime;
                ++r.processes;
            }
        }
        for (std::size_t b = 0; b < row_.size(); ++b) put(s, b, plan);
    }

    void put(std::uint32_t s, std::size_t b, const StartPlan& plan) {
        const Row& r = row_[b];
        if (r.processes == 0) return;
        add(s, b, WindowFigure::loss, r.loss);
        add(s, b, WindowFigure::disruption, r.worse ? 1 : r.spared ? -1 : 0);
        if (b == 0) return;
        const Appetite& a = limits_[b - 1];
        if (a.downtime)
            add(s, b, WindowFigure::downtime,
                seconds(r.processes == 1 ? r.downtime : union_downtime(b - 1, plan)));
        if (a.p95_loss)
            add(s, b, WindowFigure::over_p95, r.loss > *a.p95_loss * (1 + 1e-9) ? 1 : 0);
    }

    Duration union_downtime(std::size_t department, const StartPlan& plan) const {
        AddedDowntime together;
        for (std::size_t i = 0; i < used_; ++i) {
            const ProcessHits& h = hits_[i];
            if (study_.board.department_of[h.process] != department) continue;
            together.add(plans_.terms[h.process][plan.terms[h.process]], h.without, h.with);
        }
        return together.added(plan.horizon);
    }

    void add(std::size_t start, std::size_t bearer, WindowFigure f, double x) {
        const std::size_t i = tally_.place(start, bearer, f);
        sum_[i] += x;
        square_[i] += x * x;
    }

    struct Row {
        double loss = 0;
        bool worse = false, spared = false;
        Duration downtime{0};
        int processes = 0;
    };

    const Study& study_;
    const StartPlans& plans_;
    const Strata& strata_;
    const WindowTally& tally_;
    Propagation without_, with_;
    Coalition coalition_;
    std::vector<std::uint8_t> all_;
    Scenario background_, scenario_;
    std::vector<ProcessHits> hits_;
    std::size_t used_ = 0;
    std::uint64_t stamp_ = 0;
    std::vector<std::vector<Memo>> memo_;  // per process, per terms
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places_;
    std::vector<Appetite> limits_;  // per department
    std::vector<double> sum_, square_;
    std::vector<Row> row_;
};

/// Runs of each stratum: by probability, but enough of each to know its spread.
std::uint64_t runs_of(const Strata::Entry& e, std::uint64_t runs) {
    if (e.certain) return 1;
    const double share = e.kind == Strata::Entry::Kind::event ? e.weight : e.weight / 8;
    const auto blocks = static_cast<std::uint64_t>(static_cast<double>(runs) * std::sqrt(share) / 128);
    return std::max<std::uint64_t>(blocks, 4) * block_size;
}

}  // namespace

Mean WindowTally::mean(std::size_t start, std::size_t bearer, WindowFigure f) const {
    const std::size_t i = place(start, bearer, f);
    return {value_[i], std::sqrt(variance_[i])};
}

void WindowTally::add_stratum(double weight, std::uint64_t runs, std::uint64_t blocks,
                              const std::vector<double>& sum, const std::vector<double>& square,
                              const std::vector<double>& block_square) {
    runs_ += runs;
    const double n = static_cast<double>(runs), b = static_cast<double>(blocks);
    for (std::size_t i = 0; i < value_.size(); ++i) {
        if (sum[i] == 0 && square[i] == 0) continue;
        const double mean = sum[i] / n;
        value_[i] += weight * mean;
        if (blocks < 2) continue;
        const double shown = (block_square[i] / b - mean * mean) / (b - 1);
        const double independent = (square[i] / n - mean * mean) / n;
        variance_[i] += weight * weight * std::max({0.0, shown, independent * b / n});
    }
}

WindowTally play_windows(const Study& study, const StartPlans& plans, std::uint64_t runs,
                         const AssessOptions& options) {
    WindowTally tally(plans.starts.size(), study.board.departments.size() + 1);
    const Strata strata(study.transition, options.seed);
    std::vector<std::unique_ptr<Player>> players;
    for (int i = 0; i < std::max(1, options.jobs); ++i)
        players.push_back(std::make_unique<Player>(study, plans, strata, tally));
    std::vector<double> sum(tally.size()), square(tally.size()), block_square(tally.size());
    std::size_t done = 0;
    for (const Strata::Entry& e : strata.all()) {
        const std::uint64_t wanted = runs_of(e, runs);
        const std::uint64_t blocks = (wanted + block_size - 1) / block_size;
        std::fill(sum.begin(), sum.end(), 0.0);
        std::fill(square.begin(), square.end(), 0.0);
        std::fill(block_square.begin(), block_square.end(), 0.0);
        for (std::uint64_t b = 0; b < blocks; b += players.size()) {
            const auto wave = std::min<std::uint64_t>(players.size(), blocks - b);
            std::vector<std::exception_ptr> failed(wave);
            std::vector<std::thread> threads;
            const auto work = [&](std::uint64_t i) {
                try {
                    const std::uint64_t first = (b + i) * block_size;
                    players[i]->play_block(e, first, std::min(block_size, wanted - first));
                } catch (...) {
                    failed[i] = std::current_exception();
                }
            };
            for (std::uint64_t i = 1; i < wave; ++i) threads.emplace_back(work, i);
            work(0);
            for (std::thread& t : threads) t.join();
            for (std::uint64_t i = 0; i < wave; ++i) {
                if (failed[i]) std::rethrow_exception(failed[i]);
                const double n = static_cast<double>(
                    std::min(block_size, wanted - (b + i) * block_size));
                for (std::size_t k = 0; k < sum.size(); ++k) {
                    const double x = players[i]->sum()[k];
                    sum[k] += x;
                    square[k] += players[i]->square()[k];
                    block_square[k] += x / n * (x / n);
                }
            }
        }
        tally.add_stratum(e.weight, wanted, blocks, sum, square, block_square);
        if (options.progress)
            options.progress(static_cast<double>(++done) / static_cast<double>(strata.all().size()));
    }
    return tally;
}

}  // namespace knockon
