#include "assess/windows/windows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assess/schedule/blocked.h"
#include "assess/study/acceptance.h"
#include "assess/study/figures.h"
#include "assess/answer/verdict.h"
#include "assess/windows/play.h"
#include "base/codes.h"
#include "calendar/skipped.h"

namespace knockon {
namespace {

constexpr std::size_t most_starts = 20'000;
constexpr std::size_t most_rows = 2'000'000;  // start × department
constexpr std::size_t best_shown = 5;
constexpr std::size_t most_bytes_of_sums = 128 << 20;
constexpr double sure = 0.5;  // of the error asked for: so little is not believed of a few runs by luck
constexpr Duration apart = std::chrono::hours{12};

/// A start, how long is watched from then, and what forbids it.
struct Looked {
    Instant start;
    Duration horizon{0};
    std::vector<std::string> blocked;
};

/// The starts to look at: the requested one first, then the range in order of time.
std::vector<Instant> starts_of(const Change& change, const WindowSearch& search, const Zone& zone,
                               Instant requested, Diagnostics& out) {
    const auto moment = [&](const std::optional<Moment>& asked, const Stated<Moment>& stated,
                            Instant otherwise) {
        if (asked) note_if_skipped(*asked, {}, zone, out);
        if (!asked && stated) note_if_skipped(*stated, stated.at, zone, out);
        return asked ? zone.to_instant(*asked) : stated ? zone.to_instant(*stated) : otherwise;
    };
    if (!search.starts.empty()) {
        std::vector<Instant> starts{requested};
        starts.insert(starts.end(), search.starts.begin(), search.starts.end());
        return starts;
    }
    const Instant from = moment(search.from, change.window.earliest, requested);
    Instant to = moment(search.to, change.window.latest, from + std::chrono::hours{24 * 56});
    // A date as `latest` is read as its end, which is no start of that day any more.
    if (!search.to && change.window.latest && to > from &&
        zone.to_local(to) == std::chrono::floor<std::chrono::days>(zone.to_local(to)))
        to -= Duration{1};
    if (to < from || search.every <= Duration{0}) {
        out.error(code::window_order, change.window.latest.at,
                  "the latest start lies before the earliest", "give --from and --to in order");
        return {};
    }
    const auto count = static_cast<std::size_t>((to - from) / search.every) + 1;
    if (count > most_starts) {
        out.error(code::limit_exceeded, change.window.latest.at,
                  fmt::format("{} starts; at most {} are looked at", count, most_starts),
                  "give a larger --every, or a shorter range with --from and --to");
        return {};
    }
    std::vector<Instant> starts{requested};
    for (std::size_t i = 0; i < count; ++i)
        starts.push_back(from + search.every * static_cast<std::int64_t>(i));
    return starts;
}

WindowOption option_of(const Study& study, const WindowTally& tally, Instant start,
                       std::size_t index) {
    WindowOption o;
    o.start = start;
    o.loss = estimate(tally.mean(index, 0, WindowFigure::loss));
    o.saving = estimate(tally.mean(index, 0, WindowFigure::saving));
    for (std::size_t d = 0; d < study.board.departments.size(); ++d) {
        const Id& id = study.board.departments[d];
        const auto of = [&](WindowFigure f) { return estimate(tally.mean(index, d + 1, f)); };
        WindowOption::Row row{of(WindowFigure::loss), of(WindowFigure::disruption),
                              Verdict::within};
        const Appetite& a = study.before->departments.at(id).appetite;
        const auto limit = [&](bool stated, const Estimate& e, double value) {
            if (!stated) return;
            row.verdict = worse(row.verdict, judge(e, value));
        };
        limit(bool(a.loss), row.loss, *a.loss);
        limit(bool(a.probability), row.disruption, *a.probability);
        limit(bool(a.downtime), of(WindowFigure::downtime), seconds(*a.downtime));
        limit(bool(a.p95_loss), of(WindowFigure::over_p95), 0.05);
        o.departments[id] = row;
    }
    return o;
}

/// Whether no limit is left open at any start that nobody forbids, and the losses are known as well as is asked for.
bool is_settled(const Study& study, const WindowTally& tally, const StartPlans& plans,
                double max_error) {
    const double scale = std::abs(tally.mean(0, 0, WindowFigure::loss).value);
    for (std::size_t s = 0; s < plans.starts.size(); ++s) {
        if (!plans.starts[s].open) continue;
        if (tally.mean(s, 0, WindowFigure::loss).error > max_error * scale) return false;
        const WindowOption o = option_of(study, tally, {}, s);
        for (const auto& [id, row] : o.departments)
            if (row.verdict == Verdict::undetermined) return false;
    }
    return true;
}

/// Plays the starts, the requested one first, as many at a time as there is room for; false where even a few
/// runs take too much.
bool play_looked(Study& study, const std::vector<Looked>& looked, std::uint64_t runs,
                 const AssessOptions& options, WindowsReport& report) {
    const std::size_t others = looked.size() - 1;
    const std::size_t at_once =
        most_starts_at_once(study, options.seed, runs, most_bytes_of_sums) - 1;
    const std::size_t parts = std::max<std::size_t>((others + at_once - 1) / at_once, 1);
    report.runs = UINT64_MAX;
    bool hit_max_work = false;
    const std::uint64_t work = work_left(study, options, 0) / parts;
    // At least as much for a few as is usual for all.
    const std::uint64_t few = 4 * std::max(work, work_left(study, {}, 0) / parts);
    for (std::size_t part = 0; part < parts; ++part) {
        std::vector<std::size_t> these{0};
        for (std::size_t i = part * at_once; i < std::min(others, (part + 1) * at_once); ++i)
            these.push_back(i + 1);
        std::vector<Instant> starts;
        std::vector<Duration> horizons;
        for (const std::size_t i : these)
            starts.push_back(looked[i].start), horizons.push_back(looked[i].horizon);
        StartPlans plans = plan_starts(study, starts, horizons, options);
        for (std::size_t i = 0; i < these.size(); ++i)
            plans.starts[i].open = i == 0 || looked[these[i]].blocked.empty();
        AssessOptions one = options;
        if (options.progress)
            one.progress = [&](double share) {
                options.progress((static_cast<double>(part) + share) / static_cast<double>(parts));
            };
        const auto settled = [&](const WindowTally& tally) {
            return is_settled(study, tally, plans, options.max_error * sure);
        };
        const WindowsPlayed played =
            play_windows(study, plans, runs, work, few, one, settled);
        if (played.hit_most_work) return false;
        hit_max_work |= played.hit_max_work;
        report.runs = std::min(report.runs, played.tally.runs());
        for (std::size_t i = 0; i < these.size(); ++i) {
            if (i == 0 && part > 0) continue;
            WindowOption o = option_of(study, played.tally, starts[i], i);
            o.blocked = looked[these[i]].blocked;
            if (i == 0)
                report.requested = std::move(o);
            else
                report.options.push_back(std::move(o));
        }
    }
    if (hit_max_work)
        report.limits_hit.push_back(fmt::format(
            "work: stopped at {} runs for each start instead of {}, which took all of "
            "`--limit work={}`",
            report.runs, runs, options.max_work));
    return true;
}

void mark_accepted(const Change& change, const Policy& policy, const AssessOptions& options,
                   WindowOption& o) {
    for (auto& [id, row] : o.departments)
        row.accepted = row.verdict != Verdict::within &&
                       excess_accepted(policy, change, options.today, id) != nullptr;
}

bool accepted(const WindowOption& o) {
    return o.blocked.empty() &&
           std::all_of(o.departments.begin(), o.departments.end(),
                       [](const auto& d) {
                           return d.second.verdict == Verdict::within || d.second.accepted;
                       });
}

/// What departments lose for each week that the change comes later.
std::vector<Waiting> waiting_of(const Change& change) {
    std::vector<Waiting> all;
    for (const auto& [id, benefit] : change.benefit)
        if (benefit.per_week_late != 0) all.push_back({id, benefit.per_week_late});
    return all;
}

/// Those that everybody accepts, the least dear first, distinct from one another.
std::vector<std::size_t> best_of(const std::vector<WindowOption>& options) {
    std::vector<std::size_t> order, best;
    for (std::size_t i = 0; i < options.size(); ++i)
        if (accepted(options[i])) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return options[a].together() < options[b].together();
    });
    for (const std::size_t i : order) {
        const bool near = std::any_of(best.begin(), best.end(), [&](std::size_t b) {
            const Duration gap = options[i].start - options[b].start;
            return gap < apart && gap > -apart;
        });
        if (!near) best.push_back(i);
        if (best.size() == best_shown) break;
    }
    return best;
}

}  // namespace

