// M12, M13: does it stay within what was granted for it, and for a year?
#include <fmt/format.h>

#include <algorithm>

#include "assess/findings/change_rules.h"
#include "assess/answer/verdict.h"
#include "assess/answer/wording.h"
#include "base/codes.h"

namespace knockon {
namespace {

/// M12: what departments pay for carrying it out is more than the budget.
void over_budget(const Study& study, const Economics& e, FindingList& out) {
    const std::string currency = study.before->currency.value_or("");
    if (!e.budget || judge(Estimate::exact(e.total.cost), *e.budget) == Verdict::within) return;
    const Change& change = *study.change;
    std::vector<std::string> each;
    std::vector<Related> related;
    for (const auto& [id, cost] : change.cost) {
        each.push_back(fmt::format("{} {}", out.names()(id), stated_money_text(*cost, currency)));
        related.push_back({cost.at, fmt::format("what {} pays", out.names()(id))});
    }
    out.add(
        {.code = code::over_budget,
         .at = change.budget.at,
         .message = fmt::format("carrying it out costs {} ({}), {} more than its budget of {}",
                                stated_money_text(e.total.cost, currency), fmt::join(each, ", "),
                                stated_money_text(e.total.cost - *e.budget, currency),
                                stated_money_text(*e.budget, currency)),
         .subjects = {change.id},
         .related = std::move(related)});
}

std::string releases_text(const Change& change) {
    const double n = change.releases_per_year.value_or(0);
    return n > 0 ? fmt::format(", with {:g} more release{},", n, n == 1 ? "" : "s") : std::string();
}

/// M13: the change takes more than a department accepts in a year, for all changes together.
void year_used_up(const Study& study, const Economics& e, FindingList& out) {
    const std::string currency = study.before->currency.value_or("");
    const Change& change = *study.change;
    for (const YearBudget& y : e.year_budgets) {
        const Verdict verdict = judge(y.used, y.budget);
        if (verdict == Verdict::within) continue;
        const bool open = verdict == Verdict::undetermined;
        const Department& d = study.after->departments.at(y.department);
        out.add({.code = code::year_used_up,
                 .at = change.releases_per_year ? change.releases_per_year.at : change.at,
                 .message = fmt::format(
                     "its first year{} is expected to cost {} {} of losses, {} the {} that {} "
                     "accepts in a year for all changes",
                     releases_text(change), out.names()(d.id), money_text(y.used.value, currency),
                     open ? "perhaps more than" : "more than",
                     stated_money_text(y.budget, currency), out.names()(d.id)),
                 .subjects = {change.id, d.id},
                 .severity = open ? Severity::note : Severity::warning,
                 .related = {{d.appetite.loss_per_year.at, "what it accepts in a year"}}});
    }
}

}  // namespace

void economics_of_change(const Study& study, const std::optional<Economics>& economics,
                         FindingList& out) {
    if (!economics) return;
    over_budget(study, *economics, out);
    year_used_up(study, *economics, out);
}

}  // namespace knockon
