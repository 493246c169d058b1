#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "assess/findings/change_rules.h"
#include "assess/answer/wording.h"
#include "base/codes.h"
#include "calendar/spans.h"
#include "risk/propagate.h"

namespace knockon {
namespace {

constexpr double one_in_ten = 0.1;

/// How long a failure of the step lasts that shows in the window, at least in 1 case of 10: the way
/// back where it works, else the way back and the recovery (semantics, section 2.2). On the clock;
/// the recovery may still have to wait for support hours.
struct FailureLasts {
    Duration back{0}, recovery{0};
};
FailureLasts one_in_ten_of(const StepPlan& s) {
    if (!s.rollback || s.rollback->until < s.planned_end)
        return {Duration{0}, s.recovery.quantile(1 - one_in_ten)};
    const double fails = 1 - s.rollback->works;
    if (fails <= one_in_ten) return {s.rollback->takes, Duration{0}};
    return {s.rollback->takes, s.recovery.quantile(1 - one_in_ten / fails)};
}

/// "its recovery takes 4 h", where it always does; "1 in 10 recoveries takes 4 h or longer".
std::string lasting_text(const StepPlan& s, const FailureLasts& lasting, bool waits) {
    const bool always =
        s.recovery.shape == Recovery::Shape::constant && lasting.back == Duration{0};
    const std::string time =
        duration_text(lasting.back + lasting.recovery) + (waits ? " of repair time" : "");
    return always ? fmt::format("its recovery takes {}", time)
                  : fmt::format("1 in 10 recoveries takes {} or longer", time);
}

/// An episode that a process does not bear: so much active time, where it bears so much.
struct TooLong {
    Duration down{0}, bears{0};
    Duration beyond() const { return down - bears; }
};

/// The worst episode, if any lasts longer than what is borne at some active moment of it.
std::optional<TooLong> too_long(const ProcessTerms& terms, const Outage& interrupted) {
    std::optional<TooLong> worst;
    for (const Interval& episode : interrupted) {
        Duration so_far{0}, bears{0};
        bool over = false;
        for (const ActiveTime& a : terms.active) {
            const Duration start = std::max(a.when.start, episode.start);
            const Duration end = std::min(a.when.end, episode.end);
            if (start >= end) continue;
            so_far += end - start;
            if (so_far <= a.mtpd) continue;
            bears = over ? std::min(bears, a.mtpd) : a.mtpd;
            over = true;
        }
        const TooLong t{so_far, bears};
        if (over && (!worst || t.beyond() > worst->beyond())) worst = t;
    }
    return worst;
}

struct HitProcess {
    Id id;
    TooLong how;
};

/// Needs that matter only in some cases do not, and switches work.
std::vector<std::uint8_t> plain_world(const Marks& marks) {
    std::vector<std::uint8_t> live;
    for (const Mark& m : marks.all) live.push_back(m.name.starts_with("failover"));
    return live;
}

/// Who does not bear it when this step alone fails and is down until `end`, worst first.
std::vector<HitProcess> who_does_not_bear(const Study& study, std::size_t step, Duration end,
                                          Propagation& world) {
    const Transition& t = study.transition;
    const StepPlan& s = t.steps[step];
    std::vector<HitProcess> hit;
    if (s.begins >= end) return hit;
    const OwnOutage own{s.place, {s.begins, end}};
    world.run(plain_world(t.marks), {&own, 1});
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < study.board.processes.size(); ++i) {
        const std::uint32_t place = t.with.find(study.board.processes[i]);
        if (place == none || !world.any_down(place)) continue;
        world.hits(place, hits);
        if (const auto how = too_long(study.board.terms[i], interruptions(hits)))
            hit.push_back({study.board.processes[i], *how});
    }
    std::stable_sort(hit.begin(), hit.end(), [](const HitProcess& a, const HitProcess& b) {
        return a.how.beyond() > b.how.beyond();
    });
    return hit;
}

/// C01: steps whose recovery is longer than a process can bear.
void recovery_too_long(const Study& study, FindingList& out) {
    const Transition& t = study.transition;
    Propagation world(t.with);
    for (std::size_t i = 0; i < t.steps.size(); ++i) {
        const StepPlan& s = t.steps[i];
        if (s.place == none || s.fails <= 0) continue;
        const FailureLasts lasting = one_in_ten_of(s);
        const Duration end =
            t.timed.repair[i].finish(s.planned_end + lasting.back, lasting.recovery);
        const auto hit = who_does_not_bear(study, i, end, world);
        if (hit.empty()) continue;
        const bool waits = end - s.planned_end > lasting.back + lasting.recovery;
        std::vector<Id> subjects, others;
        for (const HitProcess& h : hit) subjects.push_back(h.id);
        others.assign(subjects.begin() + 1, subjects.end());
        std::sort(subjects.begin(), subjects.end());
        std::sort(others.begin(), others.end());
        const Step& step = study.change->steps[i];
        subjects.insert(subjects.begin(), *step.target);
        out.add({.code = code::recovery_too_long,
                 .at = step.at,
                 .message = fmt::format(
                     "if {} fails, {}: {} would be down for {} of its working time and bears {}{}",
                     step_text(*study.change, i, out.names()), lasting_text(s, lasting, waits),
                     out.names()(hit.front().id),
                     duration_text(hit.front().how.down), duration_text(hit.front().how.bears),
                     others.empty() ? "" : "; too long also for " + out.names()(others)),
                 .subjects = std::move(subjects)});
    }
}

/// C02: deadlines and peaks of exposed processes in the watched period.
void runs_into(const Study& study, const std::vector<Figures>& processes, FindingList& out) {
    const Zone& zone = study.calendars.landscape_zone();
    std::set<std::string_view> exposed;
    for (const Figures& f : processes)
        if (f.reach == Reach::exposed) exposed.insert(f.id);
    for (std::size_t i = 0; i < study.board.processes.size(); ++i) {
        const Id& id = study.board.processes[i];
        if (!exposed.contains(id)) continue;
        const Process& p = study.after->processes.at(id);
        std::vector<std::string> parts;
        std::vector<Related> related;
        const ProcessTerms& terms = study.board.terms[i];
        std::size_t due = 0;
        for (const DeadlineTerm& d : terms.deadlines) due += terms.calendars[d.of].size();
        if (due > 0) {
            parts.push_back(fmt::format(
                "its deadline of {}{}", moment_text(study.moment(terms.deadlines.front().when.end), zone),
                due > 1 ? fmt::format(" and {} more", due - 1) : std::string()));
            related.push_back({p.deadlines.front().calendar.at, "the deadline"});
        }
        for (const Peak& peak : p.peaks) {
            const Spans when = study.calendars.spans(*peak.during, study.moment(Duration{0}),
                                                     study.moment(study.watched.end));
            if (when.empty()) continue;
            parts.push_back(fmt::format("its peak `{}`", *peak.during));
            related.push_back({peak.during.at, "the peak"});
        }
        if (parts.empty()) continue;
        out.add(
            {.code = code::runs_into_deadline,
             .at = study.change->window.start ? study.change->window.start.at : study.change->at,
             .message = fmt::format("{}, which is exposed, has {} while the change is watched",
                                    out.names()(id),
                                    fmt::join(parts, " and ")),
             .subjects = {study.change->id, id},
             .severity = Severity::note,
             .related = std::move(related)});
    }
}

/// C03: steps that cannot be undone, or of which nobody knows whether they can.
void no_way_back(const Study& study, FindingList& out) {
    const Change& change = *study.change;
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        const Step& s = change.steps[i];
        if (s.verb == Verb::load || study.transition.steps[i].fails <= 0) continue;
        NewFinding f{.code = code::no_way_back};
        f.at = s.at;
        f.subjects = {change.id, *s.target, std::string(name(s.verb))};
        const std::string step = step_text(change, i, out.names());
        if (!s.rollback && !s.reversible.value_or(s.verb != Verb::remove)) {
            f.message =
                fmt::format("{} cannot be undone: if it fails, the only way is forward", step);
            f.help =
                "Find a way back (`rollback`), split off the part that cannot be undone, or "
                "accept it by name.";
            if (s.reversible) f.related.push_back({s.reversible.at, "said here"});
        } else if (!s.rollback) {
            f.message = fmt::format("how {} would be undone is not said (`rollback`)", step);
            f.help =
                "Say how (`rollback: {takes: …, works: …, rehearsed: DATE}`), or that it "
                "cannot be undone (`reversible: false`).";
            f.severity = Severity::note;
        } else if (!s.rollback->rehearsed) {
            f.message = fmt::format("the way back of {} was never rehearsed", step);
            f.help = "Rehearse it, and say when (`rollback: {…, rehearsed: DATE}`).";
            f.related.push_back({s.rollback->at, "the way back"});
        } else {
            continue;
        }
        out.add(std::move(f));
    }
}

}  // namespace

void continuity_of_change(const Study& study, const std::vector<Figures>& processes,
                          FindingList& out) {
    recovery_too_long(study, out);
    runs_into(study, processes, out);
    no_way_back(study, out);
}

}  // namespace knockon
