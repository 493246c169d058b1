// What a department accepts, what it would carry, and what keeps it out of reach.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "report/words/said.h"

namespace knockon {
namespace {

constexpr std::size_t most_by_name = 8;  // of those of whom one thing is said

bool has_process(const View& v, const Id& department) {
    return std::any_of(v.a.processes.begin(), v.a.processes.end(),
                       [&](const Figures& p) { return p.department == department; });
}

/// What holds the outages off a department, each once, or the first; they are not counted, so that
/// departments that the same keeps out of reach can share a line.
Shown absorbers(const std::vector<Absorber>& by, bool all) {
    std::vector<Shown> parts;
    for (const Absorber& absorber : by) {
        if (parts.size() == 1 && !all && by.size() > 2) {
            parts.push_back(Shown("and more"));
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

namespace {

/// A limit by its name in `DepartmentFigures::over`; it must be stated.
Shown limit_shown(const View& v, const Appetite& a, std::string_view limit) {
    if (limit == "probability") return stated_percent(*a.probability);
    if (limit == "loss") return stated_money(*a.loss, v.a.currency);
    if (limit == "downtime") return exact_duration(seconds(*a.downtime));
    return Shown(stated_money(*a.p95_loss, v.a.currency)) + "\u00A0in\u00A0" + "1\u00A0of\u00A0" + "20";
}

}  // namespace

Shown limits_phrase(const View& v, const Appetite& a, bool in_column) {
    std::vector<Shown> parts, averages;
    if (a.probability) parts.push_back(limit_shown(v, a, "probability"));
    if (a.p95_loss) parts.push_back(limit_shown(v, a, "p95_loss"));
    if (a.loss) averages.push_back(limit_shown(v, a, "loss"));
    if (a.downtime) averages.push_back(limit_shown(v, a, "downtime"));
    if (!averages.empty())
        parts.push_back((in_column ? Shown() : Shown("on average ")) +
                        Shown::joined(averages, ", "));
    if (parts.empty()) return Shown("no\u00A0limit").styled(Style::faint);
    return Shown::joined(parts, "; ");
}

Shown over_phrase(const View& v, const DepartmentFigures& d) {
    if (!objects(d) || d.over.empty()) return {};
    return (d.verdict == Verdict::exceeds ? Shown("over ") : Shown("open: ")) +
           Shown::joined(d.over, ", ", [&](const std::string& limit) {
               return limit_shown(v, d.appetite, limit);
           });
}

std::vector<const DepartmentFigures*> exposed_departments(const View& v) {
    std::vector<const DepartmentFigures*> all;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.reach == Reach::exposed) all.push_back(&d);
    return all;
}

int base_of(const std::vector<const DepartmentFigures*>& all) {
    std::vector<double> shares;
    for (const DepartmentFigures* d : all) shares.push_back(d->disruption.value);
    return frequency_base(shares);
}

std::vector<Shown> open_limits(const View& v) {
    std::vector<Shown> all;
    for (const DepartmentFigures& d : v.a.departments)
        if (d.verdict == Verdict::undetermined && !d.settle.empty())
            all.push_back(v.name_of(d.id) + " is undetermined: " + Shown::from(d.settle));
    return all;
}

Shown open_range(const View& v, const DepartmentFigures& d) {
    std::vector<Shown> parts;
    const auto add = [&](const Shown& what, const Estimate& e, const auto& as) {
        if (e.inputs_low && e.inputs_high &&
            *e.inputs_high - *e.inputs_low > 1e-3 * std::abs(e.value))
            parts.push_back(what + as(*e.inputs_low) + " to " + as(*e.inputs_high));
    };
    add(Shown("chance of disruption "), d.disruption, percent);
    add(Shown("extra loss "), d.loss.mean, [&](double x) { return v.money_of(x); });
    return Shown::joined(parts, ", ");
}

Shown beside_disruption(const View& v, const std::vector<const DepartmentFigures*>& all) {
    constexpr double worth_saying = 0.1, of_all = 0.025;  // of the average; of what all lose
    const double least = std::max(1.0, of_all * v.a.total.loss.mean.value);
    std::vector<Shown> rest;
    for (const DepartmentFigures* d : all) {
        const double average = d->loss.mean.value;
        const double by_disruption =
            d->if_hit ? d->disruption.value * d->if_hit->loss.mean.value : average;
        if (average - by_disruption > std::max(least, worth_saying * average))
            rest.push_back(v.name_of(d->id) + " " + v.money_of(average - by_disruption));
    }
    if (rest.empty()) return {};
    return Shown("outages too short to disrupt are in the average: ") +
           Shown::joined(rest, ", ");
}

Shown spread(const Estimate& mean, const Estimate& p95, const std::function<Figure(double)>& as) {
    if (mean.value == 0 && p95.value == 0) return Shown("none");
    const Shown s = Shown(as(mean.value)) + " on average, ";
    if (p95.value == 0) return s + "none in 19 of 20 cases";
    // Rare and heavy: the average is above what 19 of 20 cases stay below.
    if (p95.value < mean.value) return s + as(p95.value) + " at most in 19 of 20 cases";
    return s + as(p95.value) + " in 1 case of 20";
}

namespace {

/// "2 in 100", "8 in 100, several at a time", "1.2 on average"; empty where none is missed.
Shown deadlines(const Figures& f) {
    constexpr double clearly = 1.05;
    const double missed = f.deadlines_missed.value;
    if (missed <= 0) return {};
    const Shown s = missed >= 1
                        ? Shown(number(missed)) + " on average"
                        : Shown(frequency(missed, frequency_base({&missed, 1})));
    return missed > clearly * f.disruption.value ? s + ", several at a time" : s;
}

/// "safety, legal"; empty where there is none.
Shown harm_of(const Figures& f) {
    return f.reach == Reach::exposed ? Shown::listed(f.harm) : Shown();
}

}  // namespace

Shown beyond_money(const Figures& f) {
    std::vector<Shown> parts;
    if (const Shown missed = deadlines(f); !missed.empty())
        parts.push_back(Shown("deadlines missed: ") + missed);
    if (const Shown harm = harm_of(f); !harm.empty())
        parts.push_back(Shown("harm besides money: ") + harm);
    return Shown::joined(parts, "; ");
}

std::vector<Shown> beyond_money(const View& v, const std::vector<const DepartmentFigures*>& all) {
    std::vector<Shown> missed, harm, parts;
    std::map<std::string, std::vector<Shown>> whom;
    for (const DepartmentFigures* d : all) {
        if (const Shown s = deadlines(*d); !s.empty()) missed.push_back(v.name_of(d->id) + " " + s);
        if (d->reach != Reach::exposed) continue;
        for (const std::string& h : d->harm) whom[h].push_back(v.name_of(d->id));
    }
    for (const auto& [what, names] : whom)
        harm.push_back(Shown::from(what) + " (" + Shown::joined(names, ", ") + ")");
    if (!missed.empty())
        parts.push_back(Shown("deadlines missed: ") + Shown::joined(missed, ", "));
    if (!harm.empty())
        parts.push_back(Shown("harm besides money: ") + Shown::joined(harm, ", "));
    return parts;
}

namespace {

/// What may still be, where nothing was seen.
double chance_at_most(const DepartmentFigures& d) {
    return d.disruption.value == 0 ? d.disruption.high : d.disruption.value;
}

bool is_hardly_hit(const View& v, const DepartmentFigures& d) {
    constexpr double seldom = 0.005, little = 0.02;  // chance; share of what all lose
    const double all = std::abs(v.a.total.loss.mean.value);
    return d.reach == Reach::exposed && d.verdict == Verdict::within && !d.accepted &&
           chance_at_most(d) < seldom && d.deadlines_missed.value <= 0 && d.harm.empty() &&
           std::abs(d.loss.mean.value) <= little * all &&
           (!d.if_hit || d.if_hit->loss.mean.value <= all);
}

}  // namespace

std::vector<const DepartmentFigures*> hardly_hit(const View& v) {
    std::vector<const DepartmentFigures*> all;
    for (const DepartmentFigures& d : v.a.departments)
        if (is_hardly_hit(v, d)) all.push_back(&d);
    if (all.size() < 2) all.clear();
    return all;
}

Shown hardly_hit_phrase(const View& v, const std::vector<const DepartmentFigures*>& all) {
    std::vector<Shown> names;
    double most = 0, loss = 0;
    for (const DepartmentFigures* d : all) {
        names.push_back(v.name_of(d->id) + (d->appetite.any() ? Shown() : Shown(" (no limit)")));
        most = std::max(most, chance_at_most(*d));
        loss += d->loss.mean.value;
    }
    const double unit = most > 0 ? std::pow(10, std::floor(std::log10(most))) : 1;
    return first_of(std::move(names), most_by_name) + ": " + verdict_word(Verdict::within) + ", under " +
           stated_percent((std::floor(most / unit) + 1) * unit) + ", together " + v.money_of(loss);
}

Shown calm_phrase(const View& v, const DepartmentFigures& d, bool all) {
    if (!has_process(v, d.id)) return Shown("not modelled (no process of it is described)");
    if (d.reach == Reach::none) return Shown("no outage (not reached)");
    if (d.absorbed_by.empty()) return Shown("no outage (absorbed; by what is not known)");
    return Shown("no outage (absorbed: ") + absorbers(d.absorbed_by, all) + ")";
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

Shown calm_names(const Calm& c, bool all) { return first_of(c.names, all ? c.names.size() : most_by_name); }

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

Shown chance_beside_limit(const DepartmentFigures& d) {
    constexpr int most_digits = 6;
    const double x = 100 * d.disruption.value;
    if (d.verdict != Verdict::exceeds || !d.appetite.probability || x >= 99 ||
        d.disruption.value <= *d.appetite.probability)
        return short_chance(d.disruption);
    int digits = 2;
    while (digits < most_digits &&
           std::atof(number(x, digits).text().c_str()) <= 100 * *d.appetite.probability * (1 + 1e-9))
        ++digits;
    return digits == 2 ? short_chance(d.disruption) : Shown(number(x, digits)) + "\u00A0%";
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
