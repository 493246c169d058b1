#include "assess/advice/mitigations.h"

#include <fmt/format.h>

#include <algorithm>

#include "assess/advice/mitigation_ideas.h"
#include "assess/advice/tried.h"
#include "assess/answer/verdict.h"
#include "assess/study/figures.h"
#include "risk/tally.h"

namespace knockon {
namespace {

constexpr std::size_t most_tried = 10;

/// What is left of the idea's figures when all its changes are carried out.
class Attempt {
  public:
    Attempt(const Study& study, const Played& base)
        : base_{&base.tally, study.board.total(Figure::loss), 1} {}

    bool add(const Idea& idea, const Landscape& landscape, const Played& base,
             const AssessOptions& options) {
        const Landscape* now = &landscape;
        for (const EditedChange& edited : idea.changes) {
            auto tried = try_out(*now, edited.change, edited.start, base, options, Kept::losses);
            if (!tried) return false;
            Assessment figures;
            add_figures(*tried->study, tried->played, figures);
            for (const DepartmentFigures& d : figures.departments)
                verdicts_[d.id] = worse(verdicts_[d.id], d.verdict);
            done_.push_back(std::move(*tried));
            now = done_.back().study->after.get();
        }
        return true;
    }

    Mitigation mitigation(const Idea& idea, const Policy& policy) const {
        Mitigation m;
        m.kind = idea.kind;
        m.text = idea.text;
        m.edits = idea.edits;
        m.verdicts = verdicts_;
        std::vector<MeanTerm> terms{base_};
        for (const Tried& t : done_)
            terms.push_back({&t.played.tally, t.study->board.total(Figure::loss), -1});
        m.saves = estimate(combined(terms));
        if (const auto cost = policy.measures.find(idea.kind); cost != policy.measures.end())
            m.cost = *cost->second;
        if (idea.waiting > 0) m.cost = m.cost.value_or(0) + idea.waiting;
        return m;
    }

  private:
    MeanTerm base_;
    std::vector<Tried> done_;
    std::map<Id, Verdict> verdicts_;
};

}  // namespace

void add_mitigations(const Study& study, const Played& played, const Policy& policy,
                     const AssessOptions& options, Assessment& out) {
    const double loss = out.total.loss.mean.value;
    if (out.verdict == Verdict::within && !(loss > policy.thresholds.material_loss)) {
        out.notes.push_back(fmt::format(
            "what would help: not looked for, since everyone accepts the change and its expected "
            "loss is not above the policy's `material_loss`, {:g}",
            policy.thresholds.material_loss));
        return;
    }
    if (!(loss > 0)) {
        out.notes.emplace_back(
            "what would help: not looked for, since no loss is expected that it could save");
        return;
    }
    const Ideas ideas = ideas_for(study, out, options, most_tried);
    for (const Idea& idea : ideas.all) {
        Attempt attempt(study, played);
        const Landscape& landscape = idea.landscape ? *idea.landscape : *study.before;
        if (!attempt.add(idea, landscape, played, options)) continue;
        Mitigation m = attempt.mitigation(idea, policy);
        if (m.saves.low > 1e-9 * loss)
            out.mitigations.push_back(std::move(m));
        else
            out.helps_little.push_back(std::move(m.text));
    }
    std::stable_sort(out.mitigations.begin(), out.mitigations.end(),
                     [](const Mitigation& a, const Mitigation& b) { return a.net() > b.net(); });
    if (ideas.left_out > 0)
        out.notes.push_back(fmt::format(
            "what would help: {} more {} not tried; at most {} are, each touching at least 5 % of "
            "the expected loss",
            ideas.left_out, ideas.left_out == 1 ? "idea was" : "ideas were", most_tried));
}

}  // namespace knockon
