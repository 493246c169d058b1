#include "risk/game.h"

#include <algorithm>
#include <bit>

#include "risk/imprint.h"

// How a run's loss is shared out, by one run worked through.
//
// A process needs x and y and loses € 100 for every hour that it is down. In this run updating x (cause
// A) keeps x down from 20:00 to 21:00, and y fails by chance (cause B) from 20:30 to 21:30. The worth of
// a set of causes is what the process loses when only their outages exist:
//
//     {}: 0    {A}: 100    {B}: 100    {A, B}: 150     (down from 20:00 to 21:30, counted once)
//
// No share can be read off that directly: A alone would be 100, but without A only 50 would be saved.
// Shapley's answer is the mean over the orders in which causes can arrive. A first adds 100, A second
// adds 50, so A gets 75 and B likewise, and 75 + 75 is the loss of the run: nothing is lost or counted
// twice, whoever meets whom. Last-in, 50 each here, is the other question: what is saved where one cause
// is taken away and all else stays.
//
// n causes have 2^n worths, each a propagation through both worlds. Three things keep that small:
//
//   split()   outages too far apart to meet are games of their own: with 8 causes in two parts of 4 it is
//             16 + 16 worths instead of 256. What can still bring two parts together is named there: a
//             restart that goes on after the outage, a deadline that both count towards, a failed step
//             that keeps later ones from happening.
//   worth()   a set of causes whose outages both worlds meet alike is worth 0 and is not played; one to
//             which nothing happens by chance (planned work, say) is met in run after run and is known; and
//             all causes together are worth what the run came to.
//   orders    beyond `most_exact` causes, or where a landscape makes each worth dear, some orders are
//             drawn. That is off by chance, not to one side; the error of the shares contains it.

namespace knockon {
namespace {

constexpr std::size_t most_exact = 12;    // causes of a part whose coalitions are all tried, at most
constexpr std::size_t most_sampled = 3;   // the same where runs come many and alike
constexpr std::size_t most_tried = 32;    // coalitions tried per run then, on average
constexpr std::uint64_t most_explaining = 8'000'000;      // work, of the runs sampled together
constexpr std::uint64_t most_explaining_one = 2'000'000;  // of one of them
constexpr std::size_t most_known = 1 << 20;  // numbers kept of worths that come again

void include(std::vector<std::uint32_t>& sorted, std::uint32_t source) {
    const auto it = std::lower_bound(sorted.begin(), sorted.end(), source);
    if (it == sorted.end() || *it != source) sorted.insert(it, source);
}

bool both_alike(const RunOutage& o) { return o.without != none && o.with != none; }

}  // namespace

Game::Game(const Transition& t, const Scoring& scoring)
    : t_(t),
      scoring_(scoring),
      score_(scoring.make(scoring.asked)),
      without_(t.without),
      with_(t.with),
      coalition_(t),
      chosen_(t.sources.size()),
      figures_(scoring.figures),
      run_worth_(scoring.bearers),
      row_of_(t.sources.size(), none) {
    ground_ = Imprint().of(t.without.imprint(), t.with.imprint(), scoring.imprint).value();
    for (std::uint32_t f = 0; f < scoring.figures; ++f)
        if (scoring.asked.empty() || scoring.asked[f]) asked_.push_back(f);
}

void Game::evaluate(const Scenario& s, std::span<const std::uint8_t> chosen) {
    coalition_.choose(s, chosen);
    travel(s);
}

void Game::travel(const Scenario& s) {
    without_.run(s.live, coalition_.without());
    with_.run(s.live, coalition_.with());
}

void Game::recall(const Sums* all) {
    const auto keeps = [&](std::uint32_t f) { return all->values[f].size() == all->figures.shape[f].runs; };
    recalls_ = all && !scoring_.causes && std::all_of(asked_.begin(), asked_.end(), keeps) ? all : nullptr;
    next_value_.assign(asked_.size(), 0);
}

/// What a run came to when it was met before; runs are asked for in order.
void Game::add_recalled(std::uint64_t run, double weight, Sums& out) {
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        const std::vector<RunValue>& all = recalls_->values[asked_[i]];
        std::size_t& next = next_value_[i];
        while (next < all.size() && all[next].run < run) ++next;
        if (next < all.size() && all[next].run == run) add(asked_[i], all[next].value, run, weight, out);
    }
}

