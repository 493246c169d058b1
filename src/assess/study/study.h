// assess/study/study.h: one change at one start, ready to be played.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/answer/names.h"
#include "assess/study/question.h"
#include "assess/study/outer_draws.h"
#include "assess/study/scoring.h"
#include "assess/study/watched.h"
#include "risk/simulate.h"

namespace knockon {

inline constexpr std::size_t most_load_steps = 5;  // in one play, so that they can be told apart

/// Everything that depends on the landscape, the change and the start, and on no draw.
struct Study {
    const Landscape* before = nullptr;
    std::unique_ptr<const Landscape> after;
    const Change* change = nullptr;
    Names names;  // of both landscapes
    Calendars calendars;
    Watched watched;
    TransitionInput input;  // what the transition was made of
    Transition transition;
    ScoreBoard board;

    Instant moment(Duration since_start) const { return transition.start + since_start; }
};

/// Empty with an error in `out` where there is no start, it lies outside 1970-2200, a step does not
/// fit, or there are more than five load steps. Landscape and change must outlive the study.
std::unique_ptr<Study> make_study(const Landscape& before, const Change& change,
                                  const AssessOptions& options, Diagnostics& out);

/// The second half of it, for changes that are put together elsewhere (together.h): the transition
/// and the board of a study whose landscapes, change, calendars and watched period are there.
/// `groups`: which steps belong to which change; empty for one. False with an error in `out`.
bool set_up(Study& study, Instant start, std::vector<StepGroup> groups,
            const AssessOptions& options, Diagnostics& out);

/// What an engine made of a study.
struct Played {
    Engine engine = Engine::simulate;
    Tally tally;
    double relative_error = 0;
    std::size_t worst = 0;  // department with that error, on the board
    std::vector<std::string> limits_hit;
    std::uint64_t work = 0;     // what was done (SimulateOptions)
    bool hit_max_work = false;  // more would have been
    std::optional<InputEffects> inputs;  // where inputs are uncertain
};

/// Work that a few runs of each kind may take, for each 1,000 places: no less than is usual for all.
std::uint64_t most_for_a_few_runs(const AssessOptions& options);

/// What may still be done of a play, of what `options` allow.
std::uint64_t work_left(const Study& study, const AssessOptions& options, std::uint64_t done);

/// Names in `limits_hit` what stopped a play by drawing before its error was reached.
void note_limits(const AssessOptions& options, bool hit_max_runs, Played& played);

/// The engine asked for, or the exact one where it applies; over all outer draws where inputs are
/// uncertain. Empty with an error in `out` where the one asked for does not apply. `like`: see
/// SimulateOptions.
std::optional<Played> play(const Study& study, const Scoring& scoring, const AssessOptions& options,
                           Diagnostics& out, const Tally* like = nullptr);

/// More runs of what was played by drawing, until the error asked for is reached. Whose doing it is was
/// shared out among the runs that there are. `like`: as many as the options say of those; not where inputs
/// are uncertain.
void play_on(const Study& study, const Scoring& scoring, const AssessOptions& options,
             Played& played, const Tally* like = nullptr);

/// The scenario in which an explanation of the tally was first seen.
Scenario scenario_of(const Study& study, const Played& played, const AssessOptions& options,
                     std::size_t stratum, std::uint64_t run);

}  // namespace knockon
