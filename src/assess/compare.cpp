#include "assess/compare.h"

#include <algorithm>
#include <deque>
#include <map>

#include "assess/answer.h"
#include "assess/answer/verdict.h"
#include "assess/study/figures.h"
#include "risk/tally.h"

namespace knockon {
namespace {

/// What a department gains in the first year, whatever happens: benefit less cost.
double gain(const EconomicsRow& r, double rest_of_year) {
    return r.benefit + rest_of_year * r.benefit_per_year - r.cost;
}

/// What is kept of the answers to all alternatives, so that any two can be told apart.
class Answers {
  public:
    bool ask(std::span<const Alternative> alternatives, const Policy& policy,
             const History& history, const AssessOptions& options, const Sources& sources,
             Diagnostics& out) {
        const double parts = static_cast<double>(alternatives.size());
        double done = 0;
        AssessOptions one = options;
        if (options.progress)
            one.progress = [&](double share) { options.progress((done + share) / parts); };
        for (const Alternative& a : alternatives) {
            if (auto x = answer(*a.landscape, *a.change, policy, history, one, sources, out)) keep(*x);
            ++done;
        }
        return reports_.size() == alternatives.size();
    }
    std::size_t size() const { return losses_.size(); }
    /// The report on one of them, which is not kept here; `of` goes on to find its departments in it.
    Assessment take(std::size_t i) { return std::move(reports_[i]); }

    const DepartmentFigures& of(std::size_t i, const Id& department) const {
        return *figures_[i].at(department);
    }
    /// What a department gains in the first year, whatever happens.
    double gain_of(std::size_t i, const Id& department) const {
        const auto known = gains_[i].find(department);
        return known == gains_[i].end() ? 0 : known->second;
    }

    /// Expected extra loss of one alternative less that of another; of everything where the
    /// department is empty. A department that neither reaches loses nothing.
    Estimate more(std::size_t i, std::size_t less, const Id& department) const {
        Replicated sum{};
        add(i, department, 1, sum);
        add(less, department, -1, sum);
        return estimate(mean_of(sum));
    }

  private:
    void keep(Answer& a) {
        const ScoreBoard& board = a.study->board;
        auto& losses = losses_.emplace_back();
        losses[{}] = a.played.tally.replicated(board.total(Scored::loss));
        for (std::size_t d = 0; d < board.departments.size(); ++d)
            losses[board.departments[d]] = a.played.tally.replicated(board.department(d, Scored::loss));
        Assessment& report = reports_.emplace_back(std::move(a.report));
        report.processes = {};  // not told side by side
        report.inform = {};
        for (DepartmentFigures& d : report.departments) d.exceedance = {};
        figures_.push_back(by_id(report.departments));
        auto& gains = gains_.emplace_back();
        if (report.economics)
            for (const EconomicsRow& r : report.economics->departments)
                gains[r.department] = gain(r, report.economics->rest_of_year);
    }

    void add(std::size_t i, const Id& department, double times, Replicated& sum) const {
        const auto loss = losses_[i].find(department);
        if (loss == losses_[i].end()) return;
        for (std::size_t k = 0; k < replicates; ++k) sum[k] += times * loss->second[k];
    }

