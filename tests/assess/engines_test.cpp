// The engines against brute force (support/brute_force.h), which shares nothing with them but the
// calendars, on small random landscapes of every shape.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "assess/assess.h"
#include "assess/study/study.h"
#include "brute_force.h"
#include "model/check.h"
#include "near.h"
#include "random_landscape.h"

using namespace knockon;

namespace {

/// Probabilities of one way for everything to go, and the outages of each step in it.
struct Way {
    double probability = 1;
    std::vector<int> fails;      // per step: 0 no, 1 yes and the way back works, 2 yes and it does not
    brute::Draws draws;
};

struct Expected {
    double probability = 0;
    std::map<Id, brute::ProcessResult> with, without;
};

class Brute {
  public:
    explicit Brute(const RandomCase& c)
        : c_(c), worlds_(c.landscape), start_(Zone{}.to_instant(*c.change.window.start)) {
        Diagnostics out;
        const Calendars calendars = Calendars::compile(c.landscape.calendars, Zone{}, out);
        REQUIRE(!out.has_errors());
        for (const auto& [id, calendar] : c.landscape.calendars) {
            times_.rows[id] = brute::row_of(calendars, id, start_);
            for (const Span& s : calendars.spans(id, start_ - slots(100), start_ + slots(300)))
                times_.stretches[id].push_back(
                    {brute::slot_of(s.start - start_), brute::slot_of(s.end - start_)});
        }
        int previous = 0, last = 0;
        for (const Step& s : c.change.steps) {
            const int begin = s.starts ? brute::slot_of(*s.starts) : previous;
            const int end = begin + brute::slot_of(s.downtime.value_or(Duration{0}));
            planned_.push_back({begin, end});
            previous = end;
            last = std::max(last, end);
        }
        window_end_ = last;
        horizon_ = last + brute::slot_of(*c.change.hypercare);
    }

    std::vector<Way> ways() const {
        std::vector<Way> all(1);
        for (const Step& s : c_.change.steps) {
            const double p = s.fails->value, works = s.rollback ? s.rollback->works->value : 1;
            split(all, {{1 - p, 0}, {p * works, 1}, {p * (1 - works), 2}},
                  [](Way& w, int v) { w.fails.push_back(v); });
        }
        for (const auto& [id, needs] : worlds_.needs)
            for (std::size_t g = 0; g < needs.size(); ++g) {
                const auto key = std::pair{id, g};
                split_mark(all, needs[g].terms->chance.value_or(1), needs, g,
                           [&](Way& w, bool v) { w.draws.live[key] = v; });
                split_mark(all, needs[g].terms->failover.value_or(1), needs, g,
                           [&](Way& w, bool v) { w.draws.switched[key] = v; });
            }
        return all;
    }

    /// Everything that happens when only the chosen steps (and known outages, if chosen) take part.
    Expected play(const Way& w, const std::vector<bool>& steps, bool known) {
        brute::Rows own, fixed;
        if (known)
            for (const KnownOutage& o : c_.landscape.outages) {
                auto& row = fixed.try_emplace(*o.component, brute::up()).first->second;
                brute::put(row, brute::slot_of(Zone{}.to_instant(o.from) - start_),
                    brute::slot_of(Zone{}.to_instant(o.to) - start_));
            }
        own = fixed;
        for (std::size_t i = 0; i < c_.change.steps.size(); ++i) {
            if (!steps[i]) continue;
            auto& row = own.try_emplace(*c_.change.steps[i].target, brute::up()).first->second;
            brute::put(row, planned_[i].first, end_of(i, w.fails[i]));
            if (w.fails[i] > 0 && c_.change.abort_on_failure) break;
        }
        return {w.probability, judge_all(worlds_.travel(own, w.draws), w),
                judge_all(worlds_.travel(fixed, w.draws), w)};
    }

  private:
    template <class Set>
    static void split(std::vector<Way>& all, std::vector<std::pair<double, int>> options, Set set) {
        std::vector<Way> out;
        for (const Way& w : all)
            for (const auto& [p, v] : options) {
                if (p <= 0) continue;
                out.push_back(w);
                out.back().probability *= p;
                set(out.back(), v);
            }
        all.swap(out);
    }
    template <class Set>
    static void split_mark(std::vector<Way>& all, double q, const std::vector<Need>&, std::size_t,
                           Set set) {
        split(all, {{q, 1}, {1 - q, 0}}, [&](Way& w, int v) { set(w, v == 1); });
    }

