#include "calibrate/scores.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/portable.h"
#include "calibrate/evidence.h"

namespace knockon {
namespace {

/// What a step adds: the difference of the scores, how far it can swing, and how far it was from
/// the middle of what was foretold.
struct Swing {
    double difference, range, surprise;
};

Swing swing_of(ScoringRule score, const Duel& d) {
    const auto difference = [&](bool failed) {
        return score_of(score, d.reference, failed) - score_of(score, d.forecast, failed);
    };
    const double fails = difference(true), holds = difference(false);
    constexpr double same = 1e-12;  // 0.075 and 1.5 times 0.05
    if (std::abs(fails) < same && std::abs(holds) < same) return {0, 0, 0};
    const double middle = (d.forecast + d.reference) / 2;
    const double guess = holds + middle * (fails - holds);  // known before the step
    const double seen = d.failed ? fails : holds;
    return {seen, std::abs(fails - holds), seen - guess};
}

/// ln of what a bet of `size` per unit has become, but for size times (sum of the differences less
/// that of their means): -sum psi(size, range) surprise^2, psi = (-ln(1 - range size) - range size)
/// / range^2. A bet that could lose more than it holds is not made: empty.
std::optional<double> cost(std::span<const Swing> swings, double size) {
    double sum = 0;
    for (const Swing& s : swings) {
        if (s.range <= 0) continue;
        const double x = s.range * size;
        if (x >= 1) return std::nullopt;
        sum += (-portable_log1p(-x) - x) / (s.range * s.range) * s.surprise * s.surprise;
    }
    return sum;
}

struct Bet {
    double size, cost, weight;
};

/// By how much the sum may be off: where the mixture of the bets is worth 2 / 5 %.
double reach(std::span<const Bet> bets, double repeated) {
    constexpr double needed = 40;
    const auto worth = [&](double off) {
        double sum = 0;
        for (const Bet& b : bets)
            sum += b.weight * portable_exp(std::min(b.size * off - b.cost * repeated, 690.0));
        return sum;
    };
    double low = 0, high = 1;
    while (worth(high) < needed && high < 1e12) high *= 2;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (worth(middle) < needed ? low : high) = middle;
    }
    return high;
}

}  // namespace

double score_of(ScoringRule score, double forecast, bool failed) {
    if (score == ScoringRule::brier) {
        const double off = forecast - (failed ? 1 : 0);
        return off * off;
    }
    const double p = std::clamp(forecast, least_chance, 1 - least_chance);
    return failed ? -portable_log(p) : -portable_log1p(-p);
}

Advantage advantage(ScoringRule score, std::span<const Duel> duels) {
    Advantage a;
    if (duels.empty()) return a;
    std::vector<Swing> swings;
    double sum = 0;
    for (const Duel& d : duels) {
        swings.push_back(swing_of(score, d));
        sum += swings.back().difference;
    }
    std::vector<Bet> bets;
    constexpr int grid = 40;
    double size = 1.0 / 4096;
    for (int i = 0; i < grid; ++i, size *= 1.4142135623730951)
        if (const auto c = cost(swings, size)) bets.push_back({size, *c, 1.0 / grid});
    const double n = static_cast<double>(duels.size());
    a.mean = sum / n;
    if (std::all_of(swings.begin(), swings.end(), [](const Swing& x) { return x.range <= 0; }))
        return a;  // both said the same
    const double off = reach(bets, 1) / n;
    a.low = a.mean - off;
    a.high = a.mean + off;
    constexpr double most = 100;
    const auto tells = [&](double times) { return reach(bets, times) / times < std::abs(sum); };
    if (tells(1) || !tells(most)) return a;
    double low = 1, high = most;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (tells(middle) ? high : low) = middle;
    }
    a.more_needed = static_cast<int>(std::ceil((high - 1) * n));
    return a;
}

}  // namespace knockon