    std::deque<Assessment> reports_;
    std::vector<std::map<Id, Replicated>> losses_;  // per department, of everything under no id
    std::vector<std::map<Id, const DepartmentFigures*>> figures_;
    std::vector<std::map<Id, double>> gains_;
};

Estimate per_year(const Assessment& a) {
    return a.structure ? a.structure->more_per_year : Estimate::exact(0);
}

/// Who is no worse off with one alternative than with the other, in all that is no matter of
/// chance.
bool no_worse_beside_loss(const Compared& a, const Compared& b) {
    const Estimate mine = per_year(a.report), theirs = per_year(b.report);
    if (mine.value > theirs.value && mine.low > theirs.high) return false;
    const auto errors = [](const Compared& c) {
        const auto found = c.findings.find(Severity::error);
        return found == c.findings.end() ? 0 : found->second;
    };
    if (errors(a) > errors(b)) return false;
    return std::all_of(a.new_suppliers.begin(), a.new_suppliers.end(), [&](const Exit& e) {
        return std::any_of(b.new_suppliers.begin(), b.new_suppliers.end(),
                           [&](const Exit& other) { return other.supplier == e.supplier; });
    });
}

/// Whether `a` is certainly no worse for anybody than `b`, and better for somebody.
bool dominates(const Answers& answers, const Comparison& c, std::size_t a, std::size_t b) {
    if (!no_worse_beside_loss(c.alternatives[a], c.alternatives[b])) return false;
    bool better = false;
    for (const auto& [id, name] : c.names) {
        const Estimate saved = answers.more(b, a, id);
        const DepartmentFigures& there = answers.of(b, id);
        const double tie = 1e-9 * std::max(1.0, there.loss.mean.value);
        const double dearer = answers.gain_of(a, id) - answers.gain_of(b, id);
        const int verdicts = gravity(there.verdict) - gravity(answers.of(a, id).verdict);
        if (saved.low < -tie || dearer < 0 || verdicts < 0) return false;
        better = better || saved.low > tie || dearer > 0;
    }
    return better;
}

Compared compared(const Alternative& alternative, Answers& answers, std::size_t i) {
    Compared c;
    c.path = alternative.path;
    c.report = answers.take(i);
    if (const auto& e = c.report.economics) {
        c.cost = e->total.cost;
        c.benefit = gain(e->total, e->rest_of_year) + c.cost;
        c.net = e->total.net;
    } else {
        c.net = difference({}, c.report.total.loss.mean);
    }
    for (const DepartmentFigures& d : c.report.departments) c.more[d.id] = answers.more(i, 0, d.id);
    c.more_total = answers.more(i, 0, {});
    if (c.report.economics) c.new_suppliers = c.report.economics->exits;
    for (const Finding& f : c.report.findings)
        if (!f.accepted && f.brought_about) ++c.findings[f.severity];
    return c;
}

/// Departments by the largest loss that any alternative means for them.
std::vector<Id> by_loss(const std::vector<Compared>& alternatives) {
    std::map<Id, double> most;
    for (const Compared& c : alternatives)
        for (const DepartmentFigures& d : c.report.departments) {
            if (d.reach == Reach::none) continue;
            const auto place = most.try_emplace(d.id, d.loss.mean.value).first;
            place->second = std::max(place->second, d.loss.mean.value);
        }
    std::vector<Id> ids;
    for (const auto& [id, loss] : most) ids.push_back(id);
    std::stable_sort(ids.begin(), ids.end(),
                     [&](const Id& a, const Id& b) { return most.at(a) > most.at(b); });
    return ids;
}

std::vector<std::size_t> best_for(const Answers& answers, const Id& department) {
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        bool undercut = false;
        for (std::size_t j = 0; j < answers.size() && !undercut; ++j)
            undercut = i != j && answers.more(i, j, department).low > 0;
        if (!undercut) best.push_back(i);
    }
    return best;
}

}  // namespace

std::optional<Comparison> compare(std::span<const Alternative> alternatives, const Policy& policy,
                                  const History& history, const AssessOptions& options,
                                  const Sources& sources, Diagnostics& out) {
    AssessOptions plain = options;
    plain.advice = plain.reasons = false;
    plain.at_once = alternatives.size();
    Answers answers;
    if (!answers.ask(alternatives, policy, history, plain, sources, out)) return std::nullopt;
    Comparison c;
    for (std::size_t i = 0; i < answers.size(); ++i)
        c.alternatives.push_back(compared(alternatives[i], answers, i));
    const Assessment& first = c.alternatives[0].report;
    c.seed = first.seed;
    c.organisation = first.organisation;
    c.currency = first.currency;
    c.timezone = first.timezone;
    for (const DepartmentFigures& d : first.departments) c.names[d.id] = d.name;
    c.departments = by_loss(c.alternatives);
    for (const Id& id : c.departments) c.best[id] = best_for(answers, id);
    for (std::size_t i = 0; i < answers.size(); ++i)
        for (std::size_t j = 0; j < answers.size(); ++j)
            if (i != j && dominates(answers, c, j, i)) c.alternatives[i].dominated_by.push_back(j);
    for (const Compared& a : c.alternatives)
        for (const std::string& limit : a.report.limits_hit)
            c.limits_hit.push_back(a.path + ": " + limit);
    return c;
}

}  // namespace knockon
