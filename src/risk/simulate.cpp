#include "risk/simulate.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <tuple>

#include "risk/game.h"
#include "risk/strata.h"

namespace knockon {
namespace {

constexpr std::uint64_t least_points = 4;         // of a stratum in each replicate
constexpr std::uint64_t most_first_points = 128;
constexpr std::uint64_t background_points = 128;  // what happens without the change is known from them
constexpr std::uint64_t points_of_unit = 64;      // played in one go by one thread
constexpr std::size_t most_samples = 64;          // runs to learn what one takes
constexpr std::uint64_t few_tried = 2;            // of each stratum, to learn what causes would take
constexpr double doubling_saves = 0.7;            // of a variance; even points save more than half

/// Points of a stratum in each replicate before anything is known of its spread: a power of two.
std::uint64_t first_points(const Strata::Entry& e, std::uint64_t fewer) {
    std::uint64_t points = least_points;
    if (e.kind == Strata::Entry::Kind::background)
        points = background_points;
    else
        while (points < most_first_points && static_cast<double>(points) < 2048 * e.weight) points *= 2;
    return std::max(points / fewer, least_points);
}

/// What keys the draws of a run.
std::uint64_t number(std::uint64_t luck, std::uint64_t run) { return (luck << 32) + run; }

/// Whether no run without an event of the change can tell the two worlds apart.
bool both_meet_the_same(const Transition& t) {
    return t.same_structure && !t.has_planned() &&
           std::all_of(t.timed.fixed.begin(), t.timed.fixed.end(), [](const FixedOutage& o) {
               return o.without != none && o.with != none;
           });
}

/// Some runs of a stratum, in a row.
struct Runs {
    std::size_t stratum;
    std::uint64_t first, count;
};

/// The figure of a target whose error counts, its mean, and what the error is held against.
struct Goal {
    std::size_t figure;
    Mean mean;
    double scale;
};
Goal goal_of(const Tally& tally, const Scoring& scoring, const Scoring::Target& target) {
    const double floor = std::abs(tally.mean(scoring.total).value) / 100;
    const Mean m = tally.met(target.figure);  // what was not met is left to the interval
    if (m.value != 0 || m.error != 0)
        return {target.figure, m, std::max(std::abs(m.value), floor)};
    const Mean other = tally.met(target.otherwise);
    return {target.otherwise, other, std::abs(other.value)};
}

class Simulation {
  public:
    Simulation(const Transition& t, const Scoring& scoring, const SimulateOptions& options)
        : t_(t), scoring_(scoring), options_(options), strata_(t, options.seed) {
        const bool alike = both_meet_the_same(t);
        for (const Strata::Entry& e : strata_.all()) {
            Stratum& s = tally_.strata.emplace_back();
            s.weight = e.weight;
            s.exact = e.certain;
            s.alike = alike && e.kind != Strata::Entry::Kind::event;
            s.most = e.most;
            s.events = e.events;
            s.key = e.key + options.luck * golden;
            if (options.known)
                s.sums = std::move(options.known->strata[tally_.strata.size() - 1].sums);
            else
                s.sums.resize(scoring, t.sources.size());
        }
        for (int i = 0; i < std::max(1, options.jobs); ++i) {
            games_.push_back(std::make_unique<Game>(t, scoring));
        }
    }

    Simulated run() {
        if (options_.step || options_.levels) take_from_like();
        std::vector<std::uint64_t> wanted;
        while (wanted.size() < tally_.strata.size()) wanted.push_back(first_round(wanted.size()));
        if (!options_.like && !options_.known) afford(wanted);
        Simulated out;
        for (;;) {
            extend(wanted);
            if (options_.like) break;
            const std::vector<bool> more = wanting();
            if (std::find(more.begin(), more.end(), true) == more.end()) break;
            const std::uint64_t affordable = affordable_runs();
            if (!plan(more, std::min(affordable, options_.max_runs), wanted)) {
                out.hit_max_work = affordable < options_.max_runs;
                out.hit_max_runs = !out.hit_max_work;
                break;
            }
        }
        out.work = work();
        const Reached now = reached(tally_, scoring_);
        out.relative_error = now.relative_error;
        out.worst = now.worst;
        out.tally = std::move(tally_);
        return out;
    }

  private:
    const Stratum* like(const Stratum& stratum) const {
        if (options_.like)
            for (const Stratum& s : options_.like->strata)
                if (s.key == stratum.key) return &s;
        return nullptr;
    }

    bool same_as_like(const Stratum& s) const {
        if (options_.step) return s.events[*options_.step] == Says::no;
        return s.events.back() != Says::chance;
    }

