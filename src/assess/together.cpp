#include "assess/together.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>

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

class Stage {
  public:
    Stage(const Landscape& landscape, const AssessOptions& options)
        : landscape_(landscape), options_(options) {
        options_.progress = nullptr;
        // Many plays, of which each says less than a report does: a sixth of the runs will do.
        options_.max_error *= looser;
        options_.fewer = coarser;
    }

    struct Play {
        Played played;
        std::vector<Id> departments;  // on the board
        std::size_t total = 0;        // the figure that is the loss of all
        Assessment figures;
    };

    /// All of `cast` from `from` to `to`; empty where no engine applies. `like`: see
    /// SimulateOptions.
    std::optional<Play> play(std::span<const Player> cast, Instant from, Instant to,
                             const Tally* like = nullptr) const {
        Medley medley;
        Duration last{0};
        for (const Player& p : cast) {
            add_player(p, from, medley);
            last = std::max(last, p.end - from);
        }
        Diagnostics problems;
        Study study;
        study.before = &landscape_;
        study.change = &medley.change;
        study.after = std::make_unique<const Landscape>(apply(landscape_, medley.change, problems));
        study.calendars = calendars_of(landscape_, options_.calendars.get(), problems);
        study.watched.window_end = last;
        study.watched.end = to - from;
        if (problems.has_errors() || !set_up(study, from, medley.groups, options_, problems))
            return std::nullopt;
        Scoring scoring = make_scoring(study.board, study.transition);
        scoring.causes = false;  // with steps of many changes they would cost more than all else
        auto played = knockon::play(study, scoring, options_, problems, like);
        if (!played) return std::nullopt;
        Play out{std::move(*played), study.board.departments, study.board.total(Scored::loss), {}};
        add_figures(study, out.played, out.figures);
        return out;
    }

  private:
    const Landscape& landscape_;
    AssessOptions options_;
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

const Estimate* loss_of(const Assessment& a, const Id& department) {
    for (const DepartmentFigures& d : a.departments)
        if (d.id == department) return &d.loss.mean;
    return nullptr;
}

void fill(const Stage::Play& all, Together& out) {
    const Assessment& a = all.figures;
    const Played& p = all.played;
    out.method = {std::string(name(p.engine)), p.tally.runs(), p.relative_error, {}};
    if (p.worst < all.departments.size()) out.method.worst = all.departments[p.worst];
    out.limits_hit = p.limits_hit;
    out.any_disruption = a.total.disruption;
    out.loss = a.total.loss;
    for (const DepartmentFigures& d : a.departments)
        if (d.reach == Reach::exposed)
            out.departments.push_back({d.id, d.name, d.disruption, d.loss.mean, {}});
    std::stable_sort(
        out.departments.begin(), out.departments.end(),
        [](const TogetherRow& x, const TogetherRow& y) { return x.loss.value > y.loss.value; });
}

}  // namespace

std::optional<Together> play_together(const Landscape& landscape, std::span<const Player> players,
                                      const AssessOptions& options, bool alone) {
    Together out;
    const std::vector<Player> cast = fitting(landscape, players, out.notes);
    if (cast.size() < 2) return std::nullopt;
    out.from = cast.front().start;
    out.to = out.from;
    for (const Player& p : cast) {
        out.changes.push_back(p.change->id);
        out.to = std::max({out.to, p.watched_until, p.end});
    }
    const Stage stage(landscape, options);
    const auto all = stage.play(cast, out.from, out.to);
    if (!all) return std::nullopt;
    fill(*all, out);
    if (!alone) return out;
    Estimate apart;
    std::deque<Stage::Play> plays;  // their addresses stay
    std::vector<MeanTerm> terms{{&all->played.tally, all->total, 1}};
    for (const Player& p : cast) {
        auto played = stage.play({&p, 1}, out.from, out.to, &all->played.tally);
        if (!played) return out;
        const Stage::Play& one = plays.emplace_back(std::move(*played));
        terms.push_back({&one.played.tally, one.total, -1});
        apart = plus(apart, one.figures.total.loss.mean);
        for (TogetherRow& row : out.departments)
            if (const Estimate* loss = loss_of(one.figures, row.department))
                row.apart = plus(row.apart, *loss);
    }
    out.apart = apart;
    out.interaction = estimate(combined(terms));
    return out;
}

}  // namespace knockon