void Game::add(std::uint32_t figure, double x, std::uint64_t run, double weight, Sums& out) const {
    out.figures.add(figure, run, weight, x);
    if (scoring_.kept[figure]) out.values[figure].push_back({x, static_cast<std::uint32_t>(run)});
}

/// What the two worlds come to.
void Game::score() {
    for (const std::uint32_t f : scored_) figures_[f] = 0;
    scored_ = score_.score(without_, with_, figures_);
}

/// Puts the run's outages into parts that cannot meet, in order of time.
void Game::split(const Scenario& s) {
    in_time_ = s.outages;
    std::sort(in_time_.begin(), in_time_.end(), [](const RunOutage& a, const RunOutage& b) {
        return a.when.start < b.when.start;
    });
    used_parts_ = 0;
    Duration end{0};
    std::size_t steps_part = SIZE_MAX;
    const auto open_part = [&] {
        if (used_parts_ == parts_.size()) parts_.emplace_back();
        parts_[used_parts_].outages.clear();
        parts_[used_parts_].sources.clear();
        parts_[used_parts_].differing.clear();
        return used_parts_++;
    };
    std::size_t current = SIZE_MAX;
    for (const RunOutage& o : in_time_) {
        if (current == SIZE_MAX || o.when.start > end) {
            current = open_part();
            end = o.when.end;
        }
        end = std::max(end, o.when.end + t_.reach_of_delay);
        for (auto tied = std::partition_point(
                 scoring_.tied.begin(), scoring_.tied.end(),
                 [&](const Interval& t) { return t.end < o.when.start; });
             tied != scoring_.tied.end() && tied->start <= end; ++tied)
            end = std::max(end, tied->end);
        std::size_t target = current;
        const bool is_step = o.source == none || t_.sources[o.source].kind == Source::Kind::step;
        if (t_.abort_on_failure && is_step) {  // an early failure decides what happens later
            if (steps_part == SIZE_MAX) steps_part = current;
            target = steps_part;
        }
        parts_[target].outages.push_back(o);
    }
    if (steps_part != SIZE_MAX)  // whatever meets a later step meets this part
        for (std::size_t i = steps_part + 1; i < used_parts_; ++i) {
            auto& outages = parts_[i].outages;
            parts_[steps_part].outages.insert(parts_[steps_part].outages.end(), outages.begin(),
                                              outages.end());
            outages.clear();
        }
    differing_parts_ = 0;
    for (std::size_t i = 0; i < used_parts_; ++i) {
        add_sources(parts_[i].outages, parts_[i].sources, parts_[i].differing);
        if (!parts_[i].differing.empty()) ++differing_parts_;
    }
    if (steps_part != SIZE_MAX)  // a step that costs nothing itself may keep others from happening
        for (const std::uint32_t source : s.stops) include(parts_[steps_part].sources, source);
}

/// Who is behind outages, and who behind those that only one world meets, or differently.
void Game::add_sources(std::span<const RunOutage> outages, std::vector<std::uint32_t>& sources,
                       std::vector<std::uint32_t>& differing) const {
    const auto note = [&](const RunOutage& o, std::uint32_t source) {
        include(sources, source);
        if (!t_.same_structure || !both_alike(o)) include(differing, source);
    };
    for (const RunOutage& o : outages) {
        if (o.source != none)
            note(o, o.source);
        else
            for (const std::uint32_t load : t_.load_sources) note(o, load);
    }
}

