// calibrate/scores.h: how good forecasts were, and whether better than others.
//
// Both scores are proper: who says what he believes does best. Less is better.
#pragma once

#include <optional>
#include <span>

#include "base/words.h"

namespace knockon {

enum class ScoringRule { brier, logarithmic };
template <>
struct WordsOf<ScoringRule> {
    static constexpr std::string_view all[] = {"brier", "logarithmic"};
};

/// (p - y)^2, or -ln of the chance given to what happened; chances are kept off 0 and 1 by
/// `least_chance` (calibrate/evidence.h).
double score_of(ScoringRule score, double forecast, bool failed);

/// One step, foretold by two.
struct Duel {
    double forecast = 0, reference = 0;
    bool failed = false;
};

/// Mean score of the reference less that of the forecast: above 0, the forecast is better. The
/// bounds hold it, in at least 95 % of all records, at every moment at once: for each step what is
/// meant is the difference that was to be expected when both were said, and nothing is assumed of
/// how steps hang together (Choe and Ramdas, Operations Research 72 (2024), doi
/// 10.1287/opre.2021.0792; the bets are those of Howard, Ramdas, McAuliffe, Sekhon, Annals of
/// Statistics 49 (2021) 1055-1080, lemma 3, mixed over a grid).
struct Advantage {
    double mean = 0, low = 0, high = 0;
    /// Steps more, like these, after which the bounds would lie on one side of 0; empty: they do,
    /// or more than 100 times as many would not do.
    std::optional<int> more_needed;
};
Advantage advantage(ScoringRule score, std::span<const Duel> duels);

}  // namespace knockon
