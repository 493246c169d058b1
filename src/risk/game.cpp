#include "risk/game.h"

#include <algorithm>
#include <bit>

namespace knockon {
namespace {

constexpr std::size_t most_exact = 12;  // causes of a part whose coalitions are all tried
constexpr int orders = 64;              // tried beyond that

void include(std::vector<std::uint32_t>& sorted, std::uint32_t source) {
    const auto it = std::lower_bound(sorted.begin(), sorted.end(), source);
    if (it == sorted.end() || *it != source) sorted.insert(it, source);
}

bool both_alike(const RunOutage& o) { return o.without != none && o.with != none; }

}  // namespace

Game::Game(const Transition& t, const Scoring& scoring)
    : t_(t),
      scoring_(scoring),
      score_(scoring.make()),
      without_(t.without),
      with_(t.with),
      coalition_(t),
      chosen_(t.sources.size()),
      figures_(scoring.figures),
      run_shares_(t.sources.size() * scoring.bearers),
      run_last_in_(t.sources.size()) {}

void Game::evaluate(const Scenario& s, std::span<const std::uint8_t> chosen) {
    coalition_.choose(s, chosen);
    without_.run(s.live, coalition_.without());
    with_.run(s.live, coalition_.with());
}

/// Puts the run's outages into parts that cannot meet, in order of time.
void Game::split(const Scenario& s) {
    std::vector<RunOutage> sorted = s.outages;
    std::stable_sort(sorted.begin(), sorted.end(), [](const RunOutage& a, const RunOutage& b) {
        return a.when.start < b.when.start;
    });
    used_parts_ = 0;
    Duration end{0};
    std::size_t steps_part = SIZE_MAX;
    const auto open_part = [&] {
        if (used_parts_ == parts_.size()) parts_.emplace_back();
        parts_[used_parts_].outages.clear();
        parts_[used_parts_].sources.clear();
        return used_parts_++;
    };
    std::size_t current = SIZE_MAX;
    for (const RunOutage& o : sorted) {
        if (current == SIZE_MAX || o.when.start > end) {
            current = open_part();
            end = o.when.end;
        }
        end = std::max(end, o.when.end + t_.reach_of_delay);
        for (const Interval& tied : scoring_.tied)
            if (tied.start <= end && o.when.start <= tied.end) end = std::max(end, tied.end);
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
    for (std::size_t i = 0; i < used_parts_; ++i)
        for (const RunOutage& o : parts_[i].outages) {
            if (o.source != none)
                include(parts_[i].sources, o.source);
            else
                for (const std::uint32_t load : t_.load_sources) include(parts_[i].sources, load);
        }
    if (steps_part != SIZE_MAX)  // a step that costs nothing itself may keep others from happening
        for (const std::uint32_t source : s.stops) include(parts_[steps_part].sources, source);
}

void Game::worth(const Scenario& s, const Part& part, std::span<double> out) {
    coalition_.choose(s, part.outages, chosen_);
    without_.run(s.live, coalition_.without());
    with_.run(s.live, coalition_.with());
    score_.worth(without_, with_, out);
}

void Game::share_exactly(const Scenario& s, const Part& part) {
    const std::size_t k = part.sources.size(), bearers = scoring_.bearers;
    worths_.assign((std::size_t{1} << k) * bearers, 0);
    for (std::size_t set = 1; set < std::size_t{1} << k; ++set) {
        for (std::size_t i = 0; i < k; ++i)
            chosen_[part.sources[i]] = static_cast<std::uint8_t>(set >> i & 1);
        worth(s, part, {worths_.data() + set * bearers, bearers});
    }
    for (const std::uint32_t source : part.sources) chosen_[source] = 0;
    std::vector<double> chance(k);  // |T|! (k - |T| - 1)! / k!
    for (std::size_t t = 0; t < k; ++t) {
        double ways = 1;  // k choose t, times k - t
        for (std::size_t i = 0; i < t; ++i)
            ways = ways * static_cast<double>(k - i) / static_cast<double>(i + 1);
        chance[t] = 1 / (ways * static_cast<double>(k - t));
    }
    const std::size_t full = (std::size_t{1} << k) - 1;
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t set = 0; set <= full; ++set) {
            if (set >> i & 1) continue;
            const double p = chance[static_cast<std::size_t>(std::popcount(set))];
            const double* less = worths_.data() + set * bearers;
            const double* more = worths_.data() + (set | std::size_t{1} << i) * bearers;
            for (std::size_t b = 0; b < bearers; ++b) shares_[i * bearers + b] += p * (more[b] - less[b]);
        }
        last_in_[i] = worths_[full * bearers] - worths_[(full ^ std::size_t{1} << i) * bearers];
    }
}

