#include "assess/structure/years.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "assess/structure/outages_alone.h"
#include "risk/strata.h"

// Most of what a year comes to is a sum over its outages as if each of them were the only one. What that sum
// is on average needs no years: a component that is up U' of the time and then fails at a rate λ starts U' λ
// outages a year, at any time alike, and its repairs last as they do (Campbell's formula; Daley and
// Vere-Jones, An Introduction to the Theory of Point Processes, 2003, section 9.1). So one outage of each
// length is sent through the landscape once and charged at many starts. Years are simulated for the rest: what
// a year comes to less that sum (a control variate; Owen, chapter 8), which is not 0 only where outages meet,
// take down two that stand in for one another, or share a deadline.
//
// A process that breaks for 8 h a year in three outages, one of which outlasts what it bears, costs 300 ± 500
// a year: 64 years tell its mean to 20 %. Of the 300, outages on their own make 290, known to 1 %; the 10
// that are left are as uncertain as before, ± 2.

namespace knockon {
namespace {

constexpr std::uint64_t first_years = 64;  // before the first look at the error
constexpr std::uint64_t most_years_for_one = 512;  // process; those of all together may take more
constexpr double of_all = 1e-3;   // a process that loses less of all is held to as much
constexpr double apart_by = 2;    // what differs is held to an error as many times smaller
constexpr double of_loss = 0.01;  // what differs by less of what is lost is held to as much
constexpr double for_an_outage = 20;     // work: to draw it and put it in order
constexpr double to_begin_with = 0.2;    // share of the progress that the first years are
constexpr double most_outages = 2000;  // a year: more even out, and looking at each of them is dear

/// Sums of one stratum.
struct YearSums {
    double weight = 0;
    bool certain = false;
    std::uint64_t runs = 0;
    std::vector<Replicated> sum;
};

class YearSimulation {
  public:
    YearSimulation(const Transition& t, const std::vector<Id>& processes, const Landscape& before,
                   const Landscape& after, const Calendars& calendars, Instant start,
                   std::uint64_t seed)
        : t_(t),
          strata_(t, seed),
          charges_(t, processes, before, after, calendars, start),
          alone_(t, charges_, seed),
          world_(processes.size() * year_figures),
          coalition_(t),
          chosen_(t.sources.size(), 1) {
        for (const Strata::Entry& e : strata_.all())
            sums_.push_back({e.weight, e.certain, 0, std::vector<Replicated>(charges_.entries())});
        for (const BackgroundSource& b : t.background)
            outages_ += std::max(OutagesAlone::starts(b.without), OutagesAlone::starts(b.with));
        apart_ = outages_ <= most_outages;
    }

    void extend(std::uint64_t runs, const std::function<void(double)>& progress) {
        for (std::size_t h = 0; h < sums_.size(); ++h) {
            const std::uint64_t wanted = sums_[h].certain ? 1 : runs;
            for (; sums_[h].runs < wanted; ++sums_[h].runs) {
                play(h, sums_[h].runs);
                if (progress)
                    progress((double(h) + double(sums_[h].runs) / double(wanted)) / double(sums_.size()));
            }
        }
        years_ = runs;
    }

    void extend_alone(const std::vector<bool>& sources) {
        for (std::size_t s = 0; s < sources.size(); ++s)
            if (sources[s]) alone_.extend(s);
    }
    /// The sources whose outages on their own are asked for at all.
    std::vector<bool> all_alone() const { return std::vector<bool>(apart_ ? t_.background.size() : 0, true); }

    /// Relative standard error of the yearly loss of all processes, in the worse of both worlds.
    double error() const {
        double worst = 0;
        for (const std::size_t world : {0, 1}) {
            const Mean m = mean(total(world));
            if (m.value > 0) worst = std::max(worst, m.error / m.value);
        }
        return worst;
    }

