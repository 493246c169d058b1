#include "assess/study/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assess/answer/wording.h"
#include "assess/study/calendars.h"
#include "base/codes.h"
#include "calendar/skipped.h"
#include "risk/enumerate.h"

namespace knockon {
namespace {

constexpr std::uint64_t most_combinations_drawn = 4096;  // to be enumerated once per outer draw

std::optional<Instant> window_start(const Change& change, const AssessOptions& options,
                                    const Zone& zone, Diagnostics& out) {
    if (!options.start && !change.window.start) {
        out.error(code::window_start_missing, change.at,
                  "the change has no `window: {start: …}`, so there is nothing to assess",
                  "add one, or give it with --start 2027-01-05T20:00");
        return std::nullopt;
    }
    const Moment& wanted = options.start ? *options.start : *change.window.start;
    note_if_skipped(wanted, options.start ? Position{} : change.window.start.at, zone, out);
    const Instant start = zone.to_instant(wanted);
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(start)};
    if (int(day.year()) < first_year || int(day.year()) >= last_year) {
        out.error(
            code::out_of_range, change.window.start.at,
            fmt::format("the window starts outside the years {} to {}", first_year, last_year));
        return std::nullopt;
    }
    return start;
}

/// What `--down` takes as down, as stretches since the start; a supplier means its components.
std::vector<std::pair<Id, Interval>> assumed_down(const Landscape& l, const AssessOptions& options,
                                                  const Zone& zone, Instant start, Duration end,
                                                  Diagnostics& out) {
    std::vector<std::pair<Id, Interval>> down;
    for (const AssumedDown& d : options.down) {
        const Interval when{d.from ? zone.to_instant(*d.from) - start : Duration{0},
                            d.to ? zone.to_instant(*d.to) - start : end};
        if (l.components.contains(d.id) || l.processes.contains(d.id)) {
            down.emplace_back(d.id, when);
        } else if (l.suppliers.contains(d.id)) {
            for (const auto& [id, c] : l.components)
                if (c.supplier && *c.supplier == d.id) down.emplace_back(id, when);
        } else {
            out.error(code::unknown_id, {},
                      fmt::format("--down: `{}` is no component, process or supplier", d.id));
        }
    }
    return down;
}

/// @param known  runs of it that there are
void play_once(const Study& study, const Scoring& scoring, const AssessOptions& options,
               const Tally* like, Tally* known, Played& played) {
    SimulateOptions o;
    o.seed = options.seed;
    o.jobs = options.jobs;
    o.max_error = options.max_error;
    o.max_runs = options.max_runs;
    o.max_work = work_left(study, options, played.work);
    o.max_values = options.max_work;
    o.fewer = options.fewer;
    o.like = like;
    o.known = known;
    o.part = options.part;
    o.levels = options.levels;
    o.differences = options.differences;
    o.progress = options.progress;
    Simulated s = simulate(study.transition, scoring, o);
    played.tally = std::move(s.tally);
    played.relative_error = s.relative_error;
    played.worst = s.worst;
    played.work += s.work;
    played.hit_max_work = s.hit_max_work;
    note_limits(options, s.hit_max_runs, played);
}

/// What may happen in every run, whatever the change does. Beyond this many an answer takes for
/// ever, and a landscape that brings it about is most often mistaken: a recovery in seconds, say.
constexpr double most_in_a_run = 100'000;

/// Work that a few runs of each kind take: for each place, and for each process that figures are told of.
constexpr std::uint64_t for_a_place = 500, for_a_process = 1'100;

bool can_be_played(const Study& study, Diagnostics& out) {
    const Transition& t = study.transition;
    double all = 0, largest = 0;
    std::string what;
    const auto add = [&](double n, std::string_view kind, const Id& id) {
        all += n;
        if (n > largest) largest = n, what = fmt::format("{} of `{}`", kind, id);
    };
    for (const BackgroundSource& b : t.background)
        for (const Renewal& r : {b.without, b.with})
            if (r.possible() && r.unavailability < 1)
                add((1 - r.unavailability) * r.rate * seconds(t.horizon), "failures",
                    t.sources[b.source].id);
    std::map<std::uint32_t, double> fixed;
    for (const FixedOutage& f : t.timed.fixed) fixed[f.source] += 1;
    for (const auto& [source, n] : fixed) add(n, "certain outages", t.sources[source].id);
    // Those of one process are gone through at a time.
    for (std::size_t i = 0; i < study.board.processes.size(); ++i) {
        const ProcessTerms& p = study.board.terms[i];
        const auto n = static_cast<double>(p.active.size() + p.deadlines.size());
        if (n > most_in_a_run) add(n, "active times and deadlines", study.board.processes[i]);
    }
    if (!(all > most_in_a_run)) return true;
    out.error(code::limit_exceeded, study.change->at,
              fmt::format("the watched period of {} holds more than {} failures, certain outages, "
                          "active times and deadlines; of them {:.0f} are {}",
                          duration_text(t.horizon), most_in_a_run, largest, what),
              "state longer recoveries or coarser calendars, or shorten `hypercare`");
    return false;
}

}  // namespace