void Game::share_by_orders(const Scenario& s, const Part& part, std::uint64_t run) {
    const std::size_t k = part.sources.size(), bearers = scoring_.bearers;
    std::vector<std::size_t> order(k);
    for (std::size_t i = 0; i < k; ++i) order[i] = i;
    Stream stream(t_.load_key ^ 0x5ca1ab1eULL, run);
    std::vector<double> before(bearers), after(bearers);
    for (int n = 0; n < orders; ++n) {
        for (std::size_t i = k; i > 1; --i)
            std::swap(order[i - 1],
                      order[static_cast<std::size_t>(stream.uniform() * static_cast<double>(i))]);
        std::fill(before.begin(), before.end(), 0.0);
        for (const std::size_t i : order) {
            chosen_[part.sources[i]] = 1;
            worth(s, part, after);
            for (std::size_t b = 0; b < bearers; ++b)
                shares_[i * bearers + b] += (after[b] - before[b]) / orders;
            before.swap(after);
        }
        if (n == 0)
            for (std::size_t i = 0; i < k; ++i) {
                chosen_[part.sources[i]] = 0;
                worth(s, part, after);
                last_in_[i] = before[0] - after[0];
                chosen_[part.sources[i]] = 1;
            }
        for (const std::uint32_t source : part.sources) chosen_[source] = 0;
    }
}

void Game::share(const Scenario& s, const Part& part, std::uint64_t run, Sums& out) {
    if (part.sources.empty()) return;
    const bool alike = t_.same_structure &&
                       std::all_of(part.outages.begin(), part.outages.end(), both_alike);
    if (alike) return;
    const std::size_t bearers = scoring_.bearers;
    shares_.assign(part.sources.size() * bearers, 0);
    last_in_.assign(part.sources.size(), 0);
    if (part.sources.size() <= most_exact) {
        share_exactly(s, part);
    } else {
        share_by_orders(s, part, run);
        out.sampled_shares = true;
    }
    for (std::size_t i = 0; i < part.sources.size(); ++i) {
        include(all_sources_, part.sources[i]);
        run_last_in_[part.sources[i]] += last_in_[i];
        for (std::size_t b = 0; b < bearers; ++b)
            run_shares_[part.sources[i] * bearers + b] += shares_[i * bearers + b];
    }
}

void Game::play(const Scenario& s, std::uint64_t run, double weight, bool looks, Sums& out) {
    std::fill(chosen_.begin(), chosen_.end(), std::uint8_t{1});
    evaluate(s, chosen_);
    std::fill(figures_.begin(), figures_.end(), 0.0);
    score_.score(without_, with_, figures_);
    ++out.runs;
    for (std::size_t f = 0; f < figures_.size(); ++f) {
        const double x = figures_[f];
        if (x == 0) continue;
        out.figures.add(f, x, weight);
        if (scoring_.kept[f]) out.values[f].push_back({x, weight, run});
    }
    for (const std::uint32_t source : s.happened)
        out.happened_sum[source] += weight * figures_[scoring_.total];
    if (!scoring_.causes) return;
    std::fill(chosen_.begin(), chosen_.end(), std::uint8_t{0});
    const std::vector<double> scored = looks ? figures_ : std::vector<double>{};
    split(s);
    all_sources_.clear();
    for (std::size_t i = 0; i < used_parts_; ++i) share(s, parts_[i], run, out);
    const std::size_t bearers = scoring_.bearers;
    for (const std::uint32_t source : all_sources_) {
        for (std::size_t b = 0; b < bearers; ++b) {
            double& x = run_shares_[source * bearers + b];
            out.shares.add(source * bearers + b, x, weight);
            x = 0;
        }
        double& x = run_last_in_[source];
        out.last_in.add(source, x, weight);
        x = 0;
    }
    if (!looks) return;
    ++out.explained;
    figures_ = scored;
    explain(s, run, weight, out);
}

bool Game::hits(const Scenario& s, std::size_t subject, std::span<const std::uint32_t> sources) {
    for (const std::uint32_t source : sources) chosen_[source] = 1;
    evaluate(s, chosen_);
    for (const std::uint32_t source : sources) chosen_[source] = 0;
    std::fill(figures_.begin(), figures_.end(), 0.0);
    score_.score(without_, with_, figures_);
    return std::any_of(scoring_.hit[subject].begin(), scoring_.hit[subject].end(),
                       [&](std::size_t f) { return figures_[f] > 0; });
}

/// The first single cause that is enough; else everything, less whatever is not needed.
void Game::explain(const Scenario& s, std::uint64_t run, double weight, Sums& out) {
    std::vector<std::size_t> subjects;
    for (std::size_t i = 0; i < scoring_.hit.size(); ++i)
        if (std::any_of(scoring_.hit[i].begin(), scoring_.hit[i].end(),
                        [&](std::size_t f) { return figures_[f] > 0; }))
            subjects.push_back(i);
    if (subjects.empty()) return;
    std::vector<std::uint32_t> active;
    for (const RunOutage& o : s.outages) {
        if (o.source != none)
            include(active, o.source);
        else
            for (const std::uint32_t load : t_.load_sources) include(active, load);
    }
    for (const std::size_t subject : subjects) {
        std::vector<std::uint32_t> enough;
        for (const std::uint32_t source : active)
            if (hits(s, subject, {&source, 1})) {
                enough = {source};
                break;
            }
        if (enough.empty()) {
            enough = active;
            for (std::size_t i = enough.size(); i-- > 0 && enough.size() > 1;) {
                std::vector<std::uint32_t> less = enough;
                less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
                if (hits(s, subject, less)) enough = std::move(less);
            }
        }
        ExplanationCount& count =
            out.why.try_emplace(Explanation{subject, enough}, ExplanationCount{0, run})
                .first->second;
        count.weight += weight;
    }
}

}  // namespace knockon