    int end_of(std::size_t i, int how) const {
        const Step& s = c_.change.steps[i];
        const int shows = planned_[i].second, repair = brute::slot_of(s.recovery->p50.value);
        if (how == 0) return shows;
        const int until = s.rollback && s.rollback->until ? brute::slot_of(*s.rollback->until)
                                                          : window_end_;
        if (!s.rollback || shows > until) return shows + repair;
        const int takes = brute::slot_of(s.rollback->takes.value);
        return shows + takes + (how == 2 ? repair : 0);
    }

    std::map<Id, brute::ProcessResult> judge_all(const brute::Rows& down, const Way& w) {
        std::map<Id, brute::ProcessResult> out;
        for (const auto& [id, p] : c_.landscape.processes) {
            std::vector<double> impact(brute::slot_count);
            for (std::size_t t = 0; t < impact.size(); ++t) impact[t] = down.at(id)[t] ? 1 : 0;
            for (std::size_t g = 0; g < p.needs.size(); ++g) {
                const double s = p.needs[g].terms->impact.value_or(1);
                if (s >= 1) continue;
                const brute::Row lost = worlds_.group(id, g, down, w.draws);
                for (std::size_t t = 0; t < impact.size(); ++t)
                    if (lost[t]) impact[t] = std::max(impact[t], s);
            }
            out[id] = brute::judge(p, down.at(id), impact, times_, horizon_);
        }
        return out;
    }

    const RandomCase& c_;
    brute::Worlds worlds_;
    Instant start_;
    brute::Times times_;
    std::vector<std::pair<int, int>> planned_;
    int window_end_ = 0, horizon_ = 0;
};

struct Sum {
    double loss = 0, disruption = 0, downtime = 0, missed = 0, without_loss = 0;
    std::vector<std::pair<double, double>> losses;  // value, probability
};

/// Expected figures per process, and of the whole under "" (loss and any disruption).
std::map<Id, Sum> expect(const RandomCase& c, Brute& brute, const std::vector<Way>& ways) {
    std::map<Id, Sum> out;
    const std::vector<bool> all(c.change.steps.size(), true);
    for (const Way& w : ways) {
        const Expected e = brute.play(w, all, true);
        double total = 0;
        bool worse = false, spared = false;
        for (const auto& [id, with] : e.with) {
            const brute::ProcessResult& bad = e.without.at(id);
            Sum& s = out[id];
            const double extra = with.loss - bad.loss;
            s.loss += w.probability * extra;
            s.losses.push_back({extra, w.probability});
            s.without_loss += w.probability * bad.loss;
            const int by = brute::disrupted_by(with, bad);
            s.disruption += w.probability * by;
            s.downtime += w.probability * 600 * (with.downtime - bad.downtime);
            s.missed += w.probability * (with.missed - bad.missed);
            total += extra;
            worse |= by > 0;
            spared |= by < 0;
        }
        Sum& s = out[""];
        s.loss += w.probability * total;
        s.losses.push_back({total, w.probability});
        s.disruption += w.probability * (worse ? 1 : spared ? -1 : 0);
    }
    return out;
}

double quantile(std::vector<std::pair<double, double>> values, double alpha) {
    std::sort(values.begin(), values.end());
    double below = 0;
    for (const auto& [x, p] : values) {
        below += p;
        if (below >= alpha - 1e-12) return x;
    }
    return values.back().first;
}

bool close(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }

const Figures* find(const Assessment& a, const Id& id) {
    for (const Figures& f : a.processes)
        if (f.id == id) return &f;
    return nullptr;
}

AssessOptions with_engine(Engine e) {
    AssessOptions o;
    o.engine = e;
    o.max_runs = 4000;
    o.max_error = 0.01;
    return o;
}

Assessment assessed(const RandomCase& c, const AssessOptions& options) {
    Diagnostics out;
    const Sources sources;
    const auto a = assess(c.landscape, c.change, {}, {}, options, sources, out);
    REQUIRE(a.has_value());
    return *a;
}

/// How often 95 % intervals hold the truth. What is exact must be right, and is not counted.
struct Coverage {
    std::size_t drawn = 0, held = 0, far_off = 0;

    void add(const Estimate& e, double truth) {
        const double off = std::abs(e.value - truth), rounding = 1e-9 * std::max(1.0, std::abs(truth));
        if (e.high == e.low) {
            CHECK(off <= rounding);
            return;
        }
        ++drawn;
        held += e.low - rounding <= truth && truth <= e.high + rounding;
        far_off += off > 4 * (e.high - e.value) + rounding;  // of Student's t with 7 degrees: 3 in 100,000
    }
};

}  // namespace