    /// What would bring the losses to the wanted error: more years, or more lengths of some sources.
    struct Wanting {
        bool years = false;
        std::vector<bool> alone;  // per source
        double times = 1;         // as much as there is, to reach all errors that are asked for, about
        bool any() const { return years || std::find(alone.begin(), alone.end(), true) != alone.end(); }
    };
    Wanting wanting(double max_error, std::uint64_t max_years) const {
        Wanting out;
        const double short_by = error() / max_error;
        const bool all_known = short_by <= 1;
        out.times = std::max(1.0, short_by * short_by);
        const double at_most_for_one = double(most_years_for_one) / double(years_);
        std::vector<double> squares(charges_.entries());  // either may make half of an error's
        for (std::size_t i = year_figures - 1; i < squares.size(); i += year_figures) {
            const Mean m = mean(i);
            const double scale = i < 2 * world_ ? of_all * mean(total(i / world_)).value
                                                : of_loss * mean(i - world_).value;
            const double wanted = i < 2 * world_ ? max_error : max_error / apart_by;
            const double held = wanted * std::max(std::abs(m.value), scale);
            if (m.error <= held) continue;
            out.times = std::max(out.times, std::min(m.error * m.error / (held * held), at_most_for_one));
            squares[i] = held * held / 2;
            const double by_years = mean_of(in_years(i)).error;
            if (by_years * by_years > squares[i])
                out.years |= !all_known || years_ < most_years_for_one;
        }
        out.years &= years_ < max_years;
        out.alone = alone_.wanting(squares);
        return out;
    }

    std::uint64_t work() const { return charges_.work(); }
    /// Of a year, before anything that outages bring about.
    double least_work() const { return for_an_outage * outages_; }

    Mean more_loss() const { return mean(total(2)); }

    std::vector<YearFigures> figures_of(std::size_t world) const {
        std::vector<YearFigures> out;
        for (std::size_t i = world * world_; i < (world + 1) * world_; i += year_figures)
            out.push_back({mean(i), mean(i + 1), mean(i + 2), mean(i + 3)});
        return out;
    }

  private:
    struct Met {
        RunOutage outage;
        bool certain = false;
    };

    /// The loss of all processes: behind all entries.
    std::size_t total(std::size_t world) const { return charges_.entries() + world; }

    /// Calls `f` with the entries that make up a total, or with the one that is none.
    template <class F>
    void each_part(std::size_t i, F f) const {
        if (i < charges_.entries()) return f(i);
        const std::size_t world = i - charges_.entries();
        for (std::size_t p = year_figures - 1; p < world_; p += year_figures) f(world * world_ + p);
    }

    Replicated in_years(std::size_t i) const {
        Replicated out{};
        each_part(i, [&](std::size_t part) {
            for (const YearSums& s : sums_)
                for (std::size_t k = 0; k < replicates; ++k)
                    out[k] += s.weight * (s.certain ? s.sum[part][0]
                                                    : s.sum[part][k] * double(replicates) /
                                                          static_cast<double>(s.runs));
        });
        return out;
    }

    Mean mean(std::size_t i) const {
        Replicated all = in_years(i);
        double square = 0;
        each_part(i, [&](std::size_t part) {
            for (std::size_t k = 0; k < replicates; ++k) all[k] += alone_.of(part)[k];
            square += alone_.grain(part);
        });
        Mean m = mean_of(all);
        m.error = std::sqrt(m.error * m.error + square);
        return m;
    }

    void charge(std::span<const RunOutage> outages, double weight) {
        coalition_.choose(scenario_, outages, chosen_);
        charges_.add(scenario_.live, coalition_.without(), coalition_.with(), weight);
    }

    /// A year, less each of its outages as if it were the only one.
    void play(std::size_t stratum, std::uint64_t run) {
        strata_.draw_background(strata_.all()[stratum], run, scenario_);
        const std::size_t drawn = scenario_.outages.size();
        certain_outages(t_.timed, scenario_);
        if (apart_) {
            charge(std::span(scenario_.outages).subspan(drawn), 1);
            charge_meeting(drawn);
        } else {
            charge(scenario_.outages, 1);
        }
        auto& sum = sums_[stratum].sum;
        charges_.take([&](std::size_t i, double x) { sum[i][run % replicates] += x; });
    }

    /// Those of the first `drawn` outages that meet others, and what they meet: together, less what is
    /// certain among them, and less each of the others alone.
    void charge_meeting(std::size_t drawn) {
        met_.clear();
        for (const RunOutage& o : scenario_.outages) met_.push_back({o, met_.size() >= drawn});
        std::sort(met_.begin(), met_.end(), [](const Met& a, const Met& b) {
            const auto all = [](const Met& m) {
                const RunOutage& o = m.outage;
                return std::tuple(o.when.start, o.when.end, o.source, m.certain, o.with, o.without);
            };
            return all(a) < all(b);
        });
        for (std::size_t first = 0; first < met_.size();) {
            std::size_t end = first;
            Duration until = met_[first].outage.when.start;
            for (; end < met_.size() && met_[end].outage.when.start <= until; ++end)
                until = std::max(until, end_of(met_[end].outage.when.end));
            charge_group(std::span(met_).subspan(first, end - first));
            first = end;
        }
    }