void Game::worth(const Scenario& s, const Part& part, std::span<double> out) {
    const bool alike = std::none_of(part.differing.begin(), part.differing.end(),
                                    [&](std::uint32_t source) { return chosen_[source] != 0; });
    if (alike) {
        std::fill(out.begin(), out.end(), 0.0);
        return;
    }
    coalition_.choose(s, part.outages, chosen_);
    const bool comes_again = !by_chance(s);
    if (comes_again) {
        name_outages(s);
        if (const auto known = known_.find(name_); known != known_.end()) {
            std::copy(known->second.begin(), known->second.end(), out.begin());
            return;
        }
    }
    without_.run(s.live, coalition_.without());
    with_.run(s.live, coalition_.with());
    score_.worth(without_, with_, out);
    if (!comes_again) return;
    known_numbers_ += name_.size() + out.size();
    if (known_numbers_ > most_known) known_.clear(), known_numbers_ = name_.size() + out.size();
    known_.emplace(name_, std::vector<double>(out.begin(), out.end()));
}

/// Whether chance decided anything about the causes chosen, but for which of a few loads there is.
bool Game::by_chance(const Scenario& s) const {
    const auto& loads = t_.load_sources;
    return std::any_of(s.happened.begin(), s.happened.end(), [&](std::uint32_t source) {
        if (chosen_[source] == 0) return false;
        return std::find(loads.begin(), loads.end(), source) == loads.end() || t_.steps[source].fails > 0;
    });
}

/// Everything that the worth of the outages chosen depends on.
void Game::name_outages(const Scenario& s) {
    name_.assign(s.live.begin(), s.live.end());
    for (const auto& world : {coalition_.without(), coalition_.with()}) {
        name_.push_back(static_cast<std::int64_t>(world.size()));
        for (const OwnOutage& o : world) {
            name_.push_back(o.place);
            name_.push_back(o.when.start.count());
            name_.push_back(o.when.end.count());
        }
    }
}

/// Of all causes of a part: that of the run, where its other parts are worth nothing.
void Game::worth_of_all(const Scenario& s, const Part& part, std::span<double> out) {
    if (differing_parts_ == 1) {
        std::copy(run_worth_.begin(), run_worth_.end(), out.begin());
        return;
    }
    for (const std::uint32_t source : part.sources) chosen_[source] = 1;
    worth(s, part, out);
}

void Game::share_exactly(const Scenario& s, const Part& part) {
    const std::size_t k = part.sources.size(), bearers = scoring_.bearers;
    worths_.assign((std::size_t{1} << k) * bearers, 0);
    const std::size_t full = (std::size_t{1} << k) - 1;
    for (std::size_t set = 1; set < full; ++set) {
        for (std::size_t i = 0; i < k; ++i)
            chosen_[part.sources[i]] = static_cast<std::uint8_t>(set >> i & 1);
        worth(s, part, {worths_.data() + set * bearers, bearers});
    }
    worth_of_all(s, part, {worths_.data() + full * bearers, bearers});
    for (const std::uint32_t source : part.sources) chosen_[source] = 0;
    chance_.resize(k);  // |T|! (k - |T| - 1)! / k!
    for (std::size_t t = 0; t < k; ++t) {
        double ways = 1;  // k choose t, times k - t
        for (std::size_t i = 0; i < t; ++i)
            ways = ways * static_cast<double>(k - i) / static_cast<double>(i + 1);
        chance_[t] = 1 / (ways * static_cast<double>(k - t));
    }
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t set = 0; set <= full; ++set) {
            if (set >> i & 1) continue;
            const double p = chance_[static_cast<std::size_t>(std::popcount(set))];
            const double* less = worths_.data() + set * bearers;
            const double* more = worths_.data() + (set | std::size_t{1} << i) * bearers;
            for (std::size_t b = 0; b < bearers; ++b)
                shares_[i * bearers + b] += p * (more[b] - less[b]);
        }
        last_in_[i] = worths_[full * bearers] - worths_[(full ^ std::size_t{1} << i) * bearers];
    }
}