std::unique_ptr<Study> make_study(const Landscape& before, const Change& change,
                                  const AssessOptions& options, Diagnostics& out) {
    Diagnostics problems;
    auto study = std::make_unique<Study>();
    study->before = &before;
    study->change = &change;
    study->after = std::make_unique<const Landscape>(apply(before, change, problems));
    study->names = Names(*study->after, before);
    study->calendars = calendars_of(before, options.calendars.get(), problems);
    const auto start = window_start(change, options, study->calendars.landscape_zone(), problems);
    const auto loads = std::count_if(change.steps.begin(), change.steps.end(),
                                     [](const Step& s) { return s.verb == Verb::load; });
    if (static_cast<std::size_t>(loads) > most_load_steps)
        problems.error(code::limit_exceeded, change.at,
                       fmt::format("{} load steps in one change; at most {} can be told apart",
                                   loads, most_load_steps),
                       "split the change");
    const bool failed = problems.has_errors();
    for (Diagnostic& d : problems.all) out.add(std::move(d));
    if (failed || !start) return nullptr;

    study->watched = watched_period(change, *study->after, study->calendars, *start,
                                    reached_processes(before, *study->after, change));
    if (!set_up(*study, *start, {}, options, out)) return nullptr;
    if (!can_be_played(*study, out)) return nullptr;
    return study;
}

bool set_up(Study& study, Instant start, std::vector<StepGroup> groups,
            const AssessOptions& options, Diagnostics& out) {
    TransitionInput in;
    in.before = study.before;
    in.after = study.after.get();
    in.change = study.change;
    in.calendars = &study.calendars;
    in.start = start;
    in.seed = options.seed;
    in.reduce = options.reduce;
    in.window_end = study.watched.window_end;
    in.groups = std::move(groups);
    in.horizon = study.watched.end;
    const std::size_t errors = out.all.size();
    in.down = assumed_down(*study.before, options, study.calendars.landscape_zone(), start,
                           in.horizon, out);
    if (out.all.size() > errors) return false;
    const std::uint64_t most_work = most_for_a_few_runs(options);
    in.most_places = most_work / for_a_place;
    study.input = in;
    study.transition = make_transition(in);
    const Transition& t = study.transition;
    if (const std::uint64_t work = t.places * for_a_place + t.kernel.size() * for_a_process; work > most_work) {
        out.error(code::limit_exceeded, study.change->at,
                  fmt::format("{} components and processes matter to what the change reaches: even a few runs "
                              "take more than `--limit work={}`", t.places, most_work),
                  fmt::format("`knockon impact` tells what is reached; or raise the limit: --limit work={}",
                              work + for_a_place));
        return false;
    }
    study.board = score_board(t.kernel, *study.after, study.calendars, start, in.horizon);
    return true;
}

