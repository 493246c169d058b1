#include "assess/structure/years.h"

#include <algorithm>
#include <cmath>

#include "assess/study/loss.h"
#include "risk/strata.h"

namespace knockon {
namespace {

constexpr Duration year = std::chrono::hours{8760};
constexpr std::uint64_t first_years = 64;  // before the first look at the error
constexpr std::size_t figures = 4;         // of one process in one world
constexpr std::size_t worlds = 3;          // before, after, and after less before
constexpr std::size_t totals = 3;          // loss before, after, and after less before

/// One world's view of the processes, and what a year of it comes to.
class Observer {
  public:
    Observer(const World& world, const std::vector<Id>& processes, const Landscape& l,
             const Calendars& calendars, Instant start)
        : propagation_(world) {
        for (const Id& id : processes) {
            places_.push_back(world.find(id));
            const auto p = l.processes.find(id);
            terms_.push_back(p == l.processes.end()
                                 ? ProcessTerms{}
                                 : process_terms(p->second, calendars, start, year));
            without_deadlines_.push_back(terms_.back());
            without_deadlines_.back().deadlines.clear();
        }
    }

    /// unavailability, episodes, disruptions, loss of each process, side by side.
    void look(std::span<const std::uint8_t> live, std::span<const OwnOutage> own,
              std::span<double> out) {
        propagation_.run(live, own);
        for (std::size_t p = 0; p < places_.size(); ++p) {
            const std::span<double> row = out.subspan(p * figures, figures);
            std::fill(row.begin(), row.end(), 0.0);
            if (places_[p] == none || !propagation_.any_down(places_[p])) continue;
            propagation_.hits(places_[p], hits_);
            const ProcessOutcome all = outcome(terms_[p], hits_);
            const Outage down = interruptions(hits_);
            row[0] = seconds(length(down, Duration{0}, year)) / seconds(year);
            for (const Interval& episode : down) {
                if (episode.start >= Duration{0} && episode.start < year) row[1] += 1;
                const Hit alone{episode, 1};
                row[2] += outcome(without_deadlines_[p], {&alone, 1}).disrupted;
            }
            row[2] += all.missed;
            row[3] = all.loss;
        }
    }

  private:
    Propagation propagation_;
    std::vector<std::uint32_t> places_;
    std::vector<ProcessTerms> terms_, without_deadlines_;
    std::vector<Hit> hits_;
};

/// Sums of one stratum.
struct YearSums {
    double weight = 0;
    bool certain = false;
    std::uint64_t runs = 0;
    std::vector<Replicated> sum;
};

Mean mean_over(const std::vector<YearSums>& strata, std::size_t i) {
    Replicated all{};
    for (const YearSums& s : strata)
        for (std::size_t k = 0; k < replicates; ++k)
            all[k] += s.weight * (s.certain ? s.sum[i][0]
                                            : s.sum[i][k] * double(replicates) / double(s.runs));
    return mean_of(all);
}

class YearSimulation {
  public:
    YearSimulation(const Transition& t, const std::vector<Id>& processes, const Landscape& before,
                   const Landscape& after, const Calendars& calendars, Instant start,
                   std::uint64_t seed)
        : strata_(t, seed),
          without_(t.without, processes, before, calendars, start),
          with_(t.with, processes, after, calendars, start),
          coalition_(t),
          chosen_(t.sources.size(), 1),
          row_(worlds * processes.size() * figures + totals) {
        for (const Strata::Entry& e : strata_.all())
            sums_.push_back({e.weight, e.certain, 0, std::vector<Replicated>(row_.size())});
    }

    void extend(std::uint64_t runs) {
        for (std::size_t h = 0; h < sums_.size(); ++h) {
            const std::uint64_t wanted = sums_[h].certain ? 1 : runs;
            for (; sums_[h].runs < wanted; ++sums_[h].runs) play(h, sums_[h].runs);
        }
    }

    /// Relative standard error of the yearly loss of all processes, in the worse of both worlds.
    double error() const {
        double worst = 0;
        for (const std::size_t i : {row_.size() - 3, row_.size() - 2}) {
            const Mean m = mean_over(sums_, i);
            if (m.value > 0) worst = std::max(worst, m.error / m.value);
        }
        return worst;
    }

    Mean more_loss() const { return mean_over(sums_, row_.size() - 1); }

    std::vector<YearFigures> figures_of(std::size_t world, std::size_t processes) const {
        std::vector<YearFigures> out;
        for (std::size_t p = 0; p < processes; ++p) {
            const std::size_t i = (world * processes + p) * figures;
            out.push_back({mean_over(sums_, i), mean_over(sums_, i + 1), mean_over(sums_, i + 2),
                           mean_over(sums_, i + 3)});
        }
        return out;
    }

  private:
    void play(std::size_t stratum, std::uint64_t run) {
        strata_.draw(strata_.all()[stratum], run, scenario_);
        coalition_.choose(scenario_, chosen_);
        const std::size_t half = (row_.size() - totals) / worlds;
        const std::span<double> row = row_;
        without_.look(scenario_.live, coalition_.without(), row.subspan(0, half));
        with_.look(scenario_.live, coalition_.with(), row.subspan(half, half));
        for (std::size_t world = 0; world < 2; ++world) {
            double loss = 0;
            for (std::size_t i = 3; i < half; i += figures) loss += row_[world * half + i];
            row_[worlds * half + world] = loss;
        }
        for (std::size_t i = 0; i < half; ++i) row_[2 * half + i] = row_[half + i] - row_[i];
        row_.back() = row_[row_.size() - 2] - row_[row_.size() - 3];
        YearSums& s = sums_[stratum];
        for (std::size_t i = 0; i < row_.size(); ++i) s.sum[i][run % replicates] += row_[i];
    }

    Strata strata_;
    Observer without_, with_;
    Coalition coalition_;
    std::vector<std::uint8_t> chosen_;
    std::vector<double> row_;  // before, after, after less before, and the totals
    std::vector<YearSums> sums_;
    Scenario scenario_;
};

}  // namespace

Years simulate_years(const Landscape& before, const Landscape& after,
                     const std::vector<Id>& processes, const Calendars& calendars, Instant start,
                     std::uint64_t seed, double max_error, std::uint64_t max_years) {
    const Change nothing;
    TransitionInput in;
    in.before = &before;
    in.after = &after;
    in.change = &nothing;
    in.calendars = &calendars;
    in.start = start;
    in.horizon = year;
    in.seed = seed;
    in.kernel = processes;
    const Transition t = make_transition(in);
    max_years = (max_years + replicates - 1) / replicates * replicates;
    YearSimulation simulation(t, processes, before, after, calendars, start, seed);
    Years out;
    for (std::uint64_t runs = std::min(first_years, max_years);;
         runs = std::min(2 * runs, max_years)) {
        simulation.extend(runs);
        out.years = runs;
        out.relative_error = simulation.error();
        if (out.relative_error <= max_error) break;
        if (runs == max_years) {
            out.hit_max_years = true;
            break;
        }
    }
    out.before = simulation.figures_of(0, processes.size());
    out.after = simulation.figures_of(1, processes.size());
    out.more = simulation.figures_of(2, processes.size());
    out.more_loss = simulation.more_loss();
    return out;
}

}  // namespace knockon
