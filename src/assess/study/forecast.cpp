#include "assess/study/forecast.h"

#include <algorithm>

#include "base/text.h"
#include "calendar/zone.h"
#include "model/defaults.h"

namespace knockon {
namespace {

DepartmentForecast forecast_for(const DepartmentFigures& d) {
    const auto time = [](const Estimate& e) {
        return Duration(
            std::chrono::round<std::chrono::seconds>(from_seconds(std::max(e.value, 0.0))));
    };
    const auto money = [](const Estimate& e) { return std::max(e.value, 0.0); };
    DepartmentForecast f;
    f.probability = std::clamp(d.disruption.value, 0.0, 1.0);
    f.downtime.mean = time(d.downtime_s.mean);
    f.downtime.p95 = time(d.downtime_s.p95);
    f.loss.mean = money(d.loss.mean);
    f.loss.p95 = money(d.loss.p95);
    f.loss.p99 = money(d.loss.p99);
    return f;
}

std::string hash_of_model(const Assessment& a, const std::string& history) {
    std::string files;
    for (const Input& i : a.inputs)
        if (i.path != history) files += i.sha256 + "  " + i.path + "\n";
    return sha256(files);
}

}  // namespace

std::vector<Outcome> forecasts(const Change& change, const Assessment& a,
                               std::chrono::year_month_day made, const std::string& history) {
    const std::string model = hash_of_model(a, history);
    const Zone zone = Zone::find(a.timezone).value_or(Zone());
    std::vector<Outcome> all;
    for (std::size_t i = 0; i < change.steps.size(); ++i) {
        const Step& step = change.steps[i];
        if (step.verb == Verb::load) continue;
        Outcome o;
        o.change = change.id;
        o.date = std::chrono::year_month_day{
            std::chrono::floor<std::chrono::days>(zone.to_local(a.start))};
        o.verb = step.verb;
        o.type = change.type.value_or(ChangeType::normal);
        o.component = *step.target;
        o.team = change.team;
        o.made = made;
        o.model = model;
        o.forecast_fails = fails_of(step, change).value.value;
        double loss = 0;
        for (const CauseFigures& c : a.causes)
            if (c.cause.kind == Cause::Kind::step && c.cause.index == static_cast<int>(i) + 1)
                loss = std::max(c.loss.value, 0.0);
        o.forecast_loss = loss;
        if (all.empty())
            for (const DepartmentFigures& d : a.departments)
                if (d.reach != Reach::none) o.forecast_departments[d.id] = forecast_for(d);
        all.push_back(std::move(o));
    }
    return all;
}

}  // namespace knockon