    void take_from_like() {
        for (Stratum& s : tally_.strata) {
            const Stratum* known = same_as_like(s) ? like(s) : nullptr;
            if (!known || known->events != s.events) continue;
            s.sums.runs = known->sums.runs;
            s.sums.figures = known->sums.figures;
            s.sums.weights = known->sums.weights;
            for (std::size_t f = 0; f < s.sums.values.size(); ++f)
                if (scoring_.kept[f]) s.sums.values[f] = known->sums.values[f];
        }
    }

    std::uint64_t first_round(std::size_t stratum) const {
        const Strata::Entry& e = strata_.all()[stratum];
        const std::uint64_t known = tally_.strata[stratum].sums.runs;
        if (e.certain) return 1;
        if (options_.differences && tally_.strata[stratum].alike) return known;
        if (const Stratum* s = like(tally_.strata[stratum]); s && s->sums.runs > 1)
            return std::max(known, std::max<std::uint64_t>(s->sums.runs / options_.part, replicates));
        if (known > 0) return known;
        return replicates * first_points(e, options_.fewer);
    }

    std::uint64_t work() const {
        std::uint64_t sum = 0;
        for (const auto& game : games_) sum += game->work();
        return sum;
    }

    /// What a run takes on average: of those played, else of one of some strata, tried for it.
    double work_of_run() const {
        const std::uint64_t before = work();
        if (played_ > 0) return static_cast<double>(before) / static_cast<double>(played_);
        Scenario s;
        const std::size_t all = strata_.all().size(), apart = (all + most_samples - 1) / most_samples;
        std::size_t tried = 0;
        for (std::size_t h = 0; h < all; h += apart, ++tried) {
            const Strata::Entry& e = strata_.all()[h];
            Sums none_kept;
            none_kept.resize(scoring_, t_.sources.size());
            strata_.draw(e, number(options_.luck, 0), s);
            games_[0]->play(s, 0, s.weight, Game::Asked::causes, none_kept, e.key);
        }
        return static_cast<double>(work() - before) / static_cast<double>(tried);
    }

    /// Values kept of a run: of those played on average, else at most.
    double values_of_run() const {
        double values = 0;
        for (const Stratum& s : tally_.strata)
            for (const auto& kept : s.sums.values) values += static_cast<double>(kept.size());
        const std::uint64_t runs = tally_.runs();
        if (runs > 0) return values / static_cast<double>(runs);
        return static_cast<double>(std::count(scoring_.kept.begin(), scoring_.kept.end(), true));
    }

    /// How many runs there may be in all.
    std::uint64_t affordable_runs() const {
        const auto left = [](std::uint64_t most, double done) { return std::max(0.0, static_cast<double>(most) - done); };
        const double values = values_of_run();
        const double more =
            std::min(left(options_.max_work, static_cast<double>(work())) / std::max(1.0, work_of_run()),
                     left(options_.max_values, values * static_cast<double>(tally_.runs())) / std::max(1.0, values));
        return tally_.runs() + static_cast<std::uint64_t>(std::min(more, 1e15));
    }

    /// Fewer runs to begin with where those would be too much; and where even the fewest are, causes are told
    /// from a part of them.
    void afford(std::vector<std::uint64_t>& wanted) {
        const std::uint64_t affordable = affordable_runs();
        for (;;) {
            std::uint64_t total = 0;
            bool fewer = false;
            for (const std::uint64_t runs : wanted) total += runs;
            if (total <= affordable) return;
            for (std::uint64_t& runs : wanted)
                if (runs > replicates) runs /= 2, fewer = true;
            if (fewer) continue;
            for (auto& game : games_)
                game->hurry(static_cast<double>(total) / static_cast<double>(std::max<std::uint64_t>(affordable, 1)));
            return;
        }
    }

    /// Doubles the strata that are to have more; false where that would be too many runs.
    bool plan(const std::vector<bool>& more, std::uint64_t most,
              std::vector<std::uint64_t>& wanted) const {
        std::uint64_t total = 0;
        for (const std::uint64_t runs : wanted) total += runs;
        bool any = false;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            if (!more[h] || total + wanted[h] > most) continue;
            total += wanted[h];
            wanted[h] *= 2;
            any = true;
        }
        return any;
    }

    /// The strata whose doubling brings every figure that is not known well enough nearest to it.
    std::vector<bool> wanting() const {
        std::vector<bool> more(tally_.strata.size());
        for (const Scoring::Target& target : scoring_.targets) {
            const Goal goal = goal_of(tally_, scoring_, target);
            if (goal.scale > 0) refine(goal.figure, options_.max_error * goal.scale, more);
        }
        return more;
    }