    /// Until when an outage can meet others, or share a deadline with them.
    Duration end_of(Duration end) const {
        end += t_.reach_of_delay;
        const Outage& tied = charges_.tied();
        const auto next = std::partition_point(tied.begin(), tied.end(),
                                               [&](const Interval& i) { return i.end < end; });
        return next != tied.end() && next->start <= end ? next->end : end;
    }

    static bool at_once(const RunOutage& a, const RunOutage& b) {
        return a.source == b.source && a.when == b.when;
    }

    void charge_group(std::span<const Met> group) {
        together_.clear();
        for (const bool certain : {false, true})
            for (const Met& m : group)
                if (m.certain == certain) together_.push_back(m.outage);
        const auto drawn = static_cast<std::size_t>(
            std::count_if(group.begin(), group.end(), [](const Met& m) { return !m.certain; }));
        if (std::all_of(together_.begin(), together_.end(), [&](const RunOutage& o) {
                return drawn == 0 || (drawn == group.size() && at_once(o, together_.front()));
            }))
            return;
        const std::span<const RunOutage> all = together_;
        charge(all, 1);
        if (drawn < all.size()) charge(all.subspan(drawn), -1);
        for (std::size_t first = 0; first < drawn;) {
            std::size_t end = first + 1;  // places that one source takes down at one time
            while (end < drawn && at_once(all[first], all[end])) ++end;
            charge(all.subspan(first, end - first), -1);
            first = end;
        }
    }

    const Transition& t_;
    Strata strata_;
    YearCharges charges_;
    OutagesAlone alone_;
    const std::size_t world_;  // entries of one
    double outages_ = 0;       // that a year may have on average
    bool apart_ = false;       // outages on their own are charged apart from the years
    std::vector<YearSums> sums_;
    std::uint64_t years_ = 0;
    Coalition coalition_;
    std::vector<std::uint8_t> chosen_;
    Scenario scenario_;
    std::vector<Met> met_;             // outages of a year
    std::vector<RunOutage> together_;  // those of them that meet
};

}  // namespace

Years simulate_years(const Landscape& before, const Landscape& after,
                     const std::vector<Id>& processes, const Calendars& calendars, Instant start,
                     const StructureOptions& options) {
    const Change nothing;
    TransitionInput in;
    in.before = &before;
    in.after = &after;
    in.change = &nothing;
    in.calendars = &calendars;
    in.start = start;
    in.horizon = year;
    in.seed = options.seed;
    in.kernel = processes;
    const Transition t = make_transition(in);
    const std::uint64_t max_years = (options.max_years + replicates - 1) / replicates * replicates;
    // The next round doubles what was done.
    const double affordable = static_cast<double>(options.max_work) / 2 * t.thousands();
    YearSimulation simulation(t, processes, before, after, calendars, start, options.seed);
    Years out;
    const double least = replicates * simulation.least_work();
    out.least_work = static_cast<std::uint64_t>(2 * least / t.thousands()) + 1;
    out.hit_max_work = least > affordable;
    if (out.hit_max_work) return out;
    const std::uint64_t first = std::min(first_years, max_years);
    out.years = std::min<std::uint64_t>(replicates, max_years);
    double share = 0;  // done
    const auto until = [&](double next) {
        const double from = std::exchange(share, std::max(share, next));
        return part_of(options.progress, from, share);
    };
    simulation.extend(out.years, until(to_begin_with / 2));
    simulation.extend_alone(simulation.all_alone());
    for (;;) {
        const auto more = out.years < first ? YearSimulation::Wanting{true, {}}
                                            : simulation.wanting(options.max_error, max_years);
        if (!more.any()) break;
        out.hit_max_work = static_cast<double>(simulation.work()) > affordable;
        if (out.hit_max_work) break;
        if (more.years) out.years = std::min(2 * out.years, out.years < first ? first : max_years);
        simulation.extend(out.years, until(out.years <= first ? to_begin_with
                                                              : std::min(1.0, to_begin_with + 2 / more.times)));
        simulation.extend_alone(more.alone);
    }
    out.relative_error = simulation.error();
    out.hit_max_years = out.relative_error > options.max_error && !out.hit_max_work;
    out.before = simulation.figures_of(0);
    out.after = simulation.figures_of(1);
    out.more = simulation.figures_of(2);
    out.more_loss = simulation.more_loss();
    return out;
}

}  // namespace knockon