/// One order of arrival and its reverse, each as likely as any other. Whoever comes last in either says
/// what would be spared without it, for all that might have come last.
void Game::share_by_orders(const Scenario& s, const Part& part, Stream& stream) {
    const std::size_t k = part.sources.size(), bearers = scoring_.bearers;
    std::vector<std::size_t> order(k);
    for (std::size_t i = 0; i < k; ++i) order[i] = i;
    for (std::size_t i = k; i > 1; --i)
        std::swap(order[i - 1],
                  order[static_cast<std::size_t>(stream.uniform() * static_cast<double>(i))]);
    std::vector<double> before(bearers), after(bearers), all(bearers);
    worth_of_all(s, part, all);
    for (const std::uint32_t source : part.sources) chosen_[source] = 0;
    for (const bool back : {false, true}) {
        if (back) std::reverse(order.begin(), order.end());
        std::fill(before.begin(), before.end(), 0.0);
        for (std::size_t n = 0; n < k; ++n) {
            const std::size_t i = order[n];
            chosen_[part.sources[i]] = 1;
            if (n + 1 == k)
                after = all;
            else
                worth(s, part, after);
            for (std::size_t b = 0; b < bearers; ++b)
                shares_[i * bearers + b] += (after[b] - before[b]) / 2;
            if (n + 1 == k) last_in_[i] += (after[0] - before[0]) * static_cast<double>(k) / 2;
            before.swap(after);
        }
        for (const std::uint32_t source : part.sources) chosen_[source] = 0;
    }
}

/// Where many causes meet, some of the runs are shared out, and count for the others.
void Game::share(const Scenario& s, const Part& part, std::uint64_t number) {
    if (part.sources.empty()) return;
    if (t_.same_structure && part.differing.empty()) return;
    const std::size_t k = part.sources.size(), bearers = scoring_.bearers;
    shares_.assign(k * bearers, 0);
    last_in_.assign(k, 0);
    double times = 1;
    if (k <= (samples_ ? most_sampled : most_exact)) {
        share_exactly(s, part);
    } else {
        Stream stream(t_.load_key ^ 0x5ca1ab1eULL, number);
        times = hurry_ * std::max(1.0, static_cast<double>(2 * k) / double(most_tried));
        if (times > 1 && stream.uniform() * times >= 1) return;
        share_by_orders(s, part, stream);
    }
    for (std::size_t i = 0; i < k; ++i) {
        std::uint32_t& row = row_of_[part.sources[i]];
        if (row == none) {
            row = static_cast<std::uint32_t>(all_sources_.size());
            all_sources_.push_back(part.sources[i]);
            run_last_in_.push_back(0);
            run_shares_.resize(run_shares_.size() + bearers);
        }
        run_last_in_[row] += times * last_in_[i];
        for (std::size_t b = 0; b < bearers; ++b)
            run_shares_[row * bearers + b] += times * shares_[i * bearers + b];
    }
}

void Game::play(const Scenario& s, std::uint64_t run, double weight, Asked asked, Sums& out,
                std::uint64_t luck) {
    std::fill(chosen_.begin(), chosen_.end(), std::uint8_t{1});
    coalition_.choose(s, chosen_);
    const auto own = [](const OwnOutage& o) { return std::tie(o.place, o.when); };
    out.scenes.push_back(Imprint(ground_).of(s.live).of_each(coalition_.without(), own)
                             .of_each(coalition_.with(), own).value());
    ++out.runs;
    out.weights.push_back(weight);
    work_ += t_.background.size() + t_.steps.size() + figures_.size() +
             s.outages.size() * static_cast<std::size_t>(std::bit_width(s.outages.size()));
    if (recalls_ && run < recalls_->scenes.size() && recalls_->scenes[run] == out.scenes.back())
        return add_recalled(run, weight, out);
    travel(s);
    score();
    for (const std::uint32_t f : scored_) add(f, figures_[f], run, weight, out);
    if (!scoring_.causes || asked == Asked::figures) return;
    ++out.shared;
    for (const std::uint32_t source : s.happened)
        out.happened_sum[source] += weight * figures_[scoring_.total];
    std::fill(chosen_.begin(), chosen_.end(), std::uint8_t{0});
    const bool looks = asked == Asked::reasons && explaining_ <= most_explaining;
    all_sources_.clear();
    run_shares_.clear();
    run_last_in_.clear();
    // A failed step that keeps others from happening may spare a loss that its absence brings.
    if (t_.abort_on_failure || score_.any_loss()) {
        score_.worth_of_scored(run_worth_);
        split(s);
        for (std::size_t i = 0; i < used_parts_; ++i) share(s, parts_[i], luck ^ run);
    }
    const std::size_t bearers = scoring_.bearers;
    for (const std::uint32_t source : all_sources_) {
        const std::size_t row = row_of_[source];
        out.shares[source].add(run, weight, {run_shares_.data() + row * bearers, bearers});
        out.last_in.add(source, run, weight, run_last_in_[row]);
        row_of_[source] = none;
    }
    if (!looks) return;
    ++out.explained;
    const std::uint64_t before = work();
    explain(s, run, weight, out);
    explaining_ += work() - before;
}