StartOption start_option(const WindowOption& o) {
    StartOption start{o.start, o.loss, Verdict::within, o.blocked};
    for (const auto& [id, row] : o.departments)
        if (!row.accepted) start.verdict = worse(start.verdict, row.verdict);
    return start;
}

std::optional<WindowsReport> windows(const Landscape& landscape, const Change& change,
                                     const WindowSearch& search, const AssessOptions& options,
                                     Diagnostics& out) {
    auto study = make_study(landscape, change, options, out);
    if (!study) return std::nullopt;
    std::vector<Instant> starts =
        starts_of(change, search, study->calendars.landscape_zone(), study->transition.start, out);
    if (starts.empty()) return std::nullopt;
    if (const std::size_t all = study->board.departments.size(); starts.size() * all > most_rows) {
        out.error(code::limit_exceeded, change.window.latest.at ? change.window.latest.at : change.at,
                  fmt::format("{} starts for {} departments; at most {} of both together are looked at",
                              starts.size(), all, most_rows),
                  "give a larger --every, or a shorter range with --from and --to");
        return std::nullopt;
    }
    const auto [first, last] = std::minmax_element(starts.begin(), starts.end());
    Blocks blocks(*study, search.policy, options, *first, *last, out);
    const auto horizon = [&](Instant start) {
        return watched_period(change, *study->after, study->calendars, start,
                              study->transition.kernel)
            .end;
    };
    std::vector<Looked> looked;
    for (const Instant start : starts) looked.push_back({start, horizon(start), {}});
    for (Looked& l : looked) l.blocked = blocks.at(l.start, l.horizon);
    TransitionInput in = study->input;
    for (const Looked& l : looked) in.horizon = std::max(in.horizon, l.horizon);
    study->transition = {};  // gives its memory back first
    study->transition = make_transition(in);
    if (search.open_only)
        looked.erase(std::remove_if(looked.begin() + 1, looked.end(),
                                    [](const Looked& l) { return !l.blocked.empty(); }),
                     looked.end());

    WindowsReport report;
    report.seed = options.seed;
    report.change = change.id;
    report.sponsor = change.sponsor.value_or("");
    for (const auto& [id, d] : landscape.departments) report.names[id] = d.name.value_or(id);
    report.title = change.title.value_or(change.id);
    report.currency = landscape.currency.value_or("");
    report.timezone = study->calendars.landscape_zone().name();
    report.every = search.every;
    report.limits_hit = study->watched.limits;
    if (!play_looked(*study, looked, search.runs, options, report)) {
        const std::uint64_t most = most_for_a_few_runs(options);
        out.error(code::limit_exceeded, change.at,
                  fmt::format("a few runs at each of {} starts take more than `--limit work={}`",
                              looked.size(), most),
                  fmt::format("give a larger --every, a shorter range with --from and --to, or raise the limit: "
                              "--limit work={}", 10 * most));
        return std::nullopt;
    }
    if (auto note = best_estimate_note(inputs_that_matter(*study)); !note.empty())
        report.notes.push_back(std::move(note));
    report.waiting = waiting_of(change);
    for (const Waiting& w : report.waiting) report.waiting_per_week += w.per_week;
    const Estimate& now = report.requested->loss;
    if (now.value != 0) report.relative_error = (now.high - now.value) / t95 / now.value;
    for (WindowOption& o : report.options) {
        const double late = std::max(0.0, seconds(o.start - report.requested->start));
        o.waiting = late / seconds(std::chrono::weeks{1}) * report.waiting_per_week;
        if (now.value > 0) o.saves = 1 - o.loss.value / now.value;
    }
    for (WindowOption& o : report.options) mark_accepted(change, search.policy, options, o);
    mark_accepted(change, search.policy, options, *report.requested);
    report.best = best_of(report.options);
    return report;
}

}  // namespace knockon
