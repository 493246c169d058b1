#include "assess/structure/steady_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "assess/answer/assessment.h"
#include "assess/study/calendars.h"
#include "assess/study/figures.h"

namespace knockon {
namespace {

Estimate between(const Bounds& b, double factor = 1) {
    return {(b.low + b.high) / 2 * factor, b.low * factor, b.high * factor, {}, {}};
}

double rate_of(const Process& p) { return p.loss.hour.empty() ? 0 : p.loss.hour[0].rate; }

}  // namespace

Estimate scaled(const Mean& m, double factor) {
    return estimate({m.value * factor, m.error * factor});
}

bool has_simple_loss(const Process& p) {
    const bool all_or_nothing =
        std::all_of(p.needs.begin(), p.needs.end(),
                    [](const Need& n) { return n.terms->impact.value_or(1) >= 1; });
    return !p.active && p.grace.value_or(Duration{0}) == Duration{0} && p.peaks.empty() &&
           p.deadlines.empty() && !p.loss.cap && p.loss.hour.size() <= 1 && all_or_nothing;
}

SteadyState Steady::state(const Process& p, const RootFigures& f) const {
    SteadyState s;
    s.unavailability = between(f.probability);
    s.downtime_h_per_year = between(f.probability, hours_per_year);
    s.episodes_per_year = between(f.episodes_per_hour, hours_per_year);
    const double each = p.loss.each.value_or(0), rate = rate_of(p);
    const auto loss = [&](double probability, double episodes) {
        return hours_per_year * (probability * rate + episodes * each);
    };
    s.loss_per_year = {loss(s.unavailability.value, s.episodes_per_year.value / hours_per_year),
                       loss(f.probability.low, f.episodes_per_hour.low),
                       loss(f.probability.high, f.episodes_per_hour.high),
                       {},
                       {}};
    return s;
}

std::vector<Id> Steady::single_points(const CutSets& sets) const {
    std::vector<Id> ids;
    for (const std::uint32_t e : sets.single_points())
        if (steady_.is_part[e]) ids.push_back(steady_.names[e]);
    std::sort(ids.begin(), ids.end());
    return ids;
}

Instant first_moment(const StructureOptions& options, const Zone& zone) {
    using namespace std::chrono_literals;
    const std::chrono::local_days new_year{2027y / 1 / 1};
    return zone.to_instant(options.start.value_or(Moment{new_year, {}}));
}

Calendars checked_calendars(const Landscape& l) {
    Diagnostics ignored;  // `check` has reported them
    return compile_calendars(l, ignored);
}

double active_share(const Process& p, const Calendars& calendars, Instant start) {
    if (!p.active) return 1;
    const Instant end = start + std::chrono::hours{static_cast<int>(hours_per_year)};
    double sum = 0;
    for (const Span& s : calendars.spans(*p.active, start, end)) sum += hours(s.end - s.start);
    return sum / hours_per_year;
}

std::vector<std::string> limits_of(const Years& years, const StructureOptions& options) {
    const std::string stopped = fmt::format("stopped at {} years with a standard error of {:.2g} % of the loss",
                                            years.years, 100 * years.relative_error);
    if (years.years == 0)
        return {fmt::format("work: no year is simulated: even a few take more than `--limit work={}`",
                            options.max_work)};
    if (years.hit_max_work)
        return {fmt::format("work: {}, which took all of `--limit work={}`", stopped, options.max_work)};
    if (years.hit_max_years) return {"max-years: " + stopped};
    return {};
}

void take_simulated(const YearFigures& y, SteadyState& s) {
    s.unavailability = scaled(y.unavailability, 1);
    s.downtime_h_per_year = scaled(y.unavailability, hours_per_year);
    s.episodes_per_year = scaled(y.episodes, 1);
}

}  // namespace knockon
