#include "assess/assess.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "assess/advice/break_even.h"
#include "assess/advice/mitigations.h"
#include "assess/answer.h"
#include "assess/findings/findings.h"
#include "assess/left_behind.h"
#include "assess/modelled.h"
#include "assess/sign_off.h"
#include "assess/since.h"
#include "assess/study/acceptance.h"
#include "assess/study/affected.h"
#include "assess/study/assumptions.h"
#include "assess/study/calendars.h"
#include "assess/study/causes.h"
#include "assess/study/economics.h"
#include "assess/study/figures.h"
#include "assess/study/settled.h"
#include "assess/study/study.h"
#include "assess/study/values.h"
#include "assess/timeline.h"
#include "assess/windows/windows.h"
#include "base/text.h"
#include "model/base_rates.h"

namespace knockon {
namespace {

constexpr std::size_t reasons_per_process = 5;
constexpr double played_by = 0.4, settled_by = 0.6;  // of what an answer takes, about
constexpr double causes_take = 40;  // times the work of the figures, at most, about (risk/game.cpp)
constexpr double far_below = 0.25;  // of a budget: what is told from a few runs does not reach it

Assessment heading(const Study& study, const AssessOptions& options, const Sources& sources) {
    Assessment out;
    const Change& change = *study.change;
    const Landscape& l = *study.before;
    out.seed = options.seed;
    out.organisation = l.organisation.value_or("");
    out.currency = l.currency.value_or("");
    out.timezone = study.calendars.landscape_zone().name();
    out.inputs = inputs_of(sources);
    out.change = change.id;
    out.change_at = change.at;
    out.change_at.length = 1;
    out.title = change.title.value_or(change.id);
    out.sponsor = change.sponsor.value_or("");
    if (const auto d = l.departments.find(out.sponsor); d != l.departments.end())
        out.sponsor_name = d->second.name.value_or(out.sponsor);
    out.start = study.transition.start;
    out.end = study.moment(study.watched.window_end);
    out.hypercare_end = study.moment(study.watched.end);
    return out;
}

void add_method(const Study& study, const Played& played, Assessment& out) {
    out.transition.engine = name(played.engine);
    out.transition.runs = played.tally.runs();
    out.transition.relative_error = played.relative_error;
    if (played.worst < study.board.departments.size())
        out.transition.worst = study.board.departments[played.worst];
    if (played.inputs) {
        std::string all;
        for (const UncertainInput& i : played.inputs->inputs)
            all += fmt::format("{}{}, {}", all.empty() ? "" : "; ", i.name, i.text);
        out.notes.push_back(
            fmt::format("inputs: each figure is the mean over {} draws of {}", outer_draws, all));
    }
    out.limits_hit = played.limits_hit;
}

/// Every four hours of the days in between, on the clock of the landscape, the hour as requested
/// among them.
std::vector<Instant> grid(const Zone& zone, Instant requested, Instant earliest, Instant latest) {
    using std::chrono::days;
    using std::chrono::floor;
    constexpr std::chrono::hours apart{4};
    const auto hour = zone.to_local(requested) - floor<days>(zone.to_local(requested));
    std::vector<Instant> starts;
    for (auto day = floor<days>(zone.to_local(earliest)); day <= zone.to_local(latest);
         day += days{1})
        for (std::chrono::seconds at = hour % apart; at < days{1}; at += apart) {
            const Instant start = zone.to_instant(day + at);
            if (start >= earliest && start <= latest && (starts.empty() || starts.back() < start))
                starts.push_back(start);
        }
    return starts;
}

/// When instead.
struct StartsFound {
    std::vector<WindowOption> best;
    std::vector<StartOption> all;
    std::string note;  // why there is no better one
};

/// Where the answer is no and the change says when else it could be: a coarse grid over that time
/// (`knockon windows` looks at every hour), and the best few that everybody accepts.
StartsFound other_starts(const Study& study, const Policy& policy, const AssessOptions& options,
                         Verdict verdict) {
    StartsFound out;
    const Window& w = study.change->window;
    const bool no_start_helps = verdict == Verdict::within || verdict == Verdict::not_modelled;
    if (no_start_helps || (!w.earliest && !w.latest)) return out;
    const Zone& zone = study.calendars.landscape_zone();
    constexpr Duration weeks = std::chrono::hours{24 * 56};
    const Instant now = study.transition.start;
    const Instant earliest = w.earliest ? zone.to_instant(*w.earliest) : now;
    const Instant latest = w.latest ? zone.to_instant(*w.latest) : now + weeks;
    WindowSearch search;
    search.starts = grid(zone, now, earliest, std::min(latest, std::max(now, earliest) + weeks));
    search.policy = policy;
    search.open_only = !options.reasons;
    if (search.starts.empty()) return out;
    AssessOptions quiet = options;
    quiet.progress = nullptr;
    Diagnostics problems;  // of the search, not of the change
    const auto found = windows(*study.before, *study.change, search, quiet, problems);
    if (!found) return out;
    for (const std::size_t i : found->best) out.best.push_back(found->options[i]);
    for (const WindowOption& o : found->options) out.all.push_back(start_option(o));
    if (out.best.empty())
        out.note =
            "when instead: none of the starts looked at, every 4 hours between `earliest` and "
            "`latest`, is accepted by everyone; `knockon windows` looks at every hour";
    return out;
}

/// Played for the figures alone where nobody asks whose doing they are. A budget of work is for both: where it
/// could be reached, the figures are those that there would be beside the causes.
std::optional<Played> play_for(const Study& study, Scoring& scoring, const AssessOptions& options,
                               Diagnostics& out) {
    scoring.causes = options.reasons;
    auto played = play_settled(study, scoring, options, out);
    const double budget = far_below * static_cast<double>(work_left(study, options, 0));
    if (scoring.causes || !played || static_cast<double>(played->work) <= budget / causes_take) return played;
    SimulateOptions o;
    o.seed = options.seed;
    if (!played->inputs && work_with_causes(study.transition, scoring, o, played->tally) <= budget) return played;
    scoring.causes = true;
    return play_settled(study, scoring, options, out);
}

/// Whose earlier steps are behind the chances that nobody stated.
void name_records(const Change& change, Assessment& out) {
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        const Step& s = change.steps[i];
        const auto record = change.record.find({s.verb, *s.target});
        if (s.fails || record == change.record.end()) continue;
        out.notes.push_back(fmt::format("the chance that step {} ({} {}) fails is drawn from {}",
                                        i + 1, name(s.verb), *s.target,
                                        record_text(record->second, s, change)));
    }
}

/// What the change leaves behind for good, and what the first year comes to.
std::optional<StructureReport> left_behind(const Study& study, const Estimate& once,
                                           const AssessOptions& options,
                                           std::vector<std::string>& limits_hit) {
    if (study.transition.same_structure) return std::nullopt;
    LeftBehind own;
    const LeftBehind::Years& years =
        (options.left_behind ? *options.left_behind : own).of(study, options);
    limits_hit.insert(limits_hit.end(), years.limits_hit.begin(), years.limits_hit.end());
    std::optional<StructureReport> report = years.report;
    if (!report) return std::nullopt;
    const double rest = std::max(0.0, 1 - hours(study.watched.end) / 8760);
    const double times = 1 + study.change->releases_per_year.value_or(0);
    report->year_one = sum(scaled(once, times), scaled(report->more_per_year, rest));
    return report;
}

/// What may happen, whether everyone accepts that, when instead, what stays behind, and what is worth
/// saying besides the figures.
void add_verdict(const Study& study, const Played& played, const Policy& policy,
                 const History& history, const AssessOptions& options, Assessment& a,
                 Diagnostics& out) {
    const Change& change = *study.change;
    add_figures(study, played, a);
    judge_unmodelled(study, policy, a);
    accept_excess(policy, change, options.today, a);
    judge_reach(study, a);
    if (options.reasons) add_causes(study, played, a);
    Assumed rests_on = assumed(study, a.causes);
    a.assumptions = std::move(rests_on.all);
    a.coverage = rests_on.coverage;

    if (options.advice) {
        StartsFound starts = other_starts(study, policy, options, a.verdict);
        a.windows = std::move(starts.best);
        a.starts = std::move(starts.all);
        if (!starts.note.empty()) a.notes.push_back(std::move(starts.note));
    }

    // What stays behind for good, and what the first year comes to.
    a.structure = left_behind(study, a.total.loss.mean, options, a.limits_hit);
    if (const auto note = best_estimate_note(inputs_that_matter(study));
        a.structure && !note.empty())
        a.notes.push_back("structure: " + note);
    a.economics = economics(study, a.departments, a.total, a.structure);

    // What of the findings is accepted.
    Found found = findings(study, policy, history, options, a, a.structure, a.economics, out);
    if (!found.way_back.note.empty()) a.notes.push_back(found.way_back.note);
    accept_findings(policy, options.today, found.all);
    a.findings = std::move(found.all);
    std::move(found.limits_hit.begin(), found.limits_hit.end(), std::back_inserter(a.limits_hit));
    a.last_turn_back = found.way_back.last_moment;
    judge_acceptances(policy, change, options.today, a, out);

    // Who must agree, who must be told, and what stands in their calendars.
    a.sign_off = sign_offs(study, policy, options.today, a.departments, out);
    a.inform = informed(study, a.departments, a.processes);
    a.timeline = timeline(study, options.planned, a.processes, a.last_turn_back);
}

/// Why, at which other values of the inputs the verdict would be another, and what would help.
void add_reasons(const Study& study, const Played& played, const Policy& policy,
                 const Scoring& scoring, const AssessOptions& options, Assessment& a) {
    const auto done = [&](double share) {
        if (options.progress) options.progress(share);
    };
    if (options.reasons) {
        add_why(study, played, scoring, options, reasons_per_process, a);
        a.picture = affected(study, a, a.why, options.most_drawn);
        if (a.picture->dropped > 0)
            a.notes.push_back(fmt::format(
                "picture: {} more that are affected are not drawn; {} is what a page can show",
                a.picture->dropped, options.most_drawn));
    }
    done(0.2);
    // What would settle an open verdict is part of the verdict.
    if (options.reasons || a.verdict == Verdict::undetermined)
        add_break_even(study, played, scoring, options, a);
    done(0.5);
    if (options.advice && options.reasons) add_mitigations(study, played, policy, options, a);
    done(1);
}

}  // namespace