    /// Doubling a stratum takes most of its part of the variance away, at the cost of the runs it has
    /// (Neyman, J. Royal Stat. Soc. 97 (1934) 558-625): those that help most first, until that is
    /// enough. The strata are independent, so their parts together are known better than what the
    /// replicates come to in all.
    void refine(std::size_t figure, double wanted, std::vector<bool>& more) const {
        // What was not met is looked for where the runs that there are have left something open.
        const Tally::Unmet unmet = options_.known ? tally_.unmet(figure) : Tally::Unmet{};
        double left = -wanted * wanted;
        std::vector<std::tuple<double, std::size_t, double>> by_gain;
        for (std::size_t h = 0; h < more.size(); ++h) {
            const Stratum& s = tally_.strata[h];
            const double error = error_of_part(s, figure);
            const double part = error * error + (h == unmet.stratum ? unmet.variance : 0);
            left += part;
            if (part > 0 && !s.exact)
                by_gain.emplace_back(-part / static_cast<double>(s.sums.runs), h, doubling_saves * part);
        }
        std::sort(by_gain.begin(), by_gain.end());
        for (const auto& [gain, h, less] : by_gain) {
            if (left <= 0) break;
            more[h] = true;
            left -= less;
        }
    }

    /// Plays the runs that are missing, on all threads; adds them up in order.
    void extend(const std::vector<std::uint64_t>& wanted) {
        std::vector<Runs> units;
        for (std::size_t h = 0; h < wanted.size(); ++h) {
            const std::uint64_t size = points_of_unit * replicates;
            for (std::uint64_t r = tally_.strata[h].sums.runs; r < wanted[h]; r += size)
                units.push_back({h, r, std::min(size, wanted[h] - r)});
        }
        std::vector<std::unique_ptr<Sums>> sums(units.size());
        std::size_t next = 0, added = 0;
        std::exception_ptr failed;
        std::mutex mutex;
        const auto take = [&] {
            const std::scoped_lock lock(mutex);
            return failed ? units.size() : next++;
        };
        const auto give = [&](std::size_t u, std::unique_ptr<Sums> played) {
            const std::scoped_lock lock(mutex);
            played_ += units[u].count;
            sums[u] = std::move(played);
            for (; added < next && added < units.size() && sums[added]; ++added) {
                tally_.strata[units[added].stratum].sums.add(*sums[added]);
                sums[added].reset();
            }
            if (options_.progress)
                options_.progress(static_cast<double>(played_) /
                                  static_cast<double>(options_.max_runs));
        };
        const auto work = [&](Game& game) {
            try {
                Scenario s;
                for (std::size_t u; (u = take()) < units.size();) give(u, play(units[u], game, s));
            } catch (...) {
                const std::scoped_lock lock(mutex);
                failed = std::current_exception();
            }
        };
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < games_.size(); ++i)
            threads.emplace_back([&, i] { work(*games_[i]); });
        work(*games_[0]);
        for (std::thread& thread : threads) thread.join();
        if (failed) std::rethrow_exception(failed);
    }

    std::unique_ptr<Sums> play(const Runs& unit, Game& game, Scenario& s) const {
        auto out = std::make_unique<Sums>();
        out->resize(scoring_, t_.sources.size());
        const Strata::Entry& stratum = strata_.all()[unit.stratum];
        game.sample(!stratum.certain);
        const Stratum* met = like(tally_.strata[unit.stratum]);
        game.recall(met ? &met->sums : nullptr);
        for (std::uint64_t r = unit.first; r < unit.first + unit.count; ++r) {
            strata_.draw(stratum, number(options_.luck, r), s);
            const auto asked = r >= options_.shared      ? Game::Asked::figures
                               : r < options_.explained ? Game::Asked::reasons
                                                        : Game::Asked::causes;
            game.play(s, r, s.weight, asked, *out, stratum.key);
        }
        return out;
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

double work_with_causes(const Transition& t, const Scoring& scoring, const SimulateOptions& options,
                        const Tally& tally) {
    Scoring with_causes = scoring;
    with_causes.causes = true;
    const Strata strata(t, options.seed);
    Game game(t, with_causes);
    game.sample(true);
    Scenario s;
    double sum = 0;
    for (std::size_t h = 0; h < strata.all().size(); ++h) {
        const Strata::Entry& e = strata.all()[h];
        const std::uint64_t runs = tally.strata[h].sums.runs, tried = std::min(runs, few_tried);
        const std::uint64_t before = game.work();
        Sums none_kept;
        none_kept.resize(with_causes, t.sources.size());
        for (std::uint64_t r = 0; r < tried; ++r) {
            strata.draw(e, number(options.luck, r), s);
            game.play(s, r, s.weight, Game::Asked::causes, none_kept, e.key);
        }
        if (tried > 0)
            sum += static_cast<double>(game.work() - before) * static_cast<double>(runs) / static_cast<double>(tried);
    }
    return sum;
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
