#include "assess/together.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <tuple>

#include "assess/study/calendars.h"
#include "assess/study/figures.h"
#include "assess/study/study.h"
#include "assess/study/watched.h"
#include "model/defaults.h"
#include "risk/tally.h"

namespace knockon {
namespace {

constexpr double looser = 2.5;

/// Several changes as one: every step says what it would otherwise take from its own change.
struct Medley {
    Change change;
    std::vector<StepGroup> groups;
};

std::size_t loads(const Change& c) {
    return static_cast<std::size_t>(std::count_if(
        c.steps.begin(), c.steps.end(), [](const Step& s) { return s.verb == Verb::load; }));
}

void add_player(const Player& player, Instant start, Medley& medley) {
    const Change& c = *player.change;
    const Duration offset = player.start - start;
    const std::vector<Interval> parts = planned_parts(c);
    for (std::size_t i = 0; i < c.steps.size(); ++i) {
        Step step = c.steps[i];
        step.starts = Stated<Duration>(offset + parts[i].start, step.starts.at);
        step.fails = Stated<Probability>(fails_of(c.steps[i], c).value, step.fails.at);
        if (step.rollback && step.rollback->until) *step.rollback->until += offset;
        medley.change.steps.push_back(std::move(step));
    }
    medley.groups.push_back(
        {c.steps.size(), offset + (player.end - player.start), c.abort_on_failure});
}

/// What they come to together.
struct All {
    Played played;
    std::vector<Id> departments;  // on the board
    std::size_t total = 0;        // the figure that is the loss of all
    Assessment figures;
};

/// What one of them loses on average.
struct Alone {
    Tally tally;
    std::size_t total = 0;
    Estimate loss;
    std::map<Id, Estimate> by_department;
};

class Stage {
  public:
    Stage(const Landscape& landscape, const AssessOptions& options, Instant from, Instant to)
        : landscape_(landscape), options_(options), from_(from), to_(to) {
        options_.progress = nullptr;
        // Many plays, of which each says less than a report does: a sixth of the runs will do.
        options_.max_error *= looser;
        options_.fewer = coarser;
    }

    /// Empty where no engine applies.
    std::optional<All> together(std::span<const Player> cast) const {
        const auto scene = set(cast);
        auto played = scene ? play(*scene, options_) : std::nullopt;
        if (!played) return std::nullopt;
        const ScoreBoard& board = scene->study.board;
        All out{std::move(*played), board.departments, board.total(Scored::loss), {}};
        add_losses(scene->study, out.played, out.figures);
        return out;
    }

    /// The same of one of them, played like all of them (SimulateOptions).
    std::optional<Alone> alone(const Player& player, const Tally& all) const {
        const auto scene = set({&player, 1});
        AssessOptions options = options_;
        options.differences = true;
        auto played = scene ? play(*scene, options, &all) : std::nullopt;
        if (!played) return std::nullopt;
        const ScoreBoard& board = scene->study.board;
        Alone out{std::move(played->tally), board.total(Scored::loss), {}, {}};
        const double unseen = out.tally.unseen(true);
        const std::vector<double> unmet = unmet_run(board, out.tally);
        const auto mean = [&](std::size_t figure) {
            return or_unseen(estimate(out.tally.mean(figure)), unseen * unmet[figure]);
        };
        out.loss = mean(out.total);
        for (std::size_t d = 0; d < board.departments.size(); ++d)
            out.by_department[board.departments[d]] = mean(board.department(d, Scored::loss));
        return out;
    }

  private:
    struct Scene {
        Medley medley;
        Study study;
    };

    std::unique_ptr<Scene> set(std::span<const Player> cast) const {
        auto scene = std::make_unique<Scene>();
        Study& study = scene->study;
        for (const Player& p : cast) {
            add_player(p, from_, scene->medley);
            study.watched.window_end = std::max(study.watched.window_end, p.end - from_);
        }
        Diagnostics problems;
        study.before = &landscape_;
        study.change = &scene->medley.change;
        study.after = std::make_unique<const Landscape>(apply(landscape_, *study.change, problems));
        study.calendars = calendars_of(landscape_, options_.calendars.get(), problems);
        study.watched.end = to_ - from_;
        if (problems.has_errors() ||
            !set_up(study, from_, scene->medley.groups, options_, problems))
            return nullptr;
        return scene;
    }

