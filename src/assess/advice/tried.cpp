#include "assess/advice/tried.h"

#include "model/check.h"

namespace knockon {
namespace {

Scoring figures_alone(const Study& study, Kept kept) {
    Scoring scoring = make_scoring(study.board, study.transition);
    scoring.causes = false;
    if (kept == Kept::all) return scoring;
    const ScoreBoard& board = study.board;
    scoring.kept.assign(scoring.figures, false);
    for (std::size_t bearer = 0; bearer < scoring.bearers; ++bearer) scoring.kept[board.borne(bearer)] = true;
    scoring.asked = scoring.kept;
    scoring.asked[board.total(Scored::downtime)] = true;  // says how large a run is that was not met
    for (std::size_t d = 0; d < board.departments.size(); ++d) {
        scoring.asked[board.department(d, Scored::disruption)] = true;
        if (study.before->departments.at(board.departments[d]).appetite.downtime)
            scoring.asked[board.department(d, Scored::downtime)] = true;
    }
    return scoring;
}

}  // namespace

// The error falls with the number of runs at most (draws.h).
std::uint64_t spare_runs(const Played& played, const AssessOptions& options) {
    std::uint64_t times = 1;
    if (played.relative_error > 0)
        while (static_cast<double>(2 * times) * played.relative_error <= options.max_error) times *= 2;
    return times;
}

std::optional<Tried> try_out(const Landscape& landscape, const Change& change,
                             const std::optional<Moment>& start, const Played& base,
                             AssessOptions options, Kept kept) {
    if (start) options.start = start;
    options.progress = nullptr;
    if (options.engine == Engine::enumerate) options.engine = Engine::automatic;
    Diagnostics problems;  // of the edit, not of the change
    check(change, landscape, problems);
    if (problems.has_errors()) return std::nullopt;
    Tried tried;
    tried.study = make_study(landscape, change, options, problems);
    if (!tried.study) return std::nullopt;
    auto played =
        play(*tried.study, figures_alone(*tried.study, kept), options, problems, &base.tally);
    if (!played) return std::nullopt;
    tried.played = std::move(*played);
    return tried;
}

void try_on(Tried& tried, const Played& base, AssessOptions options, Kept kept) {
    if (tried.played.engine == Engine::enumerate) return;
    options.progress = nullptr;
    const Scoring scoring = figures_alone(*tried.study, kept);
    if (!tried.played.inputs) {
        play_on(*tried.study, scoring, options, tried.played, &base.tally);
        return;
    }
    Diagnostics none_left;  // it was played before
    tried.played = *play(*tried.study, scoring, options, none_left, &base.tally);
}

}  // namespace knockon
