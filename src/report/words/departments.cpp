// What a department accepts, what it would carry, and what keeps it out of reach.
#include <algorithm>
#include <cmath>

#include "report/words/said.h"

namespace knockon {
namespace {

bool has_process(const View& v, const Id& department) {
    return std::any_of(v.a.processes.begin(), v.a.processes.end(),
                       [&](const Figures& p) { return p.department == department; });
}

/// What holds the outages off a department, each once, the first few.
Shown absorbers(const std::vector<Absorber>& by, bool all) {
    std::vector<Shown> parts;
    for (const Absorber& absorber : by) {
        if (parts.size() == 2 && !all) {
            parts.push_back(Shown(count(by.size() - 2)) + " more");
            break;
        }
        parts.push_back(Shown::from(absorber.text));
    }
    return Shown::joined(parts, "; ");
}

}  // namespace

Shown limit_words(std::string_view limit) {
    if (limit == "probability") return Shown("chance of disruption");
    if (limit == "loss") return Shown("expected loss");
    if (limit == "p95_loss") return Shown("loss in 1 case of 20");
    if (limit == "downtime") return Shown("expected downtime");
    return Shown::from(limit);
}

Shown limits_phrase(const View& v, const Appetite& a) {
    std::vector<Shown> parts;
    if (a.probability) parts.push_back(stated_percent(*a.probability));
    if (a.loss) parts.push_back(stated_money(*a.loss, v.a.currency));
    if (a.p95_loss)
        parts.push_back(Shown(stated_money(*a.p95_loss, v.a.currency)) +
                        "\u00A0in\u00A0"
                        "1\u00A0of\u00A0"
                        "20");
    if (a.downtime) parts.push_back(exact_duration(seconds(*a.downtime)));
    if (parts.empty()) return Shown("no\u00A0limit").styled(Style::faint);
    return Shown::joined(parts, ", ");
}

Shown if_so(const MeanAndP95& f, const std::function<Figure(double)>& as) {
    const Shown mean = as(f.mean.value);
    return f.p95.value <= f.mean.value ? mean
                                       : mean + ", " + as(f.p95.value) + " in 1 of 20 of those";
}

Shown spread(const Estimate& mean, const Estimate& p95, const std::function<Figure(double)>& as) {
    if (mean.value == 0 && p95.value == 0) return Shown("none");
    const Shown s = Shown(as(mean.value)) + " on average, ";
    if (p95.value == 0) return s + "none in 19 of 20 cases";
    // Rare and heavy: the average is above what 19 of 20 cases stay below.
    if (p95.value < mean.value) return s + as(p95.value) + " at most in 19 of 20 cases";
    return s + as(p95.value) + " in 1 case of 20";
}

Shown beyond_money(const Figures& f) {
    std::vector<Shown> parts;
    const double missed = f.deadlines_missed.value;
    if (missed >= 1)
        parts.push_back(Shown("misses ") + number(missed) + " deadlines on average");
    else if (missed > 0)
        parts.push_back(Shown("deadlines missed: ") +
                        frequency(missed, frequency_base({&missed, 1})));
    std::vector<Shown> harm;
    for (const std::string& h : f.harm) harm.push_back(Shown::from(h));
    if (!harm.empty() && f.reach == Reach::exposed)
        parts.push_back(Shown("harm besides money: ") + Shown::joined(harm, ", "));
    return Shown::joined(parts, "; ");
}

Shown calm_phrase(const View& v, const DepartmentFigures& d, bool all) {
    if (!has_process(v, d.id)) return Shown("not modelled (no process of it is described)");
    if (d.reach == Reach::none) return Shown("none (not reached)");
    if (d.absorbed_by.empty()) return Shown("none (absorbed; by what is not known)");
    return Shown("none (absorbed: ") + absorbers(d.absorbed_by, all) + ")";
}

std::vector<Calm> calm_departments(const View& v, bool all) {
    std::vector<Calm> groups;
    std::vector<std::string> keys;
    for (const DepartmentFigures& d : v.a.departments) {
        if (d.reach == Reach::exposed) continue;
        const Shown why = calm_phrase(v, d, all);
        const auto same = std::find(keys.begin(), keys.end(), why.bytes(false));
        const auto at = static_cast<std::size_t>(same - keys.begin());
        if (same == keys.end()) {
            keys.push_back(why.bytes(false));
            groups.push_back({{}, why});
        }
        groups[at].names.push_back(v.name_of(d.id));
    }
    return groups;
}

Shown chance(const Estimate& disruption) {
    if (disruption.value == 0 && disruption.high > 0)
        return Shown("under ") + percent(disruption.high);
    return percent(disruption.value);
}

Shown short_chance(const Estimate& disruption) {
    if (disruption.value > 0 && disruption.value < 1e-4) return Shown("<\u00A00.01\u00A0%");
    if (disruption.value != 0 || disruption.high <= 0) return percent(disruption.value);
    const double unit = std::pow(10, std::floor(std::log10(disruption.high)));
    return Shown("<\u00A0") + percent(std::ceil(disruption.high / unit) * unit);
}

Shown chance_phrase(const Figures& f, int base) {
    if (f.disruption.value == 0) return chance(f.disruption);
    return chance(f.disruption) + ", " + frequency(f.disruption.value, base);
}

Shown accepted_phrase(const View& v, const Acceptance& a) {
    Shown s = Shown("accepted by ") + v.name_of(*a.by);
    if (a.until) s += Shown(" until ") + date(std::chrono::local_days{*a.until});
    if (a.in_change) s += ", written in this change";
    return s + ": " + Shown::from(*a.because);
}

}  // namespace knockon
