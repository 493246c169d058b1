#include "assess/structure/years.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "assess/study/loss.h"
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

constexpr Duration year = std::chrono::hours{8760};
constexpr std::uint64_t first_years = 64;  // before the first look at the error
constexpr std::size_t figures = 4;         // of one process in one world
constexpr std::uint64_t first_lengths = 32;  // of an outage on its own, of each source
constexpr std::uint64_t most_lengths = 1024;
constexpr std::size_t starts_of_length = 8;
constexpr double apart_by = 3;  // what differs is held to an error as many times smaller
constexpr std::uint64_t most_years_for_one = 512;  // process; those of all together may take more
constexpr double of_all = 1e-3;  // a process that loses less of all is held to as much
constexpr double most_outages = 2000;  // a year: more even out, and looking at each of them is dear
constexpr double golden = 0.6180339887498949;  // steps of this part of a year cover it evenly
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
            const std::vector<DeadlineTerm>& deadlines = terms_.back().deadlines;
            std::vector<Duration>& earliest = earliest_start_.emplace_back(deadlines.size());
            for (std::size_t d = deadlines.size(); d-- > 0;)
                earliest[d] = d + 1 < deadlines.size()
                                  ? std::min(deadlines[d].when.start, earliest[d + 1])
                                  : deadlines[d].when.start;
        }
    }

    /// unavailability, episodes, disruptions, loss of each process, side by side: added to `out`.
    void look(std::span<const std::uint8_t> live, std::span<const OwnOutage> own, double weight,
              std::span<double> out) {
        const Duration now{0};
        look(live, own, {&now, 1}, weight, out);
    }

    /// The same of outages that begin later by each of `starts`, of the processes chosen; of all where
    /// nothing is.
    void look(std::span<const std::uint8_t> live, std::span<const OwnOutage> own,
              std::span<const Duration> starts, double weight, std::span<double> out,
              std::span<const std::uint8_t> chosen = {}) {
        propagation_.run(live, own);
        for (std::size_t p = 0; p < places_.size(); ++p) {
            if (places_[p] == none || (!chosen.empty() && !chosen[p]) || !propagation_.any_down(places_[p])) continue;
            propagation_.hits(places_[p], hits_);
            for (const Duration start : starts) {
                moved_ = hits_;
                for (Hit& h : moved_) h.when = {h.when.start + start, h.when.end + start};
                charge(p, weight, out.subspan(p * figures, figures));
            }
        }
    }

    std::uint64_t work() const { return propagation_.work(); }

  private:
    /// Whether any deadline has begun before `end` and is not over by `start`.
    bool any_deadline(std::size_t p, Duration start, Duration end) const {
        const std::vector<DeadlineTerm>& all = terms_[p].deadlines;
        const auto open = std::partition_point(all.begin(), all.end(), [&](const DeadlineTerm& d) {
            return d.when.end <= start;
        });
        return open != all.end() &&
               earliest_start_[p][static_cast<std::size_t>(open - all.begin())] < end;
    }

    void charge(std::size_t p, double weight, std::span<double> row) const {
        const Outage down = interruptions(moved_);
        const bool due =
            any_deadline(p, moved_.front().when.start, moved_.back().when.end);
        const ProcessOutcome all = outcome(due ? terms_[p] : without_deadlines_[p], moved_);
        row[0] += weight * seconds(length(down, Duration{0}, year)) / seconds(year);
        for (const Interval& episode : down) {
            if (episode.start >= Duration{0} && episode.start < year) row[1] += weight;
            const Hit alone{episode, 1};
            row[2] += weight * (!due && down.size() == 1
                                    ? all.disrupted
                                    : outcome(without_deadlines_[p], {&alone, 1}).disrupted);
        }
        row[2] += weight * all.missed;
        row[3] += weight * all.loss;
    }

    Propagation propagation_;
    std::vector<std::uint32_t> places_;
    std::vector<ProcessTerms> terms_, without_deadlines_;
    std::vector<std::vector<Duration>> earliest_start_;  // of each deadline and those that end later
    std::vector<Hit> hits_, moved_;
};

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
          without_(t.without, processes, before, calendars, start),
          with_(t.with, processes, after, calendars, start),
          one_landscape_(&before == &after),
          coalition_(t),
          chosen_(t.sources.size(), 1),
          row_(worlds * processes.size() * figures + totals),
          half_(processes.size() * figures),
          alone_(worlds * half_),
          largest_(worlds * half_),
          lengths_(processes.size()),
          more_(processes.size()) {
        for (const Strata::Entry& e : strata_.all())
            sums_.push_back({e.weight, e.certain, 0, std::vector<Replicated>(row_.size())});
        for (const Mark& m : t.marks.all) mark_keys_.push_back(stream_key(seed, m.name));
        double outages = 0;
        for (const BackgroundSource& b : t.background) outages += std::max(starts(b.without), starts(b.with));
        apart_ = outages <= most_outages;
    }

    void extend(std::uint64_t runs) {
        for (std::size_t h = 0; h < sums_.size(); ++h) {
            const std::uint64_t wanted = sums_[h].certain ? 1 : runs;
            for (; sums_[h].runs < wanted; ++sums_[h].runs) play(h, sums_[h].runs);
        }
        years_ = runs;
    }

    /// The processes that have as many lengths of each outage on its own so far, and are to have more,
    /// get twice as many, the first as `first_lengths`.
    void extend_lengths(std::uint64_t known, const std::vector<bool>& wanted) {
        bool any = false;
        for (std::size_t p = 0; p < lengths_.size(); ++p) {
            more_[p] = apart_ && wanted[p] && lengths_[p] == known;
            any |= more_[p] != 0;
        }
        if (!any) return;
        const std::uint64_t all = known == 0 ? first_lengths : 2 * known;
        for (std::size_t i = 0; i < largest_.size(); ++i)
            if (more_[process_of(i)]) largest_[i] = 0;
        std::vector<double> largest;
        for (const BackgroundSource& b : t_.background) {
            largest.assign(largest_.size(), 0);
            for (std::uint64_t run = known; run < all; ++run) {
                send_alone(b, run);
                for (std::size_t i = 0; i < largest.size(); ++i)
                    largest[i] = std::max(largest[i], std::abs(row_[i]));
            }
            for (std::size_t i = 0; i < largest.size(); ++i) largest_[i] += largest[i] * largest[i];
        }
        for (std::size_t p = 0; p < lengths_.size(); ++p)
            if (more_[p]) lengths_[p] = all;
    }

    /// Relative standard error of the yearly loss of all processes, in the worse of both worlds.
    double error() const {
        double worst = 0;
        for (const std::size_t i : {row_.size() - 3, row_.size() - 2}) {
            const Mean m = mean(i);
            if (m.value > 0) worst = std::max(worst, m.error / m.value);
        }
        return worst;
    }

    /// What would bring the losses to the wanted error: more years, or more lengths for some processes.
    struct Wanting {
        bool years = false;
        std::vector<bool> lengths;  // per process
    };
    Wanting wanting(double max_error, std::uint64_t max_years) const {
        Wanting out{false, std::vector<bool>(lengths_.size())};
        const bool all_known = error() <= max_error;
        for (std::size_t i = figures - 1; i < worlds * half_; i += figures) {
            const double least = of_all * mean(row_.size() - (i < half_ ? 3 : 2)).value;
            const Mean m = mean(i);
            const double held = i < 2 * half_ ? max_error : max_error / apart_by;
            if (m.error <= held * std::max(std::abs(m.value), least)) continue;
            const double by_years = mean_of(in_years(i)).error, by_lengths = mean_of(alone(i)).error;
            const std::size_t p = process_of(i);
            if (apart_ && lengths_[p] < most_lengths &&
                by_lengths * by_lengths + grain(i) > by_years * by_years)
                out.lengths[p] = true;
            else if (!all_known || years_ < most_years_for_one)
                out.years = true;
        }
        const bool any = std::find(out.lengths.begin(), out.lengths.end(), true) != out.lengths.end();
        out.years = years_ < max_years && (out.years || (!all_known && !any));
        return out;
    }

    std::uint64_t work() const { return without_.work() + with_.work(); }

    Mean more_loss() const { return mean(row_.size() - 1); }

    std::vector<YearFigures> figures_of(std::size_t world, std::size_t processes) const {
        std::vector<YearFigures> out;
        for (std::size_t p = 0; p < processes; ++p) {
            const std::size_t i = (world * processes + p) * figures;
            out.push_back({mean(i), mean(i + 1), mean(i + 2), mean(i + 3)});
        }
        return out;
    }

  private:
    std::size_t process_of(std::size_t i) const { return i % half_ / figures; }

    /// Calls `f` with the entries that make up a total, or with the one that is none.
    template <class F>
    void each_part(std::size_t i, F f) const {
        if (i < worlds * half_) return f(i);
        const std::size_t world = i - worlds * half_;
        for (std::size_t p = figures - 1; p < half_; p += figures) f(world * half_ + p);
    }

    Replicated alone(std::size_t i) const {
        Replicated out{};
        if (!apart_) return out;
        each_part(i, [&](std::size_t part) {
            for (std::size_t k = 0; k < replicates; ++k)
                out[k] += alone_[part][k] * double(replicates) / double(lengths_[process_of(part)]);
        });
        return out;
    }

    Replicated in_years(std::size_t i) const {
        Replicated out{};
        for (const YearSums& s : sums_)
            for (std::size_t k = 0; k < replicates; ++k)
                out[k] += s.weight * (s.certain ? s.sum[i][0]
                                                : s.sum[i][k] * double(replicates) / double(s.runs));
        return out;
    }

    Mean mean(std::size_t i) const {
        Replicated all = in_years(i);
        const Replicated more = alone(i);
        for (std::size_t k = 0; k < replicates; ++k) all[k] += more[k];
        Mean m = mean_of(all);
        const double square = grain(i);
        m.error = std::sqrt(m.error * m.error + square);
        return m;
    }

    /// Lengths are drawn evenly, so that in all replicates as many may lie beyond a tolerance. Of each
    /// source one in each may then lie on the wrong side, in 31 % of them (1 less 0.05 to the power 1/8),
    /// and nothing shows it. Square of the error that makes.
    double grain(std::size_t i) const {
        double square = 0;
        if (!apart_) return square;
        each_part(i, [&](std::size_t part) {
            const double each =
                0.31 / t95 * double(replicates) / double(lengths_[process_of(part)]);
            square += each * each * largest_[part];
        });
        return square;
    }

    /// Outages that a source starts in a year.
    static double starts(const Renewal& r) {
        if (!r.possible() || r.unavailability >= 1) return 0;
        return (1 - r.unavailability) * r.rate * seconds(year);
    }

    void clear() { std::fill(row_.begin(), row_.end(), 0.0); }

    void look(std::span<const OwnOutage> without, std::span<const OwnOutage> with, double weight) {
        const std::span<double> row = row_;
        if (!without.empty()) without_.look(scenario_.live, without, weight, row.subspan(0, half_));
        if (!with.empty() && !one_landscape_)
            with_.look(scenario_.live, with, weight, row.subspan(half_, half_));
    }

    /// What follows from the figures of both worlds, added to the sums of a replicate.
    void add_row(std::vector<Replicated>& sum, std::uint64_t run) {
        if (one_landscape_) std::copy_n(row_.begin(), half_, row_.begin() + static_cast<std::ptrdiff_t>(half_));
        double* total = row_.data() + worlds * half_;
        for (std::size_t world = 0; world < 2; ++world)
            for (std::size_t i = figures - 1; i < half_; i += figures)
                total[world] += row_[world * half_ + i];
        for (std::size_t i = 0; i < half_; ++i) row_[2 * half_ + i] = row_[half_ + i] - row_[i];
        total[2] = total[1] - total[0];
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i][run % replicates] += row_[i];
    }

    /// A year, less each of its outages as if it were the only one.
    void play(std::size_t stratum, std::uint64_t run) {
        clear();
        strata_.draw_background(strata_.all()[stratum], run, scenario_);
        outages_ = scenario_.outages;
        certain_outages(t_.timed, scenario_);
        coalition_.choose(scenario_, chosen_);
        look(coalition_.without(), coalition_.with(), 1);
        if (apart_) subtract_alone();
        add_row(sums_[stratum].sum, run);
    }

    void subtract_alone() {
        const auto what = [](const RunOutage& o) {
            return std::tuple(o.source, o.when.start, o.when.end);
        };
        std::stable_sort(outages_.begin(), outages_.end(), [&](const RunOutage& a, const RunOutage& b) {
            return what(a) < what(b);
        });
        for (std::size_t i = 0; i < outages_.size();) {
            std::size_t n = 1;  // places that one source takes down at one time
            while (i + n < outages_.size() && what(outages_[i + n]) == what(outages_[i])) ++n;
            coalition_.choose(scenario_, {outages_.data() + i, n}, chosen_);
            look(coalition_.without(), coalition_.with(), -1);
            i += n;
        }
    }

    /// One length of an outage of a source on its own, at starts all over the year and just before it.
    void send_alone(const BackgroundSource& b, std::uint64_t run) {
        clear();
        scenario_.live.resize(mark_keys_.size());
        for (std::size_t m = 0; m < mark_keys_.size(); ++m)
            scenario_.live[m] = Net(mark_keys_[m] ^ b.key, run).at(0) < t_.marks.all[m].probability;
        send_alone(b, b.without, b.without_places, run, without_, std::span(row_).subspan(0, half_));
        if (!one_landscape_)
            send_alone(b, b.with, b.with_places, run, with_, std::span(row_).subspan(half_, half_));
        add_row(alone_, run);
    }

    void send_alone(const BackgroundSource& b, const Renewal& renewal,
                    std::span<const std::uint32_t> places, std::uint64_t run, Observer& world,
                    std::span<double> out) {
        const double a_year = starts(renewal);
        if (!(a_year > 0)) return;
        const Net draws(~b.key, run);
        const TailDraw repair = draw_tail(renewal.recovery, draws.at(0));
        std::vector<OwnOutage> own;
        for (const std::uint32_t place : places) own.push_back({place, {Duration{0}, repair.lasts}});
        std::array<Duration, starts_of_length> starts;
        double at = draws.at(1);
        for (Duration& start : starts) {
            start = from_seconds(at * seconds(year + repair.lasts)) - repair.lasts;
            at += at + golden < 1 ? golden : golden - 1;
        }
        const double more = 1 + seconds(repair.lasts) / seconds(year);  // those before the year
        world.look(scenario_.live, own, starts, a_year * more * repair.weight / double(starts.size()), out,
                   more_);
    }

    const Transition& t_;
    Strata strata_;
    Observer without_, with_;
    const bool one_landscape_;
    bool apart_ = false;  // outages on their own are charged apart from the years
    Coalition coalition_;
    std::vector<std::uint8_t> chosen_;
    std::vector<double> row_;  // before, after, after less before, and the totals
    const std::size_t half_;   // figures of one world
    std::vector<YearSums> sums_;
    std::uint64_t years_ = 0;
    std::vector<Replicated> alone_;  // sums over lengths, per place of a row but the totals
    std::vector<double> largest_;    // squares of what one length came to at most, over the sources
    std::vector<std::uint64_t> lengths_;  // per process: how many it has
    std::vector<std::uint8_t> more_;      // per process: being given more
    std::vector<std::uint64_t> mark_keys_;
    std::vector<RunOutage> outages_;
    Scenario scenario_;
};

}  // namespace