std::uint64_t most_for_a_few_runs(const AssessOptions& options) {
    return std::max(options.max_work, AssessOptions{}.max_work);
}

std::uint64_t work_left(const Study& study, const AssessOptions& options, std::uint64_t done) {
    const double thousands =
        std::max(1.0, study.transition.thousands() / static_cast<double>(options.at_once));
    const double all = thousands * static_cast<double>(options.max_work);
    return static_cast<std::uint64_t>(std::clamp(all - static_cast<double>(done), 0.0, 1e18));
}

void note_limits(const AssessOptions& options, bool hit_max_runs, Played& played) {
    const auto note = [&](std::string_view budget, std::uint64_t runs, const std::string& spent) {
        played.limits_hit.push_back(fmt::format(
            "{}: stopped at {} runs with a standard error of {:.2g} % in the worst department{}; the "
            "target is {:.2g} %",
            budget, runs, 100 * played.relative_error, spent, 100 * options.max_error));
    };
    if (played.hit_max_work)
        note("work", played.tally.runs(),
             fmt::format(", which took all of `--limit work={}`", options.max_work));
    if (hit_max_runs) note("max-runs", options.max_runs, "");
}

std::optional<Played> play(const Study& study, const Scoring& scoring, const AssessOptions& options,
                           Diagnostics& out, const Tally* like) {
    const Transition& t = study.transition;
    const auto obstacle = cannot_enumerate(t);
    if (options.engine == Engine::enumerate && obstacle) {
        out.error(code::bad_option_value, {},
                  fmt::format("--engine enumerate does not apply: {}", *obstacle),
                  "use --engine simulate, or auto");
        return std::nullopt;
    }
    if (options.engine == Engine::exact) {
        out.error(code::bad_option_value, {},
                  "--engine exact gives steady states, not what a transition risks",
                  "use --engine enumerate, simulate or auto");
        return std::nullopt;
    }
    auto inputs = inputs_that_matter(study);
    const bool small = inputs.empty() || (!obstacle && combinations(t) <= most_combinations_drawn);
    const bool exactly = options.engine == Engine::enumerate ||
                         (options.engine == Engine::automatic && !obstacle && small);
    Played played;
    if (exactly) played.engine = Engine::enumerate;
    if (!inputs.empty())
        played = play_draws(study, scoring, options, std::move(inputs), exactly, like);
    else if (exactly)
        played.tally = enumerate(study.transition, scoring);
    else
        play_once(study, scoring, options, like, nullptr, played);
    for (const std::string& limit : study.watched.limits) played.limits_hit.push_back(limit);
    return played;
}

void play_on(const Study& study, const Scoring& scoring, const AssessOptions& options,
             Played& played, const Tally* like) {
    Scoring figures = scoring;
    figures.causes = false;
    played.limits_hit = study.watched.limits;
    if (played.inputs) return draw_on(study, figures, options, played);
    Tally known = std::move(played.tally);
    play_once(study, figures, options, like, &known, played);
}

Scenario scenario_of(const Study& study, const Played& played, const AssessOptions& options,
                     std::size_t stratum, std::uint64_t run) {
    const auto of = [&](const Transition& t, std::uint64_t luck, std::size_t h) {
        return played.engine == Engine::enumerate
                   ? enumerated_scenario(t, run)
                   : simulated_scenario(t, options.seed, luck, h, run);
    };
    if (!played.inputs) return of(study.transition, 0, stratum);
    const InputEffects& effects = *played.inputs;
    const auto after = std::upper_bound(effects.first.begin(), effects.first.end(), stratum);
    const auto draw = static_cast<std::size_t>(after - effects.first.begin() - 1);
    Transition t = study.transition;
    estimate(t, effects.estimates[draw]);
    return of(t, draw + 1, stratum - effects.first[draw]);
}

}  // namespace knockon
