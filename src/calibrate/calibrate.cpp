#include "calibrate/calibrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "calibrate/departments.h"

namespace knockon {
namespace {

std::vector<double> forecasts_of(const std::vector<Case>& cases) {
    std::vector<double> all;
    for (const Case& c : cases) all.push_back(c.forecast);
    return all;
}

ForecastGroup group_of(std::string id, const std::vector<Case>& cases) {
    ForecastGroup g;
    g.id = std::move(id);
    int seen = 0;
    for (const Case& c : cases) {
        seen += c.failed ? 1 : 0;
        g.brier += score_of(ScoringRule::brier, c.forecast, c.failed);
        g.logarithmic += score_of(ScoringRule::logarithmic, c.forecast, c.failed);
    }
    if (!cases.empty()) {
        g.brier /= static_cast<double>(cases.size());
        g.logarithmic /= static_cast<double>(cases.size());
    }
    g.failures = failures_among(forecasts_of(cases), seen);
    g.ratio = shrunken_ratio(g.failures);
    return g;
}

template <class F>
std::vector<ForecastGroup> grouped(const std::vector<Case>& cases, F&& name_of) {
    std::map<std::string, std::vector<Case>> by;
    for (const Case& c : cases) by[name_of(*c.outcome)].push_back(c);
    std::vector<ForecastGroup> groups;
    for (const auto& [id, own] : by) groups.push_back(group_of(id, own));
    return groups;
}

std::string name_by(By by, const Outcome& o) {
    switch (by) {
        case By::team:
            return o.team.value_or("");
        case By::verb:
            return std::string(name(o.verb));
        case By::type:
            return std::string(name(o.type));
        case By::component:
            return o.component.value_or("");
    }
    return {};
}

std::string half_year(const Outcome& o) {
    const bool second = static_cast<unsigned>(o.date.month()) > 6;
    return fmt::format("{:04}, {} half", static_cast<int>(o.date.year()),
                       second ? "second" : "first");
}

void add_comparisons(const std::vector<Case>& cases, Calibration& out) {
    for (const char* reference : {"table", "pooled"})
        for (const ScoringRule score : {ScoringRule::brier, ScoringRule::logarithmic}) {
            std::vector<Duel> duels;
            ScoreComparison c;
            c.reference = reference;
            c.score = score;
            for (const Case& x : cases) {
                const double other = c.reference == "table" ? x.table : x.pooled;
                duels.push_back({x.forecast, other, x.failed});
                c.forecast += score_of(score, x.forecast, x.failed);
                c.other += score_of(score, other, x.failed);
            }
            c.forecast /= static_cast<double>(cases.size());
            c.other /= static_cast<double>(cases.size());
            c.advantage = advantage(score, duels);
            out.comparisons.push_back(std::move(c));
        }
}

void add_memories(const History& history, const CaseOptions& options, Calibration& out) {
    using std::chrono::days;
    const auto add = [&](std::optional<Duration> half_life) {
        MemoryScore m{half_life};
        const std::vector<Case> cases = replay(history, half_life, options.inferred);
        if (static_cast<int>(cases.size()) < enough_for_memories) return;
        for (const Case& c : cases) {
            m.brier += score_of(ScoringRule::brier, c.forecast, c.failed);
            m.logarithmic += score_of(ScoringRule::logarithmic, c.forecast, c.failed);
            m.expected += c.forecast;
        }
        m.brier /= static_cast<double>(cases.size());
        m.logarithmic /= static_cast<double>(cases.size());
        out.memories.push_back(m);
    };
    for (const int n : {30, 60, 90, 180, 365}) add(Duration(days{n}));
    add(std::nullopt);
    const auto best = std::min_element(
        out.memories.begin(), out.memories.end(),
        [](const MemoryScore& a, const MemoryScore& b) { return a.logarithmic < b.logarithmic; });
    if (best != out.memories.end()) best->best = true;
}

void advise_on_memory(const History& history, Calibration& out) {
    const auto best = std::find_if(out.memories.begin(), out.memories.end(),
                                   [](const MemoryScore& m) { return m.best; });
    if (best != out.memories.end()) {
        const Stated<Duration>& now = history.half_life;
        const bool fades = best->half_life.has_value();
        if (fades && now && *now == *best->half_life) return;
        if (fades)
            out.advice.push_back(
                {fmt::format("base rates foretell best with a memory that halves in {} days",
                             hours(*best->half_life) / 24),
                 fmt::format("half_life: {}d", hours(*best->half_life) / 24)});
        else if (now)
            out.advice.push_back(
                {"base rates foretell best with a memory that does not fade: remove `half_life`",
                 ""});
    }
}

/// What the record as a whole and each of its groups suggest.
void add_advice(const History& history, Calibration& out) {
    advise_on_memory(history, out);
    if (out.alarmed && out.failures.expected > 0) {
        const double ratio = shrunken_ratio(out.failures);
        out.advice.push_back(
            {fmt::format("failures are {:.1f} times what was foretold (drawn towards 1): stated "
                         "chances want that factor",
                         ratio),
             ""});
    }
    for (const ForecastGroup& g : out.groups)
        if (!g.id.empty() &&
            (g.failures.seen < g.failures.low998 || g.failures.seen > g.failures.high998))
            out.advice.push_back(
                {fmt::format("talk to {} {}: {} of {} failed, {:.1f} were foretold", out.by, g.id,
                             g.failures.seen, g.failures.steps, g.failures.expected),
                 ""});
}

void add_all_failed(const Cases& cases, Calibration& out) {
    out.most_if_unknown_failed = out.failures.seen + static_cast<int>(cases.waiting.size());
    out.expected_with_unknown = out.failures.expected;
    for (const Case& c : cases.waiting) out.expected_with_unknown += c.forecast;
}

}  // namespace

Calibration calibrate(const History& history, const CalibrateOptions& options) {
    Calibration out;
    out.by = name(options.by);
    out.seed = options.seed;
    out.with_inferred = options.cases.inferred;
    const Cases cases = cases_of(history, options.cases);
    out.replayed = cases.replayed;
    out.left_out = cases.left_out;
    out.made_on_the_day = cases.made_on_the_day;
    std::set<Id> changes;
    Evidence evidence;
    std::vector<Forecasted> forecasted;
    for (const Case& c : cases.all) {
        changes.insert(c.outcome->change);
        evidence.add(c.forecast, c.failed);
        forecasted.push_back({c.forecast, c.failed});
        out.dots.push_back({c.outcome->change, c.outcome->date, c.forecast, c.failed});
    }
    out.changes = static_cast<int>(changes.size());
    const std::vector<double> forecasts = forecasts_of(cases.all);
    out.failures = group_of("", cases.all).failures;
    add_all_failed(cases, out);
    add_departments(history, options.cases, out);
    add_memories(history, options.cases, out);
    if (!cases.all.empty()) {
        out.evidence = evidence.value();
        out.alarmed = out.evidence >= alarm_from;
        out.quiet = unalarming(forecasts);
        out.least_excess = least_excess_shown(forecasts);
        add_comparisons(cases.all, out);
        if (out.failures.steps >= enough_for_a_curve)
            out.reliability = reliability(forecasted, options.seed);
        out.groups = grouped(cases.all, [&](const Outcome& o) { return name_by(options.by, o); });
        out.periods = grouped(cases.all, half_year);
    }
    add_advice(history, out);
    return out;
}

}  // namespace knockon
