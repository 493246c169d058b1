#include "report/words/objections.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.h"

namespace knockon {
namespace {

/// The limits that are exceeded or open, each with the figure beside it.
Shown limits_met(const View& v, const DepartmentFigures& d) {
    const Appetite& a = d.appetite;
    std::vector<Shown> parts;
    const auto against = [&](std::string_view limit, const Estimate& figure,
                             const std::function<Figure(double)>& as, const auto& accepts) {
        if (std::find(d.over.begin(), d.over.end(), limit) == d.over.end()) return;
        parts.push_back(limit_words(limit) + " " + with_interval(figure, as) + " (accepts " +
                        accepts() + ")");
    };
    const auto as_money = [&](double x) { return v.money_of(x); };
    const auto stated = [&](double x) { return stated_money(x, v.a.currency); };
    against("probability", d.disruption, percent, [&] { return stated_percent(*a.probability); });
    against("loss", d.loss.mean, as_money, [&] { return stated(*a.loss); });
    against("p95_loss", d.loss.p95, as_money, [&] { return stated(*a.p95_loss); });
    against("downtime", d.downtime_s.mean, duration,
            [&] { return exact_duration(seconds(*a.downtime)); });
    return Shown::joined(parts, ", ");
}

Shown carried(const View& v, const DepartmentFigures& d) {
    const double share = d.disruption.value;
    return limit_words("probability") + " " + chance_phrase(d, frequency_base({&share, 1})) +
           ", expected loss " + v.money_of(d.loss.mean.value) + ", expected downtime " +
           duration(d.downtime_s.mean.value);
}

}  // namespace

Shown objection(const View& v, const DepartmentFigures& d) {
    switch (d.verdict) {
        case Verdict::exceeds:
            return v.name_of(d.id) + " would carry more risk than it accepts: " + limits_met(v, d);
        case Verdict::undetermined:
            return Shown("whether ") + v.name_of(d.id) +
                   " stays within what it accepts cannot be told: " + limits_met(v, d) +
                   (d.settle.empty() ? Shown() : Shown("; ") + Shown::from(d.settle));
        case Verdict::not_modelled:
            return v.name_of(d.id) + " is not modelled: " + Shown::from(d.settle);
        case Verdict::within:
            break;
    }
    if (d.reach != Reach::exposed) return v.name_of(d.id) + ": " + calm_phrase(v, d, v.full());
    return v.name_of(d.id) +
           (d.appetite.any() ? Shown(" is within what it accepts: ")
                             : Shown(" states no limit: ")) +
           carried(v, d);
}

std::vector<const Why*> ways_to(const View& v, const Id& department, std::size_t most) {
    const auto known = v.ways.find(department);
    if (known == v.ways.end()) return {};
    const auto& all = known->second;
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()))};
}

std::string result_fingerprint(const Assessment& a, const DepartmentFigures& d) {
    return sha256(fmt::format("appetite\n{}\n{}", a.change, d.id)).substr(0, 32);
}

std::string result_fingerprint(const Assessment& a, const Finding& f) {
    return sha256(fmt::format("finding\n{}\n{}", a.change, f.fingerprint)).substr(0, 32);
}

std::string tidy_path(const std::string& path) {
    return std::filesystem::path(path).lexically_normal().generic_string();
}

Position place_in_file(const Assessment& a, const Sources& sources, Position at) {
    // What was said on the command line is in no file: "--set", or "-" for standard input.
    const bool in_file = at && !sources[at].path.starts_with("-");
    return in_file ? at : a.change_at;
}

}  // namespace knockon