    static std::optional<Played> play(const Scene& scene, const AssessOptions& options,
                                      const Tally* like = nullptr) {
        const Study& study = scene.study;
        Scoring scoring = make_scoring(study.board, study.transition);
        scoring.causes = false;  // with steps of many changes they would cost more than all else
        scoring.kept.assign(scoring.figures, false);  // means are all that is asked for of each alone
        scoring.kept[scoring.total] = !like;
        Diagnostics problems;
        return knockon::play(study, scoring, options, problems, like);
    }

    const Landscape& landscape_;
    AssessOptions options_;
    Instant from_, to_;
};

/// Those that can be played one after the other; why the others cannot, in the notes.
std::vector<Player> fitting(const Landscape& landscape, std::span<const Player> players,
                            std::vector<std::string>& notes) {
    std::vector<Player> cast;
    Landscape so_far = landscape;
    std::size_t load_steps = 0;
    for (const Player& p : players) {
        Diagnostics problems;
        Landscape next = apply(so_far, *p.change, problems);
        if (const Diagnostic* error = problems.first_error()) {
            notes.push_back(fmt::format("{} is not played together with the others: {}",
                                        p.change->id, error->message));
        } else if (load_steps + loads(*p.change) > most_load_steps) {
            notes.push_back(
                fmt::format("{} is not played together with the others: more than {} "
                            "load steps cannot be told apart",
                            p.change->id, most_load_steps));
        } else {
            load_steps += loads(*p.change);
            so_far = std::move(next);
            cast.push_back(p);
        }
    }
    return cast;
}

/// The sum with the error of both, taken as independent.
Estimate plus(const Estimate& a, const Estimate& b) {
    const double value = a.value + b.value;
    const double error = std::hypot((a.high - a.low) / 2, (b.high - b.low) / 2);
    return {value, value - error, value + error, {}, {}};
}

void fill(const All& all, Together& out) {
    const Assessment& a = all.figures;
    const Played& p = all.played;
    out.method = {std::string(name(p.engine)), p.tally.runs(), p.relative_error, {}};
    if (p.worst < all.departments.size()) out.method.worst = all.departments[p.worst];
    out.limits_hit = p.limits_hit;
    out.any_disruption = a.total.disruption;
    out.loss = a.total.loss;
    for (const DepartmentFigures& d : a.departments)
        out.departments.push_back({d.id, d.name, d.disruption, d.loss.mean, {}});
    std::stable_sort(
        out.departments.begin(), out.departments.end(),
        [](const TogetherRow& x, const TogetherRow& y) {
            return std::tie(x.loss.value, x.disruption.value) > std::tie(y.loss.value, y.disruption.value);
        });
}

}  // namespace

std::optional<Together> play_together(const Landscape& landscape, std::span<const Player> players,
                                      const AssessOptions& options) {
    Together out;
    const std::vector<Player> cast = fitting(landscape, players, out.notes);
    if (cast.size() < 2) return std::nullopt;
    out.from = cast.front().start;
    out.to = out.from;
    for (const Player& p : cast) {
        out.changes.push_back(p.change->id);
        out.to = std::max({out.to, p.watched_until, p.end});
    }
    const Stage stage(landscape, options, out.from, out.to);
    const auto all = stage.together(cast);
    if (!all) return std::nullopt;
    fill(*all, out);
    Estimate apart;
    std::deque<Alone> plays;  // their addresses stay
    std::vector<MeanTerm> terms{{&all->played.tally, all->total, 1}};
    for (const Player& p : cast) {
        auto played = stage.alone(p, all->played.tally);
        if (!played) return out;
        const Alone& one = plays.emplace_back(std::move(*played));
        terms.push_back({&one.tally, one.total, -1});
        apart = plus(apart, one.loss);
        for (TogetherRow& row : out.departments)
            if (const auto loss = one.by_department.find(row.department);
                loss != one.by_department.end())
                row.apart = plus(row.apart, loss->second);
    }
    out.apart = apart;
    out.interaction = estimate(combined(terms));
    return out;
}

}  // namespace knockon