TEST_CASE("enumerating gives what brute force gives") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        Brute brute(c);
        const auto ways = brute.ways();
        if (ways.size() > 48) continue;
        const auto expected = expect(c, brute, ways);
        const Assessment a = assessed(c, with_engine(Engine::enumerate));
        for (const auto& [id, e] : expected) {
            const auto& shown_id = id;
            CAPTURE(shown_id);
            const Figures* f = id.empty() ? &a.total : find(a, id);
            REQUIRE(f != nullptr);
            CHECK(close(f->loss.mean.value, e.loss));
            CHECK(close(f->disruption.value, e.disruption));
            CHECK(close(f->loss.p95.value, quantile(e.losses, 0.95)));
            CHECK(close(f->loss.p99.value, quantile(e.losses, 0.99)));
            if (id.empty()) continue;
            CHECK(close(f->downtime_s.mean.value, e.downtime));
            CHECK(close(f->deadlines_missed.value, e.missed));
            if (f->without) CHECK(close(f->without->loss.value, e.without_loss));
        }
    }
}

TEST_CASE("intervals of simulating hold what enumerating gives, as often as they say") {
    Coverage all, shares;
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        const Assessment exact = assessed(c, with_engine(Engine::enumerate));
        const Assessment a = assessed(c, with_engine(Engine::simulate));
        for (const Figures& e : exact.processes) {
            CAPTURE(e.id);
            const Figures* f = find(a, e.id);
            REQUIRE(f != nullptr);
            all.add(f->loss.mean, e.loss.mean.value);
            all.add(f->disruption, e.disruption.value);
            all.add(f->downtime_s.mean, e.downtime_s.mean.value);
        }
        all.add(a.total.loss.mean, exact.total.loss.mean.value);
        for (const CauseFigures& cause : exact.causes)
            for (const CauseFigures& other : a.causes)
                if (other.cause == cause.cause) shares.add(other.loss, cause.loss.value);
    }
    for (const Coverage* of : {&all, &shares}) {
        CAPTURE(of->held);
        CAPTURE(of->drawn);
        CHECK(of->drawn > 1000);
        CHECK(double(of->held) > 0.93 * double(of->drawn));
        CHECK(of->far_off * 500 <= of->drawn);  // more than of Student's t: rare causes are seen seldom
    }
}

TEST_CASE("Shapley shares are those of all orders of arrival, and add up to the total") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        const RandomCase c = random_case(seed);
        Brute brute(c);
        const auto ways = brute.ways();
        if (ways.size() > 12) continue;
        const std::size_t steps = c.change.steps.size(), players = steps + 1;  // known outages last
        std::vector<double> worth(std::size_t{1} << players);
        for (std::size_t set = 0; set < worth.size(); ++set) {
            std::vector<bool> chosen(steps);
            for (std::size_t i = 0; i < steps; ++i) chosen[i] = set >> i & 1;
            for (const Way& w : ways) {
                const Expected e = brute.play(w, chosen, set >> steps & 1);
                for (const auto& [id, with] : e.with)
                    worth[set] += w.probability * (with.loss - e.without.at(id).loss);
            }
        }
        std::vector<double> share(players);
        std::vector<std::size_t> order(players);
        std::iota(order.begin(), order.end(), 0);
        double orders = 0;
        do {
            std::size_t set = 0;
            for (const std::size_t i : order) {
                share[i] += worth[set | std::size_t{1} << i] - worth[set];
                set |= std::size_t{1} << i;
            }
            ++orders;
        } while (std::next_permutation(order.begin(), order.end()));
        const Assessment a = assessed(c, with_engine(Engine::enumerate));
        double sum = 0;
        for (const CauseFigures& cause : a.causes) {
            const std::size_t i = cause.cause.kind == Cause::Kind::component
                                      ? steps
                                      : static_cast<std::size_t>(cause.cause.index - 1);
            CAPTURE(i);
            CHECK(close(cause.loss.value, share[i] / orders));
            const std::size_t full = worth.size() - 1;
            CHECK(close(cause.last_in.value, worth[full] - worth[full ^ std::size_t{1} << i]));
            sum += cause.loss.value;
        }
        CHECK(close(sum, a.total.loss.mean.value));
    }
}

