#include "assess/study/input_values.h"

#include <fmt/format.h>

#include <cmath>

#include "assess/study/outer_draws.h"
#include "base/beta.h"
#include "model/defaults.h"

namespace knockon {
namespace {

using What = InputPlace::What;
using Of = InputPlace::Of;

/// As a duration is written in files: 1h30m.
std::string written(std::int64_t whole_seconds) {
    std::string text;
    for (const auto& [letter, unit] : {std::pair{'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}}) {
        if (whole_seconds >= unit) text += fmt::format("{}{}", whole_seconds / unit, letter);
        whole_seconds %= unit;
    }
    return text.empty() ? "0s" : text;
}

std::string length(Duration d, bool up) {
    const double unit = d < std::chrono::minutes{10} ? 1 : 60;
    const double units = seconds(d) / unit, nearest = std::round(units);
    const double whole = std::abs(nearest - units) <= 1e-5 * units ? nearest
                         : up                                      ? std::ceil(units)
                                                                   : std::floor(units);
    return written(static_cast<std::int64_t>(whole * unit));
}

}  // namespace

Length mean_of(const Length& l) {
    if (!l.is_range()) return l;
    double sum = 0;
    const auto points = even_points(l, outer_draws);
    for (const double x : points) sum += x;
    const Duration d = from_seconds(sum / outer_draws);
    return {d, d, d};
}

void put_at_mean(const InputSlot& where) {
    if (const auto* p = std::get_if<Stated<Probability>*>(&where)) {
        Probability& at = (*p)->value;
        at = {at.value, at.value, at.value, 0, 0};
    } else if (const auto* r = std::get_if<Stated<Recovery>*>(&where)) {
        Recovery& at = (*r)->value;
        at.p50 = mean_of(at.p50);
        at.p90 = mean_of(at.p90);
    } else {
        Length& at = *std::get<Length*>(where);
        at = mean_of(at);
    }
}

Probability probability_now(const InputPlace& place, const Study& study) {
    const Landscape& l = *study.before;
    const Change& c = *study.change;
    switch (place.of) {
        case Of::step: {
            const Step& s = c.steps[place.step];
            return (place.what == What::works ? works_of(*s.rollback) : fails_of(s, c)).value;
        }
        case Of::described: {
            const Landscape& after = *study.after;
            return unavailability_of(after.components.at(*c.steps[place.step].target), after).value;
        }
        case Of::component:
            return unavailability_of(l.components.at(place.id), l).value;
        case Of::supplier: {
            const Supplier& s = l.suppliers.at(place.id);
            if (s.unavailability) return *s.unavailability;
            const double u = unavailability_of(s, l).value;
            return {u, u, u, 0, 0};
        }
        case Of::kind:
            break;
    }
    return *l.defaults.at(place.id).unavailability;
}

Recovery recovery_now(const InputPlace& place, const Study& study) {
    const Landscape& l = *study.before;
    const Landscape& after = *study.after;
    static const Component nothing;  // a process has no recovery of its own
    switch (place.of) {
        case Of::step:
        case Of::described: {
            const Step& s = study.change->steps[place.step];
            if (place.what == What::takes)
                return {Recovery::Shape::constant, s.rollback->takes, {}};
            const auto it = after.components.find(*s.target);
            const Component& c = it == after.components.end() ? nothing : it->second;
            return place.of == Of::step ? recovery_of(s, c, after).value
                                        : recovery_of(c, after).value;
        }
        case Of::component:
            return recovery_of(l.components.at(place.id), l).value;
        case Of::supplier:
            return recovery_of(l.suppliers.at(place.id), l).value;
        case Of::kind:
            break;
    }
    return *l.defaults.at(place.id).recovery;
}

double rounded(double x, int digits, bool up) {
    if (!(x > 0)) return 0;
    const double unit = std::pow(10, std::floor(std::log10(x)) + 1 - digits);
    const double nearest = std::round(x / unit);
    if (std::abs(nearest * unit - x) <= 1e-5 * x) return nearest * unit;
    return (up ? std::ceil(x / unit) : std::floor(x / unit)) * unit;
}

std::string written(const Recovery& r, bool up) {
    switch (r.shape) {
        case Recovery::Shape::constant:
            return length(r.p50.value, up);
        case Recovery::Shape::exponential:
            return fmt::format("{{mean: {}}}", length(r.p50.value, up));
        case Recovery::Shape::lognormal:
            break;
    }
    return fmt::format("{{p50: {}, p90: {}}}", length(r.p50.value, up), length(r.p90.value, up));
}

}  // namespace knockon
