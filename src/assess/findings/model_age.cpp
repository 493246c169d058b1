#include <fmt/format.h>

#include <set>

#include "assess/answer/wording.h"
#include "assess/findings/change_rules.h"
#include "base/codes.h"

namespace knockon {
namespace {

using Date = Stated<std::chrono::year_month_day>;

/// Components of the landscape before the change that the answer rests on, by id.
std::set<Id> parts_of(const Study& study) {
    std::set<Id> parts;
    const auto take = [&](const Id& id) {
        if (study.before->components.contains(id)) parts.insert(id);
    };
    for (const Step& step : study.change->steps) take(*step.target);
    const Transition& t = study.transition;
    for (Node v = 0; v < t.graph_with->components; ++v)
        if (t.kernel_with[v]) take(t.graph_with->names[v]);
    return parts;
}

struct Ages {
    std::vector<Id> old, never;
    const Date* oldest = nullptr;
};

Ages ages_of(const Landscape& l, const std::set<Id>& parts, std::chrono::sys_days today,
             Duration allowed) {
    Ages ages;
    for (const Id& id : parts) {
        const Component& c = l.components.at(id);
        const Date& date = c.more->verified ? c.more->verified.get() : l.verified;
        if (!date) {
            ages.never.push_back(id);
            continue;
        }
        if (today - std::chrono::sys_days{*date} <= allowed) continue;
        ages.old.push_back(id);
        if (!ages.oldest || *date < **ages.oldest) ages.oldest = &date;
    }
    return ages;
}

}  // namespace

void judge_model_age(const Study& study, std::chrono::year_month_day today, FindingList& out) {
    const std::set<Id> parts = parts_of(study);
    if (!today.ok() || parts.empty()) return;
    const Duration allowed = out.policy().thresholds.model_age;
    const Ages ages = ages_of(*study.before, parts, std::chrono::sys_days{today}, allowed);
    if (ages.old.empty() && ages.never.empty()) return;
    NewFinding found{.code = code::old_model,
                     .at = ages.oldest ? ages.oldest->at : study.change->at,
                     .subjects = {study.change->id}};
    std::string said;
    if (!ages.old.empty())
        said = fmt::format(
            "{} of the {} components that this answer rests on {} last held against reality more "
            "than {} ago ({}){} on {}",
            ages.old.size(), parts.size(), ages.old.size() == 1 ? "was" : "were",
            duration_text(allowed), out.names()(ages.old), ages.old.size() == 1 ? "," : ", the first",
            date_text(**ages.oldest));
    if (!ages.never.empty())
        said += said.empty() ? fmt::format(
                                   "it is not said when {} of the {} components that this "
                                   "answer rests on {} held against reality ({})",
                                   ages.never.size(), parts.size(),
                                   ages.never.size() == 1 ? "was" : "were",
                                   out.names()(ages.never))
                             : fmt::format("; of {} it is not said when ({})", ages.never.size(),
                                           out.names()(ages.never));
    if (ages.never.size() == parts.size()) found.severity = Severity::note;
    found.message = said;
    out.add(std::move(found));
}

}  // namespace knockon
