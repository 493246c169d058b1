#include "risk/enumerate.h"

#include <fmt/format.h>

#include <cassert>

#include "risk/game.h"

// A combination is a number in a mixed radix. With two steps, the first of which can go well, fail and be
// rolled back, or fail for good (3 ways), the second go well or fail (2), and one need that matters or not
// (2), there are 12, and number 7 = 1 + 3 × (0 + 2 × 1) says: rolled back, well, does not matter. Ways of
// probability 0 have no digit, so what cannot happen is not counted. Everything else of a run is fixed:
// recoveries are constant, nothing fails in the background, so each number is one run, and its probability
// the product of those of its digits.

namespace knockon {
namespace {

constexpr std::uint64_t most_combinations = 1u << 18;

/// One way a step can go.
struct StepWay {
    double probability;
    bool fails, rollback_works;
};

std::vector<StepWay> ways(const StepPlan& step) {
    std::vector<StepWay> out;
    const auto add = [&](double p, bool fails, bool works) {
        if (p > 0) out.push_back({p, fails, works});
    };
    add(1 - step.fails, false, true);
    const double works = step.rollback ? step.rollback->works : 1;
    add(step.fails * works, true, true);
    add(step.fails * (1 - works), true, false);
    return out;
}

/// The digits of a combination's number: the way of each step, then the marks.
class Combinations {
  public:
    explicit Combinations(const Transition& t) : t_(t) {
        for (const StepPlan& s : t.steps) steps_.push_back(ways(s));
        for (const auto& w : steps_) multiply(w.size());
        for (const Mark& m : t.marks.all)
            if (m.is_open()) multiply(2);
    }

    std::uint64_t count() const { return count_; }

    /// Probability of combination `number`, and what happens in it.
    double make(std::uint64_t number, Scenario& out) const {
        out = {};
        double probability = 1;
        certain_outages(t_.timed, out);
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            const StepWay& way = steps_[i][number % steps_[i].size()];
            number /= steps_[i].size();
            probability *= way.probability;
            const StepPlan& step = t_.steps[i];
            const StepFailure failure{step.planned_end, step.recovery.p50.value, false,
                                      way.rollback_works};
            add_step(step, t_.timed.repair[i], way.fails ? &failure : nullptr, out);
            if (!way.fails) continue;
            out.happened.push_back(step.source);
            out.stops.push_back(step.source);
        }
        for (const Mark& m : t_.marks.all) {
            bool live = m.probability >= 1;
            if (m.is_open()) {
                live = number % 2 == 0;
                number /= 2;
                probability *= live ? m.probability : 1 - m.probability;
            }
            out.live.push_back(live);
        }
        if (t_.overload_chance >= 1) add_overloads(t_.timed, 0, out);
        return probability;
    }

  private:
    void multiply(std::uint64_t n) {
        count_ = count_ > most_combinations ? count_ : count_ * n;
    }

    const Transition& t_;
    std::vector<std::vector<StepWay>> steps_;
    std::uint64_t count_ = 1;
};

}  // namespace

std::optional<std::string> cannot_enumerate(const Transition& t) {
    for (const BackgroundSource& b : t.background)
        return fmt::format("{} fails of its own accord", t.sources[b.source].id);
    for (const StepPlan& s : t.steps) {
        if (s.fails <= 0) continue;
        const Id& id = t.sources[s.source].id;
        if (s.recovery.shape != Recovery::Shape::constant)
            return fmt::format("{} recovers in a time that varies", id);
        if (s.late > 0) return fmt::format("a failure of {} may surface at any moment", id);
    }
    if (t.overload_chance > 0 && t.overload_chance < 1)
        return std::string("the load varies");
    if (Combinations(t).count() > most_combinations)
        return fmt::format("there are more than {} combinations", most_combinations);
    return std::nullopt;
}

std::uint64_t combinations(const Transition& t) { return Combinations(t).count(); }

Tally enumerate(const Transition& t, const Scoring& scoring) {
    assert(!cannot_enumerate(t) && "the caller asks first");
    const Combinations all_of(t);
    Game game(t, scoring);
    Tally tally;
    Stratum& all = tally.strata.emplace_back();
    all.weight = 1;
    all.exact = true;
    all.sums.resize(scoring, t.sources.size());
    Scenario s;
    for (std::uint64_t n = 0; n < all_of.count(); ++n) {
        const double probability = all_of.make(n, s);
        game.play(s, n, probability, Game::Asked::reasons, all.sums);
    }
    return tally;
}

Scenario enumerated_scenario(const Transition& t, std::uint64_t number) {
    Scenario s;
    Combinations(t).make(number, s);
    return s;
}

}  // namespace knockon
