// assess/study/question.h: what is asked of a change: how, how exactly, from when, beside what else.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "assess/answer/assessment.h"
#include "model/change.h"

namespace knockon {

enum class Engine { automatic, enumerate, exact, simulate };
template <>
struct WordsOf<Engine> {
    static constexpr std::string_view all[] = {"auto", "enumerate", "exact", "simulate"};
};

/// `--down ID[@FROM..TO]`: taken as down, with and without the change.
struct AssumedDown {
    Id id;
    std::optional<Moment> from, to;  // default: the whole watched period
};

struct KnownCalendars;  // calendars.h
class LeftBehind;       // left_behind.h
struct Past;            // landscape_findings.h

struct AssessOptions {
    Engine engine = Engine::automatic;
    std::uint64_t seed = 1;
    int jobs = 1;             // threads; never changes a byte
    double max_error = 0.02;  // relative standard error to stop at
    std::uint64_t max_runs = 200'000;
    /// Of one play, for each 1,000 places in it (SimulateOptions), of which changes asked about at once share
    /// what is beyond the first.
    std::uint64_t max_work = 100'000'000;
    std::size_t at_once = 1;  // changes
    std::uint64_t fewer = 1;  // runs to begin with are divided by this (SimulateOptions)
    std::uint64_t part = 1;   // of runs that are played like others: one in as many (SimulateOptions)
    bool levels = false;      // only who is overloaded at which Z differs from those (SimulateOptions)
    bool differences = false; // figures without the change are not asked for (SimulateOptions)
    std::chrono::year_month_day today{};
    std::optional<Moment> start;  // instead of the change's own
    std::vector<AssumedDown> down;
    std::vector<Change> planned;              // the forward schedule, for collisions (collisions.h)
    std::vector<const Change*> beside;        // asked about at the same time: no other start meets them
    std::size_t most_drawn = most_on_a_page;  // nodes of the picture
    const Assessment* since = nullptr;  // an earlier report on the same change, to compare with
    bool only_worse = false;            // what was so in it is excused
    bool advice = true;                 // also: when instead, what would help
    bool reasons = true;                // also: whose doing it is, why, what would help, break-even, inputs
    // Shared by many changes; none changes a byte.
    std::shared_ptr<const KnownCalendars> calendars;  // compiled before
    std::shared_ptr<LeftBehind> left_behind;
    std::shared_ptr<const Past> past;  // of one landscape, with the same policy and today
    bool reduce = true;  // off: the same figures, slower (for tests and benchmarks)
    std::function<void(double)> progress;  // share done, 0 to 1; from one thread at a time
    /// Called once when the verdict and all figures are there; whose doing it is, what would flip a
    /// verdict and what would help follow.
    std::function<void(const Assessment&)> settled;
};

/// What goes from 0 to 1 as a part of something larger; nothing where nobody asks.
inline std::function<void(double)> part_of(const std::function<void(double)>& progress, double from,
                                           double to) {
    if (!progress) return nullptr;
    return [progress, from, to](double share) { progress(from + (to - from) * share); };
}

}  // namespace knockon
