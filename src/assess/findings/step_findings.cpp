#include "assess/findings/step_findings.h"

#include <fmt/format.h>

#include <set>

#include "assess/answer/wording.h"
#include "base/codes.h"
#include "base/tie.h"
#include "model/defaults.h"

namespace knockon {
namespace {

/// "update Single sign-on".
std::string step_text(const Step& s, const Names& names) {
    return fmt::format("{} {}", name(s.verb), names(*s.target));
}

void first_of_its_kind(const Change& change, const History& history, FindingList& out) {
    if (!change.team || history.outcomes.empty()) return;
    std::set<Verb> known;
    std::size_t outcomes = 0;
    for (const Outcome& o : history.outcomes) {
        if (o.change == change.id || !o.failed || !o.team || *o.team != *change.team) continue;
        known.insert(o.verb);
        ++outcomes;
    }
    for (const Step& step : change.steps) {
        if (!known.insert(step.verb).second) continue;
        out.add({.code = code::first_of_its_kind,
                 .at = step.at,
                 .message = fmt::format("{}: the history has no {} by team {} so far, among the "
                                        "{} step{} of theirs whose outcome is known",
                                        step_text(step, out.names()), name(step.verb), *change.team,
                                        outcomes,
                                        outcomes == 1 ? "" : "s"),
                 .subjects = {change.id, std::string(name(step.verb))}});
    }
}

/// Risky steps between two checkpoints.
void add_run(const Change& change, const std::vector<const Step*>& run, FindingList& out) {
    if (run.size() < 2) return;
    std::vector<std::string> each;
    std::vector<Related> others;
    std::vector<Id> subjects = {change.id};
    for (const Step* s : run) {
        each.push_back(fmt::format("{} ({})", step_text(*s, out.names()),
                                   stated_share_text(fails_of(*s, change).value.value)));
        subjects.push_back(*s->target);
        if (s != run[1]) others.push_back({s->at, "risky, too"});
    }
    out.add({.code = code::risky_steps_together,
             .at = run[1]->at,
             .message = fmt::format("{} risky steps follow each other without a checkpoint: {}",
                                    run.size(), fmt::join(each, ", ")),
             .subjects = std::move(subjects),
             .related = std::move(others)});
}

void risky_steps_together(const Change& change, FindingList& out) {
    if (change.abort_on_failure) return;
    std::vector<const Step*> run;
    for (const Step& step : change.steps) {
        if (fails_of(step, change).value.value >= out.policy().thresholds.risky_step)
            run.push_back(&step);
        if (!step.checkpoint.value_or(false)) continue;
        add_run(change, run, out);
        run.clear();
    }
    add_run(change, run, out);
}

void off_base_rate(const Change& change, FindingList& out) {
    const double ratio = out.policy().thresholds.base_rate_ratio;
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        const Step& step = change.steps[i];
        Step unstated = step;
        unstated.fails = {};
        const double base = fails_of(unstated, change).value.value;
        if (!step.fails || base <= 0) continue;
        const double stated = step.fails->value;
        const bool above = exceeds(stated, base);
        if (!above && !exceeds(base / ratio, stated)) continue;
        NewFinding found{.code = code::off_base_rate,
                         .at = step.fails.at,
                         .subjects = {change.id, fmt::format("step {}", i + 1), *step.target}};
        found.severity = exceeds(stated, base * ratio) ? Severity::warning : Severity::note;
        found.message =
            fmt::format("{} is said to fail in {} of the cases; {} of its like do",
                        step_text(step, out.names()),
                        stated_share_text(stated), stated_share_text(base));
        found.help = above ? "Make it safer (a test, a rehearsal, smaller steps) and state what is "
                             "left, or accept it by name."
                           : "Say what makes it so much safer than its like (`tested`), or take "
                             "the base rate by leaving `fails` out.";
        out.add(std::move(found));
    }
}

}  // namespace

void judge_steps(const Change& change, const History& history, FindingList& out) {
    first_of_its_kind(change, history, out);
    risky_steps_together(change, out);
    off_base_rate(change, out);
}

}  // namespace knockon
