#include "assess/advice/mitigations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "assess/advice/mitigation_ideas.h"
#include "assess/advice/tried.h"
#include "assess/answer/verdict.h"
#include "assess/study/figures.h"
#include "base/figures.h"
#include "risk/tally.h"

namespace knockon {
namespace {

constexpr std::size_t most_tried = 10;
constexpr std::uint64_t at_first = 4;  // of the runs of the question: one in as many,
constexpr std::uint64_t most_at_first = 1024;  // or no more of any stratum
constexpr double well_enough = 0.1;  // an error is known well enough relative to what is saved, or
constexpr double of_little = 0.02;   // to the loss

/// What is left of the idea's figures when all its changes are carried out.
class Attempt {
  public:
    Attempt(const Study& study, const Played& base)
        : base_{&base.tally, study.board.total(Scored::loss)} {}

    /// With one in `options.part` of the runs, on from those that there are; false where it does not fit.
    bool play(const Idea& idea, const Landscape& landscape, const Played& base,
              const AssessOptions& options) {
        const Landscape* now = &landscape;
        open_ = false;
        verdicts_.clear();
        for (std::size_t i = 0; i < idea.changes.size(); ++i) {
            const EditedChange& edited = idea.changes[i];
            if (i < done_.size()) {
                try_on(done_[i], base, options, Kept::losses);
            } else {
                auto tried =
                    try_out(*now, edited.change, edited.start, base, options, Kept::losses);
                if (!tried) return false;
                done_.push_back(std::move(*tried));
            }
            const auto departments = judged(*done_[i].study, done_[i].played);
            for (const DepartmentFigures& d : departments)
                verdicts_[d.id] = worse(verdicts_[d.id], d.verdict);
            open_ |= open_by_sampling(departments);
            now = done_[i].study->after.get();
        }
        return true;
    }

    /// Whether more runs would say the same: who accepts it, and whether and what it saves.
    bool is_clear(double loss) const {
        const Estimate e = saves();
        const double half = (e.high - e.low) / 2;
        return !open_ && (e.low > 0 || e.high < 0 || half == 0) &&
               half <= std::max(well_enough * std::abs(e.value), of_little * loss);
    }

    Mitigation mitigation(const Idea& idea, const Policy& policy) const {
        Mitigation m;
        m.kind = idea.kind;
        m.text = idea.text;
        m.edits = idea.edits;
        m.verdicts = verdicts_;
        m.saves = saves();
        if (const auto cost = policy.measures.find(idea.kind); cost != policy.measures.end())
            m.cost = *cost->second;
        if (idea.waiting > 0) m.cost = m.cost.value_or(0) + idea.waiting;
        return m;
    }

    std::uint64_t work() const {
        return std::accumulate(done_.begin(), done_.end(), std::uint64_t{0},
                               [](std::uint64_t sum, const Tried& t) { return sum + t.played.work; });
    }

  private:
    Estimate saves() const {
        std::vector<MeanTerm> variants;
        for (const Tried& t : done_)
            variants.push_back({&t.played.tally, t.study->board.total(Scored::loss)});
        return estimate(saved(base_, variants));
    }

    MeanTerm base_;
    bool open_ = false;  // more runs could tell whether a limit is kept
    std::vector<Tried> done_;
    std::map<Id, Verdict> verdicts_;
};

/// Whether anybody who is hit says how much risk it accepts.
bool any_limit(const Assessment& a) {
    return std::any_of(a.departments.begin(), a.departments.end(), [](const DepartmentFigures& d) {
        return d.reach == Reach::exposed && d.appetite.any();
    });
}

/// With a part of the runs, and with more where that tells too little.
std::optional<Attempt> try_idea(const Study& study, const Idea& idea, const Landscape& landscape,
                                const Played& played, AssessOptions options) {
    const double loss = played.tally.mean(study.board.total(Scored::loss)).value;
    const std::uint64_t all = spare_runs(played, options);
    std::uint64_t most = 0, part = at_first * all;
    for (const Stratum& s : played.tally.strata) most = std::max(most, s.sums.runs);
    while (most / part > most_at_first) part *= 2;
    Attempt attempt(study, played);
    options.levels = idea.levels;
    options.differences = true;
    for (options.part = part;; options.part /= 2) {
        if (!attempt.play(idea, landscape, played, options)) return std::nullopt;
        if (options.part <= all || attempt.is_clear(loss)) return attempt;
    }
}

}  // namespace

void add_mitigations(const Study& study, const Played& played, const Policy& policy,
                     const AssessOptions& options, Assessment& out) {
    const double loss = out.total.loss.mean.value;
    if (out.verdict == Verdict::within && !(loss > policy.thresholds.material_loss)) {
        out.notes.push_back(fmt::format(
            "what would help: not looked for, since carrying it out loses no more than {} on average "
            "(the policy's `material_loss`){}",
            stated_money_text(policy.thresholds.material_loss, study.before->currency.value_or("")),
            any_limit(out) ? ", which everyone accepts" : ""));
        return;
    }
    if (!(loss > 0)) {
        out.notes.emplace_back(
            "what would help: not looked for, since no loss is expected that it could save");
        return;
    }
    if (played.hit_max_work) {
        out.notes.emplace_back(
            "what would help: not looked for, since the play took all of `--limit work`");
        return;
    }
    const Ideas ideas = ideas_for(study, out, options, most_tried);
    std::uint64_t work = 0;
    std::size_t too_much = 0;
    for (const Idea& idea : ideas.all) {
        if (work > work_left(study, options, 0)) {
            ++too_much;
            continue;
        }
        const Landscape& landscape = idea.landscape ? *idea.landscape : *study.before;
        const auto attempt = try_idea(study, idea, landscape, played, options);
        if (!attempt) continue;
        work += attempt->work();
        Mitigation m = attempt->mitigation(idea, policy);
        if (m.saves.low > 1e-9 * loss)
            out.mitigations.push_back(std::move(m));
        else
            out.helps_little.push_back(std::move(m.text));
    }
    std::stable_sort(out.mitigations.begin(), out.mitigations.end(),
                     [](const Mitigation& a, const Mitigation& b) { return a.net() > b.net(); });
    const auto not_tried = [&](std::size_t n, const std::string& why) {
        if (n > 0)
            out.notes.push_back(fmt::format("what would help: {} more {} not tried; {}", n,
                                            n == 1 ? "idea was" : "ideas were", why));
    };
    not_tried(ideas.left_out,
              fmt::format("at most {} are, each touching at least 5 % of the expected loss", most_tried));
    not_tried(too_much, fmt::format("the others took all of `--limit work={}`", options.max_work));
}

}  // namespace knockon
