// Each round goes on from the runs that there are. Whose doing it is, and why, is known well enough from the
// first of them.
#include "assess/study/settled.h"

#include "assess/answer/verdict.h"
#include "assess/study/figures.h"

namespace knockon {
namespace {

constexpr double least_error = 3e-5;  // relative; beyond it only chance would settle anything

}  // namespace

std::optional<Played> play_settled(const Study& study, const Scoring& scoring,
                                   const AssessOptions& options, Diagnostics& out) {
    auto played = play(study, scoring, options, out);
    AssessOptions finer = options;
    while (played && open_by_sampling(judged(study, *played))) {
        finer.max_error /= 2;
        if (played->hit_max_work) {
            played->limits_hit.emplace_back(
                "work: a limit lies within the sampling error, a larger `--limit work` settles it");
            break;
        }
        if (played->tally.runs() >= options.max_runs || finer.max_error < least_error) {
            played->limits_hit.emplace_back(
                "max-runs: a limit lies within the sampling error, a larger --max-runs settles it");
            break;
        }
        play_on(study, scoring, finer, *played);
    }
    return played;
}

}  // namespace knockon
