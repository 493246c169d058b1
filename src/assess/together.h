// assess/together.h: what several changes risk in the same period, played together on the same
// draws.
//
// Their steps become those of one play, each at its own time, on the landscape that all of them
// leave; whether a failure still finds its window open, and what it stops, stays a matter of its
// own change. A step keeps the name of its stream, so that it meets the same luck as alone. Beside
// it each change is played alone over the same period on the same draws, so that the difference
// says what they add to each other: outages that come on top of each other, and those that they
// share.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "assess/study/question.h"

namespace knockon {

/// One of the changes, at its place in time.
struct Player {
    const Change* change = nullptr;
    Instant start, end, watched_until;
};

/// What a department stands to lose while several changes are under way.
struct TogetherRow {
    Id department;
    std::string name;
    Estimate disruption, loss;
    Estimate apart;  // sum of the losses of each change alone
};

struct Together {
    std::vector<Id> changes;  // by start
    Instant from, to;
    Method method;
    Estimate any_disruption;
    LossFigures loss;
    std::optional<Estimate> apart;  // sum of the mean losses of each alone over the same period
    /// `loss.mean` less `apart`, with the error of the difference run by run.
    std::optional<Estimate> interaction;
    std::vector<TogetherRow> departments;  // those that are hit, largest loss first
    std::vector<std::string> limits_hit, notes;
};

/// Plays those of `players` (by start) together that fit the landscape after those before them, to
/// 2.5 times the error that `options` want of a report; who is left out is said in the notes.
/// Empty where fewer than two are left.
std::optional<Together> play_together(const Landscape& landscape, std::span<const Player> players,
                                      const AssessOptions& options);

}  // namespace knockon
