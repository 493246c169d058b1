#include "assess/study/forecast.h"

#include <algorithm>

#include "calendar/zone.h"
#include "model/defaults.h"

namespace knockon {

std::vector<Outcome> forecasts(const Change& change, const Assessment& a) {
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
        o.team = change.team;
        o.forecast_fails = fails_of(step, change).value.value;
        double loss = 0;
        for (const CauseFigures& c : a.causes)
            if (c.cause.kind == Cause::Kind::step && c.cause.index == static_cast<int>(i) + 1)
                loss = std::max(c.loss.value, 0.0);
        o.forecast_loss = loss;
        all.push_back(std::move(o));
    }
    return all;
}

}  // namespace knockon
