#include "model/base_rates.h"

#include <fmt/format.h>

#include <algorithm>

namespace knockon {
namespace {

/// Probability that a step of an ordinary, reversible, untested change causes an unplanned outage.
/// Evidence: 2 % of a million production changes led to an incident (FCA, 2019), 10 % were not
/// right the first time (Pink Elephant, 2012), 5 to 40 % needed remediation (DORA, 2024).
struct VerbRate {
    double fails;
    std::string_view text;
};
VerbRate verb_rate(Verb v) {
    switch (v) {
        case Verb::update:
            return {0.05, "5 %"};
        case Verb::migrate:
        case Verb::replace:
            return {0.20, "20 %"};
        case Verb::add:
        case Verb::connect:
            return {0.05, "5 %"};
        case Verb::disconnect:
            return {0.02, "2 %"};
        // What is removed is gone and cannot fail; a load does its harm by overload.
        case Verb::remove:
        case Verb::load:
            return {0, "0 %"};
    }
    return {0, "0 %"};
}

constexpr double highest = 0.5;  // factors must not make a certainty of a judgement

double type_factor(ChangeType t) {
    switch (t) {
        case ChangeType::standard:
            return 0.4;
        case ChangeType::emergency:
            return 1.5;
        case ChangeType::normal:
            break;
    }
    return 1;
}

/// The built-in judgement alone.
BaseRate built_in(const Step& s, const Change& c) {
    const VerbRate base = verb_rate(s.verb);
    BaseRate rate{base.fails, fmt::format("{}: {}", name(s.verb), base.text)};
    const auto times = [&](double factor, std::string_view why) {
        rate.fails *= factor;
        rate.source += fmt::format(", {} × {}", why, factor);
    };
    if (rate.fails > 0) {
        const ChangeType type = c.type.value_or(ChangeType::normal);
        if (type == ChangeType::standard) times(type_factor(type), "standard change");
        if (type == ChangeType::emergency) times(type_factor(type), "emergency");
        if (s.reversible && !*s.reversible) times(1.5, "no way back");
        if (s.tested) times(0.7, "tested");
    }
    rate.fails = std::min(rate.fails, highest);
    rate.source += " (a judgement; surveys 2 to 40 %)";
    return rate;
}

std::string record_text(const TrackRecord& r, const Step& s, const Change& c) {
    const std::string_view verb = name(s.verb), type = name(c.type.value_or(ChangeType::normal));
    std::string text;
    const auto say = [&](const Count& n, const std::string& of) {
        if (n.steps == 0) return;
        if (!text.empty()) text += ", ";
        text += fmt::format("{} of {} {}", n.failed, n.steps, of);
    };
    const bool named = r.team.steps > 0;
    if (named) say(r.team, fmt::format("of team {}'s {} steps", *c.team, verb));
    say(r.type,
        fmt::format("{}{} steps in {} changes", named ? "of other teams' " : "", verb, type));
    say(r.other, fmt::format("{} steps in other types of change", verb));
    return text;
}

}  // namespace

std::map<Verb, TrackRecord> track_record(const Change& change, const History& history) {
    std::map<Verb, TrackRecord> record;
    for (const Step& s : change.steps)
        if (verb_rate(s.verb).fails > 0) record[s.verb];
    const ChangeType type = change.type.value_or(ChangeType::normal);
    for (const Outcome& o : history.outcomes) {
        const auto of_verb = record.find(o.verb);
        if (of_verb == record.end() || !o.failed || o.change == change.id) continue;
        TrackRecord& r = of_verb->second;
        const bool team = change.team && o.team && *change.team == *o.team;
        Count& n = o.type != type ? r.other : team ? r.team : r.type;
        n.steps += 1;
        n.failed += *o.failed ? 1 : 0;
        if (o.type != type) r.other_expected += verb_rate(o.verb).fails * type_factor(o.type);
    }
    std::erase_if(record, [](const auto& r) { return r.second == TrackRecord{}; });
    return record;
}

double drawn_towards(double prior, const Count& record) {
    return (base_rate_strength * prior + record.failed) / (base_rate_strength + record.steps);
}

BaseRate base_rate(const Step& s, const Change& c) {
    BaseRate rate = built_in(s, c);
    const auto record = c.record.find(s.verb);
    if (record == c.record.end() || rate.fails <= 0) {
        rate.source = "base rate, " + rate.source;
        return rate;
    }
    const TrackRecord& r = record->second;
    if (r.other.steps > 0) {
        // Other types fail more or less often by themselves: what counts is how their record
        // differs from what the table expects of them.
        const double usual = base_rate_strength * r.other_expected / r.other.steps;
        rate.fails *= (usual + r.other.failed) / (usual + r.other_expected);
    }
    rate.fails = drawn_towards(drawn_towards(std::min(rate.fails, 1.0), r.type), r.team);
    rate.source = fmt::format("base rate, {}; drawn from {}", record_text(r, s, c), rate.source);
    return rate;
}

}  // namespace knockon