/// Which subjects a set of causes hits alone; looked up where it was asked before in this run or, of drawn runs and what
/// chance has no part in, since `sample`.
const std::vector<bool>& Game::hit_by(const Scenario& s, const std::vector<std::uint32_t>& sources) {
    const auto [known, added] = hit_by_.try_emplace(sources, scoring_.hit.size());
    if (!added) return known->second;
    for (const std::uint32_t source : known->first) chosen_[source] = 1;
    coalition_.choose(s, chosen_);
    const bool comes_again = samples_ && !by_chance(s);
    for (const std::uint32_t source : known->first) chosen_[source] = 0;
    if (comes_again) {
        name_outages(s);
        if (const auto again = hits_again_.find(name_); again != hits_again_.end())
            return known->second = again->second;
    }
    travel(s);
    score();
    for (std::size_t subject = 0; subject < scoring_.hit.size(); ++subject)
        known->second[subject] = is_hit(subject);
    if (comes_again) hits_again_.emplace(name_, known->second);
    return known->second;
}

bool Game::is_hit(std::size_t subject) const {
    return std::any_of(scoring_.hit[subject].begin(), scoring_.hit[subject].end(),
                       [&](std::size_t f) { return figures_[f] > 0; });
}

/// `all`, less whatever is not needed, the last first: the cause after which the first ones begin
/// to be enough is needed, and the next one is looked for before it. Halving finds each, so that
/// few of many causes take few questions; where so many are needed that it takes too many, `all`.
std::vector<std::uint32_t> Game::enough(const Scenario& s, std::size_t subject,
                                        const std::vector<std::uint32_t>& all) {
    std::vector<std::uint32_t> needed;  // descending
    const std::uint64_t before = work();
    const auto enough_with = [&](std::size_t first) {
        std::vector<std::uint32_t> some(all.begin(),
                                        all.begin() + static_cast<std::ptrdiff_t>(first));
        some.insert(some.end(), needed.rbegin(), needed.rend());
        return static_cast<bool>(hit_by(s, some)[subject]);
    };
    for (std::size_t left = all.size(); left > 0;) {
        if (!needed.empty() && enough_with(0)) break;
        if (work() - before > most_explaining_one) return all;
        std::size_t too_few = 0;  // as many are enough as `left`
        while (left - too_few > 1) {
            const std::size_t middle = too_few + (left - too_few) / 2;
            (enough_with(middle) ? left : too_few) = middle;
        }
        needed.push_back(all[left - 1]);
        --left;
    }
    return {needed.rbegin(), needed.rend()};
}

/// The first single cause that is enough; else everything, less whatever is not needed.
void Game::explain(const Scenario& s, std::uint64_t run, double weight, Sums& out) {
    active_.clear();
    differing_.clear();
    add_sources(s.outages, active_, differing_);
    hits_.clear();
    for (std::size_t i = 0; i < scoring_.hit.size(); ++i)
        if (is_hit(i)) hits_.push_back(i);
    hit_by_.clear();
    for (const std::size_t subject : hits_) {
        found_.subject = subject;
        const auto alone = [&](std::uint32_t source) {
            found_.sources.assign(1, source);
            return static_cast<bool>(hit_by(s, found_.sources)[subject]);
        };
        // No other cause makes a difference alone.
        if (std::none_of(differing_.begin(), differing_.end(), alone)) found_.sources = enough(s, subject, active_);
        out.why.try_emplace(found_, ExplanationCount{0, run}).first->second.weight += weight;
    }
}

}  // namespace knockon
