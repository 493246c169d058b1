#include "calibrate/departments.h"

#include <algorithm>
#include <map>

namespace knockon {
namespace {

/// What a department was told and met, over the changes.
struct Met {
    std::vector<double> chances;
    int disrupted = 0;
    double brier = 0, logarithmic = 0;
    std::map<std::pair<std::string, double>, Exceeded> exceeded;  // by figure and level
};

/// Pinball loss of `quantile` at `level` when `x` happened (Koenker and Bassett, Econometrica 46
/// (1978) 33-50).
double quantile_score(double level, double quantile, double x) {
    return x >= quantile ? level * (x - quantile) : (1 - level) * (quantile - x);
}

double number(Duration d) { return seconds(d); }
double number(double x) { return x; }

template <class T>
void add_figure(const Id& department, const char* what, const Foretold<T>& told,
                const Stated<T>& happened, Met& out) {
    if (!happened) return;
    const std::pair<double, const Stated<T>*> levels[] = {
        {0.5, &told.p50}, {0.9, &told.p90}, {0.95, &told.p95}, {0.99, &told.p99}};
    for (const auto& [level, quantile] : levels) {
        if (!*quantile) continue;
        Exceeded& e = out.exceeded[{what, level}];
        e.department = department;
        e.what = what;
        e.level = level;
        e.cases += 1;
        e.above += *happened > **quantile ? 1 : 0;
        e.score += quantile_score(level, number(**quantile), number(*happened));
    }
}

/// A change as its steps tell it together.
struct Told {
    bool scored = false;
    std::map<Id, DepartmentForecast> forecast;
    std::map<Id, DepartmentOutcome> outcome;
};

std::map<Id, Told> by_change(const History& history, const CaseOptions& options) {
    using std::chrono::sys_days;
    std::map<Id, Told> changes;
    for (const Outcome& o : history.outcomes) {
        const sys_days day = o.date;
        if (fate_of(o) == Fate::cancelled || (options.from && day < sys_days(*options.from)) ||
            (options.to && day > sys_days(*options.to)))
            continue;
        Told& t = changes[o.change];
        t.outcome.insert(o.departments.begin(), o.departments.end());
        if (!o.made || sys_days(*o.made) > day) continue;
        t.forecast.insert(o.forecast_departments.begin(), o.forecast_departments.end());
    }
    return changes;
}

}  // namespace

Failures failures_among(const std::vector<double>& forecasts, int seen) {
    Failures f;
    f.steps = static_cast<int>(forecasts.size());
    f.seen = seen;
    for (const double p : forecasts) f.expected += p;
    const PoissonBinomial counts(forecasts);
    f.low90 = counts.quantile(0.05);
    f.high90 = counts.quantile(0.95);
    f.low95 = counts.quantile(0.025);
    f.high95 = counts.quantile(0.975);
    f.low998 = counts.quantile(0.001);
    f.high998 = counts.quantile(0.999);
    f.p_value = counts.mid_p(seen);
    return f;
}

double shrunken_ratio(const Failures& f) {
    constexpr double strength = 4;
    return (f.seen + strength) / (f.expected + strength);
}

void add_departments(const History& history, const CaseOptions& options, Calibration& out) {
    std::map<Id, Met> departments;
    for (const auto& [change, told] : by_change(history, options))
        for (const auto& [id, forecast] : told.forecast) {
            const auto found = told.outcome.find(id);
            if (found == told.outcome.end()) continue;
            Met& met = departments[id];
            if (forecast.probability && found->second.disrupted) {
                const double p = *forecast.probability;
                const bool hit = *found->second.disrupted;
                met.chances.push_back(p);
                met.disrupted += hit ? 1 : 0;
                met.brier += score_of(ScoringRule::brier, p, hit);
                met.logarithmic += score_of(ScoringRule::logarithmic, p, hit);
            }
            add_figure(id, "downtime", forecast.downtime, found->second.downtime, met);
            add_figure(id, "loss", forecast.loss, found->second.loss, met);
        }
    for (auto& [id, met] : departments) {
        if (!met.chances.empty()) {
            const double n = static_cast<double>(met.chances.size());
            ForecastGroup g{id, failures_among(met.chances, met.disrupted), 1, met.brier / n,
                            met.logarithmic / n};
            g.ratio = shrunken_ratio(g.failures);
            out.departments.push_back(std::move(g));
        }
        for (auto& [key, e] : met.exceeded) {
            e.share = clopper_pearson(e.above, e.cases, 0.95);
            e.score /= e.cases;
            out.exceeded.push_back(e);
        }
    }
}

}  // namespace knockon