TEST_CASE("what is settled first is what the answer says, and the reasons follow") {
    RandomCase c = random_case(11);
    AssessOptions options = with_engine(Engine::simulate);
    std::vector<Assessment> settled;
    std::vector<double> shares;
    options.settled = [&](const Assessment& a) { settled.push_back(a); };
    options.progress = [&](double share) { shares.push_back(share); };
    const Assessment a = assessed(c, options);
    REQUIRE(settled.size() == 1);
    CHECK(!a.why.empty());
    CHECK(settled[0].why.empty());
    CHECK(settled[0].verdict == a.verdict);
    CHECK(settled[0].total.loss.mean.value == a.total.loss.mean.value);
    CHECK(settled[0].findings.size() == a.findings.size());
    CHECK(std::is_sorted(shares.begin(), shares.end()));
    REQUIRE(!shares.empty());
    CHECK(shares.front() >= 0);
    CHECK(shares.back() == 1);
}

TEST_CASE("a variant of which runs were met before comes to what it would if they had not been") {
    const auto simulated = [](const RandomCase& c, const Tally* like) {
        Diagnostics out;
        const auto study = make_study(c.landscape, c.change, {}, out);
        REQUIRE(study);
        Scoring scoring = make_scoring(study->board, study->transition);
        scoring.causes = !like;
        SimulateOptions options;
        options.like = like;
        return simulate(study->transition, scoring, options);
    };
    std::uint64_t work = 0, work_unmet = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        RandomCase c = random_case(seed);
        Tally base = simulated(c, nullptr).tally;
        switch (seed % 4) {
            case 0: c.change.steps.front().recovery = Recovery{}; break;
            case 1: c.landscape.components.begin()->second.unavailability = Probability{0.3, 0.3, 0.3, 0, 0}; break;
            case 2: c.landscape.processes.begin()->second.grace = slots(2); break;
            default: c.landscape.processes.begin()->second.needs.clear(); break;
        }
        const Simulated now = simulated(c, &base);
        for (Stratum& s : base.strata) s.sums.scenes.assign(s.sums.scenes.size(), 0);
        const Simulated unmet = simulated(c, &base);
        work += now.work;
        work_unmet += unmet.work;
        REQUIRE(now.tally.strata.size() == unmet.tally.strata.size());
        for (std::size_t h = 0; h < now.tally.strata.size(); ++h) {
            const Sums &a = now.tally.strata[h].sums, &b = unmet.tally.strata[h].sums;
            CHECK(a.runs == b.runs);
            CHECK(a.weights == b.weights);
            CHECK(a.figures.sum == b.figures.sum);
            REQUIRE(a.values.size() == b.values.size());
            for (std::size_t f = 0; f < a.values.size(); ++f)
                CHECK(std::equal(a.values[f].begin(), a.values[f].end(), b.values[f].begin(), b.values[f].end(),
                                 [](const RunValue& x, const RunValue& y) { return x.run == y.run && x.value == y.value; }));
        }
    }
    CHECK(work < work_unmet * 9 / 10);
}

TEST_CASE("a hundred steps that may each fail are sure to disrupt, and that is seen") {
    Landscape l;
    l.departments["d"];
    Process& p = l.processes["p"];
    p.department = Id("d");
    p.mtpd = Duration{std::chrono::minutes{30}};
    Need all;
    Change change;
    change.id = "c";
    change.window.start = Moment{std::chrono::local_days{std::chrono::year{2027} / 2 / 2}, {}};
    for (int i = 0; i < 100; ++i) {
        const Id id = "s" + std::to_string(i);
        l.components[id].unavailability = Probability{0, 0, 0, 0, 0};
        all.members.emplace_back(id);
        Step& step = change.steps.emplace_back();
        step.verb = Verb::update;
        step.target = id;
        step.fails = Probability{0.5, 0.5, 0.5, 0, 0};
        const Duration p50{std::chrono::hours{1}}, p90{std::chrono::hours{9}};
        step.recovery = Recovery{Recovery::Shape::lognormal, {p50, p50, p50}, {p90, p90, p90}};
    }
    all.at_least = 100;
    p.needs.push_back(all);
    AssessOptions options;
    options.reasons = options.advice = false;
    Diagnostics out;
    const Sources sources;
    const auto a = assess(l, change, {}, {}, options, sources, out);
    REQUIRE(a.has_value());
    // Fewer than 20 of them fail in less than one case of 10^9; then one in three lasts less than 30 min.
    CHECK(a->total.disruption.value == doctest::Approx(1).epsilon(0.01));
}