Years simulate_years(const Landscape& before, const Landscape& after,
                     const std::vector<Id>& processes, const Calendars& calendars, Instant start,
                     std::uint64_t seed, double max_error, std::uint64_t max_years,
                     std::uint64_t max_work) {
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
    // The next round doubles what was done.
    const double affordable = static_cast<double>(max_work) / 2 *
                              std::max(1.0, double(t.without.size() + t.with.size()) / 2000);
    YearSimulation simulation(t, processes, before, after, calendars, start, seed);
    Years out;
    out.years = std::min(first_years, max_years);
    simulation.extend(out.years);
    simulation.extend_lengths(0, std::vector<bool>(processes.size(), true));
    for (;;) {
        const auto more = simulation.wanting(max_error, max_years);
        const bool lengths =
            std::find(more.lengths.begin(), more.lengths.end(), true) != more.lengths.end();
        if (!more.years && !lengths) break;
        out.hit_max_work = static_cast<double>(simulation.work()) > affordable;
        if (out.hit_max_work) break;
        if (more.years) out.years = std::min(2 * out.years, max_years);
        simulation.extend(out.years);
        for (std::uint64_t known = most_lengths / 2; known >= first_lengths; known /= 2)
            simulation.extend_lengths(known, more.lengths);
    }
    out.relative_error = simulation.error();
    out.hit_max_years = out.relative_error > max_error && !out.hit_max_work;
    out.before = simulation.figures_of(0, processes.size());
    out.after = simulation.figures_of(1, processes.size());
    out.more = simulation.figures_of(2, processes.size());
    out.more_loss = simulation.more_loss();
    return out;
}

}  // namespace knockon