std::optional<Answer> answer(const Landscape& landscape, const Change& change, const Policy& policy,
                             const History& history, const AssessOptions& asked,
                             const Sources& sources, Diagnostics& out) {
    AssessOptions options = asked;
    if (!options.calendars) options.calendars = known_calendars(landscape);
    auto study = make_study(landscape, change, options, out);
    if (!study) return std::nullopt;
    Scoring scoring = make_scoring(study->board, study->transition);
    options.progress = part_of(asked.progress, 0, played_by);
    auto played = play_for(*study, scoring, options, out);
    if (!played) return std::nullopt;
    options.progress = part_of(asked.progress, played_by, settled_by);
    Assessment a = heading(*study, options, sources);
    add_method(*study, *played, a);
    add_verdict(*study, *played, policy, history, options, a, out);
    if (options.settled) options.settled(a);
    options.progress = part_of(asked.progress, settled_by, 1);
    add_reasons(*study, *played, policy, scoring, options, a);
    name_records(change, a);
    a.names = names_in(a, study->names);
    if (options.reasons) a.values = values_of(*study);
    if (options.since != nullptr) add_since(*study, *played, options, a);
    return Answer{std::move(study), std::move(*played), std::move(a)};
}

std::optional<Assessment> assess(const Landscape& landscape, const Change& change,
                                 const Policy& policy, const History& history,
                                 const AssessOptions& options, const Sources& sources,
                                 Diagnostics& out) {
    Change asked = change;
    if (!history.outcomes.empty()) asked.record = track_records(asked, history);
    auto all = answer(landscape, asked, policy, history, options, sources, out);
    if (!all) return std::nullopt;
    return std::move(all->report);
}

}  // namespace knockon
